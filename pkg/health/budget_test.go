package health

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestBudget(t *testing.T) {
	for _, test := range []struct {
		name    string
		events  Events
		allowed float64
		window  time.Duration
		want    Budget
	}{
		{"99.9 % over 30 days is 43.2 minutes", Events{0, 1e6}, 0.001, 30 * day, Budget{Minutes: 43.2, Events: 1000, Remaining: 1}},
		{"99.9 % over 28 days is 40.32 minutes", Events{0, 1e6}, 0.001, 28 * day, Budget{Minutes: 40.32, Events: 1000, Remaining: 1}},
		{"a quarter of it burnt", Events{250, 1e6}, 0.001, 30 * day, Budget{Minutes: 43.2, BurntMinutes: 10.8, Events: 1000, BurntEvents: 250, Remaining: 0.75}},
		{"overspent", Events{2000, 1e6}, 0.001, 30 * day, Budget{Minutes: 43.2, BurntMinutes: 86.4, Events: 1000, BurntEvents: 2000, Remaining: -1}},
		{"a tenth failing for ten minutes burns one", Events{1e3, 43_200e3}, 0.001, 30 * day, Budget{Minutes: 43.2, BurntMinutes: 1, Events: 43_200, BurntEvents: 1e3, Remaining: 1 - 1/43.2}},
		{"5 % of requests may be slow", Events{25_000, 1e6}, SlowShare, 30 * day, Budget{Minutes: 2160, BurntMinutes: 1080, Events: 50_000, BurntEvents: 25_000, Remaining: 0.5}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, ok := NewBudget(test.events, test.allowed, test.window)
			test.want.Window = test.window
			near := func(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Max(1, math.Abs(b)) }
			if !ok || got.Window != test.want.Window || !near(got.Minutes, test.want.Minutes) || !near(got.BurntMinutes, test.want.BurntMinutes) ||
				!near(got.Events, test.want.Events) || !near(got.BurntEvents, test.want.BurntEvents) || !near(got.Remaining, test.want.Remaining) {
				t.Errorf("%+v, want %+v", got, test.want)
			}
		})
	}
}

func TestNoBudget(t *testing.T) {
	for name, test := range map[string]struct {
		events  Events
		allowed float64
	}{
		"no events":            {Events{0, 0}, 0.001},
		"unknown events":       {Events{math.NaN(), 10}, 0.001},
		"an infinity of them":  {Events{0, math.Inf(1)}, 0.001},
		"nothing allowed":      {Events{1, 10}, 0},
		"everything allowed":   {Events{1, 10}, 1},
		"an allowance of none": {Events{1, 10}, math.NaN()},
	} {
		if b, ok := NewBudget(test.events, test.allowed, 30*day); ok {
			t.Errorf("%s: %+v", name, b)
		}
	}
}

func TestTimeLeft(t *testing.T) {
	for _, test := range []struct {
		name            string
		remaining, rate float64
		left            time.Duration
		ok              bool
	}{
		{"a whole budget at a rate of 1 lasts its period", 1, 1, 30 * day, true},
		{"at 14.4 it lasts 50 hours", 1, 14.4, 50 * hour, true},
		{"half of it lasts half as long", 0.5, 6, 60 * hour, true},
		{"a full outage of a 99.9 % service", 1, 1000, 43*time.Minute + 12*time.Second, true},
		{"nothing burns", 0.5, 0, 0, false},
		{"what burns more slowly than the rest lasts is regained before", 0.5, 0.4, 0, false},
		{"already gone", 0, 0, 0, true},
		{"overspent", -0.2, 3, 0, true},
		{"an unknown rate", 0.5, math.NaN(), 0, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			left, ok := Budget{Window: 30 * day, Remaining: test.remaining}.TimeLeft(test.rate)
			if ok != test.ok || (left-test.left).Abs() > time.Millisecond {
				t.Errorf("%s, %t", left, ok)
			}
		})
	}
}

// What is left and what is burnt are the whole, in minutes as in events; more bad events leave less.
func TestBudgetAddsUpAndFalls(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Float64Range(1, 1e12).Draw(t, "total")
		bad := rapid.Float64Range(0, total).Draw(t, "bad")
		allowed := rapid.Float64Range(1e-6, 0.5).Draw(t, "allowed")
		b, ok := NewBudget(Events{bad, total}, allowed, 30*day)
		if !ok {
			t.Fatal("no budget")
		}
		for what, share := range map[string]float64{"minutes": b.BurntMinutes / b.Minutes, "events": b.BurntEvents / b.Events} {
			if math.Abs(share+b.Remaining-1) > 1e-9*math.Max(1, share) {
				t.Fatalf("%s: %g burnt and %g left", what, share, b.Remaining)
			}
		}
		worse, _ := NewBudget(Events{rapid.Float64Range(bad, total).Draw(t, "more"), total}, allowed, 30*day)
		if worse.Remaining > b.Remaining || b.Remaining > 1 {
			t.Fatalf("%g, then %g", b.Remaining, worse.Remaining)
		}
		slow := rapid.Float64Range(0.01, 1000).Draw(t, "rate")
		left, ends := b.TimeLeft(slow)
		faster, soonerEnds := b.TimeLeft(slow * 2)
		if ends && (!soonerEnds || faster > left) || left < 0 || left > 30*day {
			t.Fatalf("%s at %g, %s at twice that", left, slow, faster)
		}
	})
}
