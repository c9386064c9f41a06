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
	"github.com/headroom/headroom/pkg/source"
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
	tasks.Go(func() error {
		answers, err := e.overWindow(ctx, m, s, w, requestTotals(m, s), observedPoints(m, s, w))
		if err != nil {
			return err
		}
		if r.totals, err = e.totalsByGroup(answers[0], m, s); err != nil {
			return err
		}
		seen, err = e.presence(ctx, m, s, w, answers[1])
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

// requestTotals counts the requests of a window, by status where the signal has a label for it.
func requestTotals(m signal.Mapping, s scope) measure {
	by := s.by
	if status, labelled := m.Labels[signal.RoleStatus]; labelled {
		by = s.and(status)
	}
	return measure{recordedSum{metric: signal.RecordedRequests, aggregate: "sum", by: by}, func(length time.Duration) string {
		return m.Requests(s.part(by), length)
	}}
}

// totalsByGroup adds up the counted requests and, where the signal has a status label, those that failed.
func (e *Engine) totalsByGroup(counted source.Vector, m signal.Mapping, s scope) (map[group]health.Requests, error) {
	failed, err := e.failedStatus()
	if err != nil {
		return nil, err
	}
	status, labelled := m.Labels[signal.RoleStatus]
	totals := make(map[group]health.Requests, len(counted.Samples))
	for _, sample := range counted.Samples {
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

// signalGroups lists the groups of a signal's series, as groupsSeen does; nobody needs to be asked for the one
// group of an ungrouped query.
func (e *Engine) signalGroups(ctx context.Context, m signal.Mapping, s scope, w Window) ([]group, error) {
	switch {
	case len(s.by) == 0:
		return nil, nil
	case m.Form == signal.Expression:
		length := max(w.Length, groupLookback)
		return e.groupsOf(ctx, promql.OverTime("last", promql.By("group", s.by, m.Expr), length, time.Hour), s, w.End)
	}
	return e.groupsSeen(ctx, m, s, w)
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
