package truth

import "github.com/headroom/headroom/demo/series"

// requests accumulates HTTP counts.
type requests struct {
	buckets      [series.NumBuckets]int64
	failed       int64
	sumSeconds   float64
	healthChecks int64
}

func (r *requests) add(set series.HTTPSet, c series.HTTPCounts) {
	if !set.Valid() {
		r.healthChecks += c.Requests()
		return
	}
	for i, n := range c.Buckets {
		r.buckets[i] += n
	}
	r.sumSeconds += c.SumSeconds
	if set.Failed() {
		r.failed += c.Requests()
	}
}

func (r *requests) total() int64 { return r.buckets[series.NumBuckets-1] }

func (r *requests) result() HTTP {
	h := HTTP{Requests: r.total(), Failed: r.failed, HealthChecks: r.healthChecks}
	if h.Requests == 0 {
		return h
	}
	ratio, mean := float64(r.failed)/float64(h.Requests), r.sumSeconds/float64(h.Requests)
	h.ErrorRatio, h.MeanSeconds, h.P95 = &ratio, &mean, r.quantile(0.95)
	return h
}

// quantile finds the bucket whose cumulative count first reaches the rank
// q × total, as the Prometheus documentation of histogram_quantile defines it.
// There must be requests.
func (r *requests) quantile(q float64) *Quantile {
	rank := q * float64(r.total())
	bucket := 0
	for float64(r.buckets[bucket]) < rank {
		bucket++
	}
	bounds := series.DurationBounds[:]
	if bucket == len(bounds) {
		last := bounds[len(bounds)-1]
		return &Quantile{LowerSeconds: last, InterpolatedSeconds: last}
	}
	lower, below := 0.0, int64(0)
	if bucket > 0 {
		lower, below = bounds[bucket-1], r.buckets[bucket-1]
	}
	upper := bounds[bucket]
	share := (rank - float64(below)) / float64(r.buckets[bucket]-below)
	return &Quantile{LowerSeconds: lower, UpperSeconds: &upper, InterpolatedSeconds: lower + (upper-lower)*share}
}
