package health

import (
	"math"

	"github.com/headroom/headroom/pkg/verdict"
)

// Probe is what probing saw over a window, on a grid of the probe interval. A grid point is up when any location
// saw the target up; a point without a scrape is unknown and is in neither number.
type Probe struct {
	// Up is the mean of the observed grid points, 0–1.
	Up float64
	// Points is the number of observed grid points over all targets.
	Points float64
	// Targets is the number of targets probed.
	Targets int
}

// AvailabilityFromProbe judges the share of observed grid points that were up (ratio, 0–1) against a target that
// it has to reach. Lower and Upper are one minus the Wilson interval of the share that was down.
//
// The interval takes grid points for independent, as every ratio's does. Neighbouring minutes of an outage are
// not, so as a statement about the time to come it is too narrow; as one about the window itself, which was
// observed nearly whole, it is too wide. docs/kpi/availability.md weighs the alternatives.
func AvailabilityFromProbe(pr Probe, o verdict.Observation, t verdict.Target, p verdict.Policy) verdict.Result {
	result := verdict.NewResult("availability.probe", pr.Points, o, t)
	result.Method = "probe"
	result.Fact("targets", float64(pr.Targets))
	goal, hasTarget := t.Goal()
	down := Events{Bad: math.NaN(), Total: pr.Points}
	if pr.Up >= 0 {
		down.Bad = (1 - math.Min(pr.Up, 1)) * pr.Points
	}
	result.Substituted = down.goodShare()
	if ratio, known := down.judge(&result, 1-goal, hasTarget, o, p); known {
		result.Value = verdict.Number(1 - ratio)
		if hasTarget {
			down.spendMinutes(&result, 1-goal)
		}
	}
	result.Lower, result.Upper = complement(result.Upper), complement(result.Lower)
	return result
}
