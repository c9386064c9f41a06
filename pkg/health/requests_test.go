package health

import (
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/headroom/headroom/pkg/verdict"
)

func TestErrorRatio(t *testing.T) {
	tests := []struct {
		name        string
		requests    Requests
		observation verdict.Observation
		target      verdict.Target
		want        verdict.Status
		value       *float64
		reason      string
	}{
		{"1 error in 10 requests", Requests{10, 1}, seen(1), errorTarget, verdict.InsufficientData, nil, "390 more would do"},
		{"no error series beside requests is no error", Requests{10000, 0}, seen(1), errorTarget, verdict.Met, ptr(0), "at most"},
		{"half a per cent of many", Requests{100000, 500}, seen(1), errorTarget, verdict.Met, ptr(0.005), ""},
		{"two per cent of many", Requests{100000, 2000}, seen(1), errorTarget, verdict.Missed, ptr(0.02), ""},
		{"near the target", Requests{1000, 9}, seen(1), errorTarget, verdict.AtRisk, ptr(0.009), ""},
		{"undecided by the sample", Requests{500, 2}, seen(1), errorTarget, verdict.InsufficientData, nil, "would decide"},
		{"zero traffic is not zero errors", Requests{0, 0}, seen(1), errorTarget, verdict.InsufficientData, nil, "no samples"},
		{"gaps", Requests{100000, 0}, seen(0.89), errorTarget, verdict.InsufficientData, nil, "89 % of the window"},
		{"history under an hour", Requests{100000, 0}, since(59 * time.Minute), errorTarget, verdict.InsufficientData, nil, "59m of history"},
		{"history under the window", Requests{100000, 0}, since(15 * day), errorTarget, verdict.Met, ptr(0), "history starts at 2026-11-01T12:00Z"},
		{"no target", Requests{100000, 500}, seen(1), verdict.Target{}, verdict.NoTarget, ptr(0.005), "no target"},
		{"no target and no sample", Requests{10, 5}, seen(1), verdict.Target{}, verdict.InsufficientData, nil, "390 more"},
		{"no target and failures unknown", Requests{1000, math.NaN()}, seen(1), verdict.Target{}, verdict.InsufficientData, nil, "unknown"},
		{"failures unknown", Requests{1000, math.NaN()}, seen(1), errorTarget, verdict.InsufficientData, nil, "unknown"},
		{"every request failed, by rounding more", Requests{1000, 1000.001}, seen(1), errorTarget, verdict.Missed, ptr(1), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := ErrorRatio(tt.requests, tt.observation, tt.target, ratioPolicy)
			checkSound(t, r)
			wantStatus(t, r, tt.want)
			if (r.Value == nil) != (tt.value == nil) || tt.value != nil && !near(r.Value, *tt.value) {
				t.Errorf("value = %v, want %v", text(r.Value), text(tt.value))
			}
			if !strings.Contains(r.Reason, tt.reason) {
				t.Errorf("reason %q does not say %q", r.Reason, tt.reason)
			}
		})
	}
}

func TestAvailabilityFromRequests(t *testing.T) {
	r := AvailabilityFromRequests(Requests{Total: 1e6, Failed: 500}, seen(1), availabilityTarget, ratioPolicy)
	checkSound(t, r)
	wantStatus(t, r, verdict.Met)
	if !near(r.Value, 0.9995) || *r.Lower >= 0.9995 || *r.Upper <= 0.9995 {
		t.Errorf("%v in [%v, %v]", text(r.Value), text(r.Lower), text(r.Upper))
	}
	if r.Method != "requests" || !strings.Contains(r.Reason, "same events as error_ratio") {
		t.Errorf("method %q, reason %q", r.Method, r.Reason)
	}
	// 99.9 % over 30 days leaves 43.2 minutes of full outage, and a thousand of a million requests.
	for name, want := range map[string]float64{
		"budget_minutes": 43.2, "burnt_minutes": 21.6, "budget_requests": 1000, "burnt_requests": 500,
	} {
		if got := r.Facts[name]; math.Abs(got-want) > 1e-6 {
			t.Errorf("%s = %v, want %v", name, got, want)
		}
	}
	if !near(r.BudgetRemaining, 0.5) {
		t.Errorf("budget remaining = %v, want 0.5", text(r.BudgetRemaining))
	}

	if r := AvailabilityFromRequests(Requests{}, seen(1), availabilityTarget, ratioPolicy); r.Value != nil || r.Status != verdict.InsufficientData {
		t.Errorf("zero traffic is %s, %v", r.Status, text(r.Value))
	}
	overspent := AvailabilityFromRequests(Requests{Total: 1e6, Failed: 3000}, seen(1), availabilityTarget, ratioPolicy)
	wantStatus(t, overspent, verdict.Missed)
	if !near(overspent.BudgetRemaining, -2) {
		t.Errorf("budget remaining = %v, want -2", text(overspent.BudgetRemaining))
	}
	noBudget := AvailabilityFromRequests(Requests{Total: 1e6, Failed: 1}, seen(1), target(1, verdict.AtLeast), ratioPolicy)
	wantStatus(t, noBudget, verdict.Missed)
	if noBudget.BudgetRemaining != nil {
		t.Errorf("a target of 100 %% leaves the budget %v", *noBudget.BudgetRemaining)
	}
	if gaps := AvailabilityFromRequests(Requests{Total: 1e6}, seen(0.5), availabilityTarget, ratioPolicy); gaps.BudgetRemaining != nil || gaps.Lower != nil {
		t.Errorf("a window half observed has the budget %v and the bound %v", text(gaps.BudgetRemaining), text(gaps.Lower))
	}
}

// The budget of a shortened window is that window's, so that burnt and left compare.
func TestBudgetOfAShortHistory(t *testing.T) {
	r := AvailabilityFromRequests(Requests{Total: 1e6, Failed: 500}, since(15*day), availabilityTarget, ratioPolicy)
	if got := r.Facts["budget_minutes"]; math.Abs(got-21.6) > 1e-6 || !near(r.BudgetRemaining, 0.5) {
		t.Errorf("budget %v min, remaining %v", got, text(r.BudgetRemaining))
	}
}

// Availability from requests and the error ratio judge the same events: with targets that mirror each other they
// agree in value, bounds and verdict.
func TestAvailabilityMirrorsErrorRatio(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		requests := Requests{Total: rapid.Float64Range(0, 1e7).Draw(t, "total")}
		requests.Failed = requests.Total * rapid.Float64Range(0, 0.05).Draw(t, "ratio")
		errors := ErrorRatio(requests, seen(1), target(0.0078125, verdict.LessThan), ratioPolicy)
		available := AvailabilityFromRequests(requests, seen(1), target(1-0.0078125, verdict.AtLeast), ratioPolicy)
		if errors.Status != available.Status {
			t.Fatalf("error ratio %s, availability %s", errors.Status, available.Status)
		}
		if errors.Value != nil && math.Abs(*errors.Value+*available.Value-1) > 1e-12 {
			t.Fatalf("%v and %v are not complements", *errors.Value, *available.Value)
		}
		if math.Abs(*errors.Lower+*available.Upper-1) > 1e-12 || math.Abs(*errors.Upper+*available.Lower-1) > 1e-12 {
			t.Fatal("bounds are not complements")
		}
	})
}

func TestRatiosTakeAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		requests := Requests{Total: anything.Draw(t, "total"), Failed: anything.Draw(t, "failed")}
		o := anyObservation(t)
		goal := anyTarget(t)
		checkSound(t, ErrorRatio(requests, o, goal, ratioPolicy))
		checkSound(t, AvailabilityFromRequests(requests, o, goal, ratioPolicy))
		checkSound(t, AvailabilityFromProbe(Probe{Up: anything.Draw(t, "up"), Points: anything.Draw(t, "points")}, o, goal, ratioPolicy))
	})
}

// anything is any float, with those that break arithmetic more often than chance would have it.
var anything = rapid.OneOf(rapid.Float64(), rapid.Float64Range(0, 2),
	rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, -1, 5e-324, math.MaxFloat64}))

func anyObservation(t *rapid.T) verdict.Observation {
	o := seen(rapid.OneOf(anything, rapid.Float64Range(0.85, 1)).Draw(t, "coverage"))
	o.Window = time.Duration(rapid.Int64().Draw(t, "window"))
	if rapid.Bool().Draw(t, "short history") {
		o.HistoryStart = o.End.Add(-o.Window)
	}
	return o
}

func anyTarget(t *rapid.T) verdict.Target {
	if rapid.Bool().Draw(t, "no target") {
		return verdict.Target{}
	}
	return target(rapid.OneOf(anything, rapid.Float64Range(0, 1)).Draw(t, "target"),
		rapid.SampledFrom([]verdict.Comparison{verdict.AtLeast, verdict.LessThan, ""}).Draw(t, "comparison"))
}

func ptr(x float64) *float64 { return &x }
