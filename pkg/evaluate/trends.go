package evaluate

import (
	"context"
	"math"
	"strconv"
	"time"

	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
)

// requestSteps are the total and failed requests of each step by group.
func (e *Engine) requestSteps(ctx context.Context, q query.Query, g trendGrid) (s scope, total, failed map[group][]float64, err error) {
	m := e.Signals[signal.Requests]
	switch {
	case !m.Mapped():
		return s, nil, nil, noSource{m.Why}
	case m.Form == signal.Statement:
		return s, nil, nil, noSource{"requests mapped to SQL have no trend: map signals.requests to a metric"}
	}
	if s, err = scopeOf(q, m); err != nil {
		return s, nil, nil, err
	}
	status, labelled := m.Labels[signal.RoleStatus]
	if !labelled {
		return s, nil, nil, noSource{"the requests metric has no status label: name it in signals.requests.labels.status"}
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

func availabilityTrend(ctx context.Context, e *Engine, q query.Query, g trendGrid) (scope, map[group][]*float64, error) {
	p := e.policy("availability")
	if m := e.Signals[signal.ProbeSuccess]; m.Mapped() && m.Form != signal.Statement {
		s, up, err := e.probeSteps(ctx, q, m, g)
		var cannot unscoped
		if !asUnscoped(err, &cannot) {
			return s, eachRow(up, func(key group) []*float64 {
				return health.TrailingMean(up[key], g.width, p.MinCoverage)
			}), err
		}
	}
	s, total, failed, err := e.requestSteps(ctx, q, g)
	return s, eachRow(total, func(key group) []*float64 {
		good := make([]float64, len(total[key]))
		for i := range good {
			good[i] = total[key][i] - failed[key][i]
		}
		return health.TrailingRatio(good, total[key], g.width, p.MinCoverage, p.MinSamples)
	}), err
}

// probeSteps is the share of each step's probes that were up, by group.
func (e *Engine) probeSteps(ctx context.Context, q query.Query, m signal.Mapping, g trendGrid) (scope, map[group][]float64, error) {
	s, err := scopeOf(q, m)
	if err != nil {
		return s, nil, err
	}
	inner := promql.By("avg", s.by, e.probeExpression(m, s, probeBy(m, s)))
	return e.gaugeSteps(ctx, s, promql.OverTime("avg", inner, g.span, min(g.span, e.probeInterval())), g)
}

// gaugeSteps reads one value a step by group.
func (e *Engine) gaugeSteps(ctx context.Context, s scope, expr string, g trendGrid) (scope, map[group][]float64, error) {
	answer, err := e.Prometheus.Range(ctx, expr, g.Range)
	steps := make(map[group][]float64, len(answer.Series))
	for _, series := range answer.Series {
		row := g.unobserved()
		g.visit(series, func(i int, v float64) { row[i] = v })
		steps[s.groupOf(series.Labels)] = row
	}
	return s, steps, err
}

// latencyTrend sums each bucket over the trailing window and takes the quantile of the sums.
func latencyTrend(ctx context.Context, e *Engine, q query.Query, g trendGrid) (scope, map[group][]*float64, error) {
	m := e.Signals[signal.RequestDuration]
	var s scope
	switch {
	case !m.Mapped():
		return s, nil, noSource{m.Why}
	case m.Form == signal.Statement:
		return s, nil, noSource{"latency mapped to SQL has no trend: map signals.request_duration to a histogram"}
	}
	s, err := scopeOf(q, m)
	if err != nil {
		return s, nil, err
	}
	p := e.policy("latency_p95")
	if m.Form == signal.Native {
		// A native histogram has too many buckets to carry to the backend a step at a time: the quantile is
		// taken upstream, over the whole window at each point.
		g.Start = g.Start.Add(time.Duration(g.lead) * g.Step)
		g.lead = 0
		quantile := "histogram_quantile(" + strconv.FormatFloat(latencyQuantile, 'f', -1, 64) + ", " +
			durationIncrease(m, s, g.window()) + ")"
		s, steps, err := e.gaugeSteps(ctx, s, quantile, g)
		return s, eachRow(steps, func(key group) []*float64 {
			return scaled(health.TrailingMean(steps[key], 1, p.MinCoverage), m.Seconds)
		}), err
	}
	answer, err := e.Prometheus.Range(ctx, durationIncrease(m, s, g.span), g.Range)
	if err != nil {
		return s, nil, err
	}
	cumulative := map[group]map[string][]float64{}
	for _, series := range answer.Series {
		key := s.groupOf(series.Labels)
		if cumulative[key] == nil {
			cumulative[key] = map[string][]float64{}
		}
		row := g.unobserved()
		g.visit(series, func(i int, v float64) { row[i] = v })
		cumulative[key][series.Labels[bucketLabel]] = row
	}
	out := make(map[group][]*float64, len(cumulative))
	for key, byBound := range cumulative {
		bounds, own, err := health.FromCumulativeSeries(byBound)
		if err != nil {
			return s, nil, unreadable(err)
		}
		for i := range bounds {
			bounds[i] *= m.Seconds
		}
		out[key] = health.TrailingQuantile(latencyQuantile, bounds, own, g.width, p.MinCoverage, p.MinSamples)
	}
	return s, out, nil
}

func scaled(values []*float64, by float64) []*float64 {
	for _, v := range values {
		if v != nil {
			*v *= by
		}
	}
	return values
}

func throughputTrend(ctx context.Context, e *Engine, q query.Query, g trendGrid) (scope, map[group][]*float64, error) {
	window := g.window()
	l, err := e.fetchLoad(ctx, q, g.Start.Add(-g.Step), g.End)
	if err != nil {
		return scope{}, nil, err
	}
	p := e.policy("throughput")
	out := make(map[group][]*float64, len(l.tallies))
	for key := range l.tallies {
		windows := l.windows(key)
		capacity := health.TrailingCapacity(windows, max(1, int(window/health.WindowLength)),
			e.target("latency_p95"), e.target("error_ratio"), p.MinCoverage)
		row := make([]*float64, g.length())
		for i := range row {
			at := g.Start.Add(time.Duration(i) * g.Step)
			if j := int(at.Sub(l.grid.Start) / l.grid.Step); j >= 0 && j < len(capacity) {
				row[i] = capacity[j]
			}
		}
		out[key] = row
	}
	return l.scope, out, nil
}

func utilizationTrend(kpi string) trend {
	return func(ctx context.Context, e *Engine, q query.Query, g trendGrid) (scope, map[group][]*float64, error) {
		m := e.Signals[signal.Name(kpi)]
		if !m.Mapped() || m.Form == signal.Statement {
			return scope{}, nil, noSource{m.Why}
		}
		s, err := scopeOf(q, m)
		if err != nil {
			return s, nil, err
		}
		by := s.by
		if label := instanceLabel(m); label != "" {
			by = s.and(label)
		}
		expr := e.utilizationExpression(m, s, by)
		if g.width == 1 {
			expr = promql.QuantileOverTime(utilizationQuantile, expr, g.span, Window{Length: g.span}.grid())
		}
		answer, err := e.Prometheus.Range(ctx, expr, g.Range)
		if err != nil {
			return s, nil, err
		}
		instances := map[group][][]float64{}
		for _, series := range answer.Series {
			row := g.unobserved()
			g.visit(series, func(i int, v float64) { row[i] = v })
			key := s.groupOf(series.Labels)
			instances[key] = append(instances[key], row)
		}
		out := make(map[group][]*float64, len(instances))
		for key, rows := range instances {
			out[key] = health.TrailingPercentileOfHottest(latencyQuantile, rows, g.width, e.policy(kpi).MinCoverage)
		}
		return s, out, nil
	}
}

func eachRow(rows map[group][]float64, compute func(key group) []*float64) map[group][]*float64 {
	out := make(map[group][]*float64, len(rows))
	for key := range rows {
		out[key] = compute(key)
	}
	return out
}
