package verdict

import (
	"testing"

	"pgregory.net/rapid"
)

func TestWorst(t *testing.T) {
	tests := []struct {
		name     string
		statuses []Status
		want     Status
	}{
		{"nothing to judge", nil, NoTarget},
		{"only what has no target", []Status{NoTarget, NoTarget}, NoTarget},
		{"no_target is skipped", []Status{NoTarget, Met}, Met},
		{"a risk", []Status{Met, AtRisk}, AtRisk},
		{"the unknown is worse than a risk", []Status{AtRisk, InsufficientData, Met}, InsufficientData},
		{"no source is worse than too little data", []Status{InsufficientData, NoSource}, NoSource},
		{"an error is worse than no source", []Status{NoSource, Error}, Error},
		{"only a known miss is worse than an error", []Status{Error, Missed, Met}, Missed},
		{"a status that is none counts as an error", []Status{Met, "fine"}, Error},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Worst(tt.statuses...); got != tt.want {
				t.Errorf("Worst(%v) = %s, want %s", tt.statuses, got, tt.want)
			}
		})
	}
}

// An aggregate does not depend on the order, and an aggregate of aggregates is the aggregate of all.
func TestWorstIsOrderFree(t *testing.T) {
	status := rapid.SampledFrom([]Status{Met, AtRisk, Missed, InsufficientData, NoSource, Error, NoTarget})
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.SliceOf(status).Draw(t, "a"), rapid.SliceOf(status).Draw(t, "b")
		all := Worst(append(append([]Status{}, a...), b...)...)
		if swapped := Worst(append(append([]Status{}, b...), a...)...); all != swapped {
			t.Fatalf("%s, in another order %s", all, swapped)
		}
		if nested := Worst(Worst(a...), Worst(b...)); all != nested {
			t.Fatalf("%s, nested %s", all, nested)
		}
	})
}
