package health

import (
	"math"

	"github.com/headroom/headroom/pkg/verdict"
)

// The Trailing functions compute trends. All take a grid of equal steps, on which NaN marks an unobserved step,
// and return a point per step: the figure of the trailing window, width steps long, that ends with that step.
// A point is nil when its own step is unobserved, when less than minCoverage (0–1) of its window was observed, or
// when there are fewer than minSamples events in it.
//
// Steps before the first observed one are before history: they shorten the window, as in a verdict, rather than
// count as a gap in it. What is too short a history for a point is the caller's to decide.

// TrailingRatio returns bad ÷ total per window, from sums. bad and total are counts per step.
func TrailingRatio(bad, total []float64, width int, minCoverage, minSamples float64) []*float64 {
	bad, total = bad[:min(len(bad), len(total))], total[:min(len(bad), len(total))]
	var badSum, totalSum rollingSum
	return slide(trail{
		steps: len(total), width: width, minCoverage: minCoverage,
		observed: func(i int) bool { return isCount(bad[i]) && isCount(total[i]) },
		add:      func(i int) { badSum.add(bad[i]); totalSum.add(total[i]) },
		drop:     func(i int) { badSum.drop(bad[i]); totalSum.drop(total[i]) },
		value: func(int) float64 {
			events := totalSum.count()
			if events < minSamples {
				return math.NaN()
			}
			return math.Min(1, badSum.count()/events)
		},
	})
}

// TrailingMean returns the mean of the observed values per window.
func TrailingMean(values []float64, width int, minCoverage float64) []*float64 {
	var sum rollingSum
	count := 0
	return slide(trail{
		steps: len(values), width: width, minCoverage: minCoverage,
		observed: func(i int) bool { return verdict.Number(values[i]) != nil },
		add:      func(i int) { sum.add(values[i]); count++ },
		drop:     func(i int) { sum.drop(values[i]); count-- },
		value:    func(int) float64 { return sum.value() / float64(count) },
	})
}

// TrailingQuantile returns the q-quantile (0–1) per window from the window's summed buckets, as Quantile does.
// bounds are the ascending upper bounds, +Inf last, and perBound[b][step] is bucket b's own count at that step,
// as FromCumulativeSeries returns them. A step at which any bucket is unknown is unobserved.
func TrailingQuantile(
	q float64, bounds []float64, perBound [][]float64, width int, minCoverage, minSamples float64,
) []*float64 {
	buckets := emptyBuckets(bounds[:min(len(bounds), len(perBound))])
	sums := make([]rollingSum, len(buckets))
	observed := observedSteps(perBound[:len(buckets)])
	return slide(trail{
		steps: len(observed), width: width, minCoverage: minCoverage,
		observed: func(i int) bool { return observed[i] },
		add: func(i int) {
			for b := range sums {
				sums[b].add(perBound[b][i])
			}
		},
		drop: func(i int) {
			for b := range sums {
				sums[b].drop(perBound[b][i])
			}
		},
		value: func(int) float64 {
			total := 0.0
			for b := range sums {
				buckets[b].Count = sums[b].count()
				total += buckets[b].Count
			}
			value, _, _, ok := quantileSorted(q, buckets)
			if !ok || total < minSamples {
				return math.NaN()
			}
			return value
		},
	})
}

// observedSteps says at which steps every bucket has a count.
func observedSteps(perBound [][]float64) []bool {
	if len(perBound) == 0 {
		return nil
	}
	steps := len(perBound[0])
	for _, counts := range perBound {
		steps = min(steps, len(counts))
	}
	observed := make([]bool, steps)
	for i := range observed {
		observed[i] = true
		for _, counts := range perBound {
			observed[i] = observed[i] && isCount(counts[i])
		}
	}
	return observed
}

// trail describes a window that moves over a grid: what to do as steps enter and leave it, and what it yields.
type trail struct {
	steps, width int
	minCoverage  float64
	// observed says whether a step was observed.
	observed func(step int) bool
	// add and drop are told of each observed step that enters or leaves the window.
	add, drop func(step int)
	// value is the figure of the window that ends at a step; anything not finite is unknown.
	value func(step int) float64
}

// slide moves the window over the grid, in time linear in its steps.
func slide(t trail) []*float64 {
	points, values := make([]*float64, t.steps), make([]float64, t.steps)
	if t.width < 1 {
		return points
	}
	first, seen := -1, 0
	for i := range t.steps {
		if left := i - t.width; left >= 0 && t.observed(left) {
			t.drop(left)
			seen--
		}
		if !t.observed(i) {
			continue
		}
		if first < 0 {
			first = i
		}
		t.add(i)
		seen++
		if span := min(t.width, i-first+1); float64(seen)/float64(span) < t.minCoverage {
			continue
		}
		if values[i] = t.value(i); !math.IsNaN(values[i]) && !math.IsInf(values[i], 0) {
			points[i] = &values[i]
		}
	}
	return points
}
