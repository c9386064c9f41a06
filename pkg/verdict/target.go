package verdict

import "math"

// Number returns a pointer to x, or nil when x is not finite: no answer ever carries NaN or an infinity.
func Number(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// Goal returns the value to hold against, and false when there is no target (or none that is a number).
func (t Target) Goal() (goal float64, ok bool) {
	if t.Value == nil || math.IsNaN(*t.Value) || math.IsInf(*t.Value, 0) {
		return 0, false
	}
	return *t.Value, true
}

// MetBy says whether a value that is known exactly meets the target. NaN meets none, and where there is no
// target there is nothing that could be missed.
func (t Target) MetBy(value float64) bool {
	goal, ok := t.Goal()
	switch {
	case !ok:
		return true
	case t.Comparison == AtLeast:
		return value >= goal
	default:
		return value < goal
	}
}

// NewResult starts an answer: everything that is known before the verdict.
func NewResult(formula string, samples float64, o Observation, t Target) Result {
	coverage := o.coverage()
	return Result{
		Status: InsufficientData, Formula: formula, Target: t, Window: o.Window,
		Coverage: &coverage, Samples: Number(samples), Facts: map[string]float64{},
	}
}

// Fact notes a further number, unless it is not finite.
func (r *Result) Fact(name string, value float64) {
	if Number(value) != nil {
		r.Facts[name] = value
	}
}
