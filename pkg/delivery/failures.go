package delivery

import (
	"fmt"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/verdict"
)

// Changes are the deployments of a window.
type Changes struct {
	// Total counts those whose outcome is known.
	Total float64
	// ByOutcome counts those that failed or were rolled back, Failed those and the ones that caused an incident.
	ByOutcome, Failed float64
}

// Attribution says which incidents are put down to a deployment that they do not name.
type Attribution struct {
	// Within is how long after a deployment an incident of the same service is put down to it.
	Within time.Duration
	// Counts says whether an incident is bad enough for that.
	Counts func(Incident) bool
}

// CountChanges counts the deployments of a window and the failed ones among them. Caused are the ids of those that
// caused an incident.
func CountChanges(deployments []Deployment, caused map[string]bool, from, to time.Time) Changes {
	var out Changes
	for _, d := range deployments {
		if d.At.Before(from) || !d.At.Before(to) {
			continue
		}
		out.Total++
		switch {
		case d.Outcome != Success:
			out.ByOutcome++
			out.Failed++
		case caused[d.ID]:
			out.Failed++
		}
	}
	return out
}

// Causes are the ids of the deployments that caused an incident. An incident names its deployment, or is put down to
// the last deployment of its service before it, if that is near enough. Of one that names a deployment the severity does
// not matter: somebody has judged it.
func (a Attribution) Causes(deployments []Deployment, incidents []Incident) map[string]bool {
	byService := map[string][]Deployment{}
	for _, d := range deployments {
		byService[d.Service] = append(byService[d.Service], d)
	}
	for _, list := range byService {
		slices.SortFunc(list, later)
	}
	caused := map[string]bool{}
	for _, incident := range incidents {
		if incident.CausedBy != "" {
			caused[incident.CausedBy] = true
			continue
		}
		if incident.Service == "" || !a.Counts(incident) {
			continue
		}
		list := byService[incident.Service]
		after, _ := slices.BinarySearchFunc(list, incident.Started, func(d Deployment, started time.Time) int {
			if d.At.After(started) {
				return 1
			}
			return -1
		})
		if after > 0 && incident.Started.Sub(list[after-1].At) < a.Within {
			caused[list[after-1].ID] = true
		}
	}
	return caused
}

// later orders deployments by time, of the same time by id.
func later(a, b Deployment) int {
	if order := a.At.Compare(b.At); order != 0 {
		return order
	}
	return slices.Compare([]byte(a.ID), []byte(b.ID))
}

// ChangeFailureRatio judges the share (0–1) of deployments that failed, were rolled back or caused an incident, by its
// Wilson interval, against a target that it has to stay below. The reason says how many deployments more would decide.
func ChangeFailureRatio(c Changes, o verdict.Observation, t verdict.Target, p verdict.Policy) verdict.Result {
	result := verdict.NewResult(FormulaChangeFailures, c.Total, o, t)
	result.Fact("failed_deployments", c.Failed)
	result.Fact("failed_by_outcome", c.ByOutcome)
	result.Fact("caused_incident", c.Failed-c.ByOutcome)
	if c.Total > 0 {
		result.Substituted = fmt.Sprintf("%s ÷ %s = %s", verdict.FormatNumber(c.Failed), verdict.FormatNumber(c.Total),
			verdict.FormatShare(c.Failed/c.Total))
	}
	if reason, insufficient := o.Insufficient(p); insufficient {
		result.Reason = reason
		return result
	}
	goal, hasTarget := t.Goal()
	status, lower, upper, reason := verdict.Ratio(c.Failed, c.Total, goal, p)
	if _, tooFew := p.TooFew(c.Total); !hasTarget && !tooFew {
		status, reason = verdict.NoTarget, verdict.WithoutTarget
	}
	result.Lower, result.Upper = &lower, &upper
	if decided, ok := verdict.SamplesToDecide(c.Failed, c.Total, goal, p.Confidence); ok && status == verdict.InsufficientData {
		result.Fact("deployments_to_decide", max(decided, p.MinSamples)-c.Total)
	}
	if status != verdict.InsufficientData {
		result.Value = verdict.Number(c.Failed / c.Total)
	}
	result.Conclude(o, status, fmt.Sprintf("%s of %s deployments failed; %s",
		verdict.FormatCount(c.Failed), verdict.FormatCount(c.Total), reason))
	return result
}
