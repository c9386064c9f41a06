package evaluate

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/verdict"
)

// utilizationQuantile is the percentile of load that counts as an instance's utilization.
const utilizationQuantile = "0.95"

// instanceLabel is the label that tells a group's instances apart; empty when the signal has none.
func instanceLabel(m signal.Mapping) string { return m.Labels[signal.RoleInstance] }

// utilizationExpression is the utilization by labels outside declared maintenance and load tests.
func (e *Engine) utilizationExpression(m signal.Mapping, s scope, by []string) string {
	expr := m.Utilization(s.matchers, by)
	maintenance := e.Signals[signal.Maintenance]
	switch {
	case !maintenance.Mapped() || maintenance.Form == signal.Statement:
		return expr
	case maintenance.Form == signal.Expression:
		return promql.Unless(expr, maintenance.Expr)
	default:
		return promql.Unless(expr, maintenance.Select().String())
	}
}

// utilization judges the hottest instance's 95th percentile, with the fleet's beside it.
func utilization(kpi string) evaluator {
	return func(ctx context.Context, e *Engine, q query.Query, w Window) (results, error) {
		m := e.Signals[signal.Name(kpi)]
		if !m.Mapped() {
			return results{}, noSource{m.Why}
		}
		if m.Form == signal.Statement {
			return results{}, noSource{"utilization cannot be read from SQL: map signals." + kpi + " to a metric or an expression"}
		}
		s, err := scopeOf(q, m)
		if err != nil {
			return results{}, err
		}
		grid := w.grid()
		instance := s.by
		if label := instanceLabel(m); label != "" {
			instance = s.and(label)
		}
		perInstance := e.utilizationExpression(m, s, instance)
		var hot, points, fleet, starts source.Vector
		tasks, ctx := errgroup.WithContext(ctx)
		ask := func(into *source.Vector, expr string) {
			tasks.Go(func() (err error) {
				*into, err = e.Prometheus.Instant(ctx, expr, w.End)
				return err
			})
		}
		coarse := max((w.Length / historySteps).Truncate(time.Minute), grid)
		ask(&hot, promql.QuantileOverTime(utilizationQuantile, perInstance, w.Length, grid))
		ask(&points, promql.CountObserved(perInstance, w.Length, grid))
		ask(&fleet, promql.QuantileOverTime(utilizationQuantile, e.utilizationExpression(m, s, s.by), w.Length, grid))
		ask(&starts, promql.FirstObserved(promql.By("group", s.by, perInstance), w.Length, coarse))
		if err := tasks.Wait(); err != nil {
			return results{}, err
		}
		return e.judgeUtilization(kpi, m, s, w, hot, points, fleet, starts), nil
	}
}

func (e *Engine) judgeUtilization(kpi string, m signal.Mapping, s scope, w Window, hot, points, fleet, starts source.Vector) results {
	type key struct {
		group    group
		instance string
	}
	label := instanceLabel(m)
	counts := map[key]float64{}
	most := map[group]float64{}
	for _, sample := range points.Samples {
		g := s.groupOf(sample.Labels)
		counts[key{g, sample.Labels[label]}] = sample.Value
		most[g] = max(most[g], sample.Value)
	}
	instances := map[group][]health.Instance{}
	var groups []group
	for _, sample := range hot.Samples {
		g := s.groupOf(sample.Labels)
		if len(instances[g]) == 0 {
			groups = append(groups, g)
		}
		name := sample.Labels[label]
		instances[g] = append(instances[g], health.Instance{Name: name, P95: sample.Value, Points: counts[key{g, name}]})
	}
	fleets, first := map[group]float64{}, map[group]time.Time{}
	for _, sample := range fleet.Samples {
		fleets[s.groupOf(sample.Labels)] = sample.Value
	}
	grid := w.grid()
	coarse := max((w.Length / historySteps).Truncate(time.Minute), grid)
	for _, sample := range starts.Samples {
		first[s.groupOf(sample.Labels)] = time.Unix(int64(sample.Value), 0).UTC().Add(-coarse)
	}
	return each(s, groups, func(g group) verdict.Result {
		var whole *float64
		if v, ok := fleets[g]; ok {
			whole = &v
		}
		o := observation(w, grid, most[g], first[g])
		return health.Utilization(instances[g], whole, o, e.target(kpi), e.policy(kpi))
	})
}
