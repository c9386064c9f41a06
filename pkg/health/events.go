package health

import (
	"math"

	"github.com/headroom/headroom/pkg/verdict"
)

// Events are the valid occurrences of a window and those of them that were bad: requests that failed or were slow,
// probes that found a target down. A count that is negative or not finite is unknown.
type Events struct{ Bad, Total float64 }

// known says whether both counts are known and there were any events.
func (e Events) known() bool { return isCount(e.Bad) && isCount(e.Total) && e.Total > 0 }

// ratio is the bad share, 0–1. Extrapolated counts can differ by rounding.
func (e Events) ratio() float64 { return math.Min(e.Bad, e.Total) / e.Total }

// badShare is the bad share as the division that it is, "285 ÷ 92130 = 0.309 %"; empty when it is not known.
func (e Events) badShare() string {
	if !e.known() {
		return ""
	}
	return e.division() + " = " + verdict.FormatShare(e.ratio())
}

// goodShare is what the bad share leaves.
func (e Events) goodShare() string {
	if !e.known() {
		return ""
	}
	return "1 − " + e.division() + " = " + verdict.FormatComplement(e.ratio())
}

func (e Events) division() string {
	return verdict.FormatNumber(math.Min(e.Bad, e.Total)) + " ÷ " + verdict.FormatNumber(e.Total)
}

// judge fills in status, reason and the Wilson interval of the bad ratio, and returns that ratio. It is known
// only when the window was observed well enough and the interval (or the lack of a target) leaves no question of
// sample size open.
func (e Events) judge(
	r *verdict.Result, limit float64, hasTarget bool, o verdict.Observation, p verdict.Policy,
) (ratio float64, known bool) {
	if reason, insufficient := o.Insufficient(p); insufficient {
		r.Reason = reason
		return 0, false
	}
	status, lower, upper, reason := verdict.Ratio(e.Bad, e.Total, limit, p)
	if !hasTarget {
		status, reason = e.withoutTarget(p)
	}
	r.Lower, r.Upper = &lower, &upper
	r.Conclude(o, status, reason)
	if status == verdict.InsufficientData {
		return 0, false
	}
	return e.ratio(), true
}

// withoutTarget is the status of a ratio that is shown but held against nothing: it needs its sample all the same.
func (e Events) withoutTarget(p verdict.Policy) (verdict.Status, string) {
	if reason, tooFew := p.TooFew(e.Total); tooFew {
		return verdict.InsufficientData, reason
	}
	if !isCount(e.Bad) {
		return verdict.InsufficientData, "the number of bad events is unknown"
	}
	return verdict.NoTarget, verdict.WithoutTarget
}

// spendMinutes notes the error budget of a result in minutes of full outage.
func (e Events) spendMinutes(r *verdict.Result, allowed float64) {
	if budget, ok := NewBudget(e, allowed, r.Window); ok {
		r.Fact("budget_minutes", budget.Minutes)
		r.Fact("burnt_minutes", budget.BurntMinutes)
		r.BudgetRemaining = verdict.Number(budget.Remaining)
	}
}

// spendRequests notes it in requests, too.
func (e Events) spendRequests(r *verdict.Result, allowed float64) {
	if budget, ok := NewBudget(e, allowed, r.Window); ok {
		r.Fact("budget_requests", budget.Events)
		r.Fact("burnt_requests", budget.BurntEvents)
	}
	e.spendMinutes(r, allowed)
}

// isCount says whether x can be a number of events.
func isCount(x float64) bool { return x >= 0 && !math.IsInf(x, 0) }
