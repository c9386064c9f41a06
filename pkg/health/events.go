package health

import (
	"math"

	"github.com/headroom/headroom/pkg/verdict"
)

// events are counted occurrences of which some were bad: requests that failed, probes that found a target down.
type events struct{ bad, total float64 }

// judge fills in status, reason and the Wilson interval of the bad ratio, and returns that ratio. It is known
// only when the window was observed well enough and the interval (or the lack of a target) leaves no question of
// sample size open.
func (e *events) judge(
	r *verdict.Result, limit float64, hasTarget bool, o verdict.Observation, p verdict.Policy,
) (ratio float64, known bool) {
	if reason, insufficient := o.Insufficient(p); insufficient {
		r.Reason = reason
		return 0, false
	}
	status, lower, upper, reason := verdict.Ratio(e.bad, e.total, limit, p)
	if !hasTarget {
		status, reason = e.withoutTarget(p)
	}
	r.Lower, r.Upper = &lower, &upper
	r.Conclude(o, status, reason)
	if status == verdict.InsufficientData {
		return 0, false
	}
	e.bad = math.Min(e.bad, e.total) // extrapolated counts can differ by rounding
	return e.bad / e.total, true
}

// withoutTarget is the status of a ratio that is shown but held against nothing: it needs its sample all the same.
func (e *events) withoutTarget(p verdict.Policy) (verdict.Status, string) {
	if reason, tooFew := p.TooFew(e.total); tooFew {
		return verdict.InsufficientData, reason
	}
	if !isCount(e.bad) {
		return verdict.InsufficientData, "the number of bad events is unknown"
	}
	return verdict.NoTarget, verdict.WithoutTarget
}

// spendMinutes notes the error budget in minutes of full outage. 99.9 % over 30 days leaves 43.2 minutes; what
// is burnt is bad ÷ (total × limit) of that, so a tenth of the requests failing for ten minutes burns one.
func (e *events) spendMinutes(r *verdict.Result, limit float64) {
	r.Fact("budget_minutes", limit*r.Window.Minutes())
	r.Fact("burnt_minutes", e.bad/e.total*r.Window.Minutes())
	r.BudgetRemaining = e.remaining(limit)
}

// spendRequests notes the error budget in requests.
func (e *events) spendRequests(r *verdict.Result, limit float64) {
	r.Fact("budget_requests", limit*e.total)
	r.Fact("burnt_requests", e.bad)
	r.BudgetRemaining = e.remaining(limit)
}

// remaining is the unspent share of the budget, negative when overspent, nil when the target leaves none.
func (e *events) remaining(limit float64) *float64 {
	if limit <= 0 {
		return nil
	}
	return verdict.Number(1 - e.bad/(limit*e.total))
}

// isCount says whether x can be a number of events.
func isCount(x float64) bool { return x >= 0 && !math.IsInf(x, 0) }
