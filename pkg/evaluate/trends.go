package evaluate

import (
	"context"
	"fmt"
	"time"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/verdict"
)

func throughputTrend(ctx context.Context, e *Engine, q query.Query, g trendGrid) (scope, map[group][]*float64, error) {
	window := g.window()
	if span := g.End.Sub(g.Start); span > time.Duration(catalog.MaxWindow) {
		return scope{}, nil, noSource{fmt.Sprintf("throughput is judged by windows of %s, of which %s holds too many: choose a range that is shorter than %s with its window",
			verdict.FormatDuration(health.WindowLength), verdict.FormatDuration(span), catalog.MaxWindow)}
	}
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
		m, err := e.utilizationMapping(kpi)
		if err != nil {
			return scope{}, nil, err
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

// gaugeSteps reads one value a step by group.
func (e *Engine) gaugeSteps(ctx context.Context, s scope, expr string, g trendGrid) (map[group][]float64, error) {
	answer, err := e.Prometheus.Range(ctx, expr, g.Range)
	steps := make(map[group][]float64, len(answer.Series))
	for _, series := range answer.Series {
		row := g.unobserved()
		g.visit(series, func(i int, v float64) { row[i] = v })
		steps[s.groupOf(series.Labels)] = row
	}
	return steps, err
}

func eachRow[T any](rows map[group]T, compute func(key group) []*float64) map[group][]*float64 {
	out := make(map[group][]*float64, len(rows))
	for key := range rows {
		out[key] = compute(key)
	}
	return out
}
