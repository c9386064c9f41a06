package health

import (
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/headroom/headroom/pkg/verdict"
)

// otelBounds are the default bounds of OpenTelemetry's HTTP server histogram: 1 and 2.5, and none at 2.
var otelBounds = []float64{.005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10, inf}

// spread puts the counts into the OpenTelemetry buckets by their upper bound.
func spread(byBound map[float64]float64) []Bucket {
	buckets := emptyBuckets(otelBounds)
	for i := range buckets {
		buckets[i].Count = byBound[buckets[i].Upper]
	}
	return buckets
}

func TestLatencyP95(t *testing.T) {
	tests := []struct {
		name         string
		buckets      []Bucket
		observation  verdict.Observation
		target       verdict.Target
		want         verdict.Status
		value        *float64
		lower, upper *float64
		reason       string
	}{
		{
			"fast", spread(map[float64]float64{.1: 960, .25: 40}), seen(1), latencyTarget,
			verdict.Met, ptr(.075 + .025*950/960), ptr(.075), ptr(.1), "at most 0.1 s",
		},
		{
			"between 1 and 2.5 s, the default buckets cannot tell", spread(map[float64]float64{.5: 900, 2.5: 100}), seen(1), latencyTarget,
			verdict.InsufficientData, ptr(1.75), ptr(1), ptr(2.5), "bucket_resolution",
		},
		{
			"slow", spread(map[float64]float64{.5: 900, 5: 100}), seen(1), latencyTarget,
			verdict.Missed, ptr(3.75), ptr(2.5), ptr(5), "above 2.5 s",
		},
		{
			"a bound at the target decides for it", []Bucket{{0, 1, 900}, {1, 2, 60}, {2, inf, 40}}, seen(1), latencyTarget,
			verdict.Met, ptr(1 + 50.0/60), ptr(1), ptr(2), "at most 2 s",
		},
		{
			"a bound at the target decides against it", []Bucket{{0, 1, 900}, {1, 2, 40}, {2, 4, 60}, {4, inf, 0}}, seen(1), latencyTarget,
			verdict.Missed, ptr(2 + 2*10.0/60), ptr(2), ptr(4), "above 2 s",
		},
		{
			"in the +Inf bucket the fact is one-sided", spread(map[float64]float64{.5: 900, inf: 100}), seen(1), latencyTarget,
			verdict.Missed, ptr(10), ptr(10), nil, "above 10 s",
		},
		{
			"a target beyond the last bound", spread(map[float64]float64{.5: 900, inf: 100}), seen(1), target(30, verdict.LessThan),
			verdict.InsufficientData, ptr(10), ptr(10), nil, "bucket bound at 30 s",
		},
		{
			"99 requests", spread(map[float64]float64{.1: 99}), seen(1), latencyTarget,
			verdict.InsufficientData, nil, nil, nil, "1 more would do",
		},
		{
			"no requests", spread(nil), seen(1), latencyTarget,
			verdict.InsufficientData, nil, nil, nil, "no samples",
		},
		{
			"gaps", spread(map[float64]float64{.1: 1000}), seen(0.5), latencyTarget,
			verdict.InsufficientData, nil, nil, nil, "50 % of the window",
		},
		{
			"short history is told", spread(map[float64]float64{.1: 1000}), since(15 * day), latencyTarget,
			verdict.Met, ptr(.075 + .025*.95), ptr(.075), ptr(.1), "history starts at",
		},
		{
			"under an hour of history", spread(map[float64]float64{.1: 1000}), since(time.Minute), latencyTarget,
			verdict.InsufficientData, nil, nil, nil, "needs 1h",
		},
		{
			"no target", spread(map[float64]float64{.1: 1000}), seen(1), verdict.Target{},
			verdict.NoTarget, ptr(.075 + .025*.95), ptr(.075), ptr(.1), "no target",
		},
		{
			"no finite bound", []Bucket{{0, inf, 1000}}, seen(1), latencyTarget,
			verdict.InsufficientData, nil, nil, nil, "no finite bucket bound",
		},
		{
			"counts that are none", []Bucket{{0, 1, math.NaN()}, {1, inf, 5}}, seen(1), latencyTarget,
			verdict.InsufficientData, nil, nil, nil, "unknown",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := LatencyP95(tt.buckets, tt.observation, tt.target, latencyPolicy)
			checkSound(t, r)
			wantStatus(t, r, tt.want)
			for _, part := range []struct {
				name      string
				got, want *float64
			}{{"value", r.Value, tt.value}, {"lower", r.Lower, tt.lower}, {"upper", r.Upper, tt.upper}} {
				if (part.got == nil) != (part.want == nil) || part.want != nil && !near(part.got, *part.want) {
					t.Errorf("%s = %v, want %v", part.name, text(part.got), text(part.want))
				}
			}
			if !strings.Contains(r.Reason, tt.reason) {
				t.Errorf("reason %q does not say %q", r.Reason, tt.reason)
			}
		})
	}
}

func TestLatencyBudget(t *testing.T) {
	tests := []struct {
		name      string
		buckets   []Bucket
		remaining *float64
	}{
		{"a fifth of the 5 % burnt", []Bucket{{0, 2, 990}, {2, 4, 10}, {4, inf, 0}}, ptr(0.8)},
		{"overspent", []Bucket{{0, 2, 900}, {2, 4, 60}, {4, inf, 40}}, ptr(-1)},
		{"no bound at the target", []Bucket{{0, 1, 900}, {1, 2.5, 100}, {2.5, inf, 0}}, nil},
		{"no bound at the target and one request around it", []Bucket{{0, 1, 979}, {1, 2.5, 1}, {2.5, inf, 20}}, nil},
		{"no bound at the target and no request around it", []Bucket{{0, 1, 980}, {1, 2.5, 0}, {2.5, inf, 20}}, ptr(0.6)},
		{"a target beyond the last bound", []Bucket{{0, 1, 900}, {1, inf, 100}}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := LatencyP95(tt.buckets, seen(1), latencyTarget, latencyPolicy)
			if (r.BudgetRemaining == nil) != (tt.remaining == nil) || tt.remaining != nil && !near(r.BudgetRemaining, *tt.remaining) {
				t.Errorf("budget remaining = %v, want %v", text(r.BudgetRemaining), text(tt.remaining))
			}
		})
	}
}

func TestLatencyProposesTheMissingBucket(t *testing.T) {
	r := LatencyP95(spread(map[float64]float64{.5: 900, 2.5: 100}), seen(1), latencyTarget, latencyPolicy)
	if r.Facts["proposed_bucket_seconds"] != 2 || !strings.Contains(r.Reason, "bucket bound at 2 s would decide") {
		t.Errorf("facts %v, reason %q", r.Facts, r.Reason)
	}
}

// With the proposed bound in the histogram there is always a verdict, and it agrees with the budget: missed is
// the same as more than 5 % of the requests above the target.
func TestProposedBucketDecides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		buckets := emptyBuckets([]float64{0.5, 1, 2, 2.5, 10, inf})
		for i := range buckets {
			buckets[i].Count = float64(rapid.IntRange(0, 10000).Draw(t, "count"))
		}
		r := LatencyP95(buckets, seen(1), latencyTarget, latencyPolicy)
		if *r.Samples < latencyPolicy.MinSamples {
			t.Skip("too few requests")
		}
		checkSound(t, r)
		if r.Status != verdict.Met && r.Status != verdict.Missed {
			t.Fatalf("%s: %s", r.Status, r.Reason)
		}
		if overspent := *r.BudgetRemaining < -1e-9; overspent != (r.Status == verdict.Missed) && math.Abs(*r.BudgetRemaining) > 1e-9 {
			t.Fatalf("%s with %v of the budget left", r.Status, *r.BudgetRemaining)
		}
	})
}

func TestLatencyP95Exact(t *testing.T) {
	tests := []struct {
		name    string
		seconds float64
		samples float64
		target  verdict.Target
		want    verdict.Status
		value   *float64
	}{
		{"below the target", 1.999, 1000, latencyTarget, verdict.Met, ptr(1.999)},
		{"at the target, which is not below it", 2, 1000, latencyTarget, verdict.Missed, ptr(2)},
		{"too few", 1, 99, latencyTarget, verdict.InsufficientData, nil},
		{"no target", 1, 1000, verdict.Target{}, verdict.NoTarget, ptr(1)},
		{"unknown", math.NaN(), 1000, latencyTarget, verdict.InsufficientData, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := LatencyP95Exact(tt.seconds, tt.samples, seen(1), tt.target, latencyPolicy)
			checkSound(t, r)
			wantStatus(t, r, tt.want)
			if (r.Value == nil) != (tt.value == nil) || tt.value != nil && *r.Value != *tt.value {
				t.Errorf("value = %v, want %v", text(r.Value), text(tt.value))
			}
		})
	}
}

func TestLatencyTakesAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		buckets := rapid.SliceOf(rapid.Custom(func(t *rapid.T) Bucket {
			return Bucket{anything.Draw(t, "lower"), anything.Draw(t, "upper"), anything.Draw(t, "count")}
		})).Draw(t, "buckets")
		checkSound(t, LatencyP95(buckets, anyObservation(t), anyTarget(t), latencyPolicy))
		checkSound(t, LatencyP95Exact(anything.Draw(t, "seconds"), anything.Draw(t, "samples"), anyObservation(t), anyTarget(t), latencyPolicy))
		value, lower, upper, _ := Quantile(anything.Draw(t, "q"), buckets)
		if math.IsNaN(value) || math.IsNaN(lower) || math.IsNaN(upper) {
			t.Fatalf("%v in [%v, %v]", value, lower, upper)
		}
	})
}
