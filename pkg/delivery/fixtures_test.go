package delivery

import (
	"math"
	"time"

	"github.com/headroom/headroom/pkg/verdict"
)

const day = 24 * time.Hour

// start is the start of the tests' window, a Monday.
var start = time.Date(2026, 8, 3, 0, 0, 0, 0, time.UTC)

// at is a number of minutes after the start.
func at(minutes float64) time.Time { return start.Add(time.Duration(minutes * float64(time.Minute))) }

// never is the end of an open incident.
const never = math.MaxFloat64

// incident lasts from one minute to another.
func incident(id string, from, to float64) Incident {
	i := Incident{ID: id, Started: at(from), Service: "api", Severity: "critical"}
	if to != never {
		i.Resolved = at(to)
	}
	return i
}

func policy(minSamples float64) verdict.Policy {
	return verdict.Policy{MinSamples: minSamples, MinCoverage: 0.9, MinHistory: time.Hour, AtRiskShare: 0.8, Confidence: 0.95}
}

func target(value float64, comparison verdict.Comparison) verdict.Target {
	return verdict.Target{Value: &value, Comparison: comparison}
}

// over is a window of this length, observed whole.
func over(length time.Duration) verdict.Observation {
	return verdict.Observation{Asked: length, Window: length, End: start.Add(length), Coverage: 1}
}

// since is a window of 90 days whose history began only this long before its end.
func since(history time.Duration) verdict.Observation {
	o := over(90 * day)
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

// checkSound fails on what no result may ever carry, and on a value beside a status that has none.
func checkSound(t interface{ Fatalf(string, ...any) }, r verdict.Result) {
	for name, x := range map[string]*float64{"value": r.Value, "lower": r.Lower, "upper": r.Upper, "samples": r.Samples} {
		if x != nil && (math.IsNaN(*x) || math.IsInf(*x, 0)) {
			t.Fatalf("%s is %v", name, *x)
		}
	}
	for name, x := range r.Facts {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			t.Fatalf("fact %s is %v", name, x)
		}
	}
	if (r.Value == nil) != (r.Status == verdict.InsufficientData) {
		t.Fatalf("status %s with value %v", r.Status, text(r.Value))
	}
	if r.Reason == "" || r.Formula == "" {
		t.Fatalf("no reason or formula: %+v", r)
	}
}
