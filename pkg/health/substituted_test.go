package health

import (
	"math"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/verdict"
)

// What a result says of its computation is the formula with the numbers of the result put in.
func TestSubstituted(t *testing.T) {
	buckets := []Bucket{{Lower: 0, Upper: 0.25, Count: 900}, {Lower: 0.25, Upper: 0.5, Count: 100}}
	endless := []Bucket{{Lower: 0, Upper: 0.25, Count: 100}, {Lower: 0.25, Upper: math.Inf(1), Count: 900}}
	hot := []Instance{{Name: "db-1", P95: 0.612, Points: 720, Excluded: 2 * time.Hour}, {Name: "db-2", P95: 0.3, Points: 840}}
	tests := []struct {
		name   string
		result verdict.Result
		want   string
	}{
		{"error ratio", ErrorRatio(Requests{Total: 92130, Failed: 284.71}, seen(1), errorTarget, ratioPolicy), "285 ÷ 92130 = 0.309 %"},
		{"too few for a value", ErrorRatio(Requests{Total: 10, Failed: 1}, seen(1), errorTarget, ratioPolicy), "1 ÷ 10 = 10 %"},
		{"nothing known", ErrorRatio(Requests{Total: 10, Failed: math.NaN()}, seen(1), errorTarget, ratioPolicy), ""},
		{"no traffic", ErrorRatio(Requests{}, seen(1), errorTarget, ratioPolicy), ""},
		{"availability of requests", AvailabilityFromRequests(Requests{Total: 92130, Failed: 284.71}, seen(1), availabilityTarget, ratioPolicy), "1 − 285 ÷ 92130 = 99.691 %"},
		{"availability of probes", AvailabilityFromProbe(Probe{Up: 0.999, Points: 43200}, seen(1), availabilityTarget, ratioPolicy), "1 − 43.2 ÷ 43200 = 99.9 %"},
		{"latency", LatencyP95(buckets, seen(1), latencyTarget, ratioPolicy), "request 950 of 1000 lies between 0.25 s and 0.5 s"},
		{"latency beyond the bounds", LatencyP95(endless, seen(1), latencyTarget, ratioPolicy), "request 950 of 1000 lies above 0.25 s"},
		{"exact latency", LatencyP95Exact(0.42, 1000, seen(1), latencyTarget, ratioPolicy), "request 950 of 1000 took 0.42 s"},
		{"utilization", Utilization(hot, nil, seen(1), utilizationTarget, plainPolicy), "61.2 % at point 684 of 720 from low to high"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.result.Substituted != tt.want {
				t.Errorf("got %q, want %q", tt.result.Substituted, tt.want)
			}
		})
	}
}

// Maintenance does not count, and the result says how much of it there was.
func TestExcludedTime(t *testing.T) {
	r := Utilization([]Instance{{Name: "db-1", P95: 0.6, Points: 720, Excluded: 2 * time.Hour}}, nil, seen(1), utilizationTarget, plainPolicy)
	if r.Facts["excluded_seconds"] != 7200 {
		t.Errorf("facts: %v", r.Facts)
	}
	r = Utilization([]Instance{{Name: "db-1", P95: 0.6, Points: 720}}, nil, seen(1), utilizationTarget, plainPolicy)
	if _, ok := r.Facts["excluded_seconds"]; ok {
		t.Errorf("nothing was excluded: %v", r.Facts)
	}
}
