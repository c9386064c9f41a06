package evaluate

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/verdict"
)

// probeMapping returns what stands for the probe.
func (e *Engine) probeMapping() (signal.Mapping, error) {
	m, err := e.mapping(signal.ProbeSuccess)
	if err == nil && m.Form == signal.Statement {
		err = noSource{"the probe signal cannot be read from SQL: map signals.probe to a metric or an expression"}
	}
	return m, err
}

// probeExpression is 1 or 0 per target at one time: whether any (or all) of its locations saw it up.
func (e *Engine) probeExpression(m signal.Mapping, s scope, by []string) string {
	if m.Form == signal.Expression {
		return promql.By(e.probeAggregate(), by, m.Expr)
	}
	series := m.Select().With(s.matchers...)
	return promql.By(e.probeAggregate(), by, "last_over_time("+series.Over(e.probeInterval())+")")
}

func (e *Engine) probeAggregate() string {
	if e.Profile.Verdicts.ProbeUp == "all" {
		return "min"
	}
	return "max"
}

func (e *Engine) probeInterval() time.Duration {
	return time.Duration(e.Profile.Verdicts.ProbeInterval)
}

// probeBy returns the labels of a target within its group.
func probeBy(m signal.Mapping, s scope) []string {
	if instance, ok := m.Labels[signal.RoleInstance]; ok {
		return s.and(instance)
	}
	return s.by
}

// probes sums up the targets of one group.
type probes struct {
	up, points float64
	targets    int
}

// availabilityFromProbe reads each target's observed and successful grid points; a missing scrape is neither.
// probed are the groups that have had a target within the longer of the window and a week.
func (e *Engine) availabilityFromProbe(ctx context.Context, q query.Query, w Window) (out results, probed map[group]bool, err error) {
	m, err := e.probeMapping()
	if err != nil {
		return out, nil, err
	}
	s, err := scopeOf(q, m)
	if err != nil {
		return out, nil, err
	}
	grid := e.probeInterval()
	inner := e.probeExpression(m, s, probeBy(m, s))
	var up, points source.Vector
	var first map[group]time.Time
	var groups []group
	tasks, ctx := parallel(ctx)
	ask := func(into *source.Vector, expr string) {
		tasks.Go(func() (err error) {
			*into, err = e.Prometheus.Instant(ctx, expr, w.End)
			return err
		})
	}
	ask(&up, promql.OverTime("sum", inner, w.Length, grid))
	ask(&points, promql.CountObserved(inner, w.Length, grid))
	tasks.Go(func() (err error) {
		first, err = e.firstSeen(ctx, func(lookback time.Duration) string { return observedSeries(m, s, lookback) }, s, w, grid)
		return err
	})
	if m.Form != signal.Expression && s.narrow() {
		tasks.Go(func() (err error) {
			groups, err = e.groupsSeen(ctx, m.Select().With(s.matchers...), s, w)
			return err
		})
	}
	if err := tasks.Wait(); err != nil {
		return out, nil, err
	}
	byGroup := map[group]probes{}
	update := func(answer source.Vector, change func(*probes, float64)) {
		for _, sample := range answer.Samples {
			g := s.groupOf(sample.Labels)
			p := byGroup[g]
			change(&p, sample.Value)
			byGroup[g] = p
		}
	}
	update(up, func(p *probes, v float64) { p.up += v })
	update(points, func(p *probes, v float64) {
		p.points += v
		p.targets++
	})
	probed = map[group]bool{}
	for _, g := range groups {
		probed[g] = true
	}
	for g := range byGroup {
		probed[g] = true
	}
	return each(s, slices.Collect(maps.Keys(probed)), func(g group) verdict.Result {
		p := byGroup[g]
		probe := health.Probe{Points: p.points, Targets: p.targets}
		if p.points > 0 {
			probe.Up = p.up / p.points
		}
		o := observation(w, grid, p.points/float64(max(1, p.targets)), first[g])
		return health.AvailabilityFromProbe(probe, o, e.target("availability"), e.policy("availability"))
	}), probed, nil
}
