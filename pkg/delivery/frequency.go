package delivery

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/headroom/headroom/pkg/verdict"
)

// WeekCount is a week with its successful deployments.
type WeekCount struct {
	Week
	Successful float64
}

// CountWeeks counts the successful deployments of each week.
func CountWeeks(deployments []Deployment, weeks []Week) []WeekCount {
	counts := make([]WeekCount, len(weeks))
	for i, week := range weeks {
		counts[i].Week = week
		for _, d := range deployments {
			if d.Outcome == Success && !d.At.Before(week.Start) && d.At.Before(week.End) {
				counts[i].Successful++
			}
		}
	}
	return counts
}

// DeploymentFrequency judges the median number of successful deployments in an ISO week. Only whole weeks count: a
// week cut by the window's ends, or by the start of history, is not a week with few deployments. The samples are those
// weeks; the share of them with at least one deployment is a fact.
func DeploymentFrequency(weeks []WeekCount, o verdict.Observation, t verdict.Target, p verdict.Policy) verdict.Result {
	var whole []float64
	deployed, successful := 0.0, 0.0
	for _, week := range weeks {
		successful += week.Successful
		if !week.Whole {
			continue
		}
		whole = append(whole, week.Successful)
		if week.Successful > 0 {
			deployed++
		}
	}
	count := float64(len(whole))
	result := verdict.NewResult(FormulaFrequency, count, o, t)
	result.Fact("successful_deployments", successful)
	result.Fact("partial_weeks", float64(len(weeks))-count)
	result.Fact("weeks_with_deployment", deployed)
	result.Fact("weeks_with_deployment_ratio", deployed/count)
	if reason, insufficient := o.Insufficient(p); insufficient {
		result.Reason = reason
		return result
	}
	if count == 0 || count < p.MinSamples {
		result.Conclude(o, verdict.InsufficientData, fmt.Sprintf("%s whole weeks in the window, fewer than the %s that a "+
			"verdict needs: choose a longer window", verdict.FormatCount(count), verdict.FormatCount(max(1, p.MinSamples))))
		return result
	}
	slices.Sort(whole)
	median := percentile(whole, 0.5)
	result.Value = &median
	result.Substituted = weeksText(whole, median)
	status, reason := verdict.NoTarget, verdict.WithoutTarget
	if goal, ok := t.Goal(); ok {
		status = verdict.Missed
		if t.MetBy(median) {
			status = verdict.Met
		}
		reason = fmt.Sprintf("%g a week, the target is %g", median, goal)
	}
	result.Conclude(o, status, fmt.Sprintf("%s; %s of %s whole weeks had a successful deployment", reason,
		verdict.FormatCount(deployed), verdict.FormatCount(count)))
	return result
}

// mostWeeksListed is how many weeks are written out one by one: those of a quarter.
const mostWeeksListed = 14

// weeksText writes the median with the sorted weeks that it is of.
func weeksText(weeks []float64, median float64) string {
	if len(weeks) > mostWeeksListed {
		return fmt.Sprintf("the middle of %d weeks from %g to %g is %g", len(weeks), weeks[0], weeks[len(weeks)-1], median)
	}
	texts := make([]string, len(weeks))
	for i, count := range weeks {
		texts[i] = strconv.FormatFloat(count, 'g', -1, 64)
	}
	return fmt.Sprintf("the middle of %s is %g", strings.Join(texts, ", "), median)
}
