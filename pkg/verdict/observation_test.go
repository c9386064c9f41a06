package verdict

import (
	"math"
	"strings"
	"testing"
	"time"
)

const day = 24 * time.Hour

func TestInsufficient(t *testing.T) {
	end := time.Date(2026, 11, 16, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		name         string
		observation  Observation
		insufficient bool
		reason       []string
	}{
		{"a whole window", Observation{Asked: 30 * day, Window: 30 * day, End: end, Coverage: 1}, false, nil},
		{"just enough coverage", Observation{Asked: 30 * day, Window: 30 * day, End: end, Coverage: 0.9}, false, nil},
		{
			"too little coverage", Observation{Asked: 30 * day, Window: 30 * day, End: end, Coverage: 0.85}, true,
			[]string{"85 % of the window of 30d was observed", "needs 90 %", "1d12h more"},
		},
		{
			"15 days of history shorten the window and are enough",
			Observation{Asked: 30 * day, Window: 15 * day, End: end, HistoryStart: end.Add(-15 * day), Coverage: 1}, false, nil,
		},
		{
			"a gap inside a short history",
			Observation{Asked: 30 * day, Window: 15 * day, End: end, HistoryStart: end.Add(-15 * day), Coverage: 0.5}, true,
			[]string{"50 % of the window of 15d", "history starts at 2026-11-01T12:00Z", "15d instead of 30d"},
		},
		{
			"under an hour of history, told in UTC",
			Observation{
				Asked: 30 * day, Window: 40 * time.Minute, End: end, Coverage: 1,
				HistoryStart: end.Add(-40 * time.Minute).In(time.FixedZone("CET", 3600)),
			}, true,
			[]string{"40m of history, a verdict needs 1h", "starts at 2026-11-16T11:20Z", "from 2026-11-16T12:20Z"},
		},
		{
			"an hour of history is enough",
			Observation{Asked: 30 * day, Window: time.Hour, End: end, HistoryStart: end.Add(-time.Hour), Coverage: 1}, false, nil,
		},
		{
			"a short question to a long history is not a short history",
			Observation{Asked: 5 * time.Minute, Window: 5 * time.Minute, End: end, Coverage: 1}, false, nil,
		},
		{
			"a short window without a start of history",
			Observation{Asked: day, Window: time.Minute, End: end, Coverage: 1}, true, []string{"1m of history"},
		},
		{
			"history that starts in the future",
			Observation{Asked: day, Window: 0, End: end, HistoryStart: end.Add(day), Coverage: 1}, true, []string{"0s of history"},
		},
		{"coverage unknown", Observation{Asked: day, Window: day, End: end, Coverage: math.NaN()}, true, []string{"0 % of the window"}},
		{"coverage negative", Observation{Asked: day, Window: day, End: end, Coverage: -3}, true, []string{"0 % of the window"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			reason, insufficient := tt.observation.Insufficient(policy)
			if insufficient != tt.insufficient {
				t.Fatalf("insufficient = %v (%s), want %v", insufficient, reason, tt.insufficient)
			}
			for _, part := range tt.reason {
				if !strings.Contains(reason, part) {
					t.Errorf("reason %q does not say %q", reason, part)
				}
			}
		})
	}
}

func TestHistoryNote(t *testing.T) {
	end := time.Date(2026, 11, 16, 12, 0, 0, 0, time.UTC)
	whole := Observation{Asked: day, Window: day, End: end, Coverage: 1}
	if note := whole.HistoryNote(); note != "" {
		t.Errorf("a whole window is remarked on: %q", note)
	}
	short := Observation{Asked: 30 * day, Window: 15 * day, End: end, HistoryStart: end.Add(-15 * day)}
	if note := short.HistoryNote(); note != "history starts at 2026-11-01T12:00Z, so the window is 15d instead of 30d" {
		t.Errorf("note = %q", note)
	}
	unexplained := Observation{Asked: 30 * day, Window: 15 * day, End: end}
	if note := unexplained.HistoryNote(); note != "the window is 15d instead of 30d" {
		t.Errorf("note = %q", note)
	}
}

func TestNewResult(t *testing.T) {
	goal := 0.01
	r := NewResult("error_ratio.requests", math.NaN(), Observation{Window: day, Coverage: 1.2}, Target{Value: &goal})
	if r.Status != InsufficientData || r.Samples != nil || *r.Coverage != 1 || r.Window != day || r.Value != nil {
		t.Errorf("%+v", r)
	}
	r.Fact("budget_minutes", math.Inf(1))
	r.Fact("burnt_minutes", 3)
	if len(r.Facts) != 1 || r.Facts["burnt_minutes"] != 3 {
		t.Errorf("facts = %v", r.Facts)
	}
}

func TestNumber(t *testing.T) {
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if got := Number(x); got != nil {
			t.Errorf("Number(%v) = %v", x, *got)
		}
		if _, ok := (Target{Value: &x}).Goal(); ok {
			t.Errorf("%v is a goal", x)
		}
	}
	if got := Number(0); got == nil || *got != 0 {
		t.Errorf("Number(0) = %v", got)
	}
}

func TestTargetMetBy(t *testing.T) {
	two, unknown := 2.0, math.NaN()
	tests := []struct {
		name   string
		target Target
		value  float64
		want   bool
	}{
		{"less than", Target{&two, LessThan}, 1.99, true},
		{"equal is not less", Target{&two, LessThan}, 2, false},
		{"at least", Target{&two, AtLeast}, 2, true},
		{"under at least", Target{&two, AtLeast}, 1.99, false},
		{"at least, as the profile writes it", Target{&two, ">="}, 2, true},
		{"less than, as the profile writes it", Target{&two, "<"}, 2, false},
		{"nothing to miss", Target{}, 1e9, true},
		{"a target that is not a number is none", Target{&unknown, LessThan}, 1e9, true},
		{"an unknown value meets nothing", Target{&two, AtLeast}, math.NaN(), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.target.MetBy(tt.value); got != tt.want {
				t.Errorf("MetBy(%v) = %v, want %v", tt.value, got, tt.want)
			}
		})
	}
}
