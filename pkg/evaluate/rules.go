package evaluate

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/verdict"
)

// ruleInterval is how often the rules are evaluated. Recordings are looked up at whole hours, within the five minutes
// that Prometheus looks back, so that a ruler may miss some evaluations.
const ruleInterval = time.Minute

// Rules are the recordings of every mapped signal, the burn-rate alerts of every error budget and the alerts on what
// those rest on, by service and environment where those are known. What cannot be written is named in the file, with
// the reason.
func (e *Engine) Rules() (promql.RuleFile, error) {
	period, rules, err := e.burnRules(query.Query{})
	if err != nil {
		return promql.RuleFile{}, err
	}
	file := promql.RuleFile{Notes: []string{
		"Written by Headroom from its mapping and profile: recording rules that make long windows cheap, alerts on the burn",
		"rates of error budgets over " + catalog.Duration(period).String() + ", and alerts on missing evidence. Write it anew when either changes.",
	}}
	file.Groups = append(file.Groups, promql.RuleGroup{Name: "headroom_recordings", Interval: promql.Duration(ruleInterval)})
	for _, name := range signal.Names {
		m := e.Signals[name]
		recordings := m.Recordings(e.probing())
		if len(recordings) == 0 && len(m.Needed) > 0 && recordable(name) {
			file.Notes = append(file.Notes, fmt.Sprintf("Not recorded: %s, which is mapped to %s.", name, describe(m)))
		}
		for _, r := range recordings {
			file.Groups[0].Rules = append(file.Groups[0].Rules, promql.Rule{
				Record: r.Metric, Expr: r.Expr, Labels: map[string]string{signal.DefinitionLabel: m.Definition(e.probing())},
			})
		}
	}
	for _, kpi := range catalog.BudgetKPIs {
		group, notes, err := e.alerts(kpi, rules)
		if err != nil {
			return promql.RuleFile{}, err
		}
		file.Notes = append(file.Notes, notes...)
		if len(group.Rules) > 0 {
			file.Groups = append(file.Groups, group)
		}
	}
	evidence, notes := e.evidenceRules(rules)
	file.Notes = append(file.Notes, notes...)
	if len(evidence.Rules) > 0 {
		file.Groups = append(file.Groups, evidence)
	}
	if len(file.Groups[0].Rules) == 0 {
		file.Groups = file.Groups[1:]
	}
	return file, nil
}

// recordable says whether there are recordings for a signal that is mapped to a metric.
func recordable(name signal.Name) bool {
	return name == signal.Requests || name == signal.RequestDuration || name == signal.ProbeSuccess
}

// eventRules are the expressions of a KPI's events, as rules use them.
type eventRules struct {
	// recordings are what long windows of the expressions read.
	recordings []promql.Rule
	// bad and total count the events of a window, by the same labels.
	bad, total func(window time.Duration) string
	// seen is 1 for what was seen so long ago, by the same labels; nil where events are no requests.
	seen func(ago time.Duration) string
	// by are those labels.
	by        []string
	minEvents float64
}

// alerts are the burn-rate alerts of one KPI, with the reasons for those that cannot be written.
func (e *Engine) alerts(kpi string, rules []health.BurnRule) (group promql.RuleGroup, notes []string, err error) {
	group = promql.RuleGroup{Name: "headroom_error_budget_" + kpi, Interval: promql.Duration(ruleInterval)}
	events, why, err := e.eventRules(kpi)
	allowed := e.allowed(kpi)
	switch {
	case err != nil:
		return group, nil, err
	case allowed <= 0:
		why = verdict.WithoutTarget
	}
	if why != "" || events.bad == nil {
		return group, []string{"No alerts on " + kpi + ": " + why + "."}, nil
	}
	for _, rule := range rules {
		if reason := rule.CannotFire(allowed); reason != "" {
			notes = append(notes, fmt.Sprintf("No %s on %s over %s: %s.", rule.Severity, kpi, catalog.Duration(rule.Long), reason))
			continue
		}
		group.Rules = append(group.Rules, events.alert(kpi, rule, allowed, e.Profile.ErrorBudget.MinBadEvents))
	}
	if events.minEvents > 0 {
		group.Rules = append(group.Rules, events.tooFew(kpi, rules))
	}
	group.Rules = append(events.recordings, group.Rules...)
	return group, notes, nil
}

// alert writes one burn-rate alert, whose value is the burn rate over the long window.
func (r eventRules) alert(kpi string, rule health.BurnRule, allowed, minBad float64) promql.Rule {
	burns := func(window time.Duration) string {
		return fmt.Sprintf("(%s) / (%s) / %s > %s", r.bad(window), r.total(window), number(allowed), number(rule.Factor))
	}
	conditions := []string{burns(rule.Long), burns(rule.Short), fmt.Sprintf("(%s) >= %s", r.bad(rule.Long), number(minBad))}
	if r.minEvents > 0 {
		conditions = append(conditions, fmt.Sprintf("(%s) >= %s", r.total(rule.Long), number(r.minEvents)))
	}
	long, short := catalog.Duration(rule.Long).String(), catalog.Duration(rule.Short).String()
	return promql.Rule{
		Alert: "HeadroomErrorBudgetBurn", Expr: strings.Join(conditions, "\nand\n"),
		Labels: map[string]string{"severity": rule.Severity, "kpi": kpi, "long_window": long, "short_window": short},
		Annotations: map[string]string{
			"summary": "The error budget of " + kpi + where(r.by) + " burns fast",
			"description": "It burns at {{ $value | humanize }} times the rate that it lasts its period at, over " + long + " and " + short +
				"; the limit is " + number(rule.Factor) + ".",
		},
	}
}

// where names what an alert is about, as a template.
func where(by []string) string {
	var text strings.Builder
	for _, label := range by {
		text.WriteString(" {{ index $labels " + strconv.Quote(label) + " }}")
	}
	return text.String()
}

// number writes a number as PromQL, without the last digits of a subtraction's rounding.
func number(x float64) string { return strconv.FormatFloat(x, 'g', 12, 64) }

// eventRules are the expressions of a KPI's events, by the method that the KPI itself takes; why says what is missing.
func (e *Engine) eventRules(kpi string) (r eventRules, why string, err error) {
	if kpi == catalog.Availability {
		if m, missing := e.probeMapping(); missing == nil && m.Metric != "" {
			return e.probeRules(m), "", nil
		}
	}
	name := signal.Requests
	if kpi == catalog.LatencyP95 {
		name = signal.RequestDuration
	}
	m, err := e.mapping(name)
	switch {
	case isMissing(err):
		return r, err.Error(), nil
	case err != nil:
		return r, "", err
	case m.Metric == "":
		return r, "signals." + string(name) + " is mapped to " + describe(m) + ", whose labels are not known", nil
	case kpi == catalog.LatencyP95:
		return e.durationRules(m)
	}
	return e.requestRules(m, kpi)
}

func (e *Engine) probeRules(m signal.Mapping) eventRules {
	p := e.probing()
	by := without(m.Kept(), m.Labels[signal.RoleInstance])
	up := m.Up(signal.Part{By: m.Kept()}, p)
	total := func(window time.Duration) string {
		return promql.By("sum", by, promql.CountObserved(up, window, p.Interval))
	}
	return eventRules{by: by, total: total, bad: func(window time.Duration) string {
		return total(window) + " - " + promql.By("sum", by, promql.OverTime("sum", up, window, p.Interval))
	}}
}

func (e *Engine) requestRules(m signal.Mapping, kpi string) (eventRules, string, error) {
	status, labelled := m.Labels[signal.RoleStatus]
	if !labelled {
		return eventRules{}, unlabelled, nil
	}
	by := without(m.Kept(), status)
	kept := newKept("headroom:requests:increase5m", m.Requests(signal.Part{By: m.Kept()}, signal.RateWindow))
	failed := promql.Matcher{Label: status, Op: "=~", Value: e.Profile.Verdicts.FailedStatus}
	count := func(matchers ...promql.Matcher) func(window time.Duration) string {
		return func(window time.Duration) string {
			return kept.over(window, by, matchers, m.Requests(signal.Part{Matchers: matchers, By: by}, window))
		}
	}
	return eventRules{
		recordings: []promql.Rule{kept.rule}, by: by, minEvents: e.policy(kpi).MinSamples, total: count(), bad: count(failed),
		seen: func(ago time.Duration) string { return kept.seen(by, ago) },
	}, "", nil
}

func (e *Engine) durationRules(m signal.Mapping) (eventRules, string, error) {
	goal, hasTarget := e.target(catalog.LatencyP95).Goal()
	if !hasTarget {
		return eventRules{}, verdict.WithoutTarget, nil
	}
	by := m.Kept()
	r := eventRules{by: by, minEvents: e.policy(catalog.LatencyP95).MinSamples}
	if m.Form == signal.Native {
		limit := strconv.FormatFloat(goal/m.Seconds, 'f', -1, 64)
		r.total = func(window time.Duration) string { return promql.NativeCount(m.Select(), by, window) }
		r.bad = func(window time.Duration) string {
			return r.total(window) + " - " + promql.NativeWithin(m.Select(), by, limit, window)
		}
		r.seen = func(ago time.Duration) string {
			return promql.By("group", by, promql.LastOver(m.Select(), seenWithin, ago))
		}
		return r, "", nil
	}
	around := boundsAround(m, goal)
	if !around.exact || len(infinities(m)) == 0 {
		return r, "bucket_resolution: " + m.Metric + " has no bucket bound at the target, " + number(goal) + " s", nil
	}
	bounds := append(infinities(m), around.spellings...)
	kept := newKept("headroom:request_duration_bucket:increase5m", m.Buckets(signal.Part{By: by}, signal.RateWindow, bounds...))
	count := func(bounds []string) func(window time.Duration) string {
		return func(window time.Duration) string {
			matchers := promql.OneOf(signal.BucketLabel, bounds)
			raw := promql.By("sum", by, m.Buckets(signal.Part{By: by}, window, bounds...))
			return kept.over(window, by, matchers, raw)
		}
	}
	within := count(around.spellings)
	r.total = count(infinities(m))
	r.bad = func(window time.Duration) string { return r.total(window) + " - " + within(window) }
	r.seen = func(ago time.Duration) string { return kept.seen(by, ago) }
	r.recordings = []promql.Rule{kept.rule}
	return r, "", nil
}

// kept is a recording of five minutes that the long windows of alerts read.
type kept struct{ rule promql.Rule }

func newKept(metric, expr string) kept {
	r := signal.Recording{Metric: metric, Expr: expr}
	return kept{promql.Rule{Record: metric, Expr: expr, Labels: map[string]string{signal.DefinitionLabel: r.Definition()}}}
}

// over counts a window: a day and more from the recording, and shorter ones from the signal itself, so that what pages
// does not wait for the recording's five minutes.
func (k kept) over(window time.Duration, by []string, matchers []promql.Matcher, raw string) string {
	if window < leastRecorded {
		return raw
	}
	return promql.By("sum", by, promql.OverTime("sum", k.selector(matchers...).String(), window, signal.RateWindow))
}

// seen is 1 for what was recorded so long ago.
func (k kept) seen(by []string, ago time.Duration) string {
	return promql.By("group", by, promql.LastOver(k.selector(), seenWithin, ago))
}

func (k kept) selector(matchers ...promql.Matcher) promql.Selector {
	return signal.Recorded{Definition: k.rule.Labels[signal.DefinitionLabel]}.Recording(k.rule.Record, matchers...)
}

// without are the labels less one.
func without(labels []string, label string) []string {
	var rest []string
	for _, l := range labels {
		if l != label {
			rest = append(rest, l)
		}
	}
	return rest
}
