package health

import (
	"fmt"
	"math"

	"github.com/headroom/headroom/pkg/verdict"
)

const (
	// latencyQuantile is the quantile that gives latency_p95 its name.
	latencyQuantile = 0.95
	// slowShare is the share of requests that may exceed the target: what the 95th percentile leaves.
	slowShare = 0.05
)

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
func LatencyP95(b []Bucket, o verdict.Observation, t verdict.Target, p verdict.Policy) (result verdict.Result) {
	total, valid := observations(b)
	if !valid {
		total = math.NaN()
	}
	result = verdict.NewResult("latency_p95.histogram", total, o, t)
	result.Method = "histogram"
	if reason, insufficient := o.Insufficient(p); insufficient {
		result.Reason = reason
		return result
	}
	defer appendNote(&result, o)
	if reason, tooFew := p.TooFew(total); tooFew {
		result.Reason = reason
		return result
	}
	value, lower, upper, ok := Quantile(latencyQuantile, b)
	if !ok {
		result.Reason = "bucket_resolution: the histogram has no finite bucket bound; add some, the target among them"
		return result
	}
	result.Value, result.Lower, result.Upper = verdict.Number(value), verdict.Number(lower), verdict.Number(upper)
	goal, hasTarget := t.Goal()
	if !hasTarget {
		result.Status, result.Reason = verdict.NoTarget, "no target is set"
		return result
	}
	result.Status, result.Reason = judgeBucket(lower, upper, goal)
	if result.Status == verdict.InsufficientData {
		result.Fact("proposed_bucket_seconds", goal)
	}
	if slow, known := above(goal, b); known {
		budget := events{bad: slow, total: total}
		budget.spendRequests(&result, slowShare)
		budget.spendMinutes(&result, slowShare)
	}
	return result
}

// judgeBucket holds the bucket that encloses the percentile against the target.
func judgeBucket(lower, upper, goal float64) (verdict.Status, string) {
	from, to, limit := verdict.FormatSeconds(lower), verdict.FormatSeconds(upper), verdict.FormatSeconds(goal)
	switch {
	case upper <= goal:
		return verdict.Met, fmt.Sprintf("the 95th percentile is at most %s, the target %s", to, limit)
	case lower >= goal:
		return verdict.Missed, fmt.Sprintf("the 95th percentile is above %s, the target is %s", from, limit)
	}
	return verdict.InsufficientData, fmt.Sprintf("bucket_resolution: the 95th percentile is between %s and %s and so "+
		"is the target of %s; a bucket bound at %s would decide", from, to, limit, limit)
}

// above counts the observations above a bound, and says whether the histogram can tell.
func above(bound float64, b []Bucket) (count float64, known bool) {
	for _, bucket := range b {
		switch {
		case bucket.Lower >= bound:
			count += bucket.Count
		case bucket.Upper > bound && bucket.Count > 0:
			return 0, false
		}
	}
	return count, true
}
