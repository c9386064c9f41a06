package verdict

import (
	"fmt"
	"math"
)

// rounding is the share by which a product may miss the decimal it stands for: 0.8 · 0.05 is above 0.04, and
// exactly 80 % of a target must count as 80 %.
const rounding = 1e-12

// Ratio judges a ratio of bad events, bad out of total, that has to stay below target (0–1).
//
// With fewer events than the policy's minimum there is no verdict. Else the Wilson interval decides: its upper
// bound below the target is met, its lower bound at or above it is missed. In between it is at_risk when the
// ratio itself has reached the policy's share of the target, else insufficient_data; the reason then names the
// sample that would decide. lower and upper bound the bad ratio (0–1) whatever the status.
//
// A target of 0 leaves no room: one bad event misses it, and no sample without any can prove it.
func Ratio(bad, total, target float64, p Policy) (status Status, lower, upper float64, reason string) {
	lower, upper = Wilson(bad, total, p.Confidence)
	if why, tooFew := p.TooFew(total); tooFew {
		return InsufficientData, lower, upper, why
	}
	if !isCount(bad) {
		return InsufficientData, lower, upper, "the number of bad events is unknown"
	}
	if math.IsNaN(target) {
		return NoTarget, lower, upper, "the target is not a number"
	}
	ratio := math.Min(bad/total, 1)
	limit, level := FormatShare(target), FormatShare(p.Confidence)
	switch {
	case target <= 0 && bad == 0:
		return InsufficientData, lower, upper, "no bad event seen, but no sample proves that there is none: " +
			"a target that allows some bad events can be met"
	case upper < target:
		return Met, lower, upper, fmt.Sprintf("at most %s bad (%s confidence), below the limit of %s",
			FormatShare(upper), level, limit)
	case lower >= target:
		return Missed, lower, upper, fmt.Sprintf("at least %s bad (%s confidence), the limit is %s",
			FormatShare(lower), level, limit)
	case ratio >= p.AtRiskShare*target*(1-rounding):
		return AtRisk, lower, upper, fmt.Sprintf("%s bad is at least %s of the limit of %s, which the %s interval "+
			"from %s to %s includes", FormatShare(ratio), FormatShare(p.AtRiskShare), limit, level,
			FormatShare(lower), FormatShare(upper))
	}
	return InsufficientData, lower, upper, fmt.Sprintf("%s bad, but the %s interval from %s to %s includes the "+
		"limit of %s; %s", FormatShare(ratio), level, FormatShare(lower), FormatShare(upper), limit,
		whatDecides(bad, total, target, p))
}

// whatDecides says how many samples would end the doubt.
func whatDecides(bad, total, target float64, p Policy) string {
	samples, ok := SamplesToDecide(bad, total, target, p.Confidence)
	if !ok {
		return "no sample at this ratio would decide"
	}
	return fmt.Sprintf("%s samples at this ratio would decide, %s more",
		FormatCount(samples), FormatCount(math.Max(1, samples-total)))
}

// TooFew says whether a sample is too small for a verdict, and what is missing. No sample at all is always too
// small, and so is a sample of unknown size.
func (p Policy) TooFew(samples float64) (reason string, tooFew bool) {
	switch {
	case !isCount(samples):
		return "the number of samples is unknown", true
	case samples == 0:
		return "no samples in the window", true
	case samples < p.MinSamples:
		return fmt.Sprintf("%s samples in the window, fewer than the %s that a verdict needs: %s more would do",
			FormatCount(samples), FormatCount(p.MinSamples), FormatCount(math.Max(1, p.MinSamples-samples))), true
	}
	return "", false
}
