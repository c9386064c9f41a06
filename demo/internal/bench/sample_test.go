package bench

import (
	"testing"
	"time"
)

func TestQuantile(t *testing.T) {
	const ms = time.Millisecond
	for _, test := range []struct {
		s    sample
		q    float64
		want time.Duration
	}{
		{nil, 0.5, 0},
		{sample{3 * ms}, 0.25, 3 * ms},
		{sample{4 * ms, 2 * ms}, 0.5, 3 * ms},
		{sample{5 * ms, 1 * ms, 9 * ms}, 0.5, 5 * ms},
		{sample{1 * ms, 2 * ms, 3 * ms, 4 * ms, 5 * ms}, 0.25, 2 * ms},
		{sample{1 * ms, 2 * ms, 3 * ms, 4 * ms}, 0.75, 3250 * time.Microsecond},
		{sample{1 * ms, 2 * ms}, 1, 2 * ms},
	} {
		if got := test.s.quantile(test.q); got != test.want {
			t.Errorf("quantile %g of %v is %s, want %s", test.q, []time.Duration(test.s), got, test.want)
		}
	}
}

func TestMinusKeepsPairs(t *testing.T) {
	got := sample{10, 3, 7}.minus(sample{1, 4, 7})
	for i, want := range []time.Duration{9, -1, 0} {
		if got[i] != want {
			t.Errorf("difference %d is %d, want %d", i, got[i], want)
		}
	}
}

func TestQuantileLeavesTheOrder(t *testing.T) {
	s := sample{3, 1, 2}
	_ = s.median()
	if s[0] != 3 || s[1] != 1 || s[2] != 2 {
		t.Errorf("the sample was sorted in place: %v", []time.Duration(s))
	}
}

func TestSampleString(t *testing.T) {
	if got := (sample{1500 * time.Microsecond, 12 * time.Millisecond}).String(); got != "6.75 [4.12–9.38]" {
		t.Errorf("got %s", got)
	}
}
