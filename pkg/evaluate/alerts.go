package evaluate

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/verdict"
)

const (
	// mostEventSteps is the finest grid over which events are looked for in series: four queries of the 11,000 steps
	// that Prometheus evaluates in one.
	mostEventSteps = 4 * 11_000
	// eventGap is how long a series may be absent and is still the same one: as long as Prometheus itself takes its last
	// sample for the present.
	eventGap = 5 * time.Minute
)

// eventStep is the resolution at which events are read from series over a span: whole minutes.
func eventStep(span time.Duration) time.Duration {
	return max(time.Minute, (span/mostEventSteps + time.Minute - 1).Truncate(time.Minute))
}

// edge is a step at which an alert fires, or does not any more.
type edge struct {
	at     time.Time
	fires  bool
	active time.Time
}

// alertsOf tells the incidents of a span from the alerts that fired: an incident lasts as long as any instance of its
// alert fires.
func (e *Engine) alertsOf(ctx context.Context, m signal.Mapping, from, to time.Time) (chronicle[Incident], error) {
	step := eventStep(to.Sub(from))
	lookback := max(eventGap, step)
	grid := source.Range{Start: alignDown(from, step), End: alignDown(to, step), Step: step}
	var open source.Vector
	var fired, ceased source.Matrix
	out := chronicle[Incident]{accuracy: fmt.Sprintf("the ends of incidents, read from %s in steps of %s, may be that late", m.Metric, verdict.FormatDuration(step))}
	tasks, ctx := parallel(ctx)
	tasks.Go(func() (err error) {
		open, err = e.Prometheus.Instant(ctx, m.Firing(lookback), grid.Start)
		return err
	})
	tasks.Go(func() (err error) {
		fired, err = e.steps(ctx, m.Fired(lookback, step), grid)
		return err
	})
	tasks.Go(func() (err error) {
		ceased, err = e.steps(ctx, m.Ceased(lookback, step), grid)
		return err
	})
	tasks.Go(func() (err error) {
		out.first, out.isKnown, out.coverage, err = e.watched(ctx, Window{End: to, Length: to.Sub(from)})
		return err
	})
	if err := tasks.Wait(); err != nil {
		return out, err
	}
	out.events, out.notices = e.incidentsBetween(m, edgesOf(open, fired, ceased, lookback), grid.Start)
	for _, incident := range out.events {
		if !out.isKnown || incident.Started.Before(out.first) {
			out.first, out.isKnown = incident.Started, true
		}
	}
	return out, nil
}

// steps evaluates an expression at the steps of a grid after its first.
func (e *Engine) steps(ctx context.Context, expr string, grid source.Range) (source.Matrix, error) {
	grid.Start = grid.Start.Add(grid.Step)
	if grid.End.Before(grid.Start) {
		return source.Matrix{}, nil
	}
	return e.Prometheus.Range(ctx, expr, grid)
}

// alert is what became of one alert over a span.
type alert struct {
	labels source.Labels
	edges  []edge
}

// edgesOf joins the answers by alert, in the order of their labels.
func edgesOf(open source.Vector, fired, ceased source.Matrix, lookback time.Duration) []alert {
	byKey := map[string]*alert{}
	add := func(labels source.Labels, one edge) {
		key := labels.Key()
		if byKey[key] == nil {
			byKey[key] = &alert{labels: labels}
		}
		byKey[key].edges = append(byKey[key].edges, one)
	}
	for _, sample := range open.Samples {
		add(sample.Labels, edge{at: sample.Time, fires: true, active: activeSince(sample.Value)})
	}
	for _, series := range fired.Series {
		for _, point := range series.Points {
			add(series.Labels, edge{at: time.UnixMilli(point.Millis).UTC(), fires: true, active: activeSince(point.Value)})
		}
	}
	for _, series := range ceased.Series {
		for _, point := range series.Points {
			add(series.Labels, edge{at: time.UnixMilli(point.Millis).UTC().Add(-lookback)})
		}
	}
	list := make([]alert, 0, len(byKey))
	for _, one := range byKey {
		slices.SortStableFunc(one.edges, func(a, b edge) int { return a.at.Compare(b.at) })
		list = append(list, *one)
	}
	slices.SortFunc(list, func(a, b alert) int { return cmp.Compare(a.labels.Key(), b.labels.Key()) })
	return list
}

// activeSince reads since when an alert has been active; zero when that is not recorded.
func activeSince(seconds float64) time.Time {
	if seconds <= 1 {
		return time.Time{}
	}
	return time.UnixMilli(int64(seconds * 1000)).UTC()
}

// incidentsBetween makes incidents of the edges of alerts, and says which of them began before the span without a trace.
func (e *Engine) incidentsBetween(m signal.Mapping, alerts []alert, start time.Time) (list []Incident, notices []string) {
	cut := 0
	for _, one := range alerts {
		var incidents []Incident
		for _, edge := range one.edges {
			last := len(incidents) - 1
			isOpen := last >= 0 && incidents[last].Resolved.IsZero()
			switch {
			case edge.fires && last >= 0 && edge.active.Equal(incidents[last].Started):
				incidents[last].Resolved = time.Time{} // only the samples had a gap
			case edge.fires && !isOpen:
				if edge.active.IsZero() && !edge.at.After(start) {
					cut++
				}
				incidents = append(incidents, incidentOf(m, one.labels, edge))
			case !edge.fires && isOpen:
				incidents[last].Resolved = edge.at
				if edge.at.Before(incidents[last].Started) {
					incidents[last].Resolved = incidents[last].Started
				}
			}
		}
		list = append(list, incidents...)
	}
	slices.SortStableFunc(list, func(a, b Incident) int { return a.Started.Compare(b.Started) })
	return list, leftOut(m, float64(cut), "fired already when the time looked at begins and count from there: ALERTS_FOR_STATE does not say since when")
}

// incidentOf is the incident that begins when an alert fires. It began when the alert became active, where that is
// recorded, else when it was first seen to fire.
func incidentOf(m signal.Mapping, labels source.Labels, fires edge) Incident {
	started := fires.at
	if !fires.active.IsZero() && fires.active.Before(started) {
		started = fires.active
	}
	incident := Incident{
		Started: started, Title: signal.AlertName(labels), Severity: labels[m.Labels[signal.RoleSeverity]],
		Service: labels[m.Labels[signal.RoleService]], Environment: labels[m.Labels[signal.RoleEnvironment]],
	}
	incident.ID = eventID(started, incident.Title, incident.Service, incident.Environment, incident.Severity)
	return incident
}

// eventID tells events apart that have no id of their own.
func eventID(at time.Time, parts ...string) string {
	known := slices.DeleteFunc(parts, func(part string) bool { return part == "" })
	return strings.Join(append(known, at.UTC().Format(time.RFC3339)), " ")
}

// watched says since when in a window anything was scraped, and in what share of the time since then: where nobody
// looked, nothing fires. Without any target (where metrics are pushed) nobody can tell, and all of it counts.
func (e *Engine) watched(ctx context.Context, w Window) (first time.Time, isKnown bool, coverage float64, err error) {
	grid := max((w.Length / historySteps).Truncate(time.Minute), eventGap)
	begins, err := e.firstSeen(ctx, func(time.Duration) string { return promql.Scraped }, scope{}, w, w.grid())
	if err != nil {
		return first, false, 0, err
	}
	if first, isKnown = begins[""]; !isKnown {
		return first, false, 1, nil
	}
	answer, err := e.Prometheus.Instant(ctx, promql.CountObserved(promql.Scraped, w.Length, grid), w.End)
	for _, sample := range answer.Samples {
		coverage = observation(w, grid, sample.Value, first).Coverage
	}
	return first, true, coverage, err
}
