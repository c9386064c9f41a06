package evaluate

import (
	"context"
	"math"
	"slices"
	"strconv"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/verdict"
)

// indicator counts the bad events of a KPI by one method, the one by which the KPI itself is judged.
type indicator struct {
	scope  scope
	method string
	// minEvents is the smallest number of events in the long window of an alert. Probes have none: how many there are
	// is the prober's choice and says nothing of traffic.
	minEvents float64
	// coarse is the reason for which bad events cannot be told from good ones wherever there are some between; empty
	// when they can.
	coarse string
	// events counts the events of a window by group.
	events func(ctx context.Context, w Window) (map[group]health.Events, error)
	// survey counts them and says which groups there are and how much of the window they were seen.
	survey func(ctx context.Context, w Window) (survey, error)
	// steps counts the events of each step of a grid by group.
	steps func(ctx context.Context, g trendGrid) (map[group]health.StepEvents, error)
}

// survey is what an indicator saw in a window.
type survey struct {
	events map[group]health.Events
	groups []group
	seen   func(g group) verdict.Observation
}

// indicators are the ways to count a KPI's events, the preferred one first; each stands for the groups that it has.
func (e *Engine) indicators(kpi string, q query.Query) ([]indicator, error) {
	switch kpi {
	case catalog.ErrorRatio:
		requests, err := e.requestIndicator(q, kpi)
		return []indicator{requests}, err
	case catalog.LatencyP95:
		durations, err := e.durationIndicator(q)
		return []indicator{durations}, err
	case catalog.Availability:
		return e.availabilityIndicators(q)
	}
	return nil, fault.Userf("the KPI %q has no error budget", kpi)
}

// availabilityIndicators are probes where they stand for what is asked, and requests.
func (e *Engine) availabilityIndicators(q query.Query) ([]indicator, error) {
	probe, noProbe := e.probeIndicator(q)
	if err := unlessMissing(noProbe); err != nil {
		return nil, err
	}
	var list []indicator
	if noProbe == nil {
		list = append(list, probe)
	}
	if !e.mayNeedRequests(q) {
		return list, nil
	}
	requests, noRequests := e.requestIndicator(q, catalog.Availability)
	switch {
	case noRequests == nil:
		return append(list, requests), nil
	case !isMissing(noRequests):
		return nil, noRequests
	case noProbe != nil:
		return nil, noSource{"no probe: " + noProbe.Error() + "; no requests: " + noRequests.Error()}
	}
	return list, nil
}

func (e *Engine) probeIndicator(q query.Query) (indicator, error) {
	m, s, err := e.probeScope(q)
	if err != nil {
		return indicator{}, err
	}
	events := func(byGroup map[group]probes) map[group]health.Events {
		counted := make(map[group]health.Events, len(byGroup))
		for g, p := range byGroup {
			counted[g] = health.Events{Bad: max(0, p.points-p.up), Total: p.points}
		}
		return counted
	}
	return indicator{
		scope: s, method: "probe",
		events: func(ctx context.Context, w Window) (map[group]health.Events, error) {
			byGroup, err := e.probePoints(ctx, m, s, w)
			return events(byGroup), err
		},
		survey: func(ctx context.Context, w Window) (survey, error) {
			p, err := e.fetchProbes(ctx, m, s, w)
			seen := survey{events: events(p.byGroup), seen: p.observation}
			for g := range p.groups {
				seen.groups = append(seen.groups, g)
			}
			return seen, err
		},
		steps: func(ctx context.Context, g trendGrid) (map[group]health.StepEvents, error) {
			up, points, err := e.probeSteps(ctx, m, s, g)
			steps := make(map[group]health.StepEvents, len(points))
			for key, total := range points {
				steps[key] = health.StepEvents{Bad: difference(total, up[key]), Total: total}
			}
			return steps, err
		},
	}, nil
}

func (e *Engine) requestIndicator(q query.Query, kpi string) (indicator, error) {
	m, err := e.mapping(signal.Requests)
	if err != nil {
		return indicator{}, err
	}
	s, err := scopeOf(q, m)
	if err != nil {
		return indicator{}, err
	}
	if _, labelled := m.Labels[signal.RoleStatus]; !labelled && m.Form != signal.Statement {
		return indicator{}, noSource{unlabelled}
	}
	events := func(totals map[group]health.Requests) map[group]health.Events {
		counted := make(map[group]health.Events, len(totals))
		for g, r := range totals {
			counted[g] = health.Events{Bad: r.Failed, Total: r.Total}
		}
		return counted
	}
	whole := func(ctx context.Context, w Window) (survey, error) {
		r, err := e.fetchRequests(ctx, q, w)
		return survey{events: events(r.totals), groups: r.groups, seen: r.seen}, err
	}
	return indicator{
		scope: s, method: "requests", minEvents: e.policy(kpi).MinSamples, survey: whole,
		events: func(ctx context.Context, w Window) (map[group]health.Events, error) {
			if m.Form == signal.Statement {
				counted, err := whole(ctx, w)
				return counted.events, err
			}
			answers, err := e.overWindow(ctx, m, s, w, requestTotals(m, s))
			if err != nil {
				return nil, err
			}
			totals, err := e.totalsByGroup(answers[0], m, s)
			return events(totals), err
		},
		steps: func(ctx context.Context, g trendGrid) (map[group]health.StepEvents, error) {
			_, steps, err := e.requestSteps(ctx, q, g)
			return steps, err
		},
	}, nil
}

// durationIndicator counts the requests that exceed the latency target, by the buckets around it.
func (e *Engine) durationIndicator(q query.Query) (indicator, error) {
	m, err := e.mapping(signal.RequestDuration)
	switch {
	case err != nil:
		return indicator{}, err
	case m.Form == signal.Statement:
		return indicator{}, noSource{"a percentile from SQL does not say how many requests were slow: map signals.request_duration to a histogram"}
	}
	s, err := scopeOf(q, m)
	if err != nil {
		return indicator{}, err
	}
	goal, hasTarget := e.target(catalog.LatencyP95).Goal()
	if !hasTarget {
		goal = math.NaN() // no bucket is above it
	}
	bounds := boundsAround(m, goal)
	around := slices.Concat(bounds.spellings, infinities(m))
	var coarse string
	if hasTarget && m.Form == signal.Classic && !bounds.exact {
		coarse = "bucket_resolution: requests lie in a bucket across the target; a bucket bound at " + verdict.FormatSeconds(goal) +
			" would tell which were slow"
	}
	events := func(buckets map[group][]health.Bucket) map[group]health.Events {
		counted := make(map[group]health.Events, len(buckets))
		for g, b := range buckets {
			counted[g] = health.Slow(goal, b)
		}
		return counted
	}
	return indicator{
		scope: s, method: "histogram", minEvents: e.policy(catalog.LatencyP95).MinSamples, coarse: coarse,
		events: func(ctx context.Context, w Window) (map[group]health.Events, error) {
			answers, err := e.overWindow(ctx, m, s, w, durationBuckets(m, s, around...))
			if err != nil {
				return nil, err
			}
			buckets, err := bucketsByGroup(answers[0], s, m.Seconds)
			return events(buckets), err
		},
		survey: func(ctx context.Context, w Window) (survey, error) {
			d, err := e.fetchDurations(ctx, m, s, w, around...)
			return survey{events: events(d.buckets), groups: d.groups, seen: d.seen}, err
		},
		steps: func(ctx context.Context, g trendGrid) (map[group]health.StepEvents, error) {
			if m.Form == signal.Native {
				return e.nativeSlowSteps(ctx, m, s, g, goal)
			}
			buckets, err := e.durationSteps(ctx, m, s, g, around...)
			steps := make(map[group]health.StepEvents, len(buckets))
			for key, b := range buckets {
				steps[key] = health.SlowSteps(goal, b.bounds, b.own)
			}
			return steps, err
		},
	}, nil
}

// nativeSlowSteps counts the slow requests of native histograms upstream, which interpolates within a bucket that lies
// across the target.
func (e *Engine) nativeSlowSteps(ctx context.Context, m signal.Mapping, s scope, g trendGrid, goal float64) (map[group]health.StepEvents, error) {
	selector := m.Select().With(s.matchers...)
	limit := strconv.FormatFloat(goal/m.Seconds, 'f', -1, 64)
	var total, within map[group][]float64
	tasks, ctx := parallel(ctx)
	tasks.Go(func() (err error) {
		total, err = e.gaugeSteps(ctx, s, promql.NativeCount(selector, s.by, g.span), g)
		return err
	})
	tasks.Go(func() (err error) {
		within, err = e.gaugeSteps(ctx, s, promql.NativeWithin(selector, s.by, limit, g.span), g)
		return err
	})
	steps := map[group]health.StepEvents{}
	err := tasks.Wait()
	for key, count := range total {
		slow := difference(count, within[key])
		for i, v := range slow {
			if count[i] == 0 || v < 0 {
				slow[i] = 0 // a share of nothing is no number, and rounding no request
			}
		}
		steps[key] = health.StepEvents{Bad: slow, Total: count}
	}
	return steps, err
}
