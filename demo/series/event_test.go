package series

import (
	"testing"
	"time"
)

func TestDefaultEventsLieInsideTheHistory(t *testing.T) {
	// Whatever the hour of the anchor.
	for anchor := testAnchor; anchor.Before(testAnchor.AddDate(0, 0, 4)); anchor = anchor.Add(AnchorGrid) {
		kinds := map[Kind]bool{}
		for _, e := range DefaultEvents(anchor) {
			kinds[e.Kind] = true
			if e.End.After(anchor) || e.Start.Before(anchor.AddDate(0, 0, -30)) || e.End.Before(e.Start) {
				t.Errorf("%s lasts from %s to %s, the anchor is %s", e.Kind, e.Start, e.End, anchor)
			}
		}
		if len(kinds) != 9 {
			t.Errorf("%d kinds of events are planted, want all 9", len(kinds))
		}
	}
}

// effect sums what the service's valid requests did in the event's minutes.
func effect(m *Model, e Event, service string) (requests, failed, slow int64) {
	const twoAndAHalfSeconds = 10 // index in DurationBounds
	for i, set := range m.HTTPSets() {
		if set.Service != service || !set.Valid() {
			continue
		}
		for minute := MinuteOf(e.Start) + 1; minute <= MinuteOf(e.End); minute++ {
			c := m.HTTP(i, minute)
			requests += c.Requests()
			slow += c.Requests() - c.Buckets[twoAndAHalfSeconds]
			if set.Failed() {
				failed += c.Requests()
			}
		}
	}
	return requests, failed, slow
}

func TestEventsChangeWhatTheySay(t *testing.T) {
	hour := func(kind Kind) Event {
		return Event{Kind: kind, Start: testAnchor.Add(-3 * time.Hour), End: testAnchor.Add(-2 * time.Hour)}
	}
	outage := hour(Outage)
	outage.Targets, outage.Factor = []string{AppURL}, 0.85
	regression := hour(LatencyRegression)
	regression.Service, regression.Factor = "web", 18
	quiet := hour(QuietNight)
	quiet.Factor = 0.0015

	normal := newTestModel(t, quietParams(6*time.Hour))
	with := func(e Event) *Model {
		p := quietParams(6 * time.Hour)
		p.Events = []Event{e}
		return newTestModel(t, p)
	}
	usual, usualFailed, usualSlow := effect(normal, outage, "web")
	if share := float64(usualFailed) / float64(usual); share < 0.0005 || share > 0.005 {
		t.Errorf("%.4f of undisturbed requests fail", share)
	}
	if share := float64(usualSlow) / float64(usual); share > 0.002 {
		t.Errorf("%.4f of undisturbed requests are slow", share)
	}

	m := with(outage)
	if requests, failed, _ := effect(m, outage, "web"); float64(failed)/float64(requests) < 0.84 || float64(failed)/float64(requests) > 0.86 {
		t.Errorf("%d of %d requests fail in an outage of 85 %%", failed, requests)
	}
	for _, location := range ProbeLocations {
		if m.ProbeUp(AppURL, location, MinuteOf(outage.Start)+1) || !m.ProbeUp(AppURL, location, MinuteOf(outage.Start)) ||
			m.ProbeUp(AppURL, location, MinuteOf(outage.End)) || !m.ProbeUp(AppURL, location, MinuteOf(outage.End)+1) {
			t.Errorf("%s is not down for exactly the outage's minutes", location)
		}
		if !m.ProbeUp(APIURL, location, MinuteOf(outage.End)) {
			t.Errorf("%s sees a target down that the outage does not name", location)
		}
	}
	if requests, _, slow := effect(with(regression), regression, "web"); float64(slow)/float64(requests) < 0.3 {
		t.Errorf("%d of %d requests take over 2.5 s in a latency regression", slow, requests)
	}
	if requests, _, _ := effect(with(quiet), quiet, "web"); requests == 0 || requests > usual/100 {
		t.Errorf("%d requests in a quiet hour that usually has %d", requests, usual)
	}
}

func TestTableEvents(t *testing.T) {
	p := quietParams(6 * time.Hour)
	start, end := testAnchor.Add(-3*time.Hour), testAnchor.Add(-2*time.Hour)
	p.Events = []Event{
		{Kind: TableSurge, Start: start, End: end, Table: "jobs", Factor: 7},
		{Kind: TableSilence, Start: start, End: end, Table: "email_clicks"},
	}
	m := newTestModel(t, p)
	for i := range Tables {
		table, operations := &Tables[i], int64(0)
		for minute := MinuteOf(start) + 1; minute <= MinuteOf(end); minute++ {
			operations += m.Table(i, minute).Operations()
		}
		switch n := float64(operations); table.Name {
		case "jobs":
			if n <= table.OperationsHigh {
				t.Errorf("jobs has %.0f operations in the surge, declared are up to %.0f", n, table.OperationsHigh)
			}
		case "email_clicks":
			if n != 0 {
				t.Errorf("email_clicks has %.0f operations in its silence", n)
			}
		default:
			if n < table.OperationsLow || n > table.OperationsHigh {
				t.Errorf("%s has %.0f operations beside the other tables' events", table.Name, n)
			}
		}
	}
}
