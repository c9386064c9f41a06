package verdict

import (
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// policy is the shipped one for error ratio and availability.
var policy = Policy{MinSamples: 400, MinCoverage: 0.9, MinHistory: time.Hour, AtRiskShare: 0.8, Confidence: 0.95}

func TestRatio(t *testing.T) {
	deployments := policy
	deployments.MinSamples = 10
	certain := policy
	certain.Confidence = 1
	tests := []struct {
		name               string
		bad, total, target float64
		policy             Policy
		want               Status
		reason             string
	}{
		{"1 error in 10 requests says nothing", 1, 10, 0.01, policy, InsufficientData, "390 more would do"},
		{"10 errors in 10 requests do not either", 10, 10, 0.01, policy, InsufficientData, "fewer than the 400"},
		{"no requests at all", 0, 0, 0.01, policy, InsufficientData, "no samples in the window"},
		{"no error in 400", 0, 400, 0.01, policy, Met, "at most 0.951 % bad (95 % confidence)"},
		{"2 errors in 500 leave it open", 2, 500, 0.01, policy, InsufficientData, "1057 samples at this ratio would decide, 557 more"},
		{"9 errors in 1,000 are near the limit", 9, 1000, 0.01, policy, AtRisk, "0.9 % bad is at least 80 % of the limit of 1 %"},
		{"exactly 80 % of the limit", 8, 1000, 0.01, policy, AtRisk, ""},
		{"exactly 80 % of a limit whose product rounds up", 4, 100, 0.05, deployments, AtRisk, ""},
		{"just under 80 % of it", 7.99, 1000, 0.01, policy, InsufficientData, ""},
		{"12 errors in 1,000 can still be chance", 12, 1000, 0.01, policy, AtRisk, ""},
		{"30 errors in 1,000 cannot", 30, 1000, 0.01, policy, Missed, "the limit is 1 %"},
		{"3 failed of 100 deployments", 3, 100, 0.05, deployments, InsufficientData, "8.45 %"},
		{"no failure in 10 deployments", 0, 10, 0.05, deployments, InsufficientData, "73 samples at this ratio would decide, 63 more"},
		{"no failure in 72 deployments", 0, 72, 0.05, deployments, InsufficientData, "73 samples at this ratio would decide, 1 more"},
		{"no failure in 73 deployments is the first clean run that decides", 0, 73, 0.05, deployments, Met, ""},
		{"unknown failures", math.NaN(), 1000, 0.01, policy, InsufficientData, "unknown"},
		{"unknown total", 1, math.NaN(), 0.01, policy, InsufficientData, "unknown"},
		{"negative failures", -1, 1000, 0.01, policy, InsufficientData, "unknown"},
		{"failed above total by rounding", 1000.0001, 1000, 0.01, policy, Missed, ""},
		{"target without room, one failure", 1, 1e6, 0, policy, Missed, "the limit is 0 %"},
		{"target without room, no failure", 0, 1e6, 0, policy, InsufficientData, "no sample proves"},
		{"certainty is not to be had", 2, 1000, 0.01, certain, InsufficientData, "no sample at this ratio would decide"},
		{"target that is none", 1, 1000, math.NaN(), policy, NoTarget, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			status, lower, upper, reason := Ratio(tt.bad, tt.total, tt.target, tt.policy)
			if status != tt.want {
				t.Errorf("status = %s (%s), want %s", status, reason, tt.want)
			}
			if !strings.Contains(reason, tt.reason) {
				t.Errorf("reason %q does not say %q", reason, tt.reason)
			}
			if wantLower, wantUpper := Wilson(tt.bad, tt.total, tt.policy.Confidence); lower != wantLower || upper != wantUpper {
				t.Errorf("bounds = %v, %v, want %v, %v", lower, upper, wantLower, wantUpper)
			}
		})
	}
}

// More good events never raise the upper bound, never undo a met and never make a miss of what was none.
func TestRatioGoodEventsNeverWorsen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Float64Range(400, 1e8).Draw(t, "total")
		bad := total * rapid.Float64Range(0, 0.1).Draw(t, "ratio")
		target := rapid.Float64Range(0.0001, 0.1).Draw(t, "target")
		more := rapid.Float64Range(0, 1e8).Draw(t, "more")
		before, _, upperBefore, _ := Ratio(bad, total, target, policy)
		after, _, upperAfter, _ := Ratio(bad, total+more, target, policy)
		if upperAfter > upperBefore+1e-12 {
			t.Fatalf("upper bound rose from %v to %v", upperBefore, upperAfter)
		}
		if before == Met && after != Met {
			t.Fatalf("met turned %s", after)
		}
		if before != Missed && after == Missed {
			t.Fatalf("%s turned missed", before)
		}
	})
}

func TestRatioTakesAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, -1}))
		p := Policy{
			MinSamples: number.Draw(t, "minSamples"), AtRiskShare: number.Draw(t, "atRiskShare"),
			Confidence: number.Draw(t, "confidence"),
		}
		bad, total := number.Draw(t, "bad"), number.Draw(t, "total")
		status, lower, upper, reason := Ratio(bad, total, number.Draw(t, "target"), p)
		if !(0 <= lower && lower <= upper && upper <= 1) {
			t.Fatalf("bounds %v, %v", lower, upper)
		}
		if severity[status] == 0 && status != NoTarget || reason == "" {
			t.Fatalf("status %q, reason %q", status, reason)
		}
	})
}
