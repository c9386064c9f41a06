package health

import (
	"cmp"
	"math"
	"slices"

	"github.com/headroom/headroom/pkg/verdict"
)

// TrailingPercentileOfHottest returns, per window, the highest of the instances' own q-quantiles (0–1), each over
// what was observed of that instance. The quantile is Prometheus's quantile_over_time: linear interpolation
// between the two values next to rank q·(n − 1). A step is observed when any instance was observed at it.
//
// Each instance costs a sort of its values and then a constant number of words read per step, independent of the
// width (see rankSet).
func TrailingPercentileOfHottest(q float64, perInstance [][]float64, width int, minCoverage float64) []*float64 {
	observed := anyObserved(perInstance)
	hottest := make([]float64, len(observed))
	for i := range hottest {
		hottest[i] = math.NaN()
	}
	for _, values := range perInstance {
		raiseToPercentile(hottest, q, values, width)
	}
	return slide(trail{
		steps: len(observed), width: width, minCoverage: minCoverage,
		observed: func(i int) bool { return observed[i] },
		add:      func(int) {},
		drop:     func(int) {},
		value:    func(i int) float64 { return hottest[i] },
	})
}

// anyObserved says at which steps any instance has a value.
func anyObserved(perInstance [][]float64) []bool {
	steps := 0
	for _, values := range perInstance {
		steps = max(steps, len(values))
	}
	observed := make([]bool, steps)
	for _, values := range perInstance {
		for i, value := range values {
			observed[i] = observed[i] || verdict.Number(value) != nil
		}
	}
	return observed
}

// raiseToPercentile raises each step of hottest to one instance's trailing quantile where that is higher.
func raiseToPercentile(hottest []float64, q float64, values []float64, width int) {
	if width < 1 || !(q >= 0 && q <= 1) {
		return
	}
	sorted, ranks := rankValues(values)
	window := newRankSet(len(sorted))
	for i := range hottest {
		if left := i - width; left >= 0 && left < len(values) && ranks[left] >= 0 {
			window.remove(int(ranks[left]))
		}
		if i < len(values) && ranks[i] >= 0 {
			window.insert(int(ranks[i]))
		}
		if window.size == 0 {
			continue
		}
		if percentile := quantileOfRanks(q, window, sorted); !(percentile <= hottest[i]) {
			hottest[i] = percentile
		}
	}
}

// quantileOfRanks interpolates between the two values next to rank q·(n − 1).
func quantileOfRanks(q float64, window *rankSet, sorted []float64) float64 {
	rank := q * float64(window.size-1)
	k := int(math.Floor(rank))
	weight := rank - math.Floor(rank)
	at := window.kth(k)
	if weight == 0 {
		return sorted[at]
	}
	return sorted[at]*(1-weight) + sorted[window.next(at)]*weight
}

// rankValues sorts the values that are numbers and returns them with each value's place among them, −1 for the
// others.
func rankValues(values []float64) (sorted []float64, ranks []int32) {
	type placed struct {
		value float64
		index int32
	}
	order := make([]placed, 0, len(values))
	ranks = make([]int32, len(values))
	for i, value := range values {
		ranks[i] = -1
		if verdict.Number(value) != nil {
			order = append(order, placed{value, int32(i)})
		}
	}
	slices.SortFunc(order, func(a, b placed) int { return cmp.Compare(a.value, b.value) })
	sorted = make([]float64, len(order))
	for rank, p := range order {
		sorted[rank], ranks[p.index] = p.value, int32(rank)
	}
	return sorted, ranks
}
