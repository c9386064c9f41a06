package evaluate

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/delivery"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/recordsql"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/verdict"
)

// incidentTally is what the incidents of a group come to in a window, or in one of its weeks.
type incidentTally struct {
	group group
	// week is its number, from 0.
	week        int
	resolutions delivery.Resolutions
	outages     delivery.Outages
}

// summing is one way to sum incidents up.
type summing struct {
	// statement makes PostgreSQL do it, and read reads its answer.
	statement func(recordsql.Relation, recordsql.Scope) (recordsql.Statement, error)
	read      func(*incidentTally, summary)
	// of does it with incidents that are told one by one.
	of func(t *incidentTally, e *Engine, list []delivery.Incident, from, to time.Time)
}

var resolutions = summing{
	statement: recordsql.Resolutions,
	read: func(t *incidentTally, row summary) {
		t.resolutions.Open = row.number("open")
		if t.resolutions.Count = row.number("resolved"); t.resolutions.Count > 0 {
			t.resolutions.Mean, t.resolutions.Median, t.resolutions.P90 = row.number("mean"), row.number("median"), row.number("p90")
		}
	},
	of: func(t *incidentTally, _ *Engine, list []delivery.Incident, from, to time.Time) {
		t.resolutions = delivery.Resolve(list, from, to)
	},
}

var outages = summing{
	statement: recordsql.Outages,
	read: func(t *incidentTally, row summary) {
		t.outages = delivery.Outages{Count: row.number("outages"), Incidents: row.number("incidents"), Seconds: row.number("seconds")}
	},
	of: func(t *incidentTally, e *Engine, list []delivery.Incident, from, to time.Time) {
		failures := slices.DeleteFunc(slices.Clone(list), func(i delivery.Incident) bool { return !e.Profile.Delivery.IsFailure(i.Severity) })
		t.outages = delivery.MergeOutages(failures, from, to)
	},
}

// emptyTally is that of a group without incidents.
func emptyTally(g group) incidentTally {
	return incidentTally{group: g, resolutions: delivery.Resolve(nil, time.Time{}, time.Time{})}
}

// incidents are sums over incidents by group and week.
type incidents struct {
	records
	tallies []incidentTally
	// first is since when incidents are recorded: zero since ever, and not there when nobody can say. Of the time since
	// then coverage is the share in which they would have been seen.
	first    time.Time
	isKnown  bool
	coverage float64
	accuracy string
	notices  []string
}

// sumIncidents sums up the incidents of a window, by week where there are bounds.
func (e *Engine) sumIncidents(ctx context.Context, q query.Query, from, to time.Time, bounds []time.Time, by summing) (incidents, error) {
	r, err := e.records(ctx, signal.Incidents, q)
	if err != nil {
		return incidents{}, err
	}
	if r.mapping.Form != signal.Records {
		return e.sumTold(ctx, r, q, from, to, bounds, by)
	}
	asked := e.question(q, from, to)
	asked.Bounds = bounds
	made, err := by.statement(r.relation, asked)
	rows, err := e.ask(ctx, made, err)
	if err != nil {
		return incidents{}, err
	}
	out := incidents{records: r, isKnown: true, coverage: 1}
	for _, row := range rows {
		out.first = row.time("first_seen")
		out.notices = incidentDefects(r.mapping, row)
		if row["bucket"] != nil { // a row without one says that there is no incident
			one := emptyTally(row.group(r.scope))
			one.week = int(row.number("bucket")) - 1
			by.read(&one, row)
			out.tallies = append(out.tallies, one)
		}
	}
	switch {
	case r.mapping.Since != nil:
		out.first = *r.mapping.Since
	case out.first.IsZero():
		out.isKnown = !r.relation.KnowsStart()
	}
	return out, nil
}

// sumTold sums up incidents that are told one by one.
func (e *Engine) sumTold(ctx context.Context, r records, q query.Query, from, to time.Time, bounds []time.Time, by summing) (incidents, error) {
	told, err := e.incidentsOf(ctx, r.mapping, q, from, to)
	if err != nil {
		return incidents{}, err
	}
	var list []delivery.Incident
	places := map[string]place{}
	for _, incident := range told.events {
		if incident.touches(from, to) && e.wants(q, incident.place()) {
			list = append(list, incident.judged())
			places[incident.ID] = incident.place()
		}
	}
	list, defects := delivery.CheckIncidents(list)
	out := incidents{
		records: r, first: told.first, isKnown: told.isKnown, coverage: told.coverage, accuracy: told.accuracy,
		notices: slices.Concat(told.notices, defectNotices(r.mapping, defects, "")),
	}
	if r.mapping.Since != nil {
		out.first, out.isKnown = *r.mapping.Since, true
	}
	byGroup := map[group][]delivery.Incident{}
	for _, incident := range list {
		g := places[incident.ID].groupOf(q, r.scope)
		byGroup[g] = append(byGroup[g], incident)
	}
	if len(bounds) == 0 {
		bounds = []time.Time{from, to}
	}
	for g, of := range byGroup {
		for i, start := range bounds[:len(bounds)-1] {
			one := incidentTally{group: g, week: i}
			by.of(&one, e, of, start, bounds[i+1])
			out.tallies = append(out.tallies, one)
		}
	}
	return out, nil
}

func incidentDefects(m signal.Mapping, row summary) []string {
	var notices []string
	for _, defect := range []struct{ column, why string }{
		{"reversed", "were resolved before they started and count nowhere"},
		{"duplicates", "have an id that was there already and count nowhere"},
		{"incomplete", "have no id or no start and count nowhere"},
	} {
		notices = append(notices, leftOut(m, row.number(defect.column), defect.why)...)
	}
	return notices
}

// judged judges each group, or says that nobody knows since when there would be incidents.
func (i incidents) judged(w Window, formula string, judge func(t incidentTally, o verdict.Observation) verdict.Result) results {
	byGroup := map[group]incidentTally{}
	var seen []group
	for _, one := range i.tallies {
		byGroup[one.group] = one
		seen = append(seen, one.group)
	}
	out := each(i.scope, seen, func(g group) verdict.Result {
		if !i.isKnown {
			return unrecorded(formula, i.mapping, w)
		}
		one, counted := byGroup[g]
		if !counted {
			one = emptyTally(g)
		}
		o := knownSince(w, i.first)
		o.Coverage = i.coverage
		return accurate(judge(one, o), i.accuracy)
	})
	out.notices = i.notices
	return out
}

// accurate says beside a result how exact the times behind it are.
func accurate(r verdict.Result, accuracy string) verdict.Result {
	if accuracy != "" {
		r.Reason += "; " + accuracy
	}
	return r
}

// unrecorded is the result where nothing says since when events are recorded.
func unrecorded(formula string, m signal.Mapping, w Window) verdict.Result {
	result := verdict.NewResult(formula, 0, observed(w, 0), verdict.Target{})
	result.Reason = fmt.Sprintf("none of the %s is known, so nobody knows since when they are recorded: set signals.%s.since, or check the mapping (%s)",
		m.Signal, m.Signal, m.Why)
	return result
}

func mttr(ctx context.Context, e *Engine, q query.Query, w Window) (results, error) {
	found, err := e.sumIncidents(ctx, q, w.Start(), w.End, nil, resolutions)
	if err != nil {
		return results{}, err
	}
	return found.judged(w, delivery.FormulaMTTR, func(t incidentTally, o verdict.Observation) verdict.Result {
		return delivery.MTTR(t.resolutions, o, e.target(catalog.MTTR), e.policy(catalog.MTTR))
	}), nil
}

func mtbf(ctx context.Context, e *Engine, q query.Query, w Window) (results, error) {
	found, err := e.sumIncidents(ctx, q, w.Start(), w.End, nil, outages)
	if err != nil {
		return results{}, err
	}
	return found.judged(w, delivery.FormulaMTBF, func(t incidentTally, o verdict.Observation) verdict.Result {
		return delivery.MTBF(t.outages, o, e.target(catalog.MTBF), e.policy(catalog.MTBF))
	}), nil
}
