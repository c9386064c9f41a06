package delivery

import (
	"slices"
	"time"
)

// Outages are the times in which something was failing, within a window.
type Outages struct {
	// Count is the number of outages once overlapping incidents are merged, Incidents the number of these.
	Count, Incidents float64
	// Seconds is their length in all.
	Seconds float64
}

// MergeOutages merges incidents that overlap or touch into outages and cuts them to the window from from up to to: 0
// to 60 and 30 to 90 minutes are one outage of 90. An open incident lasts to the window's end. The incidents are those
// of one system: two services that fail at the same time are one outage of the system that they form.
func MergeOutages(incidents []Incident, from, to time.Time) Outages {
	type span struct{ start, end time.Time }
	var spans []span
	for _, incident := range incidents {
		s := span{incident.Started, incident.Resolved}
		if s.end.IsZero() || s.end.After(to) {
			s.end = to
		}
		if !s.start.Before(to) || s.start.Before(from) && !s.end.After(from) {
			continue
		}
		if s.start.Before(from) {
			s.start = from
		}
		spans = append(spans, s)
	}
	slices.SortFunc(spans, func(a, b span) int { return a.start.Compare(b.start) })
	out := Outages{Incidents: float64(len(spans))}
	var end time.Time
	for _, s := range spans {
		if out.Count == 0 || s.start.After(end) {
			out.Count++
			end = s.start
		}
		if s.end.After(end) {
			out.Seconds += s.end.Sub(end).Seconds()
			end = s.end
		}
	}
	return out
}
