package health

import (
	"cmp"
	"math"
	"slices"
)

// Quantile estimates the q-quantile (0–1) of a histogram by linear interpolation inside the enclosing bucket,
// whose bounds are the resolution of the answer: the true quantile lies above lower and at or below upper.
// In the +Inf bucket the value is the last finite bound and upper is +Inf; in a bucket open below the value is
// its upper bound and lower is −Inf. ok is false when there is nothing to estimate from: no observations, a q
// outside [0, 1], a bucket that is none, or no finite bound.
//
// This is Prometheus's histogram_quantile for classic histograms. Its buckets of native histograms are
// interpolated linearly too, where Prometheus does so exponentially; inside a bucket of schema 3, which is 9 %
// wide, the two differ by 0.1 % at most.
func Quantile(q float64, b []Bucket) (value, lower, upper float64, ok bool) {
	if !slices.IsSortedFunc(b, byUpper) {
		b = slices.Clone(b)
		slices.SortFunc(b, byUpper)
	}
	return quantileSorted(q, b)
}

// quantileSorted is Quantile for buckets in ascending order.
func quantileSorted(q float64, b []Bucket) (value, lower, upper float64, ok bool) {
	total, valid := observations(b)
	if !valid || total == 0 || !(q >= 0 && q <= 1) {
		return 0, 0, 0, false
	}
	rank := q * total
	i, below := 0, 0.0
	// Ends before the buckets do: adding up the same counts in the same order reaches total, and rank with it.
	for b[i].Count == 0 || below+b[i].Count < rank {
		below += b[i].Count
		i++
	}
	return interpolate(b, i, (rank-below)/b[i].Count)
}

// interpolate places the value at share (0–1) of bucket i.
func interpolate(b []Bucket, i int, share float64) (value, lower, upper float64, ok bool) {
	bucket := b[i]
	width := bucket.Upper - bucket.Lower
	switch {
	case math.IsInf(bucket.Upper, 1) && i > 0 && !math.IsInf(bucket.Lower, 0):
		return bucket.Lower, bucket.Lower, bucket.Upper, true
	case math.IsInf(bucket.Lower, -1) && !math.IsInf(bucket.Upper, 0):
		return bucket.Upper, bucket.Lower, bucket.Upper, true
	case math.IsInf(width, 0), math.IsNaN(width): // no finite bound at all, as in a lone +Inf bucket
		return 0, 0, 0, false
	}
	value = bucket.Lower + width*math.Max(0, math.Min(1, share))
	return math.Min(value, bucket.Upper), bucket.Lower, bucket.Upper, true
}

// observations adds up the buckets, and says whether all of them are buckets.
func observations(b []Bucket) (total float64, valid bool) {
	for _, bucket := range b {
		if !isCount(bucket.Count) || !(bucket.Lower <= bucket.Upper) {
			return 0, false
		}
		total += bucket.Count
	}
	return total, !math.IsInf(total, 0)
}

func byUpper(a, b Bucket) int { return cmp.Compare(a.Upper, b.Upper) }
