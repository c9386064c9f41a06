package evaluate

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/catalog"
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

// Probing is how a profile reads probes.
func Probing(v catalog.Verdicts) signal.Probing {
	p := signal.Probing{Interval: time.Duration(v.ProbeInterval), Aggregate: "max"}
	if v.ProbeUp == "all" {
		p.Aggregate = "min"
	}
	return p
}

func (e *Engine) probing() signal.Probing { return Probing(e.Profile.Verdicts) }

func (e *Engine) probeInterval() time.Duration { return e.probing().Interval }

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

// average is the number of points at which a target was observed.
func (p probes) average() float64 { return p.points / float64(max(1, p.targets)) }

// probing is what probes saw in a window, by group.
type probing struct {
	scope   scope
	byGroup map[group]probes
	// groups are those that have had a target within the longer of the window and a week.
	groups map[group]bool
	first  map[group]time.Time
	window Window
	grid   time.Duration
}

// observation states how much of the window a group's targets were seen on average.
func (p probing) observation(g group) verdict.Observation {
	return observation(p.window, p.grid, p.byGroup[g].average(), p.first[g])
}

// fetchProbes reads each target's observed and successful grid points, and since when.
func (e *Engine) fetchProbes(ctx context.Context, m signal.Mapping, s scope, w Window) (probing, error) {
	p := probing{scope: s, window: w, grid: e.probeInterval(), groups: map[group]bool{}}
	tasks, ctx := parallel(ctx)
	tasks.Go(func() (err error) {
		if p.byGroup, err = e.probePoints(ctx, m, s, w); err != nil {
			return err
		}
		for _, seen := range p.byGroup {
			if w.mayBeginLate(seen.average(), p.grid) {
				p.first, err = e.signalSeen(ctx, m, s, w, p.grid)
				return err
			}
		}
		return nil
	})
	var seen []group
	if m.Form != signal.Expression && s.narrow() {
		tasks.Go(func() (err error) {
			seen, err = e.groupsSeen(ctx, m, s, w)
			return err
		})
	}
	if err := tasks.Wait(); err != nil {
		return p, err
	}
	for _, g := range seen {
		p.groups[g] = true
	}
	for g := range p.byGroup {
		p.groups[g] = true
	}
	return p, nil
}

// probePoints counts the points of a window's grid at which targets were observed and up; a missing scrape is neither.
func (e *Engine) probePoints(ctx context.Context, m signal.Mapping, s scope, w Window) (map[group]probes, error) {
	by := probeBy(m, s)
	inner := m.Up(s.part(by), e.probing())
	overGrid := func(metric, function string) measure {
		return measure{recordedSum{metric: metric, aggregate: "sum", by: by}, func(length time.Duration) string {
			return promql.OverTime(function, inner, length, e.probeInterval())
		}}
	}
	answers, err := e.overWindow(ctx, m, s, w, overGrid(signal.RecordedUp, "sum"), overGrid(signal.RecordedPoints, "count"))
	if err != nil {
		return nil, err
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
	update(answers[0], func(p *probes, v float64) { p.up += v })
	update(answers[1], func(p *probes, v float64) {
		p.points += v
		p.targets++
	})
	return byGroup, nil
}

// probeScope maps the probe to what a query asks for.
func (e *Engine) probeScope(q query.Query) (signal.Mapping, scope, error) {
	m, err := e.probeMapping()
	if err != nil {
		return m, scope{}, err
	}
	s, err := scopeOf(q, m)
	return m, s, err
}

// availabilityFromProbe judges the groups that are probed; probed says which those are.
func (e *Engine) availabilityFromProbe(ctx context.Context, q query.Query, w Window) (out results, probed map[group]bool, err error) {
	m, s, err := e.probeScope(q)
	if err != nil {
		return out, nil, err
	}
	p, err := e.fetchProbes(ctx, m, s, w)
	if err != nil {
		return out, nil, err
	}
	return each(s, slices.Collect(maps.Keys(p.groups)), func(g group) verdict.Result {
		seen := p.byGroup[g]
		probe := health.Probe{Points: seen.points, Targets: seen.targets}
		if seen.points > 0 {
			probe.Up = seen.up / seen.points
		}
		return health.AvailabilityFromProbe(probe, p.observation(g), e.target("availability"), e.policy("availability"))
	}), p.groups, nil
}
