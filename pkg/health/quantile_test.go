package health

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestQuantile(t *testing.T) {
	latencies := []Bucket{{0, 1, 90}, {1, 2.5, 8}, {2.5, 5, 2}, {5, inf, 0}}
	tests := []struct {
		name                string
		q                   float64
		buckets             []Bucket
		value, lower, upper float64
		ok                  bool
	}{
		{"the 95th percentile", 0.95, latencies, 1 + 1.5*5/8, 1, 2.5, true},
		{"the median", 0.5, latencies, 0.5 / 0.9, 0, 1, true},
		{"a rank on a bound is in the bucket that ends there", 0.9, latencies, 1, 0, 1, true},
		{"the highest", 1, latencies, 5, 2.5, 5, true},
		{"the lowest skips empty buckets", 0, []Bucket{{0, 1, 0}, {1, 2, 4}, {2, inf, 0}}, 1, 1, 2, true},
		{"+Inf gives its last finite bound", 0.95, []Bucket{{0, 1, 1}, {1, 10, 1}, {10, inf, 98}}, 10, 10, inf, true},
		{"+Inf right after the first bound", 0.95, []Bucket{{0, 1, 1}, {1, inf, 9}}, 1, 1, inf, true},
		{"open below gives the bound above", 0.1, []Bucket{{-inf, -1, 5}, {-1, inf, 5}}, -1, -inf, -1, true},
		{"native buckets with a gap", 0.95, []Bucket{{0.5, 1, 50}, {2, 4, 50}}, 3.8, 2, 4, true},
		{"a zero bucket without width", 0.5, []Bucket{{0, 0, 80}, {1, 2, 20}}, 0, 0, 0, true},
		{"buckets out of order", 0.95, []Bucket{{5, inf, 0}, {2.5, 5, 2}, {0, 1, 90}, {1, 2.5, 8}}, 1.9375, 1, 2.5, true},
		{"fractions of a request", 0.95, []Bucket{{0, 1, 0.90}, {1, 2.5, 0.08}, {2.5, inf, 0.02}}, 1.9375, 1, 2.5, true},
		{"nothing observed", 0.95, []Bucket{{0, 1, 0}, {1, inf, 0}}, 0, 0, 0, false},
		{"no buckets", 0.95, nil, 0, 0, 0, false},
		{"only +Inf", 0.95, []Bucket{{0, inf, 10}}, 0, 0, 0, false},
		{"q above 1", 1.1, latencies, 0, 0, 0, false},
		{"q not a number", math.NaN(), latencies, 0, 0, 0, false},
		{"a count not a number", 0.95, []Bucket{{0, 1, math.NaN()}, {1, inf, 1}}, 0, 0, 0, false},
		{"a bucket upside down", 0.95, []Bucket{{2, 1, 5}}, 0, 0, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			value, lower, upper, ok := Quantile(tt.q, tt.buckets)
			if ok != tt.ok || math.Abs(value-tt.value) > 1e-9 || lower != tt.lower || upper != tt.upper {
				t.Errorf("got %v in [%v, %v] %v, want %v in [%v, %v] %v",
					value, lower, upper, ok, tt.value, tt.lower, tt.upper, tt.ok)
			}
		})
	}
}

// The quantile lies in its bucket, and a higher q never gives a lower one.
func TestQuantileIsBoundedAndMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		buckets := emptyBuckets([]float64{0.005, 0.01, 0.1, 0.5, 1, 2.5, 5, 10, inf})
		for i := range buckets {
			buckets[i].Count = rapid.Float64Range(0, 1e6).Draw(t, "count")
		}
		low := rapid.Float64Range(0, 1).Draw(t, "low")
		high := rapid.Float64Range(low, 1).Draw(t, "high")
		atLow, lower, upper, ok := Quantile(low, buckets)
		if !ok {
			t.Skip("nothing observed")
		}
		if !(lower <= atLow && atLow <= upper) {
			t.Fatalf("%v is outside of [%v, %v]", atLow, lower, upper)
		}
		if atHigh, _, _, _ := Quantile(high, buckets); atHigh < atLow {
			t.Fatalf("quantile %v is %v, quantile %v only %v", low, atLow, high, atHigh)
		}
	})
}

// The answer encloses what the requests really took, which is what makes it evidence.
func TestQuantileEnclosesTheTruth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		durations := rapid.SliceOfN(rapid.Float64Range(0.0001, 20), 1, 200).Draw(t, "durations")
		buckets := emptyBuckets([]float64{0.005, 0.01, 0.1, 0.5, 1, 2.5, 5, 10, inf})
		atOrBelow := func(bound float64) (n float64) {
			for _, d := range durations {
				if d <= bound {
					n++
				}
			}
			return n
		}
		for _, d := range durations {
			for i := range buckets {
				if buckets[i].Lower < d && d <= buckets[i].Upper {
					buckets[i].Count++
				}
			}
		}
		q := rapid.Float64Range(0.01, 1).Draw(t, "q")
		_, lower, upper, ok := Quantile(q, buckets)
		if !ok {
			t.Fatal("no quantile of some durations")
		}
		rank := q * float64(len(durations))
		if atOrBelow(upper) < rank-1e-9 || atOrBelow(lower) > rank+1e-9 {
			t.Fatalf("rank %v is not between the %v at %v and the %v at %v",
				rank, atOrBelow(lower), lower, atOrBelow(upper), upper)
		}
	})
}
