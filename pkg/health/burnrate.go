package health

import (
	"fmt"
	"math"
	"time"

	"github.com/headroom/headroom/pkg/verdict"
)

// The periods that the policy's windows are written for, and the one that its factors are derived for elsewhere.
const (
	shortestMonth  = 28 * 24 * time.Hour
	referenceMonth = 30 * 24 * time.Hour
	longestMonth   = 31 * 24 * time.Hour
)

// BurnPolicy is one row of a multiwindow, multi-burn-rate policy: alert when Share of a month's budget (0–1) burns
// within the long window, as long as it still burns in the short one.
type BurnPolicy struct {
	Severity    string
	Share       float64
	Long, Short time.Duration
}

// BurnRule is a row of the policy for one period: alert when the burn rates over both windows are above Factor.
type BurnRule struct {
	Severity    string
	Long, Short time.Duration
	Factor      float64
}

// BurnRules derives the rules of a period. Over a month of 28 to 31 days the windows stay and the factor is
// share × period ÷ long window; for other periods the windows scale with the period, as a share of 30 days, and the
// factors are those of 30 days. A factor is at least 1, below which a budget lasts its period; a short window is at
// least shortest, so that several scrapes fall into it. A period so short that a long window is no longer than its
// short one has no rules.
//
// Source: The Site Reliability Workbook (Google, 2018), chapter 5, "Multiwindow, Multi-Burn-Rate Alerts".
func BurnRules(policies []BurnPolicy, period, shortest time.Duration) ([]BurnRule, error) {
	scale, basis := 1.0, period
	if period < shortestMonth || period > longestMonth {
		scale, basis = float64(period)/float64(referenceMonth), referenceMonth
	}
	rules := make([]BurnRule, len(policies))
	for i, p := range policies {
		rule := BurnRule{
			Severity: p.Severity, Long: scaled(p.Long, scale), Short: max(scaled(p.Short, scale), shortest),
			Factor: math.Max(1, p.Share*float64(basis)/float64(p.Long)),
		}
		if rule.Long <= rule.Short {
			return nil, fmt.Errorf("over %s the long window of %s is %s, no longer than its short one of %s",
				verdict.FormatDuration(period), p.Severity, verdict.FormatDuration(rule.Long), verdict.FormatDuration(rule.Short))
		}
		rules[i] = rule
	}
	return rules, nil
}

// scaled is a window of whole seconds.
func scaled(window time.Duration, scale float64) time.Duration {
	return time.Duration(math.Round(window.Seconds()*scale)) * time.Second
}

// BurnRate is how many times as fast as a whole budget lasts its period the budget burns: the bad share ÷ the
// allowed one. It is unknown without events.
func (e Events) BurnRate(allowed float64) (rate float64, known bool) {
	if !e.known() || !(allowed > 0 && allowed < 1) {
		return 0, false
	}
	return e.ratio() / allowed, true
}

// BurnEvidence is the least that an alert rests on.
type BurnEvidence struct {
	// Events is the smallest number of events in the long window for which a burn rate means anything.
	Events float64
	// BadEvents is the smallest number of bad events in the long window that can alert.
	BadEvents float64
}

// Untold is the reason of a burn whose events are counted, and not which of them were bad.
const Untold = "which of the events were bad is unknown"

// Burn is what a rule makes of its two windows.
type Burn struct {
	// Long and Short are the burn rates over the windows, nil when unknown.
	Long, Short *float64
	// Value is the lower of the two ÷ the rule's factor: above 1 the rule alerts. It is nil when either is unknown or
	// rests on too little; Reason says why.
	Value  *float64
	Reason string
}

// Judge holds the events of the rule's windows against its factor, for a target that allows a share of events (0–1)
// to be bad.
func (r BurnRule) Judge(long, short Events, allowed float64, least BurnEvidence) Burn {
	if reason := r.CannotFire(allowed); reason != "" {
		return Burn{Reason: reason}
	}
	var b Burn
	longRate, longKnown := long.BurnRate(allowed)
	shortRate, shortKnown := short.BurnRate(allowed)
	if longKnown {
		b.Long = &longRate
	}
	if shortKnown {
		b.Short = &shortRate
	}
	value := math.Min(longRate, shortRate) / r.Factor
	switch {
	case long.Total > 0 && !isCount(long.Bad), short.Total > 0 && !isCount(short.Bad):
		b.Reason = Untold
	case !longKnown:
		b.Reason = fmt.Sprintf("no events in the last %s: without traffic nothing burns, and nothing shows that it would not",
			verdict.FormatDuration(r.Long))
	case long.Total < least.Events:
		b.Reason = fmt.Sprintf("%s events in the last %s, fewer than the %s that a burn rate needs: the longer windows watch so little traffic",
			verdict.FormatCount(long.Total), verdict.FormatDuration(r.Long), verdict.FormatCount(least.Events))
	case !shortKnown:
		b.Reason = fmt.Sprintf("no events in the last %s", verdict.FormatDuration(r.Short))
	case value > 1 && long.Bad < least.BadEvents:
		b.Reason = fmt.Sprintf("burns at %s times the factor, but on %s bad events in the last %s; an alert needs %s",
			verdict.FormatNumber(value), verdict.FormatCount(long.Bad), verdict.FormatDuration(r.Long), verdict.FormatCount(least.BadEvents))
	default:
		b.Value = &value
	}
	return b
}

// CannotFire is the reason for which no outage could ever exceed the rule's factor, empty when one can.
func (r BurnRule) CannotFire(allowed float64) string {
	worst := 1 / allowed
	switch {
	case !(allowed > 0 && allowed < 1):
		return verdict.WithoutTarget
	case r.Factor >= worst:
		return fmt.Sprintf("cannot fire: with every event bad a target that allows %s of them burns at %s, never above the factor of %s; a stricter target or a smaller budget share can",
			verdict.FormatShare(allowed), verdict.FormatNumber(worst), verdict.FormatNumber(r.Factor))
	}
	return ""
}
