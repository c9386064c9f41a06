package verdict

import (
	"fmt"
	"math"
	"time"
)

// Insufficient says whether too little of the window was seen for a verdict: history shorter than the policy's
// minimum, or coverage below its minimum. The reason says what was seen, where history starts and what would
// change the verdict.
//
// A question about a window that is itself shorter than MinHistory is not refused as long as history reaches
// back to the window's start.
func (o Observation) Insufficient(p Policy) (reason string, insufficient bool) {
	if history, short := o.history(); short && history < p.MinHistory {
		reason = fmt.Sprintf("%s of history, a verdict needs %s", FormatDuration(history), FormatDuration(p.MinHistory))
		if !o.HistoryStart.IsZero() {
			reason += fmt.Sprintf(": history starts at %s, enough of it is there from %s",
				FormatMinute(o.HistoryStart), FormatMinute(o.HistoryStart.Add(p.MinHistory)))
		}
		return reason, true
	}
	coverage := o.coverage()
	if coverage >= p.MinCoverage {
		return "", false
	}
	reason = fmt.Sprintf("%s of the window of %s was observed, a verdict needs %s: %s more of it without gaps would do",
		FormatShare(coverage), FormatDuration(o.Window), FormatShare(p.MinCoverage),
		FormatDuration(time.Duration((p.MinCoverage-coverage)*float64(o.Window))))
	if note := o.HistoryNote(); note != "" {
		reason += "; " + note
	}
	return reason, true
}

// HistoryNote says where history starts when that shortens the window, else nothing. It belongs to every
// reason, also to that of a good verdict.
func (o Observation) HistoryNote() string {
	if _, short := o.history(); !short {
		return ""
	}
	if o.HistoryStart.IsZero() {
		return fmt.Sprintf("the window is %s instead of %s", FormatDuration(o.Window), FormatDuration(o.Asked))
	}
	return fmt.Sprintf("history starts at %s, so the window is %s instead of %s",
		FormatMinute(o.HistoryStart), FormatDuration(o.Window), FormatDuration(o.Asked))
}

// history returns how far back history goes, and whether that is less than the window asked for.
func (o Observation) history() (length time.Duration, short bool) {
	if !o.HistoryStart.IsZero() {
		return max(0, o.End.Sub(o.HistoryStart)), true
	}
	return max(0, o.Window), o.Window < o.Asked
}

// coverage is Coverage with everything that is not a share made one: an unknown coverage is none.
func (o Observation) coverage() float64 {
	if math.IsNaN(o.Coverage) {
		return 0
	}
	return math.Max(0, math.Min(1, o.Coverage))
}
