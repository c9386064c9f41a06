// Package traffic holds a table's traffic against what is expected of it: its position to the expected range and
// the tier that its volume suggests. It does no I/O. Traffic is in operations per hour throughout.
package traffic

import "math"

// Status says in a word where a table's traffic lies.
type Status string

const (
	Below   Status = "below"
	Within  Status = "within"
	Above   Status = "above"
	Unknown Status = "unknown"
)

// Operations is the default measure, writes + scans. It stands for statements and does not count them: a keyed
// update is one write and one index scan. It is unknown when either part is.
func Operations(writes, scans *float64) *float64 {
	if writes == nil || scans == nil || !isRate(*writes+*scans) {
		return nil
	}
	sum := *writes + *scans
	return &sum
}

// Position places value against the expected range low–high, in orders of magnitude and at most one of them:
// max(−1, log₁₀(value ÷ low)) below the range, min(1, log₁₀(value ÷ high)) above it, 0 inside. No traffic at all
// is −1 where some is expected. It is nil when the value or the range is unknown: negative, not finite, empty
// (high 0) or upside down.
func Position(value *float64, low, high float64) *float64 {
	position := 0.0
	switch Judge(value, low, high) {
	case Unknown:
		return nil
	case Below:
		position = math.Max(-1, math.Log10(*value/low))
	case Above:
		position = math.Min(1, math.Log10(*value/high))
	}
	return &position
}

// Judge says whether value lies below, within or above the expected range; both ends are within.
func Judge(value *float64, low, high float64) Status {
	switch {
	case value == nil, !isRate(*value), !isRate(low), !isRate(high), high == 0, low > high:
		return Unknown
	case *value < low:
		return Below
	case *value > high:
		return Above
	}
	return Within
}

// InferTier returns the tier of a table that declares none: the one with the highest threshold, in operations
// per hour, that mean reaches. It is empty when mean is unknown (negative or not finite) or below every
// threshold. Of tiers that share a threshold the first by name is taken.
func InferTier(mean float64, from map[string]float64) string {
	tier, highest := "", math.Inf(-1)
	for name, threshold := range from {
		if !isRate(mean) || !(threshold <= mean) {
			continue
		}
		if threshold > highest || threshold == highest && name < tier {
			tier, highest = name, threshold
		}
	}
	return tier
}

// isRate says whether x can be a rate.
func isRate(x float64) bool { return x >= 0 && !math.IsInf(x, 0) }
