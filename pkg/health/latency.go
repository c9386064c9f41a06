package health

import (
	"fmt"
	"math"

	"github.com/headroom/headroom/pkg/verdict"
)

// latencyQuantile is the quantile that gives latency_p95 its name.
const latencyQuantile = 0.95

// LatencyP95 judges the 95th percentile of response times in seconds, from summed histogram buckets, against a
// target that it has to stay below.
//
// The percentile is known no better than its bucket: it is met only when the bucket ends at or below the target,
// missed only when it starts at or above it, else insufficient_data with the reason bucket_resolution, the bucket
// bound that would settle it (fact proposed_bucket_seconds) and the value. Lower and Upper are the bucket's
// bounds; in the +Inf bucket the value is the last finite bound and Upper is nil.
//
// The budget is the 5 % of requests that may exceed the target. It is known when no bucket with requests in it
// lies across the target, as when the target is a bucket bound.
func LatencyP95(b []Bucket, o verdict.Observation, t verdict.Target, p verdict.Policy) verdict.Result {
	total, valid := observations(b)
	if !valid {
		total = math.NaN()
	}
	result := verdict.NewResult("latency_p95.histogram", total, o, t)
	result.Method = "histogram"
	if !result.Enough(total, o, p) {
		return result
	}
	value, lower, upper, ok := Quantile(latencyQuantile, b)
	if !ok {
		result.Conclude(o, verdict.InsufficientData,
			"bucket_resolution: the histogram has no finite bucket bound; add some, the target among them")
		return result
	}
	result.Value, result.Lower, result.Upper = verdict.Number(value), verdict.Number(lower), verdict.Number(upper)
	result.Substituted = fmt.Sprintf("request %s of %s lies %s", verdict.FormatNumber(latencyQuantile*total),
		verdict.FormatNumber(total), bucketText(lower, upper))
	goal, hasTarget := t.Goal()
	if !hasTarget {
		result.Conclude(o, verdict.NoTarget, verdict.WithoutTarget)
		return result
	}
	status, reason := judgeBucket(lower, upper, goal)
	result.Conclude(o, status, reason)
	if status == verdict.InsufficientData {
		result.Fact("proposed_bucket_seconds", goal)
	}
	if slow := Slow(goal, b); slow.known() {
		slow.spendRequests(&result, SlowShare)
	}
	return result
}

// LatencyP95Exact judges a 95th percentile in seconds that is known exactly, as from PostgreSQL's
// percentile_cont, over samples requests. There is no bucket to leave it open, and no count of slow requests to
// know the budget from.
func LatencyP95Exact(
	seconds, samples float64, o verdict.Observation, t verdict.Target, p verdict.Policy,
) verdict.Result {
	result := verdict.NewResult("latency_p95.exact", samples, o, t)
	result.Method = "percentile_cont"
	if !result.Enough(samples, o, p) {
		return result
	}
	if !isCount(seconds) {
		result.Conclude(o, verdict.InsufficientData, "the 95th percentile is unknown")
		return result
	}
	result.Value = &seconds
	result.Substituted = fmt.Sprintf("request %s of %s took %s", verdict.FormatNumber(latencyQuantile*samples),
		verdict.FormatNumber(samples), verdict.FormatSeconds(seconds))
	goal, hasTarget := t.Goal()
	value, limit := verdict.FormatSeconds(seconds), verdict.FormatSeconds(goal)
	switch {
	case !hasTarget:
		result.Conclude(o, verdict.NoTarget, verdict.WithoutTarget)
	case t.MetBy(seconds):
		result.Conclude(o, verdict.Met, fmt.Sprintf("the 95th percentile is %s, below the target of %s", value, limit))
	default:
		result.Conclude(o, verdict.Missed, fmt.Sprintf("the 95th percentile is %s, the target is %s", value, limit))
	}
	return result
}

// bucketText says between which bounds a bucket is; the last has none above.
func bucketText(lower, upper float64) string {
	if math.IsInf(upper, 1) {
		return "above " + verdict.FormatSeconds(lower)
	}
	return fmt.Sprintf("between %s and %s", verdict.FormatSeconds(lower), verdict.FormatSeconds(upper))
}

// judgeBucket holds the bucket that encloses the percentile against the target.
func judgeBucket(lower, upper, goal float64) (verdict.Status, string) {
	from, to, limit := verdict.FormatSeconds(lower), verdict.FormatSeconds(upper), verdict.FormatSeconds(goal)
	switch {
	case upper <= goal:
		return verdict.Met, fmt.Sprintf("the 95th percentile is at most %s, the target is %s", to, limit)
	case lower >= goal:
		return verdict.Missed, fmt.Sprintf("the 95th percentile is above %s, the target is %s", from, limit)
	}
	return verdict.InsufficientData, fmt.Sprintf("bucket_resolution: the 95th percentile is between %s and %s and so "+
		"is the target of %s; a bucket bound at %s would decide", from, to, limit, limit)
}

// Slow counts the requests and those of them above a target in seconds. Bad is NaN when a bucket with requests in it
// lies across the target, and Total when a count is unknown.
func Slow(goal float64, b []Bucket) Events {
	total, valid := observations(b)
	if !valid {
		return Events{Bad: math.NaN(), Total: math.NaN()}
	}
	slow := Events{Total: total}
	for _, bucket := range b {
		switch {
		case bucket.Lower >= goal:
			slow.Bad += bucket.Count
		case bucket.Upper > goal && bucket.Count > 0:
			slow.Bad = math.NaN()
		}
	}
	return slow
}
