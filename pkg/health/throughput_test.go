package health

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/headroom/headroom/pkg/verdict"
)

// good, slow and failing are windows at a rate, placed in time by in.
func good(rate float64) Window    { return Window{PerMinute: rate, P95: 0.3, ErrorRatio: 0.001} }
func slow(rate float64) Window    { return Window{PerMinute: rate, P95: 3, ErrorRatio: 0.001} }
func failing(rate float64) Window { return Window{PerMinute: rate, P95: 0.3, ErrorRatio: 0.2} }

// unjudged is a window whose percentile lies in the bucket around the target.
func unjudged(rate float64) Window {
	return Window{PerMinute: rate, P95: math.NaN(), ErrorRatio: 0.001}
}
func missing() Window {
	return Window{PerMinute: math.NaN(), P95: math.NaN(), ErrorRatio: math.NaN()}
}

// in stamps windows one after the other.
func in(ws ...Window) []Window {
	start := time.Date(2026, 11, 16, 0, 0, 0, 0, time.UTC)
	for i := range ws {
		ws[i].End = start.Add(time.Duration(i+1) * WindowLength)
	}
	return ws
}

func throughputOf(ws []Window, o verdict.Observation) verdict.Result {
	return Throughput(ws, nil, latencyTarget, errorTarget, throughputTarget, o, plainPolicy)
}

func TestThroughput(t *testing.T) {
	holed := in(good(1200), good(1200), good(1200))
	holed[2].End = holed[2].End.Add(WindowLength)
	early := in(good(1200), good(1200), good(1200))
	for i := range early[1:] {
		early[i+1].End = early[i+1].End.Add(WindowLength)
	}
	shuffled := in(good(1100), good(1200), good(1300), good(90))
	slices.Reverse(shuffled)
	tests := []struct {
		name        string
		windows     []Window
		observation verdict.Observation
		want        verdict.Status
		value       *float64
		reason      string
	}{
		{"the least of three windows is sustained", in(good(1100), good(1500), good(1300)), seen(1), verdict.Met, ptr(1100), "1100 req/min was sustained"},
		{"the best of several runs", in(good(200), good(1100), good(1500), good(1300), good(90)), seen(1), verdict.Met, ptr(1100), "15m until 2026-11-16T00:20Z"},
		{"order does not matter", shuffled, seen(1), verdict.Met, ptr(1100), ""},
		{"exactly the target", in(good(1000), good(1000), good(1000)), seen(1), verdict.Met, ptr(1000), ""},
		{"two windows are a burst", in(good(50), good(1500), good(1500), good(50)), seen(1), verdict.InsufficientData, ptr(50), "not demonstrated"},
		{"a missing window breaks the run", holed, seen(1), verdict.InsufficientData, nil, "no rate was sustained"},
		{"two windows after a gap are no run", early, seen(1), verdict.InsufficientData, nil, "no rate was sustained"},
		{"a window that may have been healthy proves no limit", in(slow(300), slow(300), slow(300), unjudged(400)), seen(1), verdict.InsufficientData, nil, ""},
		{"one at a lower rate does not excuse", in(slow(300), slow(300), slow(300), unjudged(200)), seen(1), verdict.Missed, ptr(0), ""},
		{"an unobserved window breaks the run", in(good(1500), good(1500), missing(), good(1500)), seen(1), verdict.InsufficientData, nil, ""},
		{"current demand is not capacity", in(good(300), good(300), good(300)), seen(1), verdict.InsufficientData, ptr(300), "not demonstrated"},
		{
			"an outage at night says nothing of capacity",
			in(good(600), good(600), good(600), failing(50), failing(50), failing(50), failing(50)), seen(1),
			verdict.InsufficientData, ptr(600), "not demonstrated",
		},
		{
			"three windows that broke down under load, above all that was served well",
			in(good(600), good(600), good(600), slow(800), slow(850), failing(900)), seen(1),
			verdict.Missed, ptr(600), "3 windows below the target of 1000 req/min were unhealthy",
		},
		{
			"two such windows are not enough",
			in(good(600), good(600), good(600), slow(800), slow(850)), seen(1),
			verdict.InsufficientData, ptr(600), "not demonstrated",
		},
		{
			"a healthy window at an equal rate clears them",
			in(good(600), good(600), good(600), slow(800), slow(800), slow(800), good(800)), seen(1),
			verdict.InsufficientData, ptr(600), "not demonstrated",
		},
		{
			"breaking down above the target says nothing of the target",
			in(good(600), good(600), good(600), slow(1500), slow(1500), slow(1500)), seen(1),
			verdict.InsufficientData, ptr(600), "not demonstrated",
		},
		{
			"breaking down at the target is not below it",
			in(good(600), good(600), good(600), slow(1000), slow(1000), slow(1000)), seen(1),
			verdict.InsufficientData, ptr(600), "not demonstrated",
		},
		{
			"an error ratio at its target is not below it",
			in(Window{PerMinute: 800, ErrorRatio: 0.01}, Window{PerMinute: 800, ErrorRatio: 0.01}, Window{PerMinute: 800, ErrorRatio: 0.01}),
			seen(1), verdict.Missed, ptr(0), "",
		},
		{
			"met stays met whatever broke down above",
			in(good(1100), good(1100), good(1100), slow(1500), slow(1500), slow(1500)), seen(1),
			verdict.Met, ptr(1100), "",
		},
		{
			"nothing but breakdowns",
			in(slow(300), slow(300), slow(300)), seen(1), verdict.Missed, ptr(0), "no rate was sustained",
		},
		{
			"a window without failures has the error ratio 0, which does not empty the result",
			in(Window{PerMinute: 1200, P95: .3}, Window{PerMinute: 1200, P95: .3}, Window{PerMinute: 1200, P95: .3}), seen(1),
			verdict.Met, ptr(1200), "",
		},
		{
			"a 95th percentile known by its upper bound only",
			in(Window{PerMinute: 1200, P95: 2}, Window{PerMinute: 1200, P95: 2}, Window{PerMinute: 1200, P95: 2}), seen(1),
			verdict.Met, ptr(1200), "",
		},
		{
			"an unknown percentile is neither healthy nor unhealthy",
			in(Window{PerMinute: 800, P95: math.NaN()}, Window{PerMinute: 800, P95: math.NaN()}, Window{PerMinute: 800, P95: math.NaN()}), seen(1),
			verdict.InsufficientData, nil, "not demonstrated",
		},
		{
			"a known breach is unhealthy whatever the other target",
			in(Window{PerMinute: 800, P95: math.NaN(), ErrorRatio: 0.5}, Window{PerMinute: 800, P95: math.NaN(), ErrorRatio: 0.5}, Window{PerMinute: 800, P95: inf, ErrorRatio: math.NaN()}),
			seen(1), verdict.Missed, ptr(0), "",
		},
		{"no windows", nil, seen(1), verdict.InsufficientData, nil, "no samples"},
		{"only unobserved windows", in(missing(), missing(), missing()), seen(1), verdict.InsufficientData, nil, "no samples"},
		{"gaps in the window", in(good(1100), good(1100), good(1100)), seen(0.5), verdict.InsufficientData, nil, "50 % of the window"},
		{"short history is told", in(good(1100), good(1100), good(1100)), since(day), verdict.Met, ptr(1100), "history starts at"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := throughputOf(tt.windows, tt.observation)
			checkSound(t, r)
			wantStatus(t, r, tt.want)
			if (r.Value == nil) != (tt.value == nil) || tt.value != nil && *r.Value != *tt.value {
				t.Errorf("value = %v, want %v", text(r.Value), text(tt.value))
			}
			if !strings.Contains(r.Reason, tt.reason) {
				t.Errorf("reason %q does not say %q", r.Reason, tt.reason)
			}
		})
	}
}

func TestThroughputBesideTheVerdict(t *testing.T) {
	ws := in(good(1100), good(1100), good(1100), slow(1500), missing())
	r := Throughput(ws, ptr(420), latencyTarget, errorTarget, verdict.Target{}, seen(1), plainPolicy)
	wantStatus(t, r, verdict.NoTarget)
	if *r.Demand != 420 || *r.Value != 1100 || *r.Samples != 4 {
		t.Errorf("demand %v, value %v, samples %v", text(r.Demand), text(r.Value), text(r.Samples))
	}
	if r.Facts["healthy_windows"] != 3 || r.Facts["unhealthy_windows"] != 1 || r.Facts["peak_healthy_per_minute"] != 1100 {
		t.Errorf("facts = %v", r.Facts)
	}
	free := Throughput(ws, ptr(math.NaN()), verdict.Target{}, verdict.Target{}, throughputTarget, seen(1), plainPolicy)
	if *free.Value != 1100 || free.Facts["healthy_windows"] != 4 || free.Demand != nil {
		t.Errorf("without targets every observed window is healthy: %v, %v", *free.Value, free.Facts)
	}
	if r := Throughput(in(slow(900)), nil, latencyTarget, errorTarget, verdict.Target{}, seen(1), plainPolicy); r.Status != verdict.InsufficientData || r.Value != nil {
		t.Errorf("no target and no capacity: %s, %v", r.Status, text(r.Value))
	}
}

func anyWindows(t *rapid.T) []Window {
	return in(rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Window {
		rate := rapid.Float64Range(1, 2000).Draw(t, "rate")
		return rapid.SampledFrom([]Window{good(rate), good(rate), good(rate), slow(rate), failing(rate), missing()}).Draw(t, "window")
	}), 0, 60).Draw(t, "windows")...)
}

// Capacity is a rate that was really seen (0 stands for none in a miss), and more history never lowers it.
func TestThroughputGrowsWithHistory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ws := anyWindows(t)
		cut := rapid.IntRange(0, len(ws)).Draw(t, "cut")
		all, part := throughputOf(ws, seen(1)), throughputOf(ws[:cut], seen(1))
		checkSound(t, all)
		if part.Value != nil && *part.Value > 0 && (all.Value == nil || *all.Value < *part.Value) {
			t.Fatalf("capacity fell from %v to %v", *part.Value, text(all.Value))
		}
		if part.Status == verdict.Met && all.Status != verdict.Met {
			t.Fatalf("met turned %s", all.Status)
		}
		if all.Value != nil && *all.Value > 0 && !slices.ContainsFunc(ws, func(w Window) bool { return w.PerMinute == *all.Value }) {
			t.Fatalf("no window had the rate %v", *all.Value)
		}
	})
}

func TestThroughputTakesAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ws := in(rapid.SliceOf(rapid.Custom(func(t *rapid.T) Window {
			return Window{PerMinute: anything.Draw(t, "rate"), P95: anything.Draw(t, "p95"), ErrorRatio: anything.Draw(t, "errors")}
		})).Draw(t, "windows")...)
		demand := anything.Draw(t, "demand")
		checkSound(t, Throughput(ws, &demand, anyTarget(t), anyTarget(t), anyTarget(t), anyObservation(t), plainPolicy))
	})
}
