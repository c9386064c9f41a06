package evaluate

import (
	"context"
	"errors"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/verdict"
)

func asUnscoped(err error, target *unscoped) bool { return errors.As(err, target) }

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

// probed sums up the targets of one group.
type probed struct {
	up, points, mostPoints float64
	targets                int
	first                  time.Time
}

// availabilityFromProbe reads each target's observed and successful grid points. A missing scrape is neither.
func (e *Engine) availabilityFromProbe(ctx context.Context, q query.Query, m signal.Mapping, w Window) (results, error) {
	s, err := scopeOf(q, m)
	if err != nil {
		return results{}, err
	}
	if m.Form == signal.Statement {
		return results{}, noSource{"the probe signal cannot be read from SQL: map signals.probe to a metric or an expression"}
	}
	grid := e.probeInterval()
	inner := e.probeExpression(m, s, probeBy(m, s))
	coarse := max((w.Length / historySteps).Truncate(time.Minute), grid)
	var up, points, starts source.Vector
	var groups []group
	tasks, ctx := errgroup.WithContext(ctx)
	ask := func(into *source.Vector, expr string) {
		tasks.Go(func() (err error) {
			*into, err = e.Prometheus.Instant(ctx, expr, w.End)
			return err
		})
	}
	ask(&up, promql.OverTime("sum", inner, w.Length, grid))
	ask(&points, promql.CountObserved(inner, w.Length, grid))
	ask(&starts, promql.FirstObserved(promql.By("group", s.by, inner), w.Length, coarse))
	tasks.Go(func() (err error) {
		groups, err = e.requestGroups(ctx, m, s, w)
		return err
	})
	if err := tasks.Wait(); err != nil {
		return results{}, err
	}
	byGroup := map[group]probed{}
	update := func(sample source.Sample, change func(*probed)) {
		g := s.groupOf(sample.Labels)
		p := byGroup[g]
		change(&p)
		byGroup[g] = p
	}
	for _, sample := range up.Samples {
		update(sample, func(p *probed) { p.up += sample.Value })
	}
	for _, sample := range points.Samples {
		update(sample, func(p *probed) {
			p.points += sample.Value
			p.mostPoints = max(p.mostPoints, sample.Value)
			p.targets++
		})
	}
	for _, sample := range starts.Samples {
		update(sample, func(p *probed) { p.first = time.Unix(int64(sample.Value), 0).UTC().Add(-coarse) })
	}
	return each(s, groups, func(g group) verdict.Result {
		p := byGroup[g]
		probe := health.Probe{Points: p.points, Targets: p.targets}
		if p.points > 0 {
			probe.Up = p.up / p.points
		}
		o := observation(w, grid, p.points/float64(max(1, p.targets)), p.first)
		return health.AvailabilityFromProbe(probe, o, e.target("availability"), e.policy("availability"))
	}), nil
}
