package capacity

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The curves of the card, "Infrastructure Requirements by Scale".
var (
	connections = Curve{Linear, Tenants, 20, 300}
	redis       = Curve{Logarithmic, Tenants, 1, 64}
	cores       = Curve{Linear, EmailsPerDay, 2, 64}
	storage     = Curve{Compound, Tenants, 10, 8000}
)

func TestRequire(t *testing.T) {
	tests := []struct {
		name    string
		curve   Curve
		tenants float64
		want    float64
		digits  int
	}{
		{"connections", connections, 1000, 71.43, 2},
		{"connections", connections, 2000, 128.57, 2},
		{"connections", connections, 4000, 242.86, 2},
		{"redis", redis, 1000, 38.081, 3},
		{"redis", redis, 2000, 49.244, 3},
		{"redis", redis, 4000, 60.406, 3},
		{"cores", cores, 1000, 13.388, 3},
		{"cores", cores, 2000, 26.041, 3},
		{"cores", cores, 4000, 51.347, 3},
		{"storage", storage, 1000, 34.14, 2},
		{"storage", storage, 2000, 133.56, 2},
		{"storage", storage, 4000, 2044.67, 2},
		{"connections, first row", connections, 100, 20, 9},
		{"redis, first row", redis, 100, 1, 9},
		{"cores, first row", cores, 100, 2, 9},
		{"storage, first row", storage, 100, 10, 9},
		{"connections, last row", connections, 5000, 300, 9},
		{"redis, last row", redis, 5000, 64, 9},
		{"cores, last row", cores, 5000, 64, 9},
		{"storage, last row", storage, 5000, 8000, 9},
		{"the smallest installation below the first row", storage, 3, 10, 9},
		{"no tenants need it too", redis, 0, 1, 9},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprintf("%s at %v", tt.name, tt.tenants), func(t *testing.T) {
			r := Require(tt.curve, card, tt.tenants)
			if r.Value == nil || math.Abs(*r.Value-tt.want) > 0.5*math.Pow10(-tt.digits) || r.Extrapolated || r.Reason != "" {
				t.Errorf("got %v, want %v", text(r), tt.want)
			}
		})
	}
}

// Displays round these up: half a connection is one.
func TestRequirementsAreUnrounded(t *testing.T) {
	for tenants, want := range map[float64]float64{1000: 72, 2000: 129, 4000: 243} {
		r := Require(connections, card, tenants)
		if *r.Value == math.Trunc(*r.Value) || math.Ceil(*r.Value) != want {
			t.Errorf("%v connections at %v tenants, want a fraction that rounds up to %v", *r.Value, tenants, want)
		}
	}
}

func TestRequireBeyondTheRows(t *testing.T) {
	tests := []struct {
		name    string
		curve   Curve
		tenants float64
		value   *float64
		reason  string
	}{
		{"linear goes on", connections, 10000, ptr(20 + 280*9900.0/4900), ""},
		{"logarithmic goes on", redis, 50000, ptr(1 + 63*math.Log(500)/math.Log(50)), ""},
		{"linear in emails goes on with them", cores, 6000, ptr(2 + 62*(1.8e6-30e3)/1.47e6), ""},
		{"compound goes on to twice the last row", storage, 10000, ptr(10 * math.Pow(800, 9900.0/4900)), ""},
		{"and no further", storage, 10000.01, nil, ReasonBeyondModel},
		{"50,000 tenants would read 10³⁰ GB", storage, 50000, nil, ReasonBeyondModel},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Require(tt.curve, card, tt.tenants)
			if !r.Extrapolated || r.Reason != tt.reason || (r.Value == nil) != (tt.value == nil) {
				t.Fatalf("got %v", text(r))
			}
			if tt.value != nil && math.Abs(*r.Value-*tt.value) > 1e-9**tt.value {
				t.Errorf("got %v, want %v", *r.Value, *tt.value)
			}
		})
	}
}

func TestRequireWithoutAnAnswer(t *testing.T) {
	tests := []struct {
		name    string
		curve   Curve
		anchors []Anchor
		tenants float64
		reason  string
	}{
		{"negative tenants", connections, card, -1, ReasonInvalidTenants},
		{"tenants that are not a number", connections, card, math.NaN(), ReasonInvalidTenants},
		{"no rows", connections, nil, 100, ReasonInvalidAnchors},
		{"an unknown shape", Curve{"cubic", Tenants, 1, 2}, card, 500, ReasonInvalidCurve},
		{"an unknown driver", Curve{Linear, "moon", 1, 2}, card, 500, ReasonInvalidCurve},
		{"an end that is not a number", Curve{Linear, Tenants, math.NaN(), 2}, card, 500, ReasonInvalidCurve},
		{"compound from below zero", Curve{Compound, Tenants, -1, 2}, card, 500, ReasonInvalidCurve},
		{"compound from zero", Curve{Compound, Tenants, 0, 2}, card, 500, ReasonInvalidCurve},
		{"one row has no curve beyond it", connections, card[:1], 500, ReasonInvalidCurve},
		{"emails that do not grow", cores, []Anchor{{Tenants: 1}, {Tenants: 2}, {Tenants: 3, EmailsHigh: -1}}, 3, ReasonInvalidCurve},
		{"beyond all floats", Curve{Linear, Tenants, 1, 1e10}, card, 1e305, ReasonBeyondModel},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if r := Require(tt.curve, tt.anchors, tt.tenants); r.Value != nil || r.Reason != tt.reason {
				t.Errorf("got %v, want %s", text(r), tt.reason)
			}
		})
	}
	if r := Require(connections, card[:1], 50); r.Value == nil || *r.Value != 20 {
		t.Errorf("one row is the smallest installation below it: %v", text(r))
	}
}

// More tenants never need less, whatever the curve, and inside the rows it stays between its ends.
func TestRequireIsMonotoneAndBounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(0.1, 1000).Draw(t, "low")
		curve := Curve{
			rapid.SampledFrom([]Shape{Linear, Logarithmic, Compound}).Draw(t, "shape"),
			rapid.SampledFrom([]Driver{Tenants, EmailsPerDay}).Draw(t, "driver"),
			low, low * rapid.Float64Range(1, 1000).Draw(t, "factor"),
		}
		fewer := rapid.Float64Range(0, 10000).Draw(t, "fewer")
		more := rapid.Float64Range(fewer, 10000).Draw(t, "more")
		a, b := Require(curve, card, fewer), Require(curve, card, more)
		if a.Value == nil || b.Value == nil {
			t.Fatalf("%v, %v", text(a), text(b))
		}
		if *a.Value > *b.Value*(1+1e-9) || *a.Value < low*(1-1e-9) {
			t.Fatalf("%v at %v, %v at %v", *a.Value, fewer, *b.Value, more)
		}
		if more <= 5000 && *b.Value > curve.High*(1+1e-9) {
			t.Fatalf("%v at %v exceeds the last row's %v", *b.Value, more, curve.High)
		}
	})
}

func TestCapacityTakesAnything(t *testing.T) {
	number := rapid.OneOf(rapid.Float64(), rapid.Float64Range(0, 1e4),
		rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, -1, 5e-324, math.MaxFloat64}))
	rapid.Check(t, func(t *rapid.T) {
		anchors := rapid.OneOf(rapid.Just(card), rapid.SliceOf(rapid.Custom(func(t *rapid.T) Anchor {
			return Anchor{number.Draw(t, "tenants"), number.Draw(t, "a"), number.Draw(t, "b"), number.Draw(t, "c"), number.Draw(t, "d")}
		}))).Draw(t, "anchors")
		tenants := number.Draw(t, "tenants")
		curve := Curve{
			rapid.SampledFrom([]Shape{Linear, Logarithmic, Compound, "cubic"}).Draw(t, "shape"),
			rapid.SampledFrom([]Driver{Tenants, EmailsPerDay}).Draw(t, "driver"),
			number.Draw(t, "low"), number.Draw(t, "high"),
		}
		p := Project(anchors, tenants)
		for _, x := range []float64{p.Tenants, p.EmailsLow, p.EmailsHigh, p.UsersLow, p.UsersHigh} {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				t.Fatalf("%+v", p)
			}
		}
		r := Require(curve, anchors, tenants)
		if (r.Value == nil) != (r.Reason != "") || r.Value != nil && (math.IsNaN(*r.Value) || math.IsInf(*r.Value, 0)) {
			t.Fatalf("%v", text(r))
		}
	})
}

func ptr(x float64) *float64 { return &x }

func text(r Requirement) string {
	if r.Value == nil {
		return fmt.Sprintf("no value, %q", r.Reason)
	}
	return fmt.Sprintf("%v, %q, extrapolated %v", *r.Value, r.Reason, r.Extrapolated)
}
