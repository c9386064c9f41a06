package traffic

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func ptr(x float64) *float64 { return &x }

func TestPosition(t *testing.T) {
	tests := []struct {
		name      string
		value     *float64
		low, high float64
		want      *float64
		status    Status
	}{
		{"inside", ptr(500e3), 100e3, 1e6, ptr(0), Within},
		{"at the low end", ptr(100e3), 100e3, 1e6, ptr(0), Within},
		{"at the high end", ptr(1e6), 100e3, 1e6, ptr(0), Within},
		{"half of the low end", ptr(50e3), 100e3, 1e6, ptr(math.Log10(0.5)), Below},
		{"a tenth of the low end", ptr(10e3), 100e3, 1e6, ptr(-1), Below},
		{"a thousandth is no more than a tenth", ptr(100), 100e3, 1e6, ptr(-1), Below},
		{"no traffic where some is expected", ptr(0), 100e3, 1e6, ptr(-1), Below},
		{"twice the high end", ptr(2e6), 100e3, 1e6, ptr(math.Log10(2)), Above},
		{"ten times the high end", ptr(1e7), 100e3, 1e6, ptr(1), Above},
		{"a thousand times is no more than ten", ptr(1e9), 100e3, 1e6, ptr(1), Above},
		{"no traffic where none may be expected", ptr(0), 0, 1000, ptr(0), Within},
		{"a range of one value", ptr(5), 5, 5, ptr(0), Within},
		{"unknown", nil, 100e3, 1e6, nil, Unknown},
		{"not a number", ptr(math.NaN()), 100e3, 1e6, nil, Unknown},
		{"infinite", ptr(math.Inf(1)), 100e3, 1e6, nil, Unknown},
		{"negative, as a counter that fell", ptr(-5), 100e3, 1e6, nil, Unknown},
		{"no expected range", ptr(5), 0, 0, nil, Unknown},
		{"a range upside down", ptr(5), 10, 1, nil, Unknown},
		{"a range that is not a number", ptr(5), math.NaN(), 1, nil, Unknown},
		{"a range without end", ptr(5), 1, math.Inf(1), nil, Unknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Position(tt.value, tt.low, tt.high)
			if (got == nil) != (tt.want == nil) || got != nil && math.Abs(*got-*tt.want) > 1e-12 {
				t.Errorf("position = %v, want %v", got, tt.want)
			}
			if status := Judge(tt.value, tt.low, tt.high); status != tt.status {
				t.Errorf("status = %s, want %s", status, tt.status)
			}
		})
	}
}

// More traffic is never further below or less above, and the sign says what Judge says.
func TestPositionIsMonotoneAndBounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(0, 1e6).Draw(t, "low")
		high := low + rapid.Float64Range(1, 1e6).Draw(t, "spread")
		less := rapid.Float64Range(0, 1e8).Draw(t, "less")
		more := less + rapid.Float64Range(0, 1e8).Draw(t, "added")
		atLess, atMore := Position(&less, low, high), Position(&more, low, high)
		if *atLess < -1 || *atMore > 1 || *atLess > *atMore {
			t.Fatalf("%v at %v, %v at %v", *atLess, less, *atMore, more)
		}
		word := map[bool]Status{*atLess < 0: Below, *atLess > 0: Above}[true]
		if word == "" {
			word = Within
		}
		if status := Judge(&less, low, high); status != word {
			t.Fatalf("position %v is %s", *atLess, status)
		}
	})
}

func TestPositionTakesAnything(t *testing.T) {
	number := rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, 5e-324}))
	rapid.Check(t, func(t *rapid.T) {
		value := number.Draw(t, "value")
		low, high := number.Draw(t, "low"), number.Draw(t, "high")
		position := Position(&value, low, high)
		if position != nil && !(-1 <= *position && *position <= 1) {
			t.Fatalf("position %v", *position)
		}
		if known := Judge(&value, low, high) != Unknown; known != (position != nil) {
			t.Fatalf("known %v, position %v", known, position)
		}
	})
}

// The thresholds of the card: at least 100K CRITICAL, 10K HIGH, 100 MEDIUM, else LOW.
var thresholds = map[string]float64{"CRITICAL": 100e3, "HIGH": 10e3, "MEDIUM": 100, "LOW": 0}

func TestInferTier(t *testing.T) {
	tests := []struct {
		name string
		mean float64
		from map[string]float64
		want string
	}{
		{"well above the highest", 5e6, thresholds, "CRITICAL"},
		{"at a threshold", 100e3, thresholds, "CRITICAL"},
		{"just under it", 99999, thresholds, "HIGH"},
		{"at HIGH", 10e3, thresholds, "HIGH"},
		{"at MEDIUM", 100, thresholds, "MEDIUM"},
		{"under MEDIUM", 99.9, thresholds, "LOW"},
		{"no traffic", 0, thresholds, "LOW"},
		{"unknown", math.NaN(), thresholds, ""},
		{"negative", -1, thresholds, ""},
		{"infinite", math.Inf(1), thresholds, ""},
		{"below every threshold", 5, map[string]float64{"HOT": 10}, ""},
		{"no tiers", 5, nil, ""},
		{"a threshold that is none", 5, map[string]float64{"HOT": math.NaN(), "COLD": 1}, "COLD"},
		{"one threshold, two names", 5, map[string]float64{"b": 1, "a": 1, "c": 1}, "a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := InferTier(tt.mean, tt.from); got != tt.want {
				t.Errorf("InferTier(%v) = %q, want %q", tt.mean, got, tt.want)
			}
		})
	}
}

// A declared tier weighs importance too: email_clicks and campaign_sequence_steps share the range 50K–500K and
// differ in tier, which no inference from volume could reproduce.
func TestInferenceIsNotDeclaration(t *testing.T) {
	mean := 275e3
	if tier := InferTier(mean, thresholds); tier != "CRITICAL" {
		t.Errorf("a table at %v is inferred %s", mean, tier)
	}
}

func TestOperations(t *testing.T) {
	tests := []struct {
		name          string
		writes, scans *float64
		want          *float64
	}{
		{"writes and scans", ptr(30), ptr(12), ptr(42)},
		{"a keyed update is one write and one index scan", ptr(1), ptr(1), ptr(2)},
		{"writes unknown", nil, ptr(12), nil},
		{"scans unknown", ptr(30), nil, nil},
		{"not a number", ptr(math.NaN()), ptr(12), nil},
		{"too much for a float", ptr(math.MaxFloat64), ptr(math.MaxFloat64), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Operations(tt.writes, tt.scans)
			if (got == nil) != (tt.want == nil) || got != nil && *got != *tt.want {
				t.Errorf("operations = %v, want %v", got, tt.want)
			}
		})
	}
}
