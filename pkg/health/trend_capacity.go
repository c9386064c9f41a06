package health

import (
	"math"

	"github.com/headroom/headroom/pkg/verdict"
)

// TrailingCapacity returns, per trailing window of width steps, the capacity that Throughput would demonstrate
// from it, in requests per minute: the highest rate sustained over three consecutive healthy windows that lie
// inside it whole. ws are in ascending order of time; a step is observed when its rate is known.
func TrailingCapacity(ws []Window, width int, latency, errors verdict.Target, minCoverage float64) []*float64 {
	rates := sustainedRates(ws, latency, errors)
	// candidates are the steps whose rate can still be the highest of a window to come: as a later rate that is
	// at least as high outlives an earlier one, they fall in rate as they rise in time.
	var candidates []int
	capacity := make([]float64, len(ws))
	for i := range ws {
		if rate := rates[i]; !math.IsNaN(rate) {
			for len(candidates) > 0 && rates[candidates[len(candidates)-1]] <= rate {
				candidates = candidates[:len(candidates)-1]
			}
			candidates = append(candidates, i)
		}
		// Three windows ending at a step lie inside whole when the first of them does.
		for len(candidates) > 0 && candidates[0]-(sustainedWindows-1) <= i-width {
			candidates = candidates[1:]
		}
		capacity[i] = math.NaN()
		if len(candidates) > 0 {
			capacity[i] = rates[candidates[0]]
		}
	}
	return slide(trail{
		steps: len(ws), width: width, minCoverage: minCoverage,
		observed: func(i int) bool { return isCount(ws[i].PerMinute) },
		add:      func(int) {},
		drop:     func(int) {},
		value:    func(i int) float64 { return capacity[i] },
	})
}
