package health

import (
	"math"

	"github.com/headroom/headroom/pkg/verdict"
)

// Requests are the valid requests of a window (health checks are not valid requests) and those of them that
// failed, both from sums. Failed is 0 when there is no failed series beside a total; a count that is negative or
// not finite is unknown.
type Requests struct{ Total, Failed float64 }

// ErrorRatio judges failed ÷ all requests (ratio, 0–1) against a target that it has to stay below.
// Lower and Upper are its Wilson interval; the budget is the share of requests that may fail.
func ErrorRatio(r Requests, o verdict.Observation, t verdict.Target, p verdict.Policy) verdict.Result {
	result := verdict.NewResult("error_ratio.requests", r.Total, o, t)
	result.Method = "requests"
	limit, hasTarget := t.Goal()
	bad := Events{Bad: r.Failed, Total: r.Total}
	result.Substituted = bad.badShare()
	if ratio, known := bad.judge(&result, limit, hasTarget, o, p); known {
		result.Value = &ratio
		if hasTarget {
			bad.spendRequests(&result, limit)
		}
	}
	return result
}

// AvailabilityFromRequests judges good ÷ valid requests (ratio, 0–1) against a target that it has to reach.
// These are the same events as those of error_ratio, and the reason says so. Lower and Upper are one minus the
// Wilson interval of the failed share.
func AvailabilityFromRequests(r Requests, o verdict.Observation, t verdict.Target, p verdict.Policy) verdict.Result {
	result := verdict.NewResult("availability.requests", r.Total, o, t)
	result.Method = "requests"
	goal, hasTarget := t.Goal()
	bad := Events{Bad: r.Failed, Total: r.Total}
	result.Substituted = bad.goodShare()
	if ratio, known := bad.judge(&result, 1-goal, hasTarget, o, p); known {
		result.Value = verdict.Number(1 - ratio)
		if hasTarget {
			bad.spendRequests(&result, 1-goal)
		}
	}
	result.Lower, result.Upper = complement(result.Upper), complement(result.Lower)
	result.Reason += "; measured from requests, the same events as error_ratio"
	return result
}

// complement is one minus a bound.
func complement(bound *float64) *float64 {
	if bound == nil {
		return nil
	}
	return verdict.Number(math.Max(0, 1-*bound))
}
