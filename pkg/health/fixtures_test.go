package health

import (
	"math"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/verdict"
)

const day = 24 * time.Hour

// The shipped thresholds and targets.
var (
	ratioPolicy   = verdict.Policy{MinSamples: 400, MinCoverage: 0.9, MinHistory: time.Hour, AtRiskShare: 0.8, Confidence: 0.95}
	latencyPolicy = verdict.Policy{MinSamples: 100, MinCoverage: 0.9, MinHistory: time.Hour, AtRiskShare: 0.8, Confidence: 0.95}
	plainPolicy   = verdict.Policy{MinCoverage: 0.9, MinHistory: time.Hour, AtRiskShare: 0.8, Confidence: 0.95}

	availabilityTarget = target(0.999, verdict.AtLeast)
	errorTarget        = target(0.01, verdict.LessThan)
	latencyTarget      = target(2, verdict.LessThan)
	throughputTarget   = target(1000, verdict.AtLeast)
	utilizationTarget  = target(0.8, verdict.LessThan)
)

func target(value float64, comparison verdict.Comparison) verdict.Target {
	return verdict.Target{Value: &value, Comparison: comparison}
}

// seen is a window of 30 days observed as much as coverage says.
func seen(coverage float64) verdict.Observation {
	return verdict.Observation{
		Asked: 30 * day, Window: 30 * day, Coverage: coverage,
		End: time.Date(2026, 11, 16, 12, 0, 0, 0, time.UTC),
	}
}

// since is a window of 30 days whose history began only this long before its end.
func since(history time.Duration) verdict.Observation {
	o := seen(1)
	o.Window, o.HistoryStart = history, o.End.Add(-history)
	return o
}

// near says whether a figure is there and right to a billionth of itself.
func near(got *float64, want float64) bool {
	return got != nil && math.Abs(*got-want) <= 1e-9*math.Max(1, math.Abs(want))
}

// text writes a figure that may be missing.
func text(x *float64) any {
	if x == nil {
		return "nil"
	}
	return *x
}

// checkSound fails on what no result may ever carry.
func checkSound(t interface{ Fatalf(string, ...any) }, r verdict.Result) {
	for name, x := range map[string]*float64{
		"value": r.Value, "lower": r.Lower, "upper": r.Upper, "samples": r.Samples, "coverage": r.Coverage,
		"budget remaining": r.BudgetRemaining, "fleet": r.Fleet, "demand": r.Demand,
	} {
		if x != nil && (math.IsNaN(*x) || math.IsInf(*x, 0)) {
			t.Fatalf("%s is %v", name, *x)
		}
	}
	for name, x := range r.Facts {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			t.Fatalf("fact %s is %v", name, x)
		}
	}
	if r.Reason == "" || r.Formula == "" {
		t.Fatalf("reason %q, formula %q", r.Reason, r.Formula)
	}
	if r.Value == nil && r.Status != verdict.InsufficientData {
		t.Fatalf("%s without a value", r.Status)
	}
	if r.Value != nil && r.Lower != nil && *r.Lower > *r.Value || r.Value != nil && r.Upper != nil && *r.Upper < *r.Value {
		t.Fatalf("%v is outside of its bounds %v, %v", *r.Value, text(r.Lower), text(r.Upper))
	}
}

func wantStatus(t *testing.T, r verdict.Result, want verdict.Status) {
	t.Helper()
	if r.Status != want {
		t.Errorf("status = %s (%s), want %s", r.Status, r.Reason, want)
	}
}
