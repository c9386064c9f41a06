package source

import "time"

// alignment is the coarsest grid that a viewer does not notice: answers are asked for, and cached, at multiples
// of it.
const alignment = 15 * time.Second

// trailingSteps is how many steps a trailing window's end may take while it moves by its own length: a window of
// 30 days moves by about 20 minutes.
const trailingSteps = 2000

// AlignEnd returns the latest moment at or before t to which a trailing window of this length, or a grid of this
// step, is evaluated. Moments are whole multiples, since the Unix epoch, of a unit: the smallest multiple of the
// step that is at least 15 seconds and at least window ÷ 2,000. A step or window of 0 has no part in it. What
// AlignEnd returns, Cached leaves as it is.
func AlignEnd(t time.Time, step, window time.Duration) time.Time {
	unit := gridUnit(step)
	if moves := window / trailingSteps; moves > unit {
		unit = roundUp(moves, unit)
	}
	return alignDown(t, unit)
}

// gridUnit is what ends are aligned to for a step: the smallest multiple of the step that is at least 15 s, so
// that a grid keeps its phase.
func gridUnit(step time.Duration) time.Duration {
	if step <= 0 {
		return alignment
	}
	return roundUp(alignment, step)
}

// roundUp returns the smallest multiple of unit that is at least d.
func roundUp(d, unit time.Duration) time.Duration {
	if rest := d % unit; rest != 0 {
		return d + unit - rest
	}
	return d
}

// alignDown rounds t down to a multiple of unit since the Unix epoch (Time.Truncate counts from the year 1).
// The API's resolution is the millisecond.
func alignDown(t time.Time, unit time.Duration) time.Time {
	millis, grid := t.UnixMilli(), max(unit.Milliseconds(), 1)
	rest := millis % grid
	if rest < 0 {
		rest += grid
	}
	return time.UnixMilli(millis - rest).UTC()
}
