package delivery

import (
	"math"
	"strings"
	"testing"

	"github.com/headroom/headroom/pkg/verdict"
)

func TestMTTR(t *testing.T) {
	minutes := func(durations ...float64) []Incident {
		var list []Incident
		for i, d := range durations {
			list = append(list, incident(string(rune('a'+i)), 100, 100+d))
		}
		return list
	}
	none := verdict.Target{Comparison: verdict.LessThan}
	tests := []struct {
		name        string
		incidents   []Incident
		observation verdict.Observation
		target      verdict.Target
		want        verdict.Status
		value       float64
		reason      string
	}{
		{"five", minutes(10, 20, 30, 40, 100), over(90 * day), none, verdict.NoTarget, 40 * 60, "half of 5 incidents took at most 30m"},
		{"a mean of 3 is not a trend", minutes(10, 20, 30), over(90 * day), none, verdict.InsufficientData, 0, "2 more would do"},
		{"none", nil, over(90 * day), none, verdict.InsufficientData, 0, "no samples"},
		{"within the target", minutes(10, 20, 30, 40, 100), over(90 * day), target(3600, verdict.LessThan), verdict.Met, 40 * 60, "the target 1h"},
		{"beyond the target", minutes(10, 20, 30, 40, 100), over(90 * day), target(1800, verdict.LessThan), verdict.Missed, 40 * 60, "the mean is 40m"},
		{"resolved before the window", []Incident{incident("a", -60, -1)}, over(90 * day), none, verdict.InsufficientData, 0, "no samples"},
		{"history", minutes(10, 20, 30, 40, 100), since(30 * day), none, verdict.NoTarget, 40 * 60, "history starts at"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := MTTR(Resolve(tt.incidents, start, tt.observation.End), tt.observation, tt.target, policy(5))
			checkSound(t, r)
			if r.Status != tt.want || r.Value != nil && !near(r.Value, tt.value) || !strings.Contains(r.Reason, tt.reason) {
				t.Errorf("%s %v: %s", r.Status, text(r.Value), r.Reason)
			}
		})
	}
}

// An incident counts in the window in which it was resolved, wherever it started; what is open has no duration yet.
func TestResolve(t *testing.T) {
	got := Resolve([]Incident{
		incident("before", -500, -1),
		incident("at the start", -10, 0),
		incident("across the start", -30, 30),
		incident("inside", 100, 110),
		incident("at the end", 900, 1000),
		incident("across the end", 990, 1010),
		incident("open", 500, never),
		incident("after", 1000, 1010),
	}, start, at(1000))
	want := Resolutions{Count: 3, Mean: (10 + 60 + 10) * 60 / 3, Median: 600, P90: 600 + 0.8*3000, Open: 3}
	if math.Abs(got.Mean-want.Mean) > 1e-9 || math.Abs(got.P90-want.P90) > 1e-6 {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got.Count != want.Count || got.Median != want.Median || got.Open != want.Open {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestOpenIncidentsAreSaid(t *testing.T) {
	for _, s := range []Resolutions{
		{Count: 0, Mean: math.NaN(), Median: math.NaN(), P90: math.NaN(), Open: 2},
		{Count: 10, Mean: 60, Median: 60, P90: 60, Open: 2},
	} {
		r := MTTR(s, over(90*day), verdict.Target{}, policy(5))
		checkSound(t, r)
		if r.Facts["open_incidents"] != 2 || !strings.Contains(r.Reason, "2 still open") {
			t.Errorf("%v: %s", r.Facts, r.Reason)
		}
	}
}
