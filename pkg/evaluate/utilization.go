package evaluate

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/verdict"
)

// utilizationQuantile is the quantile as PromQL has it.
var utilizationQuantile = strconv.FormatFloat(health.UtilizationQuantile, 'g', -1, 64)

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

// utilizationMapping returns what stands for a utilization.
func (e *Engine) utilizationMapping(kpi string) (signal.Mapping, error) {
	m, err := e.mapping(signal.Name(kpi))
	if err == nil && m.Form == signal.Statement {
		err = noSource{"utilization cannot be read from SQL: map signals." + kpi + " to a metric or an expression"}
	}
	return m, err
}

// utilization judges the hottest instance's 95th percentile, with the fleet's beside it.
func utilization(kpi string) evaluator {
	return func(ctx context.Context, e *Engine, q query.Query, w Window) (results, error) {
		m, err := e.utilizationMapping(kpi)
		if err != nil {
			return results{}, err
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
		// What maintenance excludes was observed all the same: coverage and history are of all points.
		all := m.Utilization(s.matchers, instance)
		exprs := []string{
			promql.QuantileOverTime(utilizationQuantile, perInstance, w.Length, grid),
			promql.QuantileOverTime(utilizationQuantile, e.utilizationExpression(m, s, s.by), w.Length, grid),
			promql.CountObserved(perInstance, w.Length, grid),
		}
		if all != perInstance {
			exprs = append(exprs, promql.CountObserved(all, w.Length, grid))
		}
		var found utilizations
		tasks, ctx := parallel(ctx)
		tasks.Go(func() error {
			answers, err := e.atEnd(ctx, w, exprs...)
			if err != nil {
				return err
			}
			// Without maintenance, the points that count are those that were observed.
			found.hot, found.fleet, found.points, found.observed = answers[0], answers[1], answers[2], answers[len(answers)-1]
			if most := slices.Collect(maps.Values(found.most(s))); len(most) > 0 && w.mayBeginLate(slices.Min(most), grid) {
				found.first, err = e.firstSeen(ctx, func(time.Duration) string { return promql.By("group", s.by, all) }, s, w, grid)
			}
			return err
		})
		tasks.Go(func() (err error) {
			found.groups, err = e.signalGroups(ctx, m, s, w)
			return err
		})
		if err := tasks.Wait(); err != nil {
			return results{}, err
		}
		return e.judgeUtilization(kpi, m, s, w, found), nil
	}
}

// utilizations are the answers about one utilization. By instance: the percentile of the load that counts, the
// points behind it, and all points that were observed; by group the percentile of the fleet
// and the first point.
type utilizations struct {
	hot, points, observed, fleet source.Vector
	first                        map[group]time.Time
	groups                       []group
}

// most are, by group, the observed points of the instance that was observed most.
func (u utilizations) most(s scope) map[group]float64 {
	most := map[group]float64{}
	for _, sample := range u.observed.Samples {
		g := s.groupOf(sample.Labels)
		most[g] = max(most[g], sample.Value)
	}
	return most
}

func (e *Engine) judgeUtilization(kpi string, m signal.Mapping, s scope, w Window, found utilizations) results {
	type key struct {
		group    group
		instance string
	}
	label := instanceLabel(m)
	counts := map[key]float64{}
	for _, sample := range found.points.Samples {
		counts[key{s.groupOf(sample.Labels), sample.Labels[label]}] = sample.Value
	}
	most, observed := found.most(s), map[key]float64{}
	for _, sample := range found.observed.Samples {
		observed[key{s.groupOf(sample.Labels), sample.Labels[label]}] = sample.Value
	}
	grid := w.grid()
	instances := map[group][]health.Instance{}
	for _, sample := range found.hot.Samples {
		g, name := s.groupOf(sample.Labels), sample.Labels[label]
		points := counts[key{g, name}]
		instances[g] = append(instances[g], health.Instance{
			Name: name, P95: sample.Value, Points: points,
			Excluded: time.Duration((observed[key{g, name}] - points) * float64(grid)),
		})
	}
	fleets := map[group]float64{}
	for _, sample := range found.fleet.Samples {
		fleets[s.groupOf(sample.Labels)] = sample.Value
	}
	return each(s, slices.Concat(found.groups, slices.Collect(maps.Keys(instances))), func(g group) verdict.Result {
		var whole *float64
		if v, ok := fleets[g]; ok {
			whole = &v
		}
		o := observation(w, grid, most[g], found.first[g])
		return health.Utilization(instances[g], whole, o, e.target(kpi), e.policy(kpi))
	})
}
