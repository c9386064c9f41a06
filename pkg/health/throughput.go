package health

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/verdict"
)

const (
	// WindowLength is the length of the aligned windows that throughput is judged by.
	WindowLength = 5 * time.Minute
	// sustainedWindows is how many consecutive healthy windows make a rate sustained.
	sustainedWindows = 3
	// overloadedWindows is how many windows unhealthy under load prove that the capacity ends below the target.
	overloadedWindows = 3
)

// Window is one aligned window of WindowLength. NaN is unknown. A window without failed requests has the error
// ratio 0, not NaN.
type Window struct {
	// End is when the window ends.
	End time.Time
	// PerMinute is the rate of valid requests.
	PerMinute float64
	// P95 is the 95th percentile of response times in seconds, or an upper bound of it: it meets a target that
	// it equals, as the upper bound of a bucket does.
	P95 float64
	// ErrorRatio is failed ÷ all requests, 0–1.
	ErrorRatio float64
}

// state is what a window says about the system under its load.
type state int

const (
	unknown state = iota
	healthy
	unhealthy
)

// judge says whether the window met both targets. One that is known to be missed makes it unhealthy, whatever
// the other; a window whose rate, or any target's value, is unknown says nothing.
func (w Window) judge(latency, errors verdict.Target) state {
	slowest, hasLatency := latency.Goal()
	worst, hasErrors := errors.Goal()
	switch {
	case !isCount(w.PerMinute):
		return unknown
	case hasLatency && w.P95 > slowest, hasErrors && w.ErrorRatio >= worst:
		return unhealthy
	case hasLatency && math.IsNaN(w.P95), hasErrors && math.IsNaN(w.ErrorRatio):
		return unknown
	}
	return healthy
}

// Throughput judges request capacity in requests per minute: the highest rate that was demonstrably sustained,
// which is the maximum over time of the minimum of three consecutive aligned windows that met the latency and
// the error target. Demand, the present load, is shown beside it and is not capacity.
//
// A capacity at or above the target is met. It is missed only when at least three windows were unhealthy below
// the target rate and no window at an equal or higher rate was healthy: an outage at night, whose rate was served
// well at noon, says nothing of capacity. Else it is not demonstrated: insufficient_data with the value shown.
// Samples are the windows whose rate is known.
func Throughput(
	ws []Window, demand *float64, latency, errors, t verdict.Target, o verdict.Observation, p verdict.Policy,
) verdict.Result {
	all := survey(ws, latency, errors)
	result := verdict.NewResult("throughput.capacity", all.observed, o, t)
	if demand != nil {
		result.Demand = verdict.Number(*demand)
	}
	if !result.Enough(all.observed, o, p) {
		return result
	}
	all.note(&result)
	if all.sustained >= 0 {
		result.Value = &all.sustained
		result.Substituted = fmt.Sprintf("lowest of the %d windows of %s until %s: %s", sustainedWindows,
			verdict.FormatDuration(WindowLength), verdict.FormatMinute(all.sustainedUntil), verdict.FormatRate(all.sustained))
	}
	goal, hasTarget := t.Goal()
	overloaded := all.overloaded(goal)
	switch {
	case !hasTarget && result.Value != nil:
		result.Conclude(o, verdict.NoTarget, verdict.WithoutTarget)
	case hasTarget && result.Value != nil && all.sustained >= goal:
		result.Conclude(o, verdict.Met, all.shown())
	case hasTarget && overloaded >= overloadedWindows:
		result.Value = verdict.Number(math.Max(0, all.sustained))
		result.Conclude(o, verdict.Missed, fmt.Sprintf("%d windows below the target of %s were unhealthy, and none "+
			"at their rate or above was healthy; %s", overloaded, verdict.FormatRate(goal), all.shown()))
	default:
		result.Conclude(o, verdict.InsufficientData, all.notDemonstrated(goal, hasTarget))
	}
	return result
}

// load is what the windows of a period say together.
type load struct {
	// observed is the number of windows whose rate is known.
	observed float64
	// sustained is the capacity in requests per minute, −1 when no three consecutive windows were healthy.
	sustained float64
	// sustainedUntil is the end of the windows that showed it.
	sustainedUntil time.Time
	// peak is the highest rate of a healthy window, −1 when there was none.
	peak float64
	// unjudged is the highest rate of a window that may have been healthy, −1 when there was none.
	unjudged float64
	// healthy counts the windows that met their targets.
	healthy int
	// unhealthyRates are the rates of those that did not.
	unhealthyRates []float64
}

// survey reads the windows in order of time.
func survey(ws []Window, latency, errors verdict.Target) load {
	if !slices.IsSortedFunc(ws, byEnd) {
		ws = slices.Clone(ws)
		slices.SortStableFunc(ws, byEnd)
	}
	all := load{sustained: -1, peak: -1, unjudged: -1}
	rates := sustainedRates(ws, latency, errors)
	for i, w := range ws {
		if isCount(w.PerMinute) {
			all.observed++
		}
		switch w.judge(latency, errors) {
		case healthy:
			all.healthy++
			all.peak = math.Max(all.peak, w.PerMinute)
		case unhealthy:
			all.unhealthyRates = append(all.unhealthyRates, w.PerMinute)
		case unknown:
			if isCount(w.PerMinute) {
				all.unjudged = math.Max(all.unjudged, w.PerMinute)
			}
		}
		if rates[i] > all.sustained {
			all.sustained, all.sustainedUntil = rates[i], w.End
		}
	}
	return all
}

// sustainedRates returns, for each window, the rate that it and the two before it sustained: the least of the
// three when all are healthy and none is missing between them, else NaN.
func sustainedRates(ws []Window, latency, errors verdict.Target) []float64 {
	rates := make([]float64, len(ws))
	run := 0
	for i, w := range ws {
		if i > 0 && w.End.Sub(ws[i-1].End) != WindowLength {
			run = 0
		}
		if w.judge(latency, errors) == healthy {
			run++
		} else {
			run = 0
		}
		rates[i] = math.NaN()
		if run >= sustainedWindows {
			rates[i] = slices.MinFunc(ws[i+1-sustainedWindows:i+1], byRate).PerMinute
		}
	}
	return rates
}

// overloaded counts the unhealthy windows below the target rate whose rate no window reached that was, or may have
// been, healthy.
func (l load) overloaded(goal float64) int {
	count := 0
	for _, rate := range l.unhealthyRates {
		if rate < goal && rate > math.Max(l.peak, l.unjudged) {
			count++
		}
	}
	return count
}

// note records the counts behind the verdict.
func (l load) note(r *verdict.Result) {
	r.Fact("healthy_windows", float64(l.healthy))
	r.Fact("unhealthy_windows", float64(len(l.unhealthyRates)))
	if l.peak >= 0 {
		r.Fact("peak_healthy_per_minute", l.peak)
	}
}

// shown says what was demonstrated.
func (l load) shown() string {
	length := verdict.FormatDuration(sustainedWindows * WindowLength)
	if l.sustained < 0 {
		return "no rate was sustained in good health for " + length
	}
	return fmt.Sprintf("%s was sustained in good health for %s until %s", verdict.FormatRate(l.sustained), length,
		verdict.FormatMinute(l.sustainedUntil))
}

// notDemonstrated says what is missing for a verdict.
func (l load) notDemonstrated(goal float64, hasTarget bool) string {
	if !hasTarget {
		return l.shown()
	}
	return fmt.Sprintf("not demonstrated: %s, and no load showed that capacity ends below %s; %s at that rate, in a "+
		"load test say, would decide", l.shown(), verdict.FormatRate(goal),
		verdict.FormatDuration(sustainedWindows*WindowLength))
}

func byEnd(a, b Window) int  { return a.End.Compare(b.End) }
func byRate(a, b Window) int { return cmp.Compare(a.PerMinute, b.PerMinute) }
