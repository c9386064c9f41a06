package evaluate

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/delivery"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/recordsql"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/verdict"
)

// incidents are sums over incidents by group and bucket.
type incidents struct {
	records
	rows []summary
	// first is since when incidents are recorded: zero since ever, and not there when nobody can say.
	first   time.Time
	isKnown bool
	notices []string
}

// sums makes a statement over incidents.
type sums func(recordsql.Relation, recordsql.Scope) (recordsql.Statement, error)

// sumIncidents sums up the incidents of a window, by bucket where bounds are given.
func (e *Engine) sumIncidents(ctx context.Context, q query.Query, from, to time.Time, bounds []time.Time, statement sums) (incidents, error) {
	r, err := e.records(ctx, signal.Incidents, q)
	if err != nil {
		return incidents{}, err
	}
	asked := e.question(q, from, to)
	asked.Bounds = bounds
	made, err := statement(r.relation, asked)
	rows, err := e.ask(ctx, made, err)
	if err != nil {
		return incidents{}, err
	}
	out := incidents{records: r, isKnown: true}
	for _, row := range rows {
		out.first = row.time("first_seen")
		out.notices = incidentDefects(r.mapping, row)
		if row["bucket"] != nil { // a row without one says that there is no incident
			out.rows = append(out.rows, row)
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
func (i incidents) judged(w Window, formula string, judge func(rows []summary, o verdict.Observation) verdict.Result) results {
	byGroup := map[group][]summary{}
	var seen []group
	for _, row := range i.rows {
		g := row.group(i.scope)
		byGroup[g] = append(byGroup[g], row)
		seen = append(seen, g)
	}
	out := each(i.scope, seen, func(g group) verdict.Result {
		if !i.isKnown {
			return unrecorded(formula, i.mapping, w)
		}
		return judge(byGroup[g], knownSince(w, i.first))
	})
	out.notices = i.notices
	return out
}

// unrecorded is the result where nothing says since when events are recorded.
func unrecorded(formula string, m signal.Mapping, w Window) verdict.Result {
	result := verdict.NewResult(formula, 0, observed(w, 0), verdict.Target{})
	result.Reason = fmt.Sprintf("no row of %s is known, so nobody knows since when they are recorded: set signals.%s.since, or check the mapping (%s)",
		m.Signal, m.Signal, m.Why)
	return result
}

func mttr(ctx context.Context, e *Engine, q query.Query, w Window) (results, error) {
	found, err := e.sumIncidents(ctx, q, w.Start(), w.End, nil, recordsql.Resolutions)
	if err != nil {
		return results{}, err
	}
	return found.judged(w, delivery.FormulaMTTR, func(rows []summary, o verdict.Observation) verdict.Result {
		return delivery.MTTR(resolutionsOf(rows), o, e.target(catalog.MTTR), e.policy(catalog.MTTR))
	}), nil
}

// resolutionsOf reads a group's one row.
func resolutionsOf(rows []summary) delivery.Resolutions {
	if len(rows) == 0 || rows[0].number("resolved") == 0 {
		none := delivery.Resolutions{Mean: math.NaN(), Median: math.NaN(), P90: math.NaN()}
		if len(rows) > 0 {
			none.Open = rows[0].number("open")
		}
		return none
	}
	row := rows[0]
	return delivery.Resolutions{
		Count: row.number("resolved"), Mean: row.number("mean"), Median: row.number("median"), P90: row.number("p90"), Open: row.number("open"),
	}
}

func mtbf(ctx context.Context, e *Engine, q query.Query, w Window) (results, error) {
	found, err := e.sumIncidents(ctx, q, w.Start(), w.End, nil, recordsql.Outages)
	if err != nil {
		return results{}, err
	}
	return found.judged(w, delivery.FormulaMTBF, func(rows []summary, o verdict.Observation) verdict.Result {
		var outages delivery.Outages
		if len(rows) > 0 {
			outages = delivery.Outages{Count: rows[0].number("outages"), Incidents: rows[0].number("incidents"), Seconds: rows[0].number("seconds")}
		}
		return delivery.MTBF(outages, o, e.target(catalog.MTBF), e.policy(catalog.MTBF))
	}), nil
}
