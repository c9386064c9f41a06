package health

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var inf = math.Inf(1)

func TestFromCumulative(t *testing.T) {
	tests := []struct {
		name string
		byLE map[string]float64
		want []Bucket
		err  string
	}{
		{
			"own counts in order of the bounds", map[string]float64{"10": 8, "2.5": 7, "+Inf": 10, "1": 4},
			[]Bucket{{0, 1, 4}, {1, 2.5, 3}, {2.5, 10, 1}, {10, inf, 2}}, "",
		},
		{
			"1 and 1.0 are one bound of two sets of instances", map[string]float64{"1": 4, "1.0": 2, "+Inf": 10},
			[]Bucket{{0, 1, 6}, {1, inf, 4}}, "",
		},
		{
			"1e+00 and Inf are spelt as other clients do", map[string]float64{"1e+00": 4, "Inf": 10},
			[]Bucket{{0, 1, 4}, {1, inf, 6}}, "",
		},
		{
			"counts that fall are raised, as Prometheus does", map[string]float64{"1": 5, "2": 4, "+Inf": 6},
			[]Bucket{{0, 1, 5}, {1, 2, 0}, {2, inf, 1}}, "",
		},
		{
			"+Inf below its neighbour by rounding", map[string]float64{"1": 5, "+Inf": 4.9999},
			[]Bucket{{0, 1, 5}, {1, inf, 0}}, "",
		},
		{
			"a first bound that is not positive is open below", map[string]float64{"-1": 1, "0": 2, "+Inf": 3},
			[]Bucket{{-inf, -1, 1}, {-1, 0, 1}, {0, inf, 1}}, "",
		},
		{
			"so is one that is 0", map[string]float64{"0": 1, "5": 2, "+Inf": 3},
			[]Bucket{{-inf, 0, 1}, {0, 5, 1}, {5, inf, 1}}, "",
		},
		{
			"a negative bound below a positive one", map[string]float64{"-1": 1, "5": 2, "+Inf": 3},
			[]Bucket{{-inf, -1, 1}, {-1, 5, 1}, {5, inf, 1}}, "",
		},
		{"no +Inf", map[string]float64{"1": 5}, nil, "no +Inf bucket"},
		{"nothing", nil, nil, "no +Inf bucket"},
		{"a label that is no bound", map[string]float64{"fast": 5, "+Inf": 5}, nil, `le="fast" is not a bound`},
		{"a bound that is not a number", map[string]float64{"NaN": 5, "+Inf": 5}, nil, `le="NaN" is not a bound`},
		{"a bound below everything", map[string]float64{"-Inf": 5, "+Inf": 5}, nil, `le="-Inf" is not a bound`},
		{"a count that is not a number", map[string]float64{"1": math.NaN(), "+Inf": 5}, nil, `le="1" has the count NaN`},
		{"a negative count", map[string]float64{"1": -1, "+Inf": 5}, nil, `le="1" has the count -1`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := FromCumulative(tt.byLE)
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Fatalf("error %v does not say %q", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != len(tt.want) {
				t.Fatalf("got %v, want %v", got, tt.want)
			}
			for i := range got {
				if got[i] != tt.want[i] {
					t.Errorf("bucket %d is %v, want %v", i, got[i], tt.want[i])
				}
			}
		})
	}
}

func TestFromCumulativeSeries(t *testing.T) {
	nan := math.NaN()
	bounds, own, err := FromCumulativeSeries(map[string][]float64{
		"1":    {4, nan, nan, 4},
		"1.0":  {1, nan, nan, nan},
		"2":    {nan, nan, 6, nan}, // added by a deployment, gone with its rollback
		"+Inf": {10, nan, 10, 10},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(bounds) != 3 || bounds[0] != 1 || bounds[1] != 2 || bounds[2] != inf {
		t.Fatalf("bounds = %v", bounds)
	}
	want := [][]float64{{5, nan, 0, 4}, {0, nan, 6, 0}, {5, nan, 4, 6}}
	for b := range want {
		for step := range want[b] {
			if got := own[b][step]; got != want[b][step] && !(math.IsNaN(got) && math.IsNaN(want[b][step])) {
				t.Errorf("bound %v, step %d: %v, want %v", bounds[b], step, got, want[b][step])
			}
		}
	}
	for _, short := range [][]float64{{}, {1}} {
		if _, _, err := FromCumulativeSeries(map[string][]float64{"1": {1, 2}, "+Inf": short}); err == nil {
			t.Errorf("series of 2 and %d steps are accepted", len(short))
		}
	}
}

// Whatever the counts, the own counts are not negative and add up to no less than +Inf's, which only repair
// can exceed.
func TestFromCumulativeKeepsTheTotal(t *testing.T) {
	count := rapid.Float64Range(0, 1e9)
	rapid.Check(t, func(t *rapid.T) {
		byLE := map[string]float64{"+Inf": count.Draw(t, "+Inf")}
		highest := byLE["+Inf"]
		for _, le := range []string{"0.1", "0.5", "1", "2.5"} {
			byLE[le] = count.Draw(t, le)
			highest = math.Max(highest, byLE[le])
		}
		buckets, err := FromCumulative(byLE)
		if err != nil {
			t.Fatal(err)
		}
		total, valid := observations(buckets)
		if !valid || math.Abs(total-highest) > 1e-6*math.Max(1, highest) {
			t.Fatalf("%v add up to %v (valid: %v), want %v", buckets, total, valid, highest)
		}
	})
}
