package bench

import (
	"fmt"
	"slices"
	"time"
)

// sample is a set of measured durations.
type sample []time.Duration

// quantile interpolates between the two nearest measurements; 0 for an empty sample.
func (s sample) quantile(q float64) time.Duration {
	if len(s) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(s))
	position := q * float64(len(sorted)-1)
	low := int(position)
	high := min(low+1, len(sorted)-1)
	return sorted[low] + time.Duration((position-float64(low))*float64(sorted[high]-sorted[low]))
}

func (s sample) median() time.Duration { return s.quantile(0.5) }

// String is the median with the quartiles, which say how far measurements spread.
func (s sample) String() string {
	return fmt.Sprintf("%s [%s–%s]", milliseconds(s.median()), milliseconds(s.quantile(0.25)), milliseconds(s.quantile(0.75)))
}

// minus are the differences of measurements made in pairs.
func (s sample) minus(other sample) sample {
	differences := make(sample, len(s))
	for i := range s {
		differences[i] = s[i] - other[i]
	}
	return differences
}

// milliseconds keeps two digits below 10 ms, where they matter.
func milliseconds(d time.Duration) string {
	ms := float64(d) / float64(time.Millisecond)
	if ms > -10 && ms < 10 {
		return fmt.Sprintf("%.2f", ms)
	}
	return fmt.Sprintf("%.1f", ms)
}
