package evaluate

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/verdict"
)

// burnRules are the period of a query and the rules of the profile's policy over it, of the severities asked for.
func (e *Engine) burnRules(q query.Query) (time.Duration, []health.BurnRule, error) {
	period := time.Duration(e.Profile.ErrorBudget.Period)
	if q.Period != "" {
		parsed, err := catalog.ParseDuration(q.Period)
		if err != nil {
			return 0, nil, fault.Userf("period %q is not a duration such as 30d", q.Period)
		}
		period = time.Duration(parsed)
	}
	rates, err := e.burnRates(q.Severities)
	if err != nil {
		return 0, nil, err
	}
	policies := make([]health.BurnPolicy, len(rates))
	for i, rate := range rates {
		policies[i] = health.BurnPolicy{
			Severity: rate.Severity, Share: rate.BudgetShare,
			Long: time.Duration(rate.LongWindow), Short: time.Duration(rate.ShortWindow),
		}
	}
	rules, err := health.BurnRules(policies, period, signal.RateWindow)
	if err != nil {
		return 0, nil, fault.Userf("the period is too short: %v", err).
			WithCure("Choose a longer period, or give errorBudget.burnRates longer windows")
	}
	return period, rules, nil
}

// burnRates are the rows of the profile's policy with one of the severities, all of them when none is asked for.
func (e *Engine) burnRates(severities []string) ([]catalog.BurnRate, error) {
	if len(severities) == 0 {
		return e.Profile.ErrorBudget.BurnRates, nil
	}
	var kept []catalog.BurnRate
	known := map[string]bool{}
	for _, rate := range e.Profile.ErrorBudget.BurnRates {
		known[rate.Severity] = true
		if slices.Contains(severities, rate.Severity) {
			kept = append(kept, rate)
		}
	}
	for _, severity := range severities {
		if !known[severity] {
			return nil, fault.Userf("severities: no burn-rate alert of the profile has %q", severity).
				WithCure("Choose of %s", strings.Join(slices.Sorted(maps.Keys(known)), ", "))
		}
	}
	return kept, nil
}

// allowed is the share of a KPI's events that may be bad, 0 without a target.
func (e *Engine) allowed(kpi string) float64 {
	goal, ok := e.target(kpi).Goal()
	switch {
	case !ok:
		return 0
	case kpi == catalog.LatencyP95:
		return health.SlowShare
	case kpi == catalog.Availability:
		return 1 - goal
	}
	return goal
}

// unable notes the alerts that no outage could ever fire.
func (e *Engine) unable(kpis []string, rules []health.BurnRule) []string {
	var notices []string
	for _, kpi := range kpis {
		for _, rule := range rules {
			allowed := e.allowed(kpi)
			if reason := rule.CannotFire(allowed); allowed > 0 && reason != "" {
				notices = append(notices, kpi+", "+rule.Severity+" over "+verdict.FormatDuration(rule.Long)+": "+reason)
			}
		}
	}
	return notices
}

// burnWindows are the distinct windows of the rules.
func burnWindows(rules []health.BurnRule) []time.Duration {
	var lengths []time.Duration
	for _, rule := range rules {
		lengths = append(lengths, rule.Long, rule.Short)
	}
	slices.Sort(lengths)
	return slices.Compact(lengths)
}

// evidence is the least that an alert on an indicator's events rests on.
func (e *Engine) evidence(by indicator) health.BurnEvidence {
	return health.BurnEvidence{Events: by.minEvents, BadEvents: e.Profile.ErrorBudget.MinBadEvents}
}
