package delivery

import (
	"slices"
	"testing"
	"time"

	"github.com/headroom/headroom/demo/series"
)

var anchor = time.Date(2026, 11, 23, 18, 27, 0, 0, time.UTC)

func TestHistoryHasWhatADemonstrationNeeds(t *testing.T) {
	h := NewHistory(anchor, anchor)
	ids, outcomes, weeks := map[string]bool{}, map[string]int{}, map[int]bool{}
	for _, d := range h.Deployments {
		if ids[d.ID] {
			t.Errorf("%s is there twice", d.ID)
		}
		ids[d.ID] = true
		if d.At.After(anchor) || anchor.Sub(d.At) > (HistoryDays+2)*24*time.Hour {
			t.Errorf("%s is outside the history: %s", d.ID, d.At)
		}
		if d.Environment == Production {
			outcomes[d.Outcome]++
			_, week := d.At.ISOWeek()
			weeks[week] = true
		}
	}
	if outcomes[Failed] < 2 || outcomes[RolledBack] < 2 || outcomes[Success] < 80 {
		t.Errorf("outcomes: %v", outcomes)
	}
	if len(weeks) < 20 || len(weeks) > 26 {
		t.Errorf("deployments in %d weeks: some of 27 have none", len(weeks))
	}
	var open, overlapping, caused int
	for i, incident := range h.Incidents {
		if incident.Resolved.IsZero() {
			open++
		} else if !incident.Resolved.After(incident.Started) {
			t.Errorf("%s is resolved at %s and started at %s", incident.ID, incident.Resolved, incident.Started)
		}
		if incident.CausedBy != "" {
			caused++
			if !ids[incident.CausedBy] {
				t.Errorf("%s names %s, which does not exist", incident.ID, incident.CausedBy)
			}
		}
		for _, earlier := range h.Incidents[:i] {
			if earlier.Service == incident.Service && earlier.Resolved.After(incident.Started) {
				overlapping++
			}
		}
	}
	if len(h.Incidents) < 30 || open == 0 || overlapping == 0 || caused < 2 {
		t.Errorf("%d incidents, %d open, %d overlapping, %d with their cause", len(h.Incidents), open, overlapping, caused)
	}
}

// What metrics show is an incident, and no severe incident is without them.
func TestSevereIncidentsAreInTheMetrics(t *testing.T) {
	var disturbances []series.Event
	for _, e := range series.DefaultEvents(anchor) {
		if e.Kind == series.Outage || e.Kind == series.LatencyRegression {
			disturbances = append(disturbances, e)
		}
	}
	h := NewHistory(anchor, anchor)
	covers := func(e series.Event, i Incident) bool {
		return !i.Started.Before(e.Start) && !i.Started.After(e.End) && (e.Service == "" || e.Service == i.Service)
	}
	for _, e := range disturbances {
		if !slices.ContainsFunc(h.Incidents, func(i Incident) bool { return covers(e, i) && !i.Resolved.Before(e.End) }) {
			t.Errorf("%s of %s has no incident", e.Kind, e.Start)
		}
	}
	for _, i := range h.Incidents {
		severe := i.Severity == Critical || i.Severity == High
		measured := i.Started.After(anchor.Add(-metricsDays * 24 * time.Hour))
		if severe && measured && !slices.ContainsFunc(disturbances, func(e series.Event) bool { return covers(e, i) }) {
			t.Errorf("%s (%s at %s) is in no metric", i.Title, i.Service, i.Started)
		}
	}
}

// A later present only adds, and resolves.
func TestHistoryGrows(t *testing.T) {
	earlier, later := NewHistory(anchor, anchor), NewHistory(anchor, anchor.Add(14*24*time.Hour))
	if len(later.Deployments) <= len(earlier.Deployments) || !slices.Equal(later.Deployments[:len(earlier.Deployments)], earlier.Deployments) {
		t.Error("the deployments of the past have changed")
	}
	for i, incident := range earlier.Incidents {
		now := later.Incidents[i]
		if incident.Resolved.IsZero() {
			now.Resolved = time.Time{}
		}
		if now != incident {
			t.Errorf("%v has become %v", incident, now)
		}
	}
}
