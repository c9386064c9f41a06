package verdict

import "math"

// Wilson returns the two-sided Wilson score interval of a ratio of which failed out of total were seen, at the
// given confidence (0.95 for 95 %). Counts need not be whole: Prometheus extrapolates increases.
//
// The interval stays inside [0, 1], always contains failed ÷ total, and is honest where the normal
// approximation is not: 0 out of 10 has the upper bound 27.8 %, not 0. When nothing is known (no events, a
// count that is negative or not finite, a confidence outside (0, 1)) it is the whole of [0, 1].
//
// Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the
// American Statistical Association 22 (1927), pages 209–212.
func Wilson(failed, total, confidence float64) (lower, upper float64) {
	z, ok := zScore(confidence)
	if !ok || !isCount(failed) || !isCount(total) || total == 0 {
		return 0, 1
	}
	ratio := math.Min(failed/total, 1)
	shrink := z * z / total
	centre := (ratio + shrink/2) / (1 + shrink)
	half := math.Sqrt(shrink*(ratio*(1-ratio)+shrink/4)) / (1 + shrink)
	if math.IsNaN(centre) || math.IsNaN(half) { // total so small that z² ÷ total overflows
		return 0, 1
	}
	// At the ends the bound equals the ratio, which rounding misses by an ulp.
	return math.Max(0, math.Min(centre-half, ratio)), math.Min(1, math.Max(centre+half, ratio))
}

// SamplesToDecide returns the smallest sample at which the ratio failed ÷ total, if it stayed as it is, would
// no longer leave target inside its Wilson interval, and false when no sample would: the ratio equals the
// target, or there is no ratio yet.
//
// The score interval holds target as long as (ratio − target)² ≤ z²·target·(1 − target) ÷ n (Wilson 1927),
// which is solved for n.
func SamplesToDecide(failed, total, target, confidence float64) (samples float64, ok bool) {
	z, valid := zScore(confidence)
	if !valid || !isCount(failed) || !isCount(total) || total == 0 || !(target > 0 && target < 1) {
		return 0, false
	}
	distance := math.Min(failed/total, 1) - target
	samples = math.Floor(z*z*target*(1-target)/(distance*distance)) + 1
	if math.IsNaN(samples) || math.IsInf(samples, 0) {
		return 0, false
	}
	return samples, true
}

// zScore is the standard normal quantile that a two-sided interval of this confidence reaches on each side.
func zScore(confidence float64) (float64, bool) {
	if !(confidence > 0 && confidence < 1) {
		return 0, false
	}
	z := math.Sqrt2 * math.Erfinv(confidence)
	return z, !math.IsInf(z, 0)
}

// isCount says whether x can be a number of events.
func isCount(x float64) bool { return x >= 0 && !math.IsInf(x, 0) }
