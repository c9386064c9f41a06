package evaluate

import (
	"fmt"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/signal"
)

const (
	// silence is how long nothing has to come before that counts as absent: two of the shortest windows that page.
	silence = 2 * signal.RateWindow
	// week ago traffic had the same hour and day of the week.
	week = 7 * 24 * time.Hour
	// seenWithin is how far a look into the past may miss what was there.
	seenWithin = time.Hour
)

// evidenceRules alert on what the burn-rate alerts cannot see: traffic and series that are gone. Total loss has no failed
// request, and no expression over absent series is true.
func (e *Engine) evidenceRules(rules []health.BurnRule) (promql.RuleGroup, []string) {
	group := promql.RuleGroup{Name: "headroom_evidence", Interval: promql.Duration(ruleInterval)}
	if len(rules) == 0 {
		return group, nil
	}
	var notes []string
	urgent := rules[0].Severity
	for _, name := range []signal.Name{signal.Requests, signal.RequestDuration, signal.ProbeSuccess} {
		switch m := e.Signals[name]; {
		case m.Metric != "":
			group.Rules = append(group.Rules, missing(m, urgent))
		case m.Mapped():
			notes = append(notes, fmt.Sprintf("No alert on missing %s, which is mapped to %s.", name, describe(m)))
		}
	}
	if m := e.Signals[signal.Requests]; m.Metric != "" {
		group.Rules = append(group.Rules, absent(m, max(1, e.policy(catalog.ErrorRatio).MinSamples), urgent))
	}
	return group, notes
}

// missing alerts when no series of a signal is seen.
func missing(m signal.Mapping, severity string) promql.Rule {
	return promql.Rule{
		Alert:  "HeadroomSignalMissing",
		Expr:   "absent(" + m.Observed(signal.Part{}, silence) + ")",
		For:    promql.Duration(signal.RateWindow),
		Labels: map[string]string{"severity": severity, "signal": string(m.Signal)},
		Annotations: map[string]string{
			"summary":     "Nothing is seen of " + string(m.Signal),
			"description": "No series of " + m.Metric + " had a sample for " + promql.Duration(silence) + ": alerts that rest on it cannot fire. Look at what exports and scrapes it.",
		},
	}
}

// absent alerts when no request comes where a week ago there was traffic worth a verdict: perHour requests an hour.
func absent(m signal.Mapping, perHour float64, severity string) promql.Rule {
	by := without(m.Kept(), m.Labels[signal.RoleStatus])
	usual := promql.By("sum", by, "increase("+m.Select().Over(silence)+" offset "+promql.Duration(week)+")")
	return promql.Rule{
		Alert: "HeadroomTrafficAbsent",
		Expr: fmt.Sprintf("(%s) * %s >= %s\nunless\n(%s) > 0",
			usual, number(time.Hour.Seconds()/silence.Seconds()), number(perHour), m.Requests(signal.Part{By: by}, silence)),
		For:    promql.Duration(silence),
		Labels: map[string]string{"severity": severity, "signal": string(m.Signal)},
		Annotations: map[string]string{
			"summary":     "No requests" + where(by),
			"description": "A week ago there were {{ $value | humanize }} an hour. Nothing fails where nothing arrives, so no error budget burns.",
		},
	}
}

// tooFew alerts when not even the longest window holds as many events as its burn-rate alert needs. What was not yet
// recorded at the window's start is not judged.
func (r eventRules) tooFew(kpi string, rules []health.BurnRule) promql.Rule {
	longest := slices.MaxFunc(rules, func(a, b health.BurnRule) int { return int(a.Long - b.Long) })
	long := catalog.Duration(longest.Long).String()
	return promql.Rule{
		Alert:  "HeadroomErrorBudgetBlind",
		Expr:   fmt.Sprintf("(%s) < %s\nand\n%s", r.total(longest.Long), number(r.minEvents), r.seen(longest.Long)),
		For:    promql.Duration(time.Hour),
		Labels: map[string]string{"severity": rules[len(rules)-1].Severity, "kpi": kpi, "long_window": long},
		Annotations: map[string]string{
			"summary": "Too little traffic to judge " + kpi + where(r.by),
			"description": "{{ $value | humanize }} events in " + long + ", fewer than the " + number(r.minEvents) +
				" that an alert on its error budget needs: none can fire.",
		},
	}
}
