package health

import (
	"math"

	"github.com/headroom/headroom/pkg/verdict"
)

// enough says whether the window was observed well enough, and often enough, for a verdict; when it was not, the
// result is the insufficient_data that says why.
func enough(r *verdict.Result, samples float64, o verdict.Observation, p verdict.Policy) bool {
	if reason, insufficient := o.Insufficient(p); insufficient {
		r.Status, r.Reason = verdict.InsufficientData, reason
		return false
	}
	if reason, tooFew := p.TooFew(samples); tooFew {
		conclude(r, o, verdict.InsufficientData, reason)
		return false
	}
	return true
}

// conclude sets the verdict; its reason also says when history shortened the window.
func conclude(r *verdict.Result, o verdict.Observation, status verdict.Status, reason string) {
	r.Status, r.Reason = status, reason
	if note := o.HistoryNote(); note != "" {
		r.Reason += "; " + note
	}
}

// isCount says whether x can be a number of events.
func isCount(x float64) bool { return x >= 0 && !math.IsInf(x, 0) }
