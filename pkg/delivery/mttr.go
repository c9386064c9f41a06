package delivery

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/verdict"
)

// Resolutions are how long it took to resolve the incidents that were resolved in a window, in seconds.
type Resolutions struct {
	// Count is the number of these incidents.
	Count float64
	// Mean, Median and P90 are of their durations from start to resolution; NaN without any. The percentiles are
	// interpolated, as by PostgreSQL's percentile_cont.
	Mean, Median, P90 float64
	// Open is the number of incidents that started before the window's end and were not resolved by then.
	Open float64
}

// Resolve sums up the incidents that were resolved from from up to and without to.
func Resolve(incidents []Incident, from, to time.Time) Resolutions {
	var out Resolutions
	var durations []float64
	total := 0.0
	for _, incident := range incidents {
		switch {
		case !incident.Started.Before(to):
		case incident.Resolved.IsZero() || !incident.Resolved.Before(to):
			out.Open++
		case !incident.Resolved.Before(from):
			seconds := incident.Resolved.Sub(incident.Started).Seconds()
			durations = append(durations, seconds)
			total += seconds
		}
	}
	slices.Sort(durations)
	out.Count = float64(len(durations))
	out.Mean = total / out.Count
	out.Median, out.P90 = percentile(durations, 0.5), percentile(durations, 0.9)
	return out
}

// percentile interpolates linearly between the closest ranks of sorted values; NaN without any.
func percentile(sorted []float64, share float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	rank := share * float64(len(sorted)-1)
	below := int(math.Floor(rank))
	above := min(below+1, len(sorted)-1)
	return sorted[below] + (sorted[above]-sorted[below])*(rank-float64(below))
}

// MTTR judges the mean time to resolution in seconds. Median, 90th percentile and the open incidents are in the
// facts: durations have a heavy tail, and an open incident has no duration yet. Open ones are never part of the mean.
//
// The mean of what happened carries no interval (a heavy tail has no honest one for small samples), so it is held
// against a target as it is.
func MTTR(s Resolutions, o verdict.Observation, t verdict.Target, p verdict.Policy) verdict.Result {
	result := verdict.NewResult(FormulaMTTR, s.Count, o, t)
	result.Fact("median_seconds", s.Median)
	result.Fact("p90_seconds", s.P90)
	result.Fact("open_incidents", s.Open)
	if s.Count > 0 {
		result.Substituted = fmt.Sprintf("%s ÷ %s = %s", duration(s.Mean*s.Count), verdict.FormatNumber(s.Count), duration(s.Mean))
	}
	if !result.Enough(s.Count, o, p) {
		if s.Open > 0 {
			result.Reason += "; " + open(s.Open)
		}
		return result
	}
	result.Value = verdict.Number(s.Mean)
	status, reason := verdict.NoTarget, verdict.WithoutTarget
	if goal, ok := t.Goal(); ok {
		status = verdict.Missed
		if t.MetBy(s.Mean) {
			status = verdict.Met
		}
		reason = fmt.Sprintf("the mean is %s, the target %s", duration(s.Mean), duration(goal))
	}
	reason += fmt.Sprintf("; half of %s incidents took at most %s, nine in ten at most %s",
		verdict.FormatCount(s.Count), duration(s.Median), duration(s.P90))
	if s.Open > 0 {
		reason += "; " + open(s.Open)
	}
	result.Conclude(o, status, reason)
	return result
}

func open(count float64) string {
	return verdict.FormatCount(count) + " still open at the window's end and in no figure"
}

// duration writes seconds as people write durations.
func duration(seconds float64) string {
	return verdict.FormatDuration(time.Duration(seconds * float64(time.Second)))
}
