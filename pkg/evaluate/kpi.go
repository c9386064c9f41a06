package evaluate

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

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
	Window  Window
}

// results are the results of one KPI by group.
type results struct {
	scope   scope
	byGroup map[group]verdict.Result
	notices []string
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
// notice; when every KPI's source fails, so does the query.
func (e *Engine) KPI(ctx context.Context, r Request) (KPIAnswer, error) {
	w, err := e.window(r, "health")
	if err != nil {
		return KPIAnswer{}, err
	}
	kpis := r.Query.KPIs
	all := make([]results, len(kpis))
	errs := make([]error, len(kpis))
	var running sync.WaitGroup
	for i, kpi := range kpis {
		running.Go(func() {
			all[i], errs[i] = e.evaluate(ctx, kpi, r.Query, w)
		})
	}
	running.Wait()
	answer := KPIAnswer{Window: w}
	failed := 0
	for i, kpi := range kpis {
		if errs[i] != nil {
			failed++
			answer.Notices = append(answer.Notices, kpi+": "+errs[i].Error())
			all[i] = failedResults(r.Query, errs[i])
		}
		answer.Notices = append(answer.Notices, all[i].notices...)
		answer.Rows = append(answer.Rows, e.rows(kpi, all[i], w)...)
	}
	if failed > 0 && failed == len(kpis) {
		return KPIAnswer{}, first(errs)
	}
	return answer, ctx.Err()
}

// evaluate computes one KPI; a signal that is missing or cannot be scoped is a result, not an error.
func (e *Engine) evaluate(ctx context.Context, kpi string, q query.Query, w Window) (out results, err error) {
	evaluate, known := evaluators[kpi]
	if !known {
		return out, fault.Userf("the KPI %q is not known", kpi)
	}
	out, err = evaluate(ctx, e, q, w)
	var cannot unscoped
	var absent noSource
	if errors.As(err, &cannot) || errors.As(err, &absent) {
		return single(q, verdict.Result{Status: verdict.NoSource, Reason: err.Error()}), nil
	}
	return out, err
}

// noSource is the reason for which a KPI has nothing to be computed from.
type noSource struct{ reason string }

func (n noSource) Error() string { return n.reason }

// single is one result for the one group without label values.
func single(q query.Query, r verdict.Result) results {
	s := scope{keys: q.GroupBy, by: q.GroupBy}
	return results{scope: s, byGroup: map[group]verdict.Result{s.groupOf(nil): r}}
}

func failedResults(q query.Query, err error) results {
	return single(q, verdict.Result{Status: verdict.Error, Reason: err.Error()})
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

// each judges every group.
func each(s scope, groups []group, judge func(g group) verdict.Result) results {
	out := results{scope: s, byGroup: make(map[group]verdict.Result, len(groups))}
	for _, g := range groups {
		out.byGroup[g] = judge(g)
	}
	if len(out.byGroup) == 0 && len(s.by) == 0 {
		out.byGroup[""] = judge("")
	}
	return out
}

// first returns the first error, with the number of further different ones.
func first(errs []error) error {
	messages := map[string]bool{}
	for _, err := range errs {
		messages[err.Error()] = true
	}
	if len(messages) == 1 {
		return errs[0]
	}
	var classified *fault.Error
	if errors.As(errs[0], &classified) {
		more := *classified
		more.Cause = fmt.Sprintf("%s (and %d other failures)", classified.Cause, len(messages)-1)
		return &more
	}
	return errs[0]
}
