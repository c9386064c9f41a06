package health

import (
	"math"
	"strings"
	"testing"

	"github.com/headroom/headroom/pkg/verdict"
)

func TestAvailabilityFromProbe(t *testing.T) {
	const minutes = 30 * 24 * 60 // a grid of 60 s over 30 days
	upExcept := func(down float64) float64 { return 1 - down/minutes }
	tests := []struct {
		name        string
		probe       Probe
		observation verdict.Observation
		want        verdict.Status
		value       *float64
		reason      string
	}{
		{"never down", Probe{1, minutes, 1}, seen(1), verdict.Met, ptr(1), "at most"},
		{"20 minutes down", Probe{upExcept(20), minutes, 1}, seen(1), verdict.Met, ptr(upExcept(20)), ""},
		{"33 minutes down are short of the risk share", Probe{upExcept(33), minutes, 1}, seen(1), verdict.InsufficientData, nil, "would decide"},
		{"40 minutes down burn 92.6 % of the budget", Probe{upExcept(40), minutes, 1}, seen(1), verdict.AtRisk, ptr(upExcept(40)), ""},
		{"two hours down", Probe{upExcept(120), minutes, 1}, seen(1), verdict.Missed, ptr(upExcept(120)), ""},
		{"always down", Probe{0, minutes, 1}, seen(1), verdict.Missed, ptr(0), ""},
		{"scrapes missing for a fifth of the window", Probe{1, 0.8 * minutes, 1}, seen(0.8), verdict.InsufficientData, nil, "80 % of the window"},
		{"a few points", Probe{1, 399, 1}, seen(1), verdict.InsufficientData, nil, "1 more would do"},
		{"no points", Probe{math.NaN(), 0, 0}, seen(1), verdict.InsufficientData, nil, "no samples"},
		{"a mean that is none", Probe{math.NaN(), minutes, 1}, seen(1), verdict.InsufficientData, nil, "unknown"},
		{"a mean above 1 by rounding", Probe{1.0000001, minutes, 1}, seen(1), verdict.Met, ptr(1), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := AvailabilityFromProbe(tt.probe, tt.observation, availabilityTarget, ratioPolicy)
			checkSound(t, r)
			wantStatus(t, r, tt.want)
			if (r.Value == nil) != (tt.value == nil) || tt.value != nil && !near(r.Value, *tt.value) {
				t.Errorf("value = %v, want %v", text(r.Value), text(tt.value))
			}
			if !strings.Contains(r.Reason, tt.reason) {
				t.Errorf("reason %q does not say %q", r.Reason, tt.reason)
			}
			if r.Method != "probe" || r.Formula != "availability.probe" {
				t.Errorf("method %q, formula %q", r.Method, r.Formula)
			}
		})
	}
}

func TestProbeBudget(t *testing.T) {
	r := AvailabilityFromProbe(Probe{Up: 1 - 10.8/43200, Points: 43200, Targets: 2}, seen(1), availabilityTarget, ratioPolicy)
	if math.Abs(r.Facts["budget_minutes"]-43.2) > 1e-6 || math.Abs(r.Facts["burnt_minutes"]-10.8) > 1e-6 || r.Facts["targets"] != 2 {
		t.Errorf("facts = %v", r.Facts)
	}
	if !near(r.BudgetRemaining, 0.75) {
		t.Errorf("budget remaining = %v, want 0.75", text(r.BudgetRemaining))
	}
	if _, ok := r.Facts["budget_requests"]; ok {
		t.Error("probing knows nothing of requests")
	}
}

// The 30-day ratio is what sums give. The mean of five-minute ratios weighs a quiet window like a busy one and
// says something else: 50 failures of 100 requests at night and none of 99,900 by day are 99.95 %, not 75 %.
func TestMeanOfRatiosIsNotTheRatio(t *testing.T) {
	windows := []Requests{{Total: 100, Failed: 50}, {Total: 99900, Failed: 0}}
	var sum Requests
	mean := 0.0
	for _, w := range windows {
		sum.Total += w.Total
		sum.Failed += w.Failed
		mean += (1 - w.Failed/w.Total) / float64(len(windows))
	}
	r := AvailabilityFromRequests(sum, seen(1), availabilityTarget, ratioPolicy)
	if r.Value == nil || !near(r.Value, 0.9995) {
		t.Errorf("availability = %v (%s), want 0.9995", text(r.Value), r.Reason)
	}
	if near(r.Value, mean) {
		t.Errorf("the mean of ratios, %v, gives the same", mean)
	}
}
