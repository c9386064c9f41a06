package series

import "time"

// Kind names what a planted event does to the series.
type Kind string

// The planted events. Each is in force for the minutes of (Start, End].
const (
	// Outage takes the probes of Targets down from every location and fails
	// the share Factor of Service's valid requests (every service when empty).
	Outage Kind = "outage"
	// LocationFlap takes the probes of one Location down; another still sees
	// the target up.
	LocationFlap Kind = "location_flap"
	// LatencyRegression multiplies Service's response times by Factor.
	LatencyRegression Kind = "latency_regression"
	// QuietNight multiplies HTTP traffic by Factor.
	QuietNight Kind = "quiet_night"
	// ScrapeGap drops every sample of Targets.
	ScrapeGap Kind = "scrape_gap"
	// CounterReset restarts the process behind Targets at Start: its counters
	// begin again at zero.
	CounterReset Kind = "counter_reset"
	// StatsReset zeroes Table's counters at Start, as
	// pg_stat_reset_single_table_counters does.
	StatsReset Kind = "stats_reset"
	// TableSurge multiplies Table's operations by Factor.
	TableSurge Kind = "table_surge"
	// TableSilence stops every operation on Table.
	TableSilence Kind = "table_silence"
)

// Event is one planted disturbance. Resets happen at Start and have End equal
// to it.
type Event struct {
	Kind     Kind
	Start    time.Time
	End      time.Time
	Service  string
	Targets  []string
	Location string
	Table    string
	Factor   float64
}

// covers reports whether minute m lies in (Start, End].
func (e *Event) covers(m Minute) bool {
	return m > MinuteOf(e.Start) && m <= MinuteOf(e.End)
}

func (e *Event) hasTarget(target string) bool {
	for _, t := range e.Targets {
		if t == target {
			return true
		}
	}
	return false
}

// DefaultEvents places the demo's events on whole hours of the UTC days before
// the anchor's day, so that the quiet night is a night wherever the anchor
// falls. Traffic-table events are the most recent ones, inside the seven days
// a person looks at first.
func DefaultEvents(anchor time.Time) []Event {
	midnight := anchor.UTC().Truncate(24 * time.Hour)
	at := func(daysAgo, hour, minute int) time.Time {
		return midnight.AddDate(0, 0, -daysAgo).Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
	}
	return []Event{
		{Kind: CounterReset, Start: at(20, 9, 30), End: at(20, 9, 30), Targets: []string{"api-2:9464"}},
		{Kind: LocationFlap, Start: at(17, 18, 0), End: at(17, 18, 12), Targets: []string{AppURL}, Location: "fra"},
		{Kind: StatsReset, Start: at(14, 3, 15), End: at(14, 3, 15), Table: "job_logs"},
		{
			Kind: ScrapeGap, Start: at(9, 11, 0), End: at(9, 11, 45),
			Targets: []string{"db-1:9187", "app-2:9100", "mailer-1:9464", APIURL + "|fra", APIURL + "|iad"},
		},
		{Kind: Outage, Start: at(6, 15, 4), End: at(6, 15, 26), Targets: []string{AppURL, APIURL}, Factor: 0.85},
		{Kind: QuietNight, Start: at(5, 1, 0), End: at(5, 5, 0), Factor: 0.0015},
		{Kind: LatencyRegression, Start: at(4, 10, 0), End: at(4, 14, 0), Service: "web", Factor: 18},
		{Kind: TableSurge, Start: at(2, 12, 0), End: at(2, 18, 0), Table: "jobs", Factor: 7},
		{Kind: TableSilence, Start: at(1, 6, 0), End: at(1, 12, 0), Table: "email_clicks"},
	}
}
