package health

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

var nan = math.NaN()

func wantPoints(t *testing.T, got []*float64, want ...float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d points, want %d", len(got), len(want))
	}
	for i := range got {
		if math.IsNaN(want[i]) != (got[i] == nil) || got[i] != nil && !near(got[i], want[i]) {
			t.Errorf("point %d = %v, want %v", i, text(got[i]), want[i])
		}
	}
}

func TestTrailingRatio(t *testing.T) {
	tests := []struct {
		name                    string
		bad, total              []float64
		width                   int
		minCoverage, minSamples float64
		want                    []float64
	}{
		{"sums before ratios", []float64{5, 0, 0}, []float64{10, 90, 100}, 2, 0, 0, []float64{0.5, 0.05, 0}},
		{"an unobserved step has no point", []float64{1, nan, 1}, []float64{10, nan, 10}, 3, 0, 0, []float64{0.1, nan, 0.1}},
		{"failures unknown", []float64{1, nan, 1}, []float64{10, 10, 10}, 3, 0, 0, []float64{0.1, nan, 0.1}},
		{"too little coverage", []float64{1, nan, nan, 1, 1, 1}, []float64{10, nan, nan, 10, 10, 10}, 3, 0.9, 0, []float64{0.1, nan, nan, nan, nan, 0.1}},
		{"before history is no gap", []float64{nan, nan, 1, 1}, []float64{nan, nan, 10, 10}, 4, 0.9, 0, []float64{nan, nan, 0.1, 0.1}},
		{"too few samples", []float64{0, 0, 0}, []float64{100, 200, 300}, 2, 0, 400, []float64{nan, nan, 0}},
		{"no traffic is no ratio", []float64{0, 0}, []float64{0, 0}, 2, 0, 0, []float64{nan, nan}},
		{"failed above total by rounding", []float64{1.0001}, []float64{1}, 1, 0, 0, []float64{1}},
		{"the window has left the failures behind", []float64{1e9, 0, 0}, []float64{1e15, 3, 3}, 1, 0, 0, []float64{1e-6, 0, 0}},
		{"no width", []float64{1}, []float64{1}, 0, 0, 0, []float64{nan}},
		{"unequal grids", []float64{1}, []float64{2, 2}, 1, 0, 0, []float64{0.5}},
		{"nothing", nil, nil, 3, 0.9, 400, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wantPoints(t, TrailingRatio(tt.bad, tt.total, tt.width, tt.minCoverage, tt.minSamples), tt.want...)
		})
	}
}

func TestTrailingMean(t *testing.T) {
	wantPoints(t, TrailingMean([]float64{1, 0, 1, nan, 1}, 2, 0), 1, 0.5, 0.5, nan, 1)
	wantPoints(t, TrailingMean([]float64{1, 0, 1, nan, 1}, 2, 0.9), 1, 0.5, 0.5, nan, nan)
	wantPoints(t, TrailingMean([]float64{-2, inf, -4}, 3, 0), -2, nan, -3)
}

func TestTrailingQuantile(t *testing.T) {
	bounds := []float64{1, 2.5, inf}
	perBound := [][]float64{{90, 90, nan, 0, 0}, {10, 0, nan, 100, 0}, {0, 10, nan, 0, 0}}
	// Windows of two steps: 90+10; 180+10+10; nothing; step 3 alone; step 3 again, with no requests added.
	wantPoints(t, TrailingQuantile(0.95, bounds, perBound, 2, 0, 0), 1+1.5*5/10, 2.5, nan, 1+1.5*95/100, 1+1.5*95/100)
	wantPoints(t, TrailingQuantile(0.95, bounds, perBound, 2, 0, 100), 1+1.5*5/10, 2.5, nan, 1+1.5*95/100, 1+1.5*95/100)
	wantPoints(t, TrailingQuantile(0.95, bounds, perBound, 2, 0, 101), nan, 2.5, nan, nan, nan)
	wantPoints(t, TrailingQuantile(0.95, bounds, perBound, 2, 0, 150), nan, 2.5, nan, nan, nan)
	wantPoints(t, TrailingQuantile(0.95, bounds, perBound, 2, 0.9, 0), 1.75, 2.5, nan, nan, 1+1.5*95/100)
	wantPoints(t, TrailingQuantile(1.5, bounds, perBound, 2, 0, 0), nan, nan, nan, nan, nan)
	if got := TrailingQuantile(0.95, nil, nil, 2, 0, 0); len(got) != 0 {
		t.Errorf("no buckets give %d points", len(got))
	}
	unequal := [][]float64{{90, 90}, {10}, {0, 10}}
	wantPoints(t, TrailingQuantile(0.95, bounds, unequal, 1, 0, 0), 1.75)
}

func TestTrailingPercentileOfHottest(t *testing.T) {
	cool, hot := []float64{0.1, 0.2, 0.3, 0.4, 0.5}, []float64{0.9, nan, nan, nan, 0.2}
	// The median of each, over three steps; the hot one's 0.9 counts while it is in the window.
	wantPoints(t, TrailingPercentileOfHottest(0.5, [][]float64{cool, hot}, 3, 0), 0.9, 0.9, 0.9, 0.3, 0.4)
	// 0.25·(4 − 1) is rank 0.75: three quarters of the way from the first value to the second.
	wantPoints(t, TrailingPercentileOfHottest(0.25, [][]float64{{4, 1, 3, 2}}, 4, 0), 4, 1.75, 2, 1.75)
	wantPoints(t, TrailingPercentileOfHottest(0.5, [][]float64{{0.1, nan, nan, 0.1}, {0.2, nan, 0.2}}, 3, 0.6), 0.2, nan, 0.2, 0.2)
	wantPoints(t, TrailingPercentileOfHottest(0, [][]float64{{4, 1, 3}}, 3, 0), 4, 1, 1)
	wantPoints(t, TrailingPercentileOfHottest(1, [][]float64{{4, 1, 3}}, 3, 0), 4, 4, 4)
	// An instance that is gone leaves the window with its last value.
	wantPoints(t, TrailingPercentileOfHottest(0.5, [][]float64{{0.1, 0.1, 0.1, 0.1}, {0.9}}, 2, 0), 0.9, 0.9, 0.1, 0.1)
	wantPoints(t, TrailingPercentileOfHottest(2, [][]float64{cool}, 3, 0), nan, nan, nan, nan, nan)
	wantPoints(t, TrailingPercentileOfHottest(0.5, [][]float64{cool}, 0, 0), nan, nan, nan, nan, nan)
	wantPoints(t, TrailingPercentileOfHottest(0.5, nil, 3, 0))
}

func TestTrailingCapacity(t *testing.T) {
	ws := in(good(1100), good(1500), good(1300), good(1200), slow(1400), good(700), good(800), good(900), missing(), good(900))
	wantPoints(t, TrailingCapacity(ws, 6, latencyTarget, errorTarget, 0),
		nan, nan, 1100, 1200, 1200, 1200, 1200, 700, nan, 700)
	// Less than three windows wide, nothing is sustained inside.
	wantPoints(t, TrailingCapacity(ws, 2, latencyTarget, errorTarget, 0), nan, nan, nan, nan, nan, nan, nan, nan, nan, nan)
	wantPoints(t, TrailingCapacity(ws, 3, latencyTarget, errorTarget, 0.9), nan, nan, 1100, 1200, nan, nan, nan, 700, nan, nan)
}

// gridOf draws counts on a grid with gaps.
func gridOf(values *rapid.Generator[float64], steps int) *rapid.Generator[[]float64] {
	return rapid.SliceOfN(rapid.OneOf(values, values, values, rapid.Just(math.NaN())), steps, steps)
}

// Every trend is defined by its windows: computing each from scratch has to give the same.
func TestTrendsEqualTheirDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		steps := rapid.IntRange(1, 80).Draw(t, "steps")
		width := rapid.IntRange(1, 90).Draw(t, "width")
		minCoverage := rapid.Float64Range(0, 1).Draw(t, "coverage")
		// Counts and shares as they come; a sum forgets what is 10³⁰ times smaller than what it has seen.
		values := gridOf(rapid.OneOf(rapid.Float64Range(1e-6, 1), rapid.SampledFrom([]float64{0, 0.5, 1})), steps)
		first, second := values.Draw(t, "first"), values.Draw(t, "second")
		windows := anyWindows(t)

		same(t, TrailingMean(first, width, minCoverage), steps, width, minCoverage, observedIn(first), func(from, to int) float64 {
			return meanOf(first[from:to])
		})
		same(t, TrailingRatio(second, first, width, minCoverage, 2), steps, width, minCoverage, observedIn(first, second), func(from, to int) float64 {
			bad, total := 0.0, 0.0
			for i := from; i < to; i++ {
				if observedIn(first, second)(i) {
					bad, total = bad+second[i], total+first[i]
				}
			}
			if total < 2 {
				return math.NaN()
			}
			return math.Min(1, bad/total)
		})
		anyOfBoth := func(i int) bool { return observedIn(first)(i) || observedIn(second)(i) }
		same(t, TrailingPercentileOfHottest(0.95, [][]float64{first, second}, width, minCoverage), steps, width, minCoverage, anyOfBoth, func(from, to int) float64 {
			return math.Max(percentileOf(0.95, first[from:to]), percentileOf(0.95, second[from:to]))
		})
		bounds := []float64{1, inf}
		same(t, TrailingQuantile(0.95, bounds, [][]float64{first, second}, width, minCoverage, 0), steps, width, minCoverage, observedIn(first, second), func(from, to int) float64 {
			buckets := emptyBuckets(bounds)
			for i := from; i < to; i++ {
				if observedIn(first, second)(i) {
					buckets[0].Count += first[i]
					buckets[1].Count += second[i]
				}
			}
			value, _, _, ok := Quantile(0.95, buckets)
			if !ok {
				return math.NaN()
			}
			return value
		})
		rates := make([]float64, len(windows))
		for i, w := range windows {
			rates[i] = w.PerMinute
		}
		same(t, TrailingCapacity(windows, width, latencyTarget, errorTarget, minCoverage), len(windows), width, minCoverage, observedIn(rates), func(from, to int) float64 {
			if all := survey(windows[from:to], latencyTarget, errorTarget); all.sustained >= 0 {
				return all.sustained
			}
			return math.NaN()
		})
	})
}

// same holds a trend against its definition: the figure of the steps from … to − 1 of each window.
func same(t *rapid.T, got []*float64, steps, width int, minCoverage float64, observed func(int) bool, figure func(from, to int) float64) {
	if len(got) != steps {
		t.Fatalf("%d points for %d steps", len(got), steps)
	}
	history := 0
	for history < steps && !observed(history) {
		history++
	}
	for i := range steps {
		from := max(0, i+1-width)
		seen := 0
		for j := from; j <= i; j++ {
			if observed(j) {
				seen++
			}
		}
		want := math.NaN()
		if observed(i) && float64(seen)/float64(i+1-max(from, history)) >= minCoverage {
			want = figure(from, i+1)
		}
		if math.IsNaN(want) != (got[i] == nil) || got[i] != nil && math.Abs(*got[i]-want) > 1e-9*math.Max(1, math.Abs(want)) {
			t.Fatalf("point %d = %v, want %v", i, text(got[i]), want)
		}
	}
}

func observedIn(grids ...[]float64) func(int) bool {
	return func(i int) bool {
		for _, grid := range grids {
			if math.IsNaN(grid[i]) {
				return false
			}
		}
		return true
	}
}
