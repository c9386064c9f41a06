package series

import (
	"hash/fnv"
	"math"
)

// noise is one reproducible source of randomness, named after the process it
// disturbs. Its values depend on its name and the minute, never on call order.
type noise uint64

func newNoise(name string) noise {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // hash.Hash never returns an error
	return noise(h.Sum64())
}

// unit returns a value in [0, 1), independent from bucket to bucket.
func (n noise) unit(bucket int64) float64 {
	// The finalizer of SplitMix64 (Steele, Lea and Flood, 2014): enough mixing
	// to make neighbouring buckets look independent.
	x := uint64(n) + uint64(bucket)*0x9e3779b97f4a7c15
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9
	x = (x ^ (x >> 27)) * 0x94d049bb133111eb
	x ^= x >> 31
	return float64(x>>11) / (1 << 53)
}

// signed returns a value in [−1, 1) for the minute.
func (n noise) signed(m Minute) float64 { return 2*n.unit(int64(m)) - 1 }

// smooth returns a value in [−1, 1] that drifts over the given period: hashed
// at its multiples, eased in between.
func (n noise) smooth(m Minute, period Minute) float64 {
	knot := int64(math.Floor(float64(m) / float64(period)))
	x := float64(int64(m)-knot*int64(period)) / float64(period)
	ease := x * x * (3 - 2*x)
	a, b := 2*n.unit(knot)-1, 2*n.unit(knot+1)-1
	return a + (b-a)*ease
}

// whole rounds an expected count to a whole number without bias: the fraction
// is the chance of rounding up.
func (n noise) whole(expected float64, m Minute) int64 {
	if expected <= 0 {
		return 0
	}
	return int64(math.Floor(expected + n.unit(int64(m))))
}
