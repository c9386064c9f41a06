package verdict

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestWilson(t *testing.T) {
	tests := []struct {
		name                      string
		failed, total, confidence float64
		lower, upper              float64
	}{
		{"no failure in 10 is no proof of health", 0, 10, 0.95, 0, 0.2775},
		{"3 in 100", 3, 100, 0.95, 0.0103, 0.0845},
		{"the first clean run under 5 %", 0, 73, 0.95, 0, 0.049995},
		{"one short of it", 0, 72, 0.95, 0, 0.050653},
		{"1 in 10", 1, 10, 0.95, 0.0179, 0.4042},
		{"all of 10", 10, 10, 0.95, 0.7225, 1},
		{"half of 100", 50, 100, 0.95, 0.4038, 0.5962},
		{"half of 100 at 99 %", 50, 100, 0.99, 0.37528, 0.62472},
		{"nothing seen", 0, 0, 0.95, 0, 1},
		{"failed above total by rounding", 10.0000001, 10, 0.95, 0.7225, 1},
		{"negative failures", -1, 10, 0.95, 0, 1},
		{"negative total", 0, -10, 0.95, 0, 1},
		{"unknown failures", math.NaN(), 10, 0.95, 0, 1},
		{"infinite total", 1, math.Inf(1), 0.95, 0, 1},
		{"vanishing total", 0, 5e-324, 0.95, 0, 1},
		{"certainty is not to be had", 3, 100, 1, 0, 1},
		{"no confidence given", 3, 100, 0, 0, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lower, upper := Wilson(tt.failed, tt.total, tt.confidence)
			if math.Abs(lower-tt.lower) > 5e-5 || math.Abs(upper-tt.upper) > 5e-5 {
				t.Errorf("Wilson(%v, %v, %v) = %.5f, %.5f, want %.5f, %.5f",
					tt.failed, tt.total, tt.confidence, lower, upper, tt.lower, tt.upper)
			}
		})
	}
}

func TestWilsonContainsTheRatio(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Float64Range(1e-3, 1e15).Draw(t, "total")
		failed := total * rapid.Float64Range(0, 1).Draw(t, "ratio")
		confidence := rapid.Float64Range(0.5, 0.9999).Draw(t, "confidence")
		lower, upper := Wilson(failed, total, confidence)
		if ratio := math.Min(failed/total, 1); !(0 <= lower && lower <= ratio && ratio <= upper && upper <= 1) {
			t.Fatalf("[%v, %v] does not hold %v inside [0, 1]", lower, upper, ratio)
		}
	})
}

func TestWilsonIsSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Float64Range(1, 1e9).Draw(t, "total")
		failed := total * rapid.Float64Range(0, 1).Draw(t, "ratio")
		lower, upper := Wilson(failed, total, 0.95)
		lowerGood, upperGood := Wilson(total-failed, total, 0.95)
		if math.Abs(lower-(1-upperGood)) > 1e-9 || math.Abs(upper-(1-lowerGood)) > 1e-9 {
			t.Fatalf("bad [%v, %v], good [%v, %v]", lower, upper, lowerGood, upperGood)
		}
	})
}

func TestWilsonNarrowsWithEvidence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Float64Range(1, 1e9).Draw(t, "total")
		ratio := rapid.Float64Range(0, 1).Draw(t, "ratio")
		more := rapid.Float64Range(1.01, 100).Draw(t, "more")
		lower, upper := Wilson(ratio*total, total, 0.95)
		lowerOfMore, upperOfMore := Wilson(ratio*total*more, total*more, 0.95)
		if upperOfMore-lowerOfMore > upper-lower+1e-12 {
			t.Fatalf("%v more events widened [%v, %v] to [%v, %v]", more, lower, upper, lowerOfMore, upperOfMore)
		}
	})
}

func TestSamplesToDecide(t *testing.T) {
	tests := []struct {
		name                  string
		failed, total, target float64
		want                  float64
		ok                    bool
	}{
		{"no failure so far, 5 %", 0, 10, 0.05, 73, true},
		{"no failure so far, 1 %", 0, 400, 0.01, 381, true},
		{"3 in 100, 5 %", 3, 100, 0.05, 457, true},
		{"the ratio is the target", 5, 100, 0.05, 0, false},
		{"nothing seen", 0, 0, 0.05, 0, false},
		{"no target to decide on", 1, 10, 0, 0, false},
		{"unknown failures", math.NaN(), 10, 0.05, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := SamplesToDecide(tt.failed, tt.total, tt.target, 0.95)
			if got != tt.want || ok != tt.ok {
				t.Errorf("got %v, %v, want %v, %v", got, ok, tt.want, tt.ok)
			}
		})
	}
}

// The closed form has to agree with the interval that verdicts use: at that sample the target is outside, and
// one below it (where rounding cannot matter) it is inside.
func TestSamplesToDecideAgreesWithTheInterval(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		target := rapid.Float64Range(0.001, 0.5).Draw(t, "target")
		ratio := rapid.Float64Range(0, 1).Draw(t, "ratio")
		samples, ok := SamplesToDecide(ratio, 1, target, 0.95)
		if !ok || samples > 1e9 {
			t.Skip("ratio and target are too close")
		}
		if lower, upper := Wilson(ratio*(samples+1), samples+1, 0.95); lower < target && target <= upper {
			t.Fatalf("%v samples do not decide: [%v, %v] holds %v", samples, lower, upper, target)
		}
		if samples < 3 {
			return
		}
		if lower, upper := Wilson(ratio*(samples-2), samples-2, 0.95); target < lower || upper < target {
			t.Fatalf("fewer than %v samples decide: [%v, %v] is clear of %v", samples, lower, upper, target)
		}
	})
}
