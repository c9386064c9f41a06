package evaluate

import (
	"context"
	"time"

	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/verdict"
)

// historySteps is the resolution at which the start of history is looked for, as a share of the window.
const historySteps = 500

// leastLookback is how far a point of a grid looks back for a sample, so that scrapes up to two minutes apart
// leave no gap.
const leastLookback = 2 * time.Minute

// presence is where a signal's series were seen in a window.
type presence struct {
	// points counts the observed points of a grid, first is the earliest one.
	points map[group]float64
	first  map[group]time.Time
	grid   time.Duration
	window Window
}

// observedPoints counts the points of a window's grid at which each group of a signal had samples.
func observedPoints(m signal.Mapping, s scope, w Window) measure {
	grid := w.grid()
	present := m.Observed(s.part(s.by), max(grid, leastLookback))
	return measure{recordedSum{metric: observedMetric(m), aggregate: "max", by: s.by}, func(length time.Duration) string {
		return promql.CountObserved(present, length, grid)
	}}
}

// presence reads where a signal was seen from the counted points of the window's grid and, where these leave room for a
// history that begins late, asks since when.
func (e *Engine) presence(ctx context.Context, m signal.Mapping, s scope, w Window, counted source.Vector) (p presence, err error) {
	p = presence{grid: w.grid(), window: w, points: map[group]float64{}}
	late := false
	for _, sample := range counted.Samples {
		p.points[s.groupOf(sample.Labels)] = sample.Value
		late = late || w.mayBeginLate(sample.Value, p.grid)
	}
	if late {
		p.first, err = e.signalSeen(ctx, m, s, w, p.grid)
	}
	return p, err
}

// signalSeen finds when each group of a signal was first seen in the window, from its recordings where they hold it.
func (e *Engine) signalSeen(ctx context.Context, m signal.Mapping, s scope, w Window, grid time.Duration) (map[group]time.Time, error) {
	present := func(lookback time.Duration) string { return m.Observed(s.part(s.by), lookback) }
	recorded, err := e.recordedHours(ctx, m, s, w)
	switch {
	case err != nil:
		return nil, err
	case recorded == nil:
		return e.firstSeen(ctx, present, s, w, grid)
	}
	hourly := promql.By("group", s.by, recorded.series(m, s, observedMetric(m)))
	first, err := e.firstPoint(ctx, hourly, s, w, signal.RecordingStep)
	if err != nil {
		return nil, err
	}
	return e.refine(ctx, first, signal.RecordingStep, present, s, w, grid)
}

// firstSeen finds when each group of some series was first seen in the window.
func (e *Engine) firstSeen(ctx context.Context, present func(lookback time.Duration) string, s scope, w Window, grid time.Duration) (map[group]time.Time, error) {
	coarse := max((w.Length / historySteps).Truncate(time.Minute), grid)
	first, err := e.firstPoint(ctx, present(coarse), s, w, coarse)
	if err != nil {
		return nil, err
	}
	return e.refine(ctx, first, coarse, present, s, w, grid)
}

// refine looks again, at the grid's resolution, at the groups that a coarse look found well inside the window, where
// they shorten it.
func (e *Engine) refine(ctx context.Context, first map[group]time.Time, coarse time.Duration, present func(lookback time.Duration) string,
	s scope, w Window, grid time.Duration) (map[group]time.Time, error) {
	var late []group
	var from, to time.Time
	for g, at := range first {
		if first[g] = at.Add(-coarse); !w.shortenedBy(first[g], grid) {
			continue
		}
		late = append(late, g)
		if from.IsZero() || first[g].Before(from) {
			from = first[g]
		}
		if at.After(to) {
			to = at
		}
	}
	if len(late) == 0 {
		return first, nil
	}
	fine, err := e.firstPoint(ctx, present(max(grid, leastLookback)), s, Window{to, to.Sub(from)}, grid)
	for _, g := range late {
		if at, ok := fine[g]; ok {
			first[g] = at
		}
	}
	return first, err
}

// firstPoint is the first point of a grid over a window at which each group has a value.
func (e *Engine) firstPoint(ctx context.Context, expr string, s scope, w Window, grid time.Duration) (map[group]time.Time, error) {
	answer, err := e.Prometheus.Instant(ctx, promql.FirstObserved(expr, w.Length, grid), w.End)
	first := make(map[group]time.Time, len(answer.Samples))
	for _, sample := range answer.Samples {
		first[s.groupOf(sample.Labels)] = time.Unix(int64(sample.Value), 0).UTC()
	}
	return first, err
}

// shortenedBy says whether history that starts then shortens the window by more than its resolution.
func (w Window) shortenedBy(first time.Time, grid time.Duration) bool {
	return !first.IsZero() && first.After(w.Start().Add(w.resolution(grid)+grid))
}

// mayBeginLate says whether so many observed points of a grid leave room for a history that shortens the window: the
// points before its start are missing.
func (w Window) mayBeginLate(points float64, grid time.Duration) bool {
	return points <= float64(w.Length-w.resolution(grid))/float64(grid)
}

// resolution is how exactly the start of history is looked for.
func (w Window) resolution(grid time.Duration) time.Duration { return max(w.Length/historySteps, grid) }

// observation states how much of the window a group was seen.
func (p presence) observation(g group) verdict.Observation {
	return observation(p.window, p.grid, p.points[g], p.first[g])
}

// observation shortens the window to where history starts and relates the observed points to it. One point of
// the grid is forgiven: whether a sample falls on the window's edge is chance.
func observation(w Window, grid time.Duration, points float64, first time.Time) verdict.Observation {
	o := verdict.Observation{Asked: w.Length, Window: w.Length, End: w.End}
	if w.shortenedBy(first, grid) {
		o.HistoryStart = first
		o.Window = w.End.Sub(first)
	}
	expected := float64(o.Window) / float64(grid)
	if expected > 0 {
		o.Coverage = min(1, points/max(1, expected-1))
	}
	return o
}

// groupsSeen lists the groups of a signal's series over the longer of the window and a week, so that a group that
// went silent keeps its row.
func (e *Engine) groupsSeen(ctx context.Context, m signal.Mapping, s scope, w Window) ([]group, error) {
	length := max(w.Length, groupLookback)
	w = Window{End: source.AlignEnd(w.End, instantStep, length), Length: length}
	present := func(length time.Duration) string { return m.Observed(s.part(s.by), length) }
	seen, err := e.overWindow(ctx, m, s, w, measure{recordedSum{metric: observedMetric(m), aggregate: "max", by: s.by}, present})
	if err != nil {
		return nil, err
	}
	return s.groupsIn(seen[0]), nil
}

// groupsOf lists the groups for which an expression has a value.
func (e *Engine) groupsOf(ctx context.Context, expr string, s scope, at time.Time) ([]group, error) {
	answer, err := e.Prometheus.Instant(ctx, expr, at)
	return s.groupsIn(answer), err
}

// groupsIn lists the groups of the samples of an answer.
func (s scope) groupsIn(answer source.Vector) []group {
	groups := make([]group, len(answer.Samples))
	for i, sample := range answer.Samples {
		groups[i] = s.groupOf(sample.Labels)
	}
	return groups
}
