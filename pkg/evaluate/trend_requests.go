package evaluate

import (
	"context"
	"maps"
	"math"

	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
)

// requestSteps are the total and failed requests of each step by group.
func (e *Engine) requestSteps(ctx context.Context, q query.Query, g trendGrid) (s scope, total, failed map[group][]float64, err error) {
	m, err := e.mapping(signal.Requests)
	switch {
	case err != nil:
		return s, nil, nil, err
	case m.Form == signal.Statement:
		return s, nil, nil, noSource{"requests mapped to SQL have no trend: map signals.requests to a metric"}
	}
	if s, err = scopeOf(q, m); err != nil {
		return s, nil, nil, err
	}
	status, labelled := m.Labels[signal.RoleStatus]
	if !labelled {
		return s, nil, nil, noSource{unlabelled}
	}
	pattern, err := e.failedStatus()
	if err != nil {
		return s, nil, nil, err
	}
	answer, err := e.Prometheus.Range(ctx, requestCount(m, s, s.and(status), g.span), g.Range)
	if err != nil {
		return s, nil, nil, err
	}
	total, failed = map[group][]float64{}, map[group][]float64{}
	for _, series := range answer.Series {
		key := s.groupOf(series.Labels)
		if total[key] == nil {
			total[key], failed[key] = g.unobserved(), make([]float64, g.length())
		}
		bad := pattern.MatchString(series.Labels[status])
		g.visit(series, func(i int, v float64) {
			if math.IsNaN(total[key][i]) {
				total[key][i] = 0
			}
			total[key][i] += v
			if bad {
				failed[key][i] += v
			}
		})
	}
	return s, total, failed, nil
}

func errorRatioTrend(ctx context.Context, e *Engine, q query.Query, g trendGrid) (scope, map[group][]*float64, error) {
	s, total, failed, err := e.requestSteps(ctx, q, g)
	p := e.policy("error_ratio")
	return s, eachRow(total, func(key group) []*float64 {
		return health.TrailingRatio(failed[key], total[key], g.width, p.MinCoverage, p.MinSamples)
	}), err
}

// availabilityTrend takes probes where they stand for what is asked, else requests, as availability does.
func availabilityTrend(ctx context.Context, e *Engine, q query.Query, g trendGrid) (scope, map[group][]*float64, error) {
	s, probed, noProbe := e.probeTrend(ctx, q, g)
	if err := unlessMissing(noProbe); err != nil || !e.mayNeedRequests(q) {
		return s, probed, err
	}
	served, total, failed, err := e.requestSteps(ctx, q, g)
	switch {
	case isMissing(err) && noProbe == nil:
		return s, probed, nil
	case err != nil:
		return s, nil, err
	}
	p := e.policy("availability")
	out := eachRow(total, func(key group) []*float64 {
		good := make([]float64, len(total[key]))
		for i := range good {
			good[i] = total[key][i] - failed[key][i]
		}
		return health.TrailingRatio(good, total[key], g.width, p.MinCoverage, p.MinSamples)
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
	inner := e.probeExpression(m, s, probeBy(m, s))
	interval := min(g.span, e.probeInterval())
	var up, points map[group][]float64
	tasks, ctx := parallel(ctx)
	tasks.Go(func() (err error) {
		up, err = e.gaugeSteps(ctx, s, promql.By("sum", s.by, promql.OverTime("sum", inner, g.span, interval)), g)
		return err
	})
	tasks.Go(func() (err error) {
		points, err = e.gaugeSteps(ctx, s, promql.By("sum", s.by, promql.CountObserved(inner, g.span, interval)), g)
		return err
	})
	if err := tasks.Wait(); err != nil {
		return s, nil, err
	}
	p := e.policy("availability")
	return s, eachRow(up, func(key group) []*float64 {
		return health.TrailingRatio(up[key], points[key], g.width, p.MinCoverage, p.MinSamples)
	}), nil
}
