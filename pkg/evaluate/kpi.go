package evaluate

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/verdict"
)

// KPIRow is one KPI's result for one group.
type KPIRow struct {
	KPI    string
	Labels map[string]string
	Result verdict.Result
}

// KPIAnswer holds a row for every KPI and group asked for.
type KPIAnswer struct {
	Rows []KPIRow
	// Notices name the KPIs that could not be computed, beside the good rows.
	Notices []string
	// Failures are the errors behind rows with status error, for the log.
	Failures []error
	Window   Window
}

// results are the results of one KPI by group.
type results struct {
	scope   scope
	byGroup map[group]verdict.Result
	notices []string
	// unasked says that no source was asked, for want of one.
	unasked bool
}

// evaluator computes one KPI.
type evaluator func(ctx context.Context, e *Engine, q query.Query, w Window) (results, error)

var evaluators = map[string]evaluator{
	"availability":       availability,
	"latency_p95":        latency,
	"error_ratio":        errorRatio,
	"throughput":         throughput,
	"cpu_utilization":    utilization("cpu_utilization"),
	"memory_utilization": utilization("memory_utilization"),
}

// KPI evaluates the query's KPIs concurrently. A KPI whose source fails is a row with status error and a
// notice; when every source that was asked fails, so does the query.
func (e *Engine) KPI(ctx context.Context, r Request) (KPIAnswer, error) {
	return e.judge(ctx, r, "health", evaluators)
}

// judge evaluates the query's KPIs over the window of a subject.
func (e *Engine) judge(ctx context.Context, r Request, subject string, by map[string]evaluator) (KPIAnswer, error) {
	w, err := e.window(r, subject)
	if err != nil {
		return KPIAnswer{}, err
	}
	kpis := r.Query.KPIs
	found := make([]results, len(kpis))
	errs := all(len(kpis), func(i int) (err error) {
		found[i], err = e.evaluate(ctx, kpis[i], by, r.Query, w)
		return err
	})
	answer := KPIAnswer{Window: w}
	answered := 0
	for i, kpi := range kpis {
		switch {
		case errs[i] != nil:
			answer.Notices = append(answer.Notices, kpi+": "+told(errs[i]))
			answer.Failures = append(answer.Failures, errs[i])
			found[i] = single(r.Query, verdict.Result{Status: verdict.Error, Reason: told(errs[i])})
		case !found[i].unasked:
			answered++
		}
		answer.Notices = append(answer.Notices, found[i].notices...)
		answer.Rows = append(answer.Rows, e.rows(kpi, found[i], w)...)
	}
	if err := first(errs); err != nil && answered == 0 {
		return KPIAnswer{}, err
	}
	return answer, ctx.Err()
}

// evaluate computes one KPI; a signal that is missing or cannot be scoped is a result, not an error.
func (e *Engine) evaluate(ctx context.Context, kpi string, by map[string]evaluator, q query.Query, w Window) (out results, err error) {
	evaluate, known := by[kpi]
	if !known {
		return out, fault.Userf("the KPI %q is not known", kpi)
	}
	out, err = evaluate(ctx, e, q, w)
	var cannot unscoped
	var absent noSource
	if errors.As(err, &cannot) || errors.As(err, &absent) {
		out = single(q, verdict.Result{Status: verdict.NoSource, Reason: err.Error()})
		out.unasked = true
		return out, nil
	}
	return out, err
}

// noSource is the reason for which a KPI has nothing to be computed from.
type noSource struct{ reason string }

func (n noSource) Error() string { return n.reason }

// single is one result for every group that the query names.
func single(q query.Query, r verdict.Result) results {
	return each(groupingOf(q), nil, func(group) verdict.Result { return r })
}

// told is what a row or a notice says of an error: a classified one's own words, and nothing of any other.
func told(err error) string {
	var classified *fault.Error
	switch {
	case errors.As(err, &classified):
		return classified.Error()
	case fault.KindOf(err) == fault.Internal:
		return "an internal error occurred; the plugin's log has the details"
	default:
		return "the request was cancelled or ran out of time"
	}
}

// rows turns the results into rows in a stable order, each with the KPI's target and window.
func (e *Engine) rows(kpi string, out results, w Window) []KPIRow {
	groups := make([]group, 0, len(out.byGroup))
	for g := range out.byGroup {
		groups = append(groups, g)
	}
	slices.Sort(groups)
	rows := make([]KPIRow, len(groups))
	for i, g := range groups {
		result := out.byGroup[g]
		result.Target = e.target(kpi)
		if result.Window == 0 {
			result.Window = w.Length
		}
		rows[i] = KPIRow{KPI: kpi, Labels: out.scope.labels(g), Result: result}
	}
	return rows
}

// each judges every group that was seen or is asked for.
func each(s scope, seen []group, judge func(g group) verdict.Result) results {
	out := results{scope: s, byGroup: map[group]verdict.Result{}}
	for _, g := range s.expected(seen) {
		out.byGroup[g] = judge(g)
	}
	return out
}

// first returns the first error, with the number of further different ones; nil without any.
func first(errs []error) error {
	var failure error
	messages := map[string]bool{}
	for _, err := range errs {
		if err == nil {
			continue
		}
		if failure == nil {
			failure = err
		}
		messages[err.Error()] = true
	}
	var classified *fault.Error
	if len(messages) > 1 && errors.As(failure, &classified) {
		more := *classified
		more.Cause = fmt.Sprintf("%s (and %d other failures)", classified.Cause, len(messages)-1)
		return &more
	}
	return failure
}
