package health

import (
	"fmt"
	"math"
	"time"

	"github.com/headroom/headroom/pkg/verdict"
)

// UtilizationQuantile is the quantile of an instance's load that counts as its utilization.
const UtilizationQuantile = 0.95

// Instance is one instance's utilisation over a window.
type Instance struct {
	// Name identifies the instance.
	Name string
	// P95 is the 95th percentile of its utilisation over the window, a share of its own limit (0–1); NaN is
	// unknown.
	P95 float64
	// Points is the number of observed points behind P95.
	Points float64
	// Excluded is how much of what was observed does not count: maintenance and load tests.
	Excluded time.Duration
}

// Utilization judges cpu_utilization or memory_utilization (ratio, 0–1) against a target that it has to stay
// below. The value is the hottest instance's 95th percentile, because a mean over instances hides the hot one;
// the fleet's figure is shown beside it. Instances with fewer points than the policy's minimum are left out of
// the comparison and counted in the fact instances_left_out. Samples are the hottest instance's points.
//
// The percentile of what was observed carries no sampling interval, so the value itself is held against the
// target: there is no at_risk.
func Utilization(
	is []Instance, fleet *float64, o verdict.Observation, t verdict.Target, p verdict.Policy,
) verdict.Result {
	hottest, compared := hottestOf(is, p)
	result := verdict.NewResult("utilization.hottest_p95", hottest.Points, o, t)
	result.Method, result.Instance = "hottest_instance_p95", hottest.Name
	if fleet != nil {
		result.Fleet = verdict.Number(*fleet)
	}
	result.Fact("instances", float64(compared))
	result.Fact("instances_left_out", float64(len(is)-compared))
	if hottest.Excluded > 0 {
		result.Fact("excluded_seconds", hottest.Excluded.Seconds())
	}
	if !result.Enough(hottest.Points, o, p) {
		return result
	}
	result.Value = &hottest.P95
	result.Substituted = fmt.Sprintf("%s at point %s of %s from low to high", verdict.FormatShare(hottest.P95),
		verdict.FormatNumber(UtilizationQuantile*hottest.Points), verdict.FormatNumber(hottest.Points))
	goal, hasTarget := t.Goal()
	value, limit := verdict.FormatShare(hottest.P95), verdict.FormatShare(goal)
	switch {
	case !hasTarget:
		result.Conclude(o, verdict.NoTarget, verdict.WithoutTarget)
	case t.MetBy(hottest.P95):
		result.Conclude(o, verdict.Met, fmt.Sprintf("the hottest instance, %s, used at most %s for 95 %% of the "+
			"time, the target is %s", hottest.Name, value, limit))
	default:
		result.Conclude(o, verdict.Missed, fmt.Sprintf("the hottest instance, %s, used %s or more for 5 %% of the "+
			"time, the target is %s", hottest.Name, value, limit))
	}
	return result
}

// hottestOf returns the instance with the highest percentile, the first by name of equals, among those with
// enough points, and how many those are. Without any, its points are the most that any instance has, so that
// they say how many are missing.
func hottestOf(is []Instance, p verdict.Policy) (hottest Instance, compared int) {
	mostPoints := 0.0
	for _, instance := range is {
		if !isCount(instance.P95) {
			continue
		}
		if isCount(instance.Points) {
			mostPoints = math.Max(mostPoints, instance.Points)
		}
		if _, tooFew := p.TooFew(instance.Points); tooFew {
			continue
		}
		compared++
		hotter := instance.P95 > hottest.P95 || instance.P95 == hottest.P95 && instance.Name < hottest.Name
		if compared == 1 || hotter {
			hottest = instance
		}
	}
	if compared == 0 {
		return Instance{Points: mostPoints}, 0
	}
	return hottest, compared
}
