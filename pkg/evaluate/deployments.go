package evaluate

import (
	"context"
	"fmt"
	"time"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/delivery"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/recordsql"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/verdict"
)

// deployments are the counts of each group by week.
type deployments struct {
	records
	weeks   []delivery.Week
	byGroup map[group]*deployed
	// accuracy says how exact the times are; empty when they are.
	accuracy string
	notices  []string
	// unattributed is why no incident is put down to a deployment; nil when they are, or were not asked for.
	unattributed error
}

// deployed are one group's deployments.
type deployed struct {
	// successful and changes are by week.
	successful []float64
	changes    []delivery.Changes
	// earlier says that there were deployments before the span, first when the first one in it was.
	earlier bool
	first   time.Time
}

// countDeployments counts the deployments of a span by week. They are looked for a span's length before it, too: a
// group that was deployed then is known to have existed throughout.
func (e *Engine) countDeployments(ctx context.Context, q query.Query, from, to time.Time, withFailures bool) (deployments, error) {
	r, err := e.records(ctx, signal.Deployments, q)
	if err != nil {
		return deployments{}, err
	}
	zone, err := e.zone(q)
	if err != nil {
		return deployments{}, err
	}
	out := deployments{records: r, weeks: delivery.Weeks(from, to, zone), byGroup: map[group]*deployed{}}
	incidents := e.Signals[signal.Incidents]
	if r.mapping.Form != signal.Records || withFailures && incidents.Mapped() && incidents.Form != signal.Records {
		err = e.countTold(ctx, q, &out, from, to, withFailures)
		return out, err
	}
	asked := e.question(q, from, to)
	asked.Bounds = []time.Time{earlier(from, to)}
	for _, week := range out.weeks {
		asked.Bounds = append(asked.Bounds, week.Start)
	}
	asked.Bounds = append(asked.Bounds, to)
	var caused *recordsql.Relation
	if withFailures {
		caused, out.unattributed = e.attributable(ctx)
	}
	statement, err := recordsql.Deployments(r.relation, caused, asked)
	rows, err := e.ask(ctx, statement, err)
	if err != nil {
		return deployments{}, err
	}
	out.read(rows)
	return out, nil
}

// attributable are the incidents that deployments are held against.
func (e *Engine) attributable(ctx context.Context) (*recordsql.Relation, error) {
	m, err := e.mapping(signal.Incidents)
	if err != nil {
		return nil, err
	}
	relation, err := e.relation(ctx, m)
	if err != nil {
		return nil, err
	}
	return &relation, nil
}

// Buckets of the counts: rows without a time, and those before the span. The weeks follow.
const (
	timelessBucket = iota
	earlierBucket
	firstWeekBucket
)

func (d *deployments) read(rows []summary) {
	var left struct{ unknown, incomplete, duplicates float64 }
	example := ""
	for _, row := range rows {
		bucket := int(row.number("bucket"))
		if bucket != earlierBucket {
			left.unknown += row.number("unknown")
			left.incomplete += row.number("incomplete")
			left.duplicates += row.number("duplicates")
			example = max(example, row.text("example"))
		}
		if row.number("total") == 0 && row.number("caused") == 0 {
			continue
		}
		d.of(row.group(d.scope)).add(bucket, row)
	}
	d.notices = append(d.notices, leftOut(d.mapping, left.unknown,
		fmt.Sprintf("have an outcome that is none of the profile's words (delivery.outcomes) and count nowhere, for example %q", example))...)
	d.notices = append(d.notices, leftOut(d.mapping, left.duplicates, "have an id that was there already and count nowhere")...)
	d.notices = append(d.notices, leftOut(d.mapping, left.incomplete, "have no id or no time and count nowhere")...)
}

// of are the counts of a group.
func (d *deployments) of(g group) *deployed {
	if d.byGroup[g] == nil {
		d.byGroup[g] = &deployed{successful: make([]float64, len(d.weeks)), changes: make([]delivery.Changes, len(d.weeks))}
	}
	return d.byGroup[g]
}

func (d *deployed) add(bucket int, row summary) {
	if bucket == earlierBucket {
		d.earlier = true
	}
	week := bucket - firstWeekBucket
	if week < 0 || week >= len(d.changes) {
		return
	}
	if first := row.time("first_seen"); d.first.IsZero() || !first.IsZero() && first.Before(d.first) {
		d.first = first
	}
	d.successful[week] += row.number("successful")
	failed, changes := row.number("by_outcome"), &d.changes[week]
	changes.Total += row.number("total")
	changes.ByOutcome += failed
	changes.Failed += failed + row.number("caused")
}

// since is when a group's deployments begin to be known, and whether that can be said.
func (d *deployments) since(g group) (first time.Time, known bool) {
	counted := d.byGroup[g]
	switch {
	case d.mapping.Since != nil:
		return *d.mapping.Since, true
	case counted == nil:
		return time.Time{}, false
	case counted.earlier:
		return time.Time{}, true
	}
	return counted.first, true
}

// countsOf are the weeks of a group, whole only as far as they are known.
func (d *deployments) countsOf(g group) []delivery.WeekCount {
	first, _ := d.since(g)
	counts := make([]delivery.WeekCount, len(d.weeks))
	for i, week := range d.weeks {
		counts[i].Week = week
		counts[i].Whole = week.Whole && !week.Start.Before(first)
		if counted := d.byGroup[g]; counted != nil {
			counts[i].Successful = counted.successful[i]
		}
	}
	return counts
}

// changesOf are the changes of a group over all weeks.
func (d *deployments) changesOf(g group) delivery.Changes {
	var sum delivery.Changes
	if counted := d.byGroup[g]; counted != nil {
		for _, week := range counted.changes {
			sum.Total += week.Total
			sum.ByOutcome += week.ByOutcome
			sum.Failed += week.Failed
		}
	}
	return sum
}

func (d *deployments) judged(w Window, formula string, judge func(g group, o verdict.Observation) verdict.Result) results {
	var seen []group
	for g := range d.byGroup {
		seen = append(seen, g)
	}
	out := each(d.scope, seen, func(g group) verdict.Result {
		first, known := d.since(g)
		if !known {
			return unrecorded(formula, d.mapping, w)
		}
		return accurate(judge(g, knownSince(w, first)), d.accuracy)
	})
	out.notices = d.notices
	return out
}

func (d *deploymentCounts) frequency(ctx context.Context, e *Engine, q query.Query, w Window) (results, error) {
	counted, err := d.count(ctx, e, q, w)
	if err != nil {
		return results{}, err
	}
	return counted.judged(w, delivery.FormulaFrequency, func(g group, o verdict.Observation) verdict.Result {
		return delivery.DeploymentFrequency(counted.countsOf(g), o, e.target(catalog.DeploymentFrequency), e.policy(catalog.DeploymentFrequency))
	}), nil
}

func (d *deploymentCounts) failures(ctx context.Context, e *Engine, q query.Query, w Window) (results, error) {
	counted, err := d.count(ctx, e, q, w)
	if err != nil {
		return results{}, err
	}
	if err := unlessMissing(counted.unattributed); err != nil {
		return results{}, err
	}
	out := counted.judged(w, delivery.FormulaChangeFailures, func(g group, o verdict.Observation) verdict.Result {
		result := delivery.ChangeFailureRatio(counted.changesOf(g), o, e.target(catalog.ChangeFailureRatio), e.policy(catalog.ChangeFailureRatio))
		if counted.unattributed != nil {
			result.Reason += "; incidents are not held against deployments: " + counted.unattributed.Error()
		}
		return result
	})
	return out, nil
}
