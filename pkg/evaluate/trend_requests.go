package evaluate

import (
	"context"
	"maps"

	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
)

// requestSteps are the failed and all requests of each step by group.
func (e *Engine) requestSteps(ctx context.Context, q query.Query, g trendGrid) (s scope, steps map[group]health.StepEvents, err error) {
	m, err := e.mapping(signal.Requests)
	switch {
	case err != nil:
		return s, nil, err
	case m.Form == signal.Statement:
		return s, nil, noSource{"requests mapped to SQL have no trend: map signals.requests to a metric"}
	}
	if s, err = scopeOf(q, m); err != nil {
		return s, nil, err
	}
	status, labelled := m.Labels[signal.RoleStatus]
	if !labelled {
		return s, nil, noSource{unlabelled}
	}
	pattern, err := e.failedStatus()
	if err != nil {
		return s, nil, err
	}
	answer, err := e.Prometheus.Range(ctx, m.Requests(s.part(s.and(status)), g.span), g.Range)
	if err != nil {
		return s, nil, err
	}
	steps = map[group]health.StepEvents{}
	for _, series := range answer.Series {
		key := s.groupOf(series.Labels)
		step, seen := steps[key]
		if !seen {
			step = health.StepEvents{Bad: make([]float64, g.length()), Total: g.unobserved()}
			steps[key] = step
		}
		bad := pattern.MatchString(series.Labels[status])
		g.visit(series, func(i int, v float64) {
			step.Total[i] = plus(step.Total[i], v)
			if bad {
				step.Bad[i] += v
			}
		})
	}
	return s, steps, nil
}

func errorRatioTrend(ctx context.Context, e *Engine, q query.Query, g trendGrid) (scope, map[group][]*float64, error) {
	s, steps, err := e.requestSteps(ctx, q, g)
	p := e.policy("error_ratio")
	return s, eachRow(steps, func(key group) []*float64 {
		return health.TrailingRatio(steps[key].Bad, steps[key].Total, g.width, p.MinCoverage, p.MinSamples)
	}), err
}

// availabilityTrend takes probes where they stand for what is asked, else requests, as availability does.
func availabilityTrend(ctx context.Context, e *Engine, q query.Query, g trendGrid) (scope, map[group][]*float64, error) {
	s, probed, noProbe := e.probeTrend(ctx, q, g)
	if err := unlessMissing(noProbe); err != nil || !e.mayNeedRequests(q) {
		return s, probed, err
	}
	served, steps, err := e.requestSteps(ctx, q, g)
	switch {
	case isMissing(err) && noProbe == nil:
		return s, probed, nil
	case err != nil:
		return s, nil, err
	}
	p := e.policy("availability")
	out := eachRow(steps, func(key group) []*float64 {
		total := steps[key].Total
		return health.TrailingRatio(difference(total, steps[key].Bad), total, g.width, p.MinCoverage, p.MinSamples)
	})
	maps.Copy(out, probed)
	return served, out, nil
}

// probeTrend is the share of probes that were up over each trailing window, by group.
func (e *Engine) probeTrend(ctx context.Context, q query.Query, g trendGrid) (s scope, trend map[group][]*float64, err error) {
	m, s, err := e.probeScope(q)
	if err != nil {
		return s, nil, err
	}
	up, points, err := e.probeSteps(ctx, m, s, g)
	if err != nil {
		return s, nil, err
	}
	p := e.policy("availability")
	return s, eachRow(up, func(key group) []*float64 {
		return health.TrailingRatio(up[key], points[key], g.width, p.MinCoverage, p.MinSamples)
	}), nil
}

// probeSteps counts the points of each step at which probes found a target up, and all that were observed.
func (e *Engine) probeSteps(ctx context.Context, m signal.Mapping, s scope, g trendGrid) (up, points map[group][]float64, err error) {
	inner := m.Up(s.part(probeBy(m, s)), e.probing())
	interval := min(g.span, e.probeInterval())
	tasks, ctx := parallel(ctx)
	tasks.Go(func() (err error) {
		up, err = e.gaugeSteps(ctx, s, promql.By("sum", s.by, promql.OverTime("sum", inner, g.span, interval)), g)
		return err
	})
	tasks.Go(func() (err error) {
		points, err = e.gaugeSteps(ctx, s, promql.By("sum", s.by, promql.CountObserved(inner, g.span, interval)), g)
		return err
	})
	return up, points, tasks.Wait()
}

// difference is all less some of each step, what is unknown staying so.
func difference(all, some []float64) []float64 {
	rest := make([]float64, min(len(all), len(some)))
	for i := range rest {
		rest[i] = all[i] - some[i]
	}
	return rest
}
