package source

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestAlignEnd(t *testing.T) {
	at := time.Date(2026, 11, 23, 18, 21, 42, 700e6, time.UTC)
	for _, test := range []struct {
		step, window time.Duration
		want         string
	}{
		{0, 0, "18:21:30"},
		{10 * time.Second, 0, "18:21:40"}, // 20 s, the smallest multiple of the step from 15 s on
		{15 * time.Second, 0, "18:21:30"},
		{time.Minute, 0, "18:21:00"},
		{time.Hour, 0, "18:00:00"},
		{0, time.Hour, "18:21:30"},                   // 1.8 s
		{0, 24 * time.Hour, "18:21:00"},              // 43.2 s, so 45 s
		{0, 30 * 24 * time.Hour, "18:00:45"},         // 21 min 36 s, so 21 min 45 s
		{time.Hour, 30 * 24 * time.Hour, "18:00:00"}, // the step is coarser
	} {
		if got := AlignEnd(at, test.step, test.window).Format(time.TimeOnly); got != test.want {
			t.Errorf("step %s, window %s: got %s, want %s", test.step, test.window, got, test.want)
		}
	}
}

func TestAlignEndProperties(t *testing.T) {
	durations := rapid.Custom(func(t *rapid.T) time.Duration {
		return time.Duration(rapid.Int64Range(0, 40*24*3600*1000).Draw(t, "ms")) * time.Millisecond
	})
	rapid.Check(t, func(t *rapid.T) {
		at := time.UnixMilli(rapid.Int64Range(-1e12, 4e12).Draw(t, "at"))
		step, window := durations.Draw(t, "step"), durations.Draw(t, "window")
		got := AlignEnd(at, step, window)
		if got.After(at) {
			t.Fatalf("%s is after %s", got, at)
		}
		coarsest := 2 * max(alignment, step, window/trailingSteps)
		if late := at.Sub(got); late >= coarsest {
			t.Fatalf("%s is %s before %s, beyond %s", got, late, at, coarsest)
		}
		if again := AlignEnd(got, step, window); !again.Equal(got) {
			t.Fatalf("aligning %s again gives %s", got, again)
		}
		if cached := alignDown(got, gridUnit(step)); !cached.Equal(got) {
			t.Fatalf("the cache would ask at %s instead of %s", cached, got)
		}
		later := AlignEnd(at.Add(durations.Draw(t, "later")), step, window)
		if later.Before(got) {
			t.Fatalf("a later time aligns to %s, before %s", later, got)
		}
	})
}
