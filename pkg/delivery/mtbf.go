package delivery

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"

	"github.com/headroom/headroom/pkg/verdict"
)

// MTBF judges the mean time between failures in seconds: operating time ÷ outages, where operating time is the
// observed time without the outages. MTBF ÷ (MTBF + mean outage) is then the share of time without an outage.
//
// Lower is the one-sided lower bound at the policy's confidence, also without any failure: nobody knows a mean of
// nothing, but a third of the time without failure is a safe bound.
func MTBF(f Outages, o verdict.Observation, t verdict.Target, p verdict.Policy) verdict.Result {
	result := verdict.NewResult(FormulaMTBF, f.Count, o, t)
	operating := math.Max(0, *result.Coverage*o.Window.Seconds()-f.Seconds)
	result.Fact("operating_seconds", operating)
	result.Fact("outage_seconds", f.Seconds)
	result.Fact("incidents", f.Incidents)
	result.Fact("mean_outage_seconds", f.Seconds/f.Count)
	result.Fact("availability", operating/(operating+f.Seconds))
	if f.Count > 0 {
		result.Substituted = fmt.Sprintf("%s ÷ %s = %s", duration(operating), verdict.FormatNumber(f.Count), duration(operating/f.Count))
	}
	if reason, insufficient := o.Insufficient(p); insufficient {
		result.Reason = reason
		return result
	}
	lower := LowerBound(operating, f.Count, p.Confidence)
	result.Lower = verdict.Number(lower)
	bound := fmt.Sprintf("at least %s between failures (%s confidence)", duration(lower), verdict.FormatShare(p.Confidence))
	if f.Count == 0 {
		result.Conclude(o, verdict.InsufficientData, "no failure in "+verdict.FormatDuration(o.Window)+", so no mean: "+bound)
		return result
	}
	if reason, tooFew := p.TooFew(f.Count); tooFew {
		result.Conclude(o, verdict.InsufficientData, reason+"; "+bound)
		return result
	}
	status, reason := judgeMTBF(operating, f.Count, lower, t, p)
	if status != verdict.InsufficientData {
		result.Value = verdict.Number(operating / f.Count)
	}
	result.Conclude(o, status, reason+"; "+bound)
	return result
}

// judgeMTBF holds the bounds of the mean against the target.
func judgeMTBF(operating, count, lower float64, t verdict.Target, p verdict.Policy) (verdict.Status, string) {
	goal, ok := t.Goal()
	if !ok {
		return verdict.NoTarget, verdict.WithoutTarget
	}
	upper := operating / mathext.GammaIncRegInv(count, 1-p.Confidence)
	switch {
	case lower >= goal:
		return verdict.Met, "the target is " + duration(goal)
	case upper < goal:
		return verdict.Missed, fmt.Sprintf("at most %s between failures (%s confidence), the target is %s",
			duration(upper), verdict.FormatShare(p.Confidence), duration(goal))
	case operating/count*p.AtRiskShare < goal:
		return verdict.AtRisk, fmt.Sprintf("%s on average, the target is %s", duration(operating/count), duration(goal))
	}
	return verdict.InsufficientData, fmt.Sprintf("%s on average, but %s failures leave open whether the target of %s is met: "+
		"a longer window would decide", duration(operating/count), verdict.FormatCount(count), duration(goal))
}

// LowerBound is the one-sided lower bound, at a confidence such as 0.95, of the mean time between failures of which
// count were seen in an operating time: 2 · time ÷ χ²(2 · count + 2), in the unit of operating. Without a failure and
// at 95 % it is about a third of the time.
//
// Source: B. Epstein, M. Sobel, "Life Testing", JASA 48 (1953), pages 486–502, for a test that ends at a time; half
// the χ² quantile of 2k + 2 degrees is the quantile of the gamma distribution of shape k + 1.
func LowerBound(operating, count, confidence float64) float64 {
	return operating / mathext.GammaIncRegInv(count+1, confidence)
}
