package evaluate

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/verdict"
)

// historySteps is the resolution at which the start of history is looked for, as a share of the window.
const historySteps = 500

// presence is where a signal's series were seen in a window.
type presence struct {
	// points counts the observed points of a grid, first is the earliest one.
	points map[group]float64
	first  map[group]time.Time
	grid   time.Duration
	window Window
}

// observe asks at how many points of the window's grid each group of the series had samples, and since when.
func (e *Engine) observe(ctx context.Context, present func(lookback time.Duration) string, s scope, w Window) (presence, error) {
	grid := w.grid()
	p := presence{grid: grid, window: w, points: map[group]float64{}, first: map[group]time.Time{}}
	coarse := max((w.Length / historySteps).Truncate(time.Minute), grid)
	tasks, ctx := errgroup.WithContext(ctx)
	tasks.Go(func() error {
		expr := promql.CountObserved(present(max(grid, 2*time.Minute)), w.Length, grid)
		answer, err := e.Prometheus.Instant(ctx, expr, w.End)
		for _, sample := range answer.Samples {
			p.points[s.groupOf(sample.Labels)] = sample.Value
		}
		return err
	})
	tasks.Go(func() error {
		answer, err := e.Prometheus.Instant(ctx, promql.FirstObserved(present(coarse), w.Length, coarse), w.End)
		for _, sample := range answer.Samples {
			p.first[s.groupOf(sample.Labels)] = time.Unix(int64(sample.Value), 0).UTC().Add(-coarse)
		}
		return err
	})
	return p, tasks.Wait()
}

// observation states how much of the window a group was seen.
func (p presence) observation(g group) verdict.Observation {
	return observation(p.window, p.grid, p.points[g], p.first[g])
}

// observation shortens the window to where history starts and relates the observed points to it. One point of
// the grid is forgiven: whether a sample falls on the window's edge is chance.
func observation(w Window, grid time.Duration, points float64, first time.Time) verdict.Observation {
	o := verdict.Observation{Asked: w.Length, Window: w.Length, End: w.End}
	if slack := max(w.Length/historySteps, grid) + grid; first.After(w.Start().Add(slack)) {
		o.HistoryStart = first
		o.Window = w.End.Sub(first)
	}
	expected := float64(o.Window) / float64(grid)
	if expected > 0 {
		o.Coverage = min(1, points/max(1, expected-1))
	}
	return o
}

// groupsSeen lists the groups of a selector over the longer of the window and a week, so that a group that
// went silent keeps its row.
func (e *Engine) groupsSeen(ctx context.Context, series promql.Selector, s scope, w Window) ([]group, error) {
	if len(s.by) == 0 {
		return []group{""}, nil
	}
	length := max(w.Length, groupLookback)
	end := source.AlignEnd(w.End, instantStep, length)
	answer, err := e.Prometheus.Instant(ctx, promql.Observed(series, s.by, length), end)
	if err != nil {
		return nil, err
	}
	groups := make([]group, 0, len(answer.Samples))
	for _, sample := range answer.Samples {
		groups = append(groups, s.groupOf(sample.Labels))
	}
	return groups, nil
}
