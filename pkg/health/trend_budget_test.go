package health

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func values(points []*float64) []float64 {
	out := make([]float64, len(points))
	for i, p := range points {
		if out[i] = math.NaN(); p != nil {
			out[i] = *p
		}
	}
	return out
}

func sameValues(t *testing.T, got []*float64, want []float64) {
	t.Helper()
	for i, v := range values(got) {
		if len(got) != len(want) || math.IsNaN(v) != math.IsNaN(want[i]) || math.Abs(v-want[i]) > 1e-9 {
			t.Fatalf("%v, want %v", values(got), want)
		}
	}
}

func TestTrailingBudget(t *testing.T) {
	gap := math.NaN()
	e := StepEvents{
		Bad:   []float64{0, 1, 0, 2, gap, 0, 0},
		Total: []float64{100, 100, 100, 100, gap, 100, 100},
	}
	// 1 % may be bad; a window is two steps, and what leaves it is regained.
	sameValues(t, TrailingBudget(e, 0.01, 2, 0.5), []float64{1, 0.5, 0.5, 0, gap, 1, 1})
	sameValues(t, TrailingBudget(e, 0, 2, 0.5), []float64{gap, gap, gap, gap, gap, gap, gap})

	// The told steps of a night say nothing of the day before, whose slow requests are between two bounds of a bucket.
	day := StepEvents{Bad: []float64{gap, 0, 0, 0, 0}, Total: []float64{900, 100, 100, 100, 100}}
	sameValues(t, TrailingBudget(day, 0.01, 4, 0.5), []float64{gap, gap, gap, gap, 1})
}

func TestTrailingBurn(t *testing.T) {
	gap := math.NaN()
	rule := BurnRule{Severity: "page", Long: 20 * time.Minute, Short: 5 * time.Minute, Factor: 2}
	for _, test := range []struct {
		name string
		StepEvents
		want []float64
	}{
		{
			// Allowed is 1 %: in the third step a tenth of a window of 300 is 3.33 %, then 4 in 400 are 1 %.
			name:       "an outage of one step alerts as long as it is in the short window",
			StepEvents: StepEvents{Bad: []float64{0, 0, 10, 0, 0}, Total: []float64{100, 100, 100, 100, 100}},
			want:       []float64{0, 0, 10.0 / 300 / 0.01 / 2, 0, 0},
		},
		{
			name:       "a gap is no traffic of its own, and the sums around it go on",
			StepEvents: StepEvents{Bad: []float64{0, 4, gap, 4}, Total: []float64{100, 100, gap, 100}},
			want:       []float64{0, 1, gap, 8.0 / 300 / 0.01 / 2},
		},
		{
			name:       "bad ones that cannot be told are unknown while they are in the long window",
			StepEvents: StepEvents{Bad: []float64{0, gap, 0, 0, 0, 0}, Total: []float64{100, 100, 100, 100, 100, 100}},
			want:       []float64{0, gap, gap, gap, gap, 0},
		},
		{
			name:       "the least number of events",
			StepEvents: StepEvents{Bad: []float64{5, 5}, Total: []float64{5, 100}},
			want:       []float64{gap, 5.0 / 100 / 0.01 / 2},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			sameValues(t, rule.Trailing(test.StepEvents, 5*time.Minute, 0.01, BurnEvidence{Events: 50, BadEvents: 2}), test.want)
		})
	}
}

func TestSlowSteps(t *testing.T) {
	gap := math.NaN()
	own := [][]float64{{90, 5, gap, 0}, {5, 0, gap, 1}, {5, 5, gap, 0}}
	same := func(what string, got, want []float64) {
		for i := range want {
			if len(got) != len(want) || math.IsNaN(got[i]) != math.IsNaN(want[i]) || got[i] != want[i] && !math.IsNaN(want[i]) {
				t.Errorf("%s: %v, want %v", what, got, want)
			}
		}
	}
	exact := SlowSteps(2, []float64{2, 2.5, math.Inf(1)}, own)
	same("above a bound", exact.Bad, []float64{10, 5, gap, 1})
	same("of", exact.Total, []float64{100, 10, gap, 1})
	across := SlowSteps(2, []float64{1, 2.5, math.Inf(1)}, own)
	if exact.Untold() || !across.Untold() {
		t.Errorf("untold: %t above a bound, %t across a bucket", exact.Untold(), across.Untold())
	}
	same("across a bucket it is known where that is empty", across.Bad, []float64{gap, 5, gap, gap})
	same("of", across.Total, []float64{100, 10, gap, 1})
}

// A trend's point is what Judge says of the events of its two windows.
func TestTrailingBurnIsJudgedAsOneWindowIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(t, "steps")
		e := StepEvents{Bad: make([]float64, n), Total: make([]float64, n)}
		for i := range n {
			e.Total[i] = float64(rapid.IntRange(0, 1000).Draw(t, "total"))
			e.Bad[i] = float64(rapid.IntRange(0, int(e.Total[i])).Draw(t, "bad"))
			if rapid.IntRange(0, 9).Draw(t, "gap") == 0 {
				e.Total[i], e.Bad[i] = math.NaN(), math.NaN()
			}
		}
		rule := BurnRule{
			Long: time.Duration(rapid.IntRange(2, 20).Draw(t, "long")) * time.Minute, Short: time.Minute,
			Factor: rapid.Float64Range(1, 15).Draw(t, "factor"),
		}
		least := BurnEvidence{Events: 10, BadEvents: 2}
		points := rule.Trailing(e, time.Minute, 0.01, least)
		sum := func(last, width int) (events Events) {
			for i := max(0, last-width+1); i <= last; i++ {
				if !math.IsNaN(e.Total[i]) {
					events.Total += e.Total[i]
					events.Bad += e.Bad[i]
				}
			}
			return events
		}
		for i, got := range points {
			want := rule.Judge(sum(i, int(rule.Long.Minutes())), sum(i, 1), 0.01, least).Value
			if (got == nil) != (want == nil) || got != nil && math.Abs(*got-*want) > 1e-9 {
				t.Fatalf("step %d of %+v: %v, want %v", i, e, got, want)
			}
		}
	})
}

func TestPeaks(t *testing.T) {
	one, two, three := 1.0, 2.0, 3.0
	gap := math.NaN()
	points := []*float64{&three, &one, &two, nil, nil, nil, &one, nil}
	sameValues(t, Peaks(points, 2), []float64{3, 2, gap, 1})
	sameValues(t, Peaks(points, 3), []float64{2, 1}) // the first two fill no run
	sameValues(t, Peaks(points, 1), values(points))
}
