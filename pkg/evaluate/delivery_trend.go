package evaluate

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/delivery"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/query"
)

// DeliveryTrend is one KPI of one group by week.
type DeliveryTrend struct {
	KPI    string
	Labels map[string]string
	// Values are the KPI over each of the answer's weeks alone; nil is unknown.
	Values []*float64
	// Whole says of each week that it was observed from its start to its end.
	Whole []bool
}

// DeliveryTrendAnswer holds the trends over the same weeks.
type DeliveryTrendAnswer struct {
	// Weeks are those that the range touches; the last one ends with it.
	Weeks   []delivery.Week
	Trends  []DeliveryTrend
	Notices []string
	// Failures are the errors behind trends that are unknown throughout, for the log.
	Failures []error
}

// weekly computes one KPI by group and week, and whether each week is whole.
type weekly func(ctx context.Context, e *Engine, q query.Query, weeks []delivery.Week) (weeklyValues, error)

type weeklyValues struct {
	scope   scope
	byGroup map[group][]*float64
	whole   map[group][]bool
	notices []string
}

var weeklies = map[string]weekly{
	catalog.MTTR: weeklyMTTR, catalog.MTBF: weeklyMTBF,
	catalog.DeploymentFrequency: weeklyFrequency, catalog.ChangeFailureRatio: weeklyFailures,
}

// DeliveryTrend evaluates the query's KPIs week by week over the range, from the start of the week that the range
// starts in.
func (e *Engine) DeliveryTrend(ctx context.Context, r Request) (DeliveryTrendAnswer, error) {
	weeks, err := e.weeksOf(r)
	if err != nil {
		return DeliveryTrendAnswer{}, err
	}
	kpis := r.Query.KPIs
	found := make([]weeklyValues, len(kpis))
	errs := all(len(kpis), func(i int) (err error) {
		compute, known := weeklies[kpis[i]]
		if !known {
			return fault.Userf("the KPI %q is not known", kpis[i])
		}
		found[i], err = compute(ctx, e, r.Query, weeks)
		return err
	})
	answer := DeliveryTrendAnswer{Weeks: weeks}
	answered := 0
	for i, kpi := range kpis {
		switch err := errs[i]; {
		case err == nil:
			answered++
		case isMissing(err):
			errs[i] = nil
			answer.Notices = append(answer.Notices, kpi+": "+err.Error())
			found[i] = weeklyValues{scope: groupingOf(r.Query)}
		default:
			answer.Notices = append(answer.Notices, kpi+": "+told(err))
			answer.Failures = append(answer.Failures, err)
			found[i] = weeklyValues{scope: groupingOf(r.Query)}
		}
		answer.Notices = append(answer.Notices, found[i].notices...)
		answer.Trends = append(answer.Trends, found[i].trends(kpi, weeks)...)
	}
	answer.Notices = distinct(answer.Notices)
	if err := first(errs); err != nil && answered == 0 {
		return DeliveryTrendAnswer{}, err
	}
	return answer, ctx.Err()
}

// weeksOf are the weeks that the request's range touches, up to its end or now.
func (e *Engine) weeksOf(r Request) ([]delivery.Week, error) {
	zone, err := e.zone(r.Query)
	if err != nil {
		return nil, err
	}
	to := r.To
	if to.After(r.Now) {
		to = r.Now
	}
	to = to.Truncate(time.Second)
	if !r.From.Before(to) {
		return nil, fault.Userf("the time range is empty: it ends at or before its start, or starts in the future").
			WithCure("Choose one that ends after its start and starts before now")
	}
	return delivery.Weeks(delivery.WeekStart(r.From, zone), to, zone), nil
}

// trends turns the values into trends in a stable order, unknown ones for what is asked and was not seen.
func (v weeklyValues) trends(kpi string, weeks []delivery.Week) []DeliveryTrend {
	groups := v.scope.expected(slices.Collect(maps.Keys(v.byGroup)))
	slices.Sort(groups)
	list := make([]DeliveryTrend, len(groups))
	for i, g := range groups {
		list[i] = DeliveryTrend{KPI: kpi, Labels: v.scope.labels(g), Values: v.byGroup[g], Whole: v.whole[g]}
		if list[i].Values == nil {
			list[i].Values = make([]*float64, len(weeks))
			list[i].Whole = make([]bool, len(weeks))
			for j, week := range weeks {
				list[i].Whole[j] = week.Whole
			}
		}
	}
	return list
}

// weeklyIncidents reads one figure of each week's incidents. Before the first incident that is known there is none.
func (e *Engine) weeklyIncidents(
	ctx context.Context, q query.Query, weeks []delivery.Week, by summing, value func(t incidentTally, observed time.Duration) *float64,
) (weeklyValues, error) {
	bounds := boundsOf(weeks)
	found, err := e.sumIncidents(ctx, q, bounds[0], bounds[len(bounds)-1], bounds, by)
	if err != nil {
		return weeklyValues{}, err
	}
	out := weeklyValues{scope: found.scope, byGroup: map[group][]*float64{}, whole: map[group][]bool{}, notices: found.notices}
	for _, one := range found.tallies {
		if out.byGroup[one.group] == nil {
			out.byGroup[one.group], out.whole[one.group] = make([]*float64, len(weeks)), wholeSince(weeks, found.first)
		}
		if one.week < 0 || one.week >= len(weeks) {
			continue // resolved after the range
		}
		week := weeks[one.week]
		out.byGroup[one.group][one.week] = value(one, week.End.Sub(latest(week.Start, found.first)))
	}
	if found.accuracy != "" {
		out.notices = append(out.notices, string(found.mapping.Signal)+": "+found.accuracy)
	}
	return out, nil
}

// boundsOf are the ends of consecutive weeks.
func boundsOf(weeks []delivery.Week) []time.Time {
	var bounds []time.Time
	for _, week := range weeks {
		bounds = append(bounds, week.Start)
	}
	return append(bounds, weeks[len(weeks)-1].End)
}

// wholeSince says which weeks are whole when nothing is known of the time before first.
func wholeSince(weeks []delivery.Week, first time.Time) []bool {
	whole := make([]bool, len(weeks))
	for i, week := range weeks {
		whole[i] = week.Whole && !week.Start.Before(first)
	}
	return whole
}

func weeklyMTTR(ctx context.Context, e *Engine, q query.Query, weeks []delivery.Week) (weeklyValues, error) {
	return e.weeklyIncidents(ctx, q, weeks, resolutions, func(t incidentTally, _ time.Duration) *float64 {
		if t.resolutions.Count == 0 {
			return nil
		}
		return &t.resolutions.Mean
	})
}

func weeklyMTBF(ctx context.Context, e *Engine, q query.Query, weeks []delivery.Week) (weeklyValues, error) {
	return e.weeklyIncidents(ctx, q, weeks, outages, func(t incidentTally, observed time.Duration) *float64 {
		if t.outages.Count == 0 {
			return nil
		}
		mean := max(0, observed.Seconds()-t.outages.Seconds) / t.outages.Count
		return &mean
	})
}

// weeklyDeployments reads one figure of each week's deployments.
func (e *Engine) weeklyDeployments(
	ctx context.Context, q query.Query, weeks []delivery.Week, withFailures bool, value func(successful float64, changes delivery.Changes) *float64,
) (weeklyValues, error) {
	bounds := boundsOf(weeks)
	counted, err := e.countDeployments(ctx, q, bounds[0], bounds[len(bounds)-1], withFailures)
	if err != nil {
		return weeklyValues{}, err
	}
	if err := unlessMissing(counted.unattributed); err != nil {
		return weeklyValues{}, err
	}
	out := weeklyValues{scope: counted.scope, byGroup: map[group][]*float64{}, whole: map[group][]bool{}, notices: counted.notices}
	for g, of := range counted.byGroup {
		first, _ := counted.since(g)
		out.byGroup[g], out.whole[g] = make([]*float64, len(weeks)), wholeSince(weeks, first)
		for i, week := range weeks {
			if week.End.After(first) {
				out.byGroup[g][i] = value(of.successful[i], of.changes[i])
			}
		}
	}
	return out, nil
}

func weeklyFrequency(ctx context.Context, e *Engine, q query.Query, weeks []delivery.Week) (weeklyValues, error) {
	return e.weeklyDeployments(ctx, q, weeks, false, func(successful float64, _ delivery.Changes) *float64 { return &successful })
}

func weeklyFailures(ctx context.Context, e *Engine, q query.Query, weeks []delivery.Week) (weeklyValues, error) {
	return e.weeklyDeployments(ctx, q, weeks, true, func(_ float64, changes delivery.Changes) *float64 {
		if changes.Total == 0 {
			return nil
		}
		ratio := changes.Failed / changes.Total
		return &ratio
	})
}
