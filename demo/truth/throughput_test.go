package truth

import (
	"testing"

	"github.com/headroom/headroom/demo/series"
)

// perMinute builds one minute's requests: slow ones take between 2.5 and 5 s,
// the others below 5 ms.
func perMinute(total, failed, slow int64) requests {
	r := requests{failed: failed}
	for i := range r.buckets {
		r.buckets[i] = total - slow
		if i == series.NumBuckets-1 || series.DurationBounds[i] >= 5 {
			r.buckets[i] = total
		}
	}
	return r
}

func TestThroughputIsTheBestOfThreeHealthyWindows(t *testing.T) {
	type window struct{ rate, failed, slow int64 }
	calm := func(rates ...int64) (all []window) {
		for _, rate := range rates {
			all = append(all, window{rate: rate})
		}
		return all
	}
	for name, test := range map[string]struct {
		windows   []window
		want      float64 // negative for none
		unhealthy int
	}{
		"minimum of three":             {calm(100, 300, 200, 400, 100), 200, 0},
		"two are not sustained":        {calm(900, 900), -1, 0},
		"failures break the run":       {append(append(calm(500, 500), window{rate: 900, failed: 9}), calm(100, 500, 500)...), 100, 1},
		"below one per cent is fine":   {append(calm(900, 900), window{rate: 1000, failed: 9}), 900, 0},
		"slow requests break the run":  {append(append(calm(500, 500), window{rate: 900, slow: 90}), calm(100, 500, 500)...), 100, 1},
		"a few slow ones are fine":     {append(calm(900, 900), window{rate: 1000, slow: 40}), 900, 0},
		"no requests are no evidence":  {calm(0, 0, 0), -1, 3},
		"a run begins again afterward": {calm(700, 700, 700, 0, 800, 800, 800), 800, 1},
	} {
		t.Run(name, func(t *testing.T) {
			end := series.Minute(len(test.windows) * windowMinutes)
			sum := throughput{start: 0, end: end}
			for minute := series.Minute(1); minute <= end; minute++ {
				w := test.windows[(minute-1)/windowMinutes]
				r := perMinute(w.rate, w.failed, w.slow)
				sum.add(minute, &r)
			}
			got := sum.finish()
			if got.UnhealthyWindows != test.unhealthy || got.HealthyWindows != len(test.windows)-test.unhealthy {
				t.Errorf("%d healthy and %d unhealthy windows", got.HealthyWindows, got.UnhealthyWindows)
			}
			switch {
			case test.want < 0 && got.CapacityPerMinute != nil:
				t.Errorf("capacity %g, want none", *got.CapacityPerMinute)
			case test.want >= 0 && (got.CapacityPerMinute == nil || *got.CapacityPerMinute != test.want):
				t.Errorf("capacity %v, want %g", got.CapacityPerMinute, test.want)
			}
		})
	}
}

func TestThroughputLeavesOutWindowsThatBeginBeforeTheSpan(t *testing.T) {
	sum := throughput{start: 2, end: 15}
	for minute := series.Minute(3); minute <= 15; minute++ {
		r := perMinute(100, 0, 0)
		sum.add(minute, &r)
	}
	if got := sum.finish(); got.HealthyWindows != 2 || got.DemandPerMinute != 100 {
		t.Errorf("%d windows at a demand of %g, want 2 at 100", got.HealthyWindows, got.DemandPerMinute)
	}
}

func TestQuantile(t *testing.T) {
	withBuckets := func(perBucket map[int]int64) (r requests) {
		sum := int64(0)
		for i := range r.buckets {
			sum += perBucket[i]
			r.buckets[i] = sum
		}
		return r
	}
	upper := func(f float64) *float64 { return &f }
	for name, test := range map[string]struct {
		requests requests
		want     Quantile
	}{
		// Rank 95 of 100 falls 45 requests deep into the 50 of (0.25, 0.5].
		"inside a bucket": {withBuckets(map[int]int64{5: 50, 7: 50}), Quantile{0.25, upper(0.5), 0.25 + 0.25*45/50}},
		"first bucket":    {withBuckets(map[int]int64{0: 100}), Quantile{0, upper(0.005), 0.005 * 0.95}},
		"on a boundary":   {withBuckets(map[int]int64{5: 95, 7: 5}), Quantile{0.075, upper(0.1), 0.1}},
		"infinite bucket": {withBuckets(map[int]int64{0: 90, series.NumBuckets - 1: 10}), Quantile{10, nil, 10}},
	} {
		t.Run(name, func(t *testing.T) {
			got := test.requests.quantile(0.95)
			if got.LowerSeconds != test.want.LowerSeconds || got.InterpolatedSeconds != test.want.InterpolatedSeconds ||
				(got.UpperSeconds == nil) != (test.want.UpperSeconds == nil) ||
				got.UpperSeconds != nil && *got.UpperSeconds != *test.want.UpperSeconds {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}
