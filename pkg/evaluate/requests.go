package evaluate

import (
	"context"
	"regexp"
	"time"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/verdict"
)

// unlabelled is the reason for which requests say nothing of failures.
const unlabelled = "the requests metric has no status label, so failures cannot be told from successes: name it in signals.requests.labels.status"

// requests are the valid requests of a window by group, and where they were seen.
type requests struct {
	scope  scope
	totals map[group]health.Requests
	groups []group
	seen   func(g group) verdict.Observation
	// labelled says whether failures can be told from successes.
	labelled bool
}

// fetchRequests asks for the requests by status code: one upstream query tells total and failed, and without
// any series of a failing status the failures are 0.
func (e *Engine) fetchRequests(ctx context.Context, q query.Query, w Window) (requests, error) {
	m, err := e.mapping(signal.Requests)
	if err != nil {
		return requests{}, err
	}
	if m.Form == signal.Statement {
		return e.requestsFromSQL(ctx, q, m, w)
	}
	s, err := scopeOf(q, m)
	if err != nil {
		return requests{}, err
	}
	r := requests{scope: s}
	_, r.labelled = m.Labels[signal.RoleStatus]
	var seen presence
	tasks, ctx := parallel(ctx)
	tasks.Go(func() (err error) {
		r.totals, err = e.requestTotals(ctx, m, s, w)
		return err
	})
	tasks.Go(func() (err error) {
		seen, err = e.observe(ctx, func(lookback time.Duration) string { return observedSeries(m, s, lookback) }, s, w)
		return err
	})
	tasks.Go(func() (err error) {
		r.groups, err = e.signalGroups(ctx, m, s, w)
		return err
	})
	if err := tasks.Wait(); err != nil {
		return r, err
	}
	r.seen = seen.observation
	return r, nil
}

// requestTotals counts the requests of a window and, where the signal has a status label, those that failed.
func (e *Engine) requestTotals(ctx context.Context, m signal.Mapping, s scope, w Window) (map[group]health.Requests, error) {
	failed, err := e.failedStatus()
	if err != nil {
		return nil, err
	}
	by := s.by
	status, labelled := m.Labels[signal.RoleStatus]
	if labelled {
		by = s.and(status)
	}
	answer, err := e.Prometheus.Instant(ctx, requestCount(m, s, by, w.Length), w.End)
	if err != nil {
		return nil, err
	}
	totals := make(map[group]health.Requests, len(answer.Samples))
	for _, sample := range answer.Samples {
		g := s.groupOf(sample.Labels)
		total := totals[g]
		total.Total += sample.Value
		if labelled && failed.MatchString(sample.Labels[status]) {
			total.Failed += sample.Value
		}
		totals[g] = total
	}
	return totals, nil
}

// failedStatus is the anchored pattern of failing status codes.
func (e *Engine) failedStatus() (*regexp.Regexp, error) {
	failed, err := regexp.Compile("^(?:" + e.Profile.Verdicts.FailedStatus + ")$")
	if err != nil {
		return nil, fault.Configurationf("profile", "verdicts.failedStatus is not a regular expression")
	}
	return failed, nil
}

// countSelector is the selector of the counter behind a requests signal.
func countSelector(m signal.Mapping, s scope) promql.Selector {
	selector := m.Select().With(s.matchers...)
	if m.Form == signal.Classic {
		return selector.Named(m.Metric + "_count")
	}
	return selector
}

// requestCount is the expression of the requests in a window by labels.
func requestCount(m signal.Mapping, s scope, by []string, window time.Duration) string {
	switch m.Form {
	case signal.Native:
		return promql.NativeCount(countSelector(m, s), by, window)
	case signal.Expression:
		step := min(window, signal.RateWindow)
		return promql.By("sum", by, promql.OverTime("sum", m.Expr, window, step)) + " * " + seconds(step)
	default:
		return promql.Increase(countSelector(m, s), by, window)
	}
}

func observedSeries(m signal.Mapping, s scope, lookback time.Duration) string {
	if m.Form == signal.Expression {
		return promql.By("group", s.by, m.Expr)
	}
	return promql.Observed(countSelector(m, s), s.by, lookback)
}

// signalGroups lists the groups of a signal's series, as groupsSeen does; nobody needs to be asked for the one
// group of an ungrouped query.
func (e *Engine) signalGroups(ctx context.Context, m signal.Mapping, s scope, w Window) ([]group, error) {
	switch {
	case len(s.by) == 0:
		return nil, nil
	case m.Form != signal.Expression:
		return e.groupsSeen(ctx, countSelector(m, s), s, w)
	}
	length := max(w.Length, groupLookback)
	return e.groupsOf(ctx, promql.OverTime("last", promql.By("group", s.by, m.Expr), length, time.Hour), s, w.End)
}

func errorRatio(ctx context.Context, e *Engine, q query.Query, w Window) (results, error) {
	r, err := e.fetchRequests(ctx, q, w)
	if err != nil {
		return results{}, err
	}
	if !r.labelled {
		return results{}, noSource{unlabelled}
	}
	return each(r.scope, r.groups, func(g group) verdict.Result {
		return health.ErrorRatio(r.totals[g], r.seen(g), e.target("error_ratio"), e.policy("error_ratio"))
	}), nil
}
