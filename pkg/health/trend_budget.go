package health

import (
	"math"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/verdict"
)

// StepEvents are the events of each step of a grid, as many counts of bad ones as of all. NaN marks a step that was
// not observed, or of which the bad ones cannot be told.
type StepEvents struct{ Bad, Total []float64 }

// steps is how many there are.
func (e StepEvents) steps() int { return min(len(e.Bad), len(e.Total)) }

// Untold says whether there is a step with events of which the bad ones cannot be told.
func (e StepEvents) Untold() bool {
	for i := range e.steps() {
		if e.Total[i] > 0 && !isCount(e.Bad[i]) {
			return true
		}
	}
	return false
}

// SlowSteps counts, as Slow does, the requests of each step and those above a target in seconds, from own counts by
// upper bound and step as FromCumulativeSeries returns them.
func SlowSteps(goal float64, bounds []float64, own [][]float64) StepEvents {
	buckets := emptyBuckets(bounds[:min(len(bounds), len(own))])
	n := 0
	if len(buckets) > 0 {
		n = len(own[0])
	}
	steps := StepEvents{Bad: make([]float64, n), Total: make([]float64, n)}
	for i := range n {
		for b := range buckets {
			buckets[b].Count = own[b][i]
		}
		slow := Slow(goal, buckets)
		steps.Bad[i], steps.Total[i] = slow.Bad, slow.Total
	}
	return steps
}

// TrailingBudget returns the share of the budget that is left, as Budget.Remaining, of the window that ends with each
// step. It is unknown where TrailingRatio is, while the window holds a step of which the bad events cannot be told, and
// where nothing is allowed to be bad.
func TrailingBudget(e StepEvents, allowed float64, width int, minCoverage float64) []*float64 {
	told := slices.Clone(e.Bad)
	for i := range e.steps() {
		if isCount(e.Total[i]) && !isCount(told[i]) {
			told[i] = 0 // observed: its windows are unknown for another reason than a gap
		}
	}
	points := TrailingRatio(told, e.Total, width, minCoverage, 0)
	window := trailingEvents{StepEvents: e, width: width}
	for i, ratio := range points {
		switch events := window.at(i); {
		case math.IsNaN(events.Bad):
			points[i] = nil
		case ratio != nil:
			points[i] = verdict.Number(1 - *ratio/allowed)
		}
	}
	return points
}

// Trailing returns the rule's value, as Burn.Value, at the end of each step, from the steps that its windows hold to
// the nearest whole number of them. A step that was not observed adds nothing, as in an increase over both windows.
func (r BurnRule) Trailing(e StepEvents, step time.Duration, allowed float64, least BurnEvidence) []*float64 {
	width := func(window time.Duration) int { return max(1, int(math.Round(float64(window)/float64(step)))) }
	long, short := trailingEvents{StepEvents: e, width: width(r.Long)}, trailingEvents{StepEvents: e, width: width(r.Short)}
	points := make([]*float64, e.steps())
	for i := range points {
		points[i] = r.Judge(long.at(i), short.at(i), allowed, least).Value
	}
	return points
}

// trailingEvents sums the events of a window that moves step by step.
type trailingEvents struct {
	StepEvents
	width      int
	bad, total rollingSum
	// untold counts the steps in the window of which the bad events cannot be told.
	untold int
}

// at moves the window on to end with the next step, and returns its events.
func (t *trailingEvents) at(step int) Events {
	t.count(step, 1)
	if left := step - t.width; left >= 0 {
		t.count(left, -1)
	}
	events := Events{Bad: t.bad.count(), Total: t.total.count()}
	if t.untold > 0 {
		events.Bad = math.NaN()
	}
	return events
}

// count lets a step enter (1) or leave (-1) the window.
func (t *trailingEvents) count(step, sign int) {
	bad, total := t.Bad[step], t.Total[step]
	if !isCount(total) {
		return
	}
	move := (*rollingSum).add
	if sign < 0 {
		move = (*rollingSum).drop
	}
	move(&t.total, total)
	if isCount(bad) {
		move(&t.bad, bad)
	} else {
		t.untold += sign
	}
}

// Peaks returns the highest of the known points of each run of so many, the last run ending with the last point.
func Peaks(points []*float64, run int) []*float64 {
	peaks := make([]*float64, len(points)/run)
	for i := range peaks {
		end := len(points) - (len(peaks)-1-i)*run
		for _, p := range points[end-run : end] {
			if p != nil && (peaks[i] == nil || *p > *peaks[i]) {
				peaks[i] = p
			}
		}
	}
	return peaks
}
