package health

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// A month of large counts must not leave anything behind in a window of small ones.
func TestRollingSumForgets(t *testing.T) {
	var sum rollingSum
	plain := 0.0
	var window []float64
	push := func(x float64) {
		if len(window) == 3 {
			sum.drop(window[0])
			plain -= window[0]
			window = window[1:]
		}
		sum.add(x)
		plain += x
		window = append(window, x)
	}
	for i := range 10000 {
		push(1e9 / float64(i%7+3))
	}
	for range 3 {
		push(0.1)
	}
	want := 0.1 + 0.1 + 0.1
	if math.Abs(sum.value()-want) > 1e-15 {
		t.Errorf("sum = %v, want %v", sum.value(), want)
	}
	if math.Abs(plain-want) < 1e-9 {
		t.Errorf("a plain running sum would do: %v", plain)
	}
	if sum.add(-1); sum.count() != 0 {
		t.Errorf("a count is %v", sum.count())
	}
	sum.drop(-1)
	for range 3 {
		push(0)
	}
	if sum.value() != 0 {
		t.Errorf("a window of zeros adds up to %v", sum.value())
	}
}

func TestRollingSumEqualsTheSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOf(rapid.OneOf(rapid.Float64Range(0, 1e12), rapid.SampledFrom([]float64{0, 0.1, 1}))).Draw(t, "values")
		width := rapid.IntRange(1, 10).Draw(t, "width")
		var sum rollingSum
		for i, x := range values {
			if i >= width {
				sum.drop(values[i-width])
			}
			sum.add(x)
			want := 0.0
			for _, y := range values[max(0, i+1-width) : i+1] {
				want += y
			}
			if math.Abs(sum.value()-want) > 1e-12*math.Max(1e-6, want) {
				t.Fatalf("sum at %d is %v, want %v", i, sum.value(), want)
			}
		}
	})
}
