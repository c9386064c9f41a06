package capacity

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// card are the rows of the card, "Scaling Projections by Tenant Count".
var card = []Anchor{
	{100, 10e3, 50e3, 500, 2500},
	{1000, 100e3, 500e3, 5e3, 25e3},
	{2000, 200e3, 1e6, 10e3, 50e3},
	{3000, 300e3, 1.5e6, 15e3, 75e3},
	{4000, 400e3, 2e6, 20e3, 100e3},
	{5000, 500e3, 2.5e6, 25e3, 150e3},
}

func TestProject(t *testing.T) {
	tests := []struct {
		name    string
		tenants float64
		want    Projection
	}{
		{"a row", 2000, Projection{2000, 200e3, 1e6, 10e3, 50e3, false, ""}},
		{"the first row", 100, Projection{100, 10e3, 50e3, 500, 2500, false, ""}},
		{"the last row, off the line of 25 users a tenant", 5000, Projection{5000, 500e3, 2.5e6, 25e3, 150e3, false, ""}},
		{"4,500 tenants, where a single slope would say 112.5K", 4500, Projection{4500, 450e3, 2.25e6, 22.5e3, 125e3, false, ""}},
		{"the demo's 1,800", 1800, Projection{1800, 180e3, 900e3, 9e3, 45e3, false, ""}},
		{"below the first row through the origin", 50, Projection{50, 5e3, 25e3, 250, 1250, false, ""}},
		{"no tenants", 0, Projection{}},
		{"a fraction", 150.5, Projection{150.5, 15050, 75250, 752.5, 3762.5, false, ""}},
		{"beyond the last row along the last segment", 6000, Projection{6000, 600e3, 3e6, 30e3, 200e3, true, ""}},
		{"negative", -1, Projection{Reason: ReasonInvalidTenants}},
		{"not a number", math.NaN(), Projection{Reason: ReasonInvalidTenants}},
		{"infinite", math.Inf(1), Projection{Reason: ReasonInvalidTenants}},
		{"beyond all floats", math.MaxFloat64, Projection{Tenants: math.MaxFloat64, Extrapolated: true, Reason: ReasonBeyondModel}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Project(card, tt.tenants); !equal(got, tt.want) {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func equal(a, b Projection) bool {
	near := func(x, y float64) bool { return math.Abs(x-y) <= 1e-9*math.Max(1, math.Abs(y)) }
	return a.Tenants == b.Tenants && a.Extrapolated == b.Extrapolated && a.Reason == b.Reason &&
		near(a.EmailsLow, b.EmailsLow) && near(a.EmailsHigh, b.EmailsHigh) &&
		near(a.UsersLow, b.UsersLow) && near(a.UsersHigh, b.UsersHigh)
}

func TestProjectOnOtherRows(t *testing.T) {
	one := []Anchor{{100, 10, 50, 5, 25}}
	if got, want := Project(one, 300), (Projection{300, 30, 150, 15, 75, true, ""}); !equal(got, want) {
		t.Errorf("one row: %+v, want %+v", got, want)
	}
	bent := []Anchor{{100, 10, 50, 5, 25}, {200, 100, 500, 50, 250}}
	if got, want := Project(bent, 150), (Projection{150, 55, 275, 27.5, 137.5, false, ""}); !equal(got, want) {
		t.Errorf("between two rows that the origin is not in line with: %+v, want %+v", got, want)
	}
	for name, rows := range map[string][]Anchor{
		"none": nil, "descending": {{Tenants: 5}, {Tenants: 4}}, "twice the same": {{Tenants: 5}, {Tenants: 5}},
		"from nothing": {{Tenants: 0}}, "not a number": {{Tenants: math.NaN()}}, "endless": {{Tenants: math.Inf(1)}},
	} {
		if got := Project(rows, 300); got.Reason != ReasonInvalidAnchors {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if got := Project([]Anchor{{Tenants: 5, UsersLow: math.NaN()}}, 3); got.Reason != ReasonBeyondModel || got.UsersLow != 0 {
		t.Errorf("a row that is not a number: %+v", got)
	}
}

// More tenants never need less, and low never exceeds high.
func TestProjectIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fewer := rapid.Float64Range(0, 1e5).Draw(t, "fewer")
		more := fewer + rapid.Float64Range(0, 1e5).Draw(t, "added")
		a, b := Project(card, fewer), Project(card, more)
		for _, pair := range [][2]float64{
			{a.EmailsLow, b.EmailsLow}, {a.EmailsHigh, b.EmailsHigh}, {a.UsersLow, b.UsersLow},
			{a.UsersHigh, b.UsersHigh}, {a.EmailsLow, a.EmailsHigh}, {a.UsersLow, a.UsersHigh},
		} {
			if pair[0] > pair[1]*(1+1e-12) {
				t.Fatalf("%+v, then %+v", a, b)
			}
		}
		if b.Extrapolated != (more > 5000) {
			t.Fatalf("%v tenants: extrapolated %v", more, b.Extrapolated)
		}
	})
}
