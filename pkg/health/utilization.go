package health

import (
	"fmt"
	"math"

	"github.com/headroom/headroom/pkg/verdict"
)

// Instance is one instance's utilisation over a window.
type Instance struct {
	// Name identifies the instance.
	Name string
	// P95 is the 95th percentile of its utilisation over the window, a share of its own limit (0–1); NaN is
	// unknown.
	P95 float64
	// Points is the number of observed points behind P95.
	Points float64
}

// Utilization judges cpu_utilization or memory_utilization (ratio, 0–1) against a target that it has to stay
// below. The value is the hottest instance's 95th percentile, because a mean over instances hides the hot one;
// the fleet's figure is shown beside it. Instances with fewer points than the policy's minimum are left out of
// the comparison and counted in the fact instances_left_out. Samples are the hottest instance's points.
//
// The percentile of what was observed carries no sampling interval, so the value itself is held against the
// target: there is no at_risk.
func Utilization(is []Instance, fleet *float64, o verdict.Observation, t verdict.Target, p verdict.Policy) (result verdict.Result) {
	hottest, compared := hottestOf(is, p)
	result = verdict.NewResult("utilization.hottest_p95", hottest.Points, o, t)
	result.Method, result.Instance = "hottest_instance_p95", hottest.Name
	if fleet != nil {
		result.Fleet = verdict.Number(*fleet)
	}
	result.Fact("instances", float64(compared))
	result.Fact("instances_left_out", float64(len(is)-compared))
	if reason, insufficient := o.Insufficient(p); insufficient {
		result.Reason = reason
		return result
	}
	defer appendNote(&result, o)
	if compared == 0 {
		result.Reason = noInstance(is, p)
		return result
	}
	result.Value = &hottest.P95
	goal, hasTarget := t.Goal()
	switch {
	case !hasTarget:
		result.Status, result.Reason = verdict.NoTarget, "no target is set"
	case t.MetBy(hottest.P95):
		result.Status, result.Reason = verdict.Met, fmt.Sprintf("the hottest instance, %s, was at or below %s for 95 %% "+
			"of the time, under the target of %s", hottest.Name, verdict.FormatShare(hottest.P95), verdict.FormatShare(goal))
	default:
		result.Status, result.Reason = verdict.Missed, fmt.Sprintf("the hottest instance, %s, was above %s for 5 %% "+
			"of the time, the target is %s", hottest.Name, verdict.FormatShare(hottest.P95), verdict.FormatShare(goal))
	}
	return result
}

// hottestOf returns the instance with the highest percentile, the first by name of equals, among those with
// enough points, and how many those are. Without any its points are the most that any instance has.
func hottestOf(is []Instance, p verdict.Policy) (hottest Instance, compared int) {
	most := 0.0
	for _, instance := range is {
		if !isCount(instance.P95) {
			continue
		}
		if isCount(instance.Points) {
			most = math.Max(most, instance.Points)
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
		return Instance{Points: most}, 0
	}
	return hottest, compared
}

// noInstance says why no instance could be compared.
func noInstance(is []Instance, p verdict.Policy) string {
	if len(is) == 0 {
		return "no instance in the window"
	}
	most, _ := hottestOf(is, p)
	reason, _ := p.TooFew(most.Points)
	return fmt.Sprintf("none of %d instances has enough points: the best observed has %s", len(is), reason)
}
