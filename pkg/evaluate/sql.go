package evaluate

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/verdict"
)

// row runs a mapped statement over the window and reads its one row's numbers by column. A NULL is absent.
func (e *Engine) row(ctx context.Context, m signal.Mapping, w Window, columns ...string) (map[string]float64, error) {
	rows, err := e.Postgres.Query(ctx, m.SQL, w.Start(), w.End)
	if err != nil {
		return nil, err
	}
	setting := "signals." + string(m.Signal) + ".sql"
	if len(rows.Values) != 1 {
		return nil, fault.Configurationf(setting, "the statement gave %d rows", len(rows.Values)).
			WithCure("Return exactly one row with the columns %s", strings.Join(columns, ", "))
	}
	values := map[string]float64{}
	for _, column := range columns {
		i := slices.Index(rows.Columns, column)
		if i < 0 {
			return nil, fault.Configurationf(setting, "the statement has no column %q", column).
				WithCure("Return exactly one row with the columns %s", strings.Join(columns, ", "))
		}
		switch v := rows.Values[0][i].(type) {
		case nil:
		case float64:
			values[column] = v
		default:
			return nil, fault.Configurationf(setting, "the column %q is not a number", column)
		}
	}
	return values, nil
}

func observed(w Window, coverage float64) verdict.Observation {
	return verdict.Observation{Asked: w.Length, Window: w.Length, End: w.End, Coverage: min(1, max(0, coverage))}
}

// requestsFromSQL reads the columns total, failed and coverage.
func (e *Engine) requestsFromSQL(ctx context.Context, q query.Query, m signal.Mapping, w Window) (requests, error) {
	s, err := scopeOf(q, m)
	if err != nil {
		return requests{}, err
	}
	values, err := e.row(ctx, m, w, "total", "failed", "coverage")
	if err != nil {
		return requests{}, err
	}
	return requests{
		scope: s, labelled: true, groups: []group{""},
		totals: map[group]health.Requests{"": {Total: values["total"], Failed: values["failed"]}},
		seen:   func(group) verdict.Observation { return observed(w, values["coverage"]) },
	}, nil
}

// latencyFromSQL reads the columns p95_seconds, samples and coverage; p95_seconds is NULL without requests.
func (e *Engine) latencyFromSQL(ctx context.Context, q query.Query, m signal.Mapping, w Window) (results, error) {
	s, err := scopeOf(q, m)
	if err != nil {
		return results{}, err
	}
	values, err := e.row(ctx, m, w, "p95_seconds", "samples", "coverage")
	if err != nil {
		return results{}, err
	}
	p95, known := values["p95_seconds"]
	if !known {
		p95 = math.NaN()
	}
	return each(s, []group{""}, func(group) verdict.Result {
		return health.LatencyP95Exact(p95, values["samples"], observed(w, values["coverage"]), e.target("latency_p95"), e.policy("latency_p95"))
	}), nil
}
