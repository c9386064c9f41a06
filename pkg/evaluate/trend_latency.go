package evaluate

import (
	"context"
	"strconv"
	"time"

	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/verdict"
)

// latencyTrend sums each bucket over the trailing window and takes the quantile of the sums.
func latencyTrend(ctx context.Context, e *Engine, q query.Query, g trendGrid) (scope, map[group][]*float64, error) {
	m, err := e.mapping(signal.RequestDuration)
	switch {
	case err != nil:
		return scope{}, nil, err
	case m.Form == signal.Statement:
		return scope{}, nil, noSource{"latency mapped to SQL has no trend: map signals.request_duration to a histogram"}
	}
	s, err := scopeOf(q, m)
	if err != nil {
		return s, nil, err
	}
	p := e.policy("latency_p95")
	if m.Form == signal.Native {
		trend, err := e.nativeLatencyTrend(ctx, m, s, g)
		return s, trend, err
	}
	steps, err := e.durationSteps(ctx, m, s, g)
	return s, eachRow(steps, func(key group) []*float64 {
		return health.TrailingQuantile(latencyQuantile, steps[key].bounds, steps[key].own, g.width, p.MinCoverage, p.MinSamples)
	}), err
}

// bucketSteps are the own counts of each bucket at each step, by their upper bounds in seconds.
type bucketSteps struct {
	bounds []float64
	own    [][]float64
}

// durationSteps sums the buckets of each step; bounds narrow them as in fetchDurations.
func (e *Engine) durationSteps(ctx context.Context, m signal.Mapping, s scope, g trendGrid, bounds ...string) (map[group]bucketSteps, error) {
	answer, err := e.Prometheus.Range(ctx, m.Buckets(s.part(s.by), g.span, bounds...), g.Range)
	if err != nil {
		return nil, err
	}
	cumulative := map[group]map[string][]float64{}
	for _, series := range answer.Series {
		key := s.groupOf(series.Labels)
		if cumulative[key] == nil {
			cumulative[key] = map[string][]float64{}
		}
		row := g.unobserved()
		g.visit(series, func(i int, v float64) { row[i] = v })
		cumulative[key][series.Labels[signal.BucketLabel]] = row
	}
	steps := make(map[group]bucketSteps, len(cumulative))
	for key, byBound := range cumulative {
		upper, own, err := health.FromCumulativeSeries(byBound)
		if err != nil {
			return nil, unreadable(err)
		}
		for i := range upper {
			upper[i] *= m.Seconds
		}
		steps[key] = bucketSteps{upper, own}
	}
	return steps, nil
}

// nativeLatencyTrend takes the quantile upstream, over the whole window at each point: a native histogram has too
// many buckets to carry them here a step at a time.
func (e *Engine) nativeLatencyTrend(ctx context.Context, m signal.Mapping, s scope, g trendGrid) (map[group][]*float64, error) {
	at := g
	at.Start, at.lead = g.Start.Add(time.Duration(g.lead)*g.Step), 0
	selector := m.Select().With(s.matchers...)
	quantile := "histogram_quantile(" + strconv.FormatFloat(latencyQuantile, 'f', -1, 64) + ", " + m.Buckets(s.part(s.by), g.window()) + ")"
	var quantiles, counts, observed map[group][]float64
	tasks, ctx := parallel(ctx)
	ask := func(into *map[group][]float64, expr string, on trendGrid) {
		tasks.Go(func() (err error) {
			*into, err = e.gaugeSteps(ctx, s, expr, on)
			return err
		})
	}
	ask(&quantiles, quantile, at)
	ask(&counts, promql.NativeCount(selector, s.by, g.window()), at)
	ask(&observed, promql.Observed(selector, s.by, g.span), g)
	if err := tasks.Wait(); err != nil {
		return nil, err
	}
	p := e.policy("latency_p95")
	return eachRow(quantiles, func(key group) []*float64 {
		values := make([]*float64, g.points)
		covered := health.TrailingMean(observed[key], g.width, p.MinCoverage)
		for i := range values {
			if count := counts[key]; len(covered) == g.length() && covered[g.lead+i] != nil && len(count) > i && count[i] >= p.MinSamples {
				values[i] = verdict.Number(quantiles[key][i] * m.Seconds)
			}
		}
		return values
	}), nil
}
