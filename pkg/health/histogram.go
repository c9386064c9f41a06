package health

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
)

// Bucket is one bucket of a histogram: Count observations above Lower and up to Upper, not cumulative.
// The last bucket of a classic histogram has the upper bound +Inf; a native histogram's buckets may leave gaps,
// and its zero bucket may be without width.
type Bucket struct{ Lower, Upper, Count float64 }

// FromCumulative turns the cumulative counts of a classic histogram, by their le label, into buckets in
// ascending order. Labels that write the same bound differently ("1", "1.0") are added up, as they come from
// different series. A count lower than the one before it is raised to it, as Prometheus does: the buckets of
// one scrape can be ingested at slightly different times. The +Inf bucket is required, as without it the number
// of observations is unknown.
func FromCumulative(byLE map[string]float64) ([]Bucket, error) {
	series := make(map[string][]float64, len(byLE))
	for le, count := range byLE {
		if !(count >= 0) || math.IsInf(count, 0) {
			return nil, fmt.Errorf("histogram bucket le=%q has the count %v: a count is finite and not negative", le, count)
		}
		series[le] = []float64{count}
	}
	bounds, own, err := FromCumulativeSeries(series)
	if err != nil {
		return nil, err
	}
	buckets := emptyBuckets(bounds)
	for i := range buckets {
		buckets[i].Count = own[i][0]
	}
	return buckets, nil
}

// FromCumulativeSeries does the same for cumulative counts over a grid of steps, equally long for every label:
// it returns the upper bounds in ascending order and the own counts by bound and step. A bound that is NaN at a
// step was not exposed there, and its observations are counted in the next bound; a step at which +Inf is NaN is
// unobserved, NaN for all bounds.
func FromCumulativeSeries(byLE map[string][]float64) (bounds []float64, own [][]float64, err error) {
	cumulative, err := byBound(byLE)
	if err != nil {
		return nil, nil, err
	}
	bounds = slices.Sorted(maps.Keys(cumulative))
	if len(bounds) == 0 || !math.IsInf(bounds[len(bounds)-1], 1) {
		return nil, nil, fmt.Errorf("the histogram has no +Inf bucket among %d: keep le=\"+Inf\" when relabelling", len(byLE))
	}
	own = make([][]float64, len(bounds))
	steps := len(cumulative[math.Inf(1)])
	for i := range own {
		own[i] = make([]float64, steps)
	}
	for step := range steps {
		ownCounts(bounds, cumulative, own, step)
	}
	return bounds, own, nil
}

// ownCounts fills in the own counts of one step.
func ownCounts(bounds []float64, cumulative map[float64][]float64, own [][]float64, step int) {
	observed := isCount(cumulative[math.Inf(1)][step])
	below := 0.0
	for i, bound := range bounds {
		count := cumulative[bound][step]
		switch {
		case !observed:
			own[i][step] = math.NaN()
		case count > below && !math.IsInf(count, 0):
			own[i][step] = count - below
			below = count
		}
	}
}

// byBound reads the le labels and adds up the series of the same bound.
func byBound(byLE map[string][]float64) (map[float64][]float64, error) {
	cumulative := make(map[float64][]float64, len(byLE))
	steps := -1
	for _, le := range slices.Sorted(maps.Keys(byLE)) {
		bound, err := strconv.ParseFloat(le, 64)
		if err != nil || math.IsNaN(bound) || math.IsInf(bound, -1) {
			return nil, fmt.Errorf("histogram bucket le=%q is not a bound: a number or +Inf is", le)
		}
		counts := byLE[le]
		if steps >= 0 && len(counts) != steps {
			return nil, fmt.Errorf("histogram bucket le=%q has %d steps where others have %d", le, len(counts), steps)
		}
		steps = len(counts)
		if sum, seen := cumulative[bound]; seen {
			addKnown(sum, counts)
		} else {
			cumulative[bound] = slices.Clone(counts)
		}
	}
	return cumulative, nil
}

// addKnown adds counts to sum; an unknown count adds nothing, and makes nothing unknown.
func addKnown(sum, counts []float64) {
	for i, count := range counts {
		if math.IsNaN(sum[i]) {
			sum[i] = count
		} else if !math.IsNaN(count) {
			sum[i] += count
		}
	}
}

// emptyBuckets builds buckets between ascending upper bounds. The first starts at 0 when its bound is positive,
// as durations do, else it is open below.
func emptyBuckets(bounds []float64) []Bucket {
	buckets := make([]Bucket, len(bounds))
	lower := 0.0
	if len(bounds) > 0 && bounds[0] <= 0 {
		lower = math.Inf(-1)
	}
	for i, bound := range bounds {
		buckets[i] = Bucket{Lower: lower, Upper: bound}
		lower = bound
	}
	return buckets
}
