package verdict

// WithoutTarget is the reason for which a value is held against nothing.
const WithoutTarget = "no target is set"

// Conclude sets the verdict; its reason also says when history shortened the window.
func (r *Result) Conclude(o Observation, status Status, reason string) {
	r.Status, r.Reason = status, reason
	if note := o.HistoryNote(); note != "" {
		r.Reason += "; " + note
	}
}

// Enough says whether the window was observed well enough, and often enough, for a verdict; when it was not, the
// result is the insufficient_data that says why.
func (r *Result) Enough(samples float64, o Observation, p Policy) bool {
	if reason, insufficient := o.Insufficient(p); insufficient {
		r.Status, r.Reason = InsufficientData, reason
		return false
	}
	if reason, tooFew := p.TooFew(samples); tooFew {
		r.Conclude(o, InsufficientData, reason)
		return false
	}
	return true
}
