package evaluate

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/verdict"
)

// BudgetRow is one alert on one KPI's error budget, for one group.
type BudgetRow struct {
	KPI    string
	Labels map[string]string
	Rule   health.BurnRule
	Burn   health.Burn
	// Budget is that of the period, nil when it is unknown.
	Budget *health.Budget
	// ExhaustsAt is when the budget is gone if it goes on burning as over the long window: the end of the period when
	// it is gone already, nil when it outlasts the period or is unknown.
	ExhaustsAt *time.Time
	Status     verdict.Status
	// Reason says why something is unknown, or what the status rests on.
	Reason string
	Target verdict.Target
	// Method is how the KPI's events are counted: "requests", "probe" or "histogram".
	Method string
	// Coverage is the observed share of Window, which is the period or what there is of it in history.
	Coverage *float64
	Window   time.Duration
}

// CountsRequests says whether the budget can be told in requests; probes are not.
func (r BudgetRow) CountsRequests() bool { return r.Budget != nil && r.Method != "probe" }

// Substituted is the formula of the value with the numbers put in; empty when either burn rate is unknown.
func (r BudgetRow) Substituted() string {
	if r.Burn.Long == nil || r.Burn.Short == nil {
		return ""
	}
	return fmt.Sprintf("lower of %s over %s and %s over %s, ÷ %s = %s", verdict.FormatNumber(*r.Burn.Long),
		verdict.FormatDuration(r.Rule.Long), verdict.FormatNumber(*r.Burn.Short), verdict.FormatDuration(r.Rule.Short),
		verdict.FormatNumber(r.Rule.Factor), verdict.FormatNumber(min(*r.Burn.Long, *r.Burn.Short)/r.Rule.Factor))
}

// BudgetAnswer holds a row for every KPI, alert and group asked for.
type BudgetAnswer struct {
	Rows     []BudgetRow
	Notices  []string
	Failures []error
	Window   Window
}

// burning are the events of one group: those of the period, and those of each window of the rules.
type burning struct {
	period  health.Events
	windows map[time.Duration]health.Events
	seen    verdict.Observation
	by      indicator
}

// ErrorBudget evaluates the budgets of the query's KPIs concurrently. A KPI whose source fails is rows without a
// value and a notice; when every source that was asked fails, so does the query.
func (e *Engine) ErrorBudget(ctx context.Context, r Request) (BudgetAnswer, error) {
	period, rules, err := e.burnRules(r.Query)
	if err != nil {
		return BudgetAnswer{}, err
	}
	answer := BudgetAnswer{Window: r.trailing(period)}
	kpis := r.Query.KPIs
	rows := make([][]BudgetRow, len(kpis))
	errs := all(len(kpis), func(i int) (err error) {
		rows[i], err = e.budgetRows(ctx, kpis[i], r, rules, answer.Window)
		return err
	})
	answered := 0
	for i, kpi := range kpis {
		switch {
		case errs[i] == nil:
			answered++
		case isMissing(errs[i]):
			rows[i] = e.budgetless(kpi, r.Query, rules, answer.Window, verdict.NoSource, errs[i].Error())
			errs[i] = nil
		default:
			answer.Notices = append(answer.Notices, kpi+": "+told(errs[i]))
			answer.Failures = append(answer.Failures, errs[i])
			rows[i] = e.budgetless(kpi, r.Query, rules, answer.Window, verdict.Error, told(errs[i]))
		}
		answer.Rows = append(answer.Rows, rows[i]...)
	}
	if err := first(errs); err != nil && answered == 0 {
		return BudgetAnswer{}, err
	}
	answer.Notices = append(answer.Notices, e.unable(kpis, rules)...)
	return answer, ctx.Err()
}

// budgetRows evaluates one KPI.
func (e *Engine) budgetRows(ctx context.Context, kpi string, r Request, rules []health.BurnRule, w Window) ([]BudgetRow, error) {
	indicators, err := e.indicators(kpi, r.Query)
	if err != nil {
		return nil, err
	}
	found := make([]map[group]burning, len(indicators))
	tasks, ctx := parallel(ctx)
	for i, by := range indicators {
		tasks.Go(func() (err error) {
			found[i], err = by.burning(ctx, r, rules, w)
			return err
		})
	}
	if err := tasks.Wait(); err != nil {
		return nil, err
	}
	byGroup := map[group]burning{}
	for _, preferred := range slices.Backward(found) {
		maps.Copy(byGroup, preferred)
	}
	s := indicators[len(indicators)-1].scope
	groups := s.expected(slices.Collect(maps.Keys(byGroup)))
	slices.Sort(groups)
	var rows []BudgetRow
	for _, g := range groups {
		b, known := byGroup[g]
		if !known {
			b = burning{by: indicators[len(indicators)-1], seen: verdict.Observation{Asked: w.Length, Window: w.Length, End: w.End}}
		}
		for _, rule := range rules {
			row := e.budgetRow(kpi, rule, b)
			row.Labels = s.labels(g)
			rows = append(rows, row)
		}
	}
	return rows, nil
}

// burning counts the events of the period and of every window of the rules, for the groups that the indicator has.
func (by indicator) burning(ctx context.Context, r Request, rules []health.BurnRule, w Window) (map[group]burning, error) {
	lengths := burnWindows(rules)
	counted := make([]map[group]health.Events, len(lengths))
	var whole survey
	tasks, ctx := parallel(ctx)
	tasks.Go(func() (err error) {
		whole, err = by.survey(ctx, w)
		return err
	})
	for i, length := range lengths {
		tasks.Go(func() (err error) {
			counted[i], err = by.events(ctx, r.trailing(length))
			return err
		})
	}
	if err := tasks.Wait(); err != nil {
		return nil, err
	}
	out := map[group]burning{}
	add := func(g group) {
		b := burning{period: whole.events[g], windows: map[time.Duration]health.Events{}, seen: whole.seen(g), by: by}
		for i, length := range lengths {
			b.windows[length] = counted[i][g]
		}
		out[g] = b
	}
	for g := range whole.events {
		add(g)
	}
	for _, g := range whole.groups {
		add(g)
	}
	return out, nil
}

// budgetRow judges one rule on one group.
func (e *Engine) budgetRow(kpi string, rule health.BurnRule, b burning) BudgetRow {
	allowed, coverage := e.allowed(kpi), b.seen.Coverage
	row := BudgetRow{
		KPI: kpi, Rule: rule, Target: e.target(kpi), Method: b.by.method, Coverage: &coverage, Window: b.seen.Window,
		Burn: rule.Judge(b.windows[rule.Long], b.windows[rule.Short], allowed, e.evidence(b.by)),
	}
	if row.Burn.Reason == health.Untold {
		row.Burn.Reason = b.by.untold()
	}
	var unknown string
	row.Budget, unknown = e.budget(kpi, b)
	if row.Budget != nil && row.Burn.Long != nil {
		if left, ok := row.Budget.TimeLeft(*row.Burn.Long); ok {
			at := b.seen.End.Add(left)
			row.ExhaustsAt = &at
		}
	}
	row.Status, row.Reason = row.conclude(unknown)
	if note := b.seen.HistoryNote(); note != "" && row.Budget != nil {
		row.Reason += "; " + note
	}
	return row
}

// budget is the budget of the period, or the reason for which it is unknown. What burnt is a fact about the window
// and needs no interval around it, only a window that was observed.
func (e *Engine) budget(kpi string, b burning) (*health.Budget, string) {
	if e.allowed(kpi) <= 0 {
		return nil, verdict.WithoutTarget
	}
	if reason, insufficient := b.seen.Insufficient(e.policy(kpi)); insufficient {
		return nil, reason
	}
	if b.period.Total > 0 && math.IsNaN(b.period.Bad) {
		return nil, b.by.untold()
	}
	budget, ok := health.NewBudget(b.period, e.allowed(kpi), b.seen.Window)
	if !ok {
		return nil, "no events in the period"
	}
	return &budget, ""
}

// untold is the reason for which bad events are unknown.
func (by indicator) untold() string {
	if by.coarse != "" {
		return by.coarse
	}
	return health.Untold
}

// conclude is the status of a row: missed when the budget is spent, at_risk when the rule alerts.
func (r BudgetRow) conclude(unknown string) (verdict.Status, string) {
	spent := r.Budget != nil && r.Budget.Remaining <= 0
	switch {
	case r.Target.Value == nil:
		return verdict.NoTarget, verdict.WithoutTarget
	case spent && r.Burn.Value != nil:
		return verdict.Missed, verdict.FormatShare(1-r.Budget.Remaining) + " of the budget is burnt, " + r.alerting()
	case spent:
		return verdict.Missed, verdict.FormatShare(1-r.Budget.Remaining) + " of the budget is burnt; " + r.Burn.Reason
	case r.Burn.Value == nil && unknown != "" && unknown != r.Burn.Reason:
		return verdict.InsufficientData, r.Burn.Reason + "; the budget is unknown: " + unknown
	case r.Burn.Value == nil:
		return verdict.InsufficientData, r.Burn.Reason
	case *r.Burn.Value > 1:
		return verdict.AtRisk, r.alerting()
	case unknown != "":
		return verdict.InsufficientData, "the budget is unknown: " + unknown
	}
	return verdict.Met, verdict.FormatShare(r.Budget.Remaining) + " of the budget is left, " + r.alerting()
}

// alerting says how fast the budget burns against the rule's factor.
func (r BudgetRow) alerting() string {
	return "it burns at " + verdict.FormatNumber(*r.Burn.Value*r.Rule.Factor) + ", the alert is above " + verdict.FormatNumber(r.Rule.Factor)
}

// budgetless are the rows of a KPI of which nothing is known.
func (e *Engine) budgetless(kpi string, q query.Query, rules []health.BurnRule, w Window, status verdict.Status, reason string) []BudgetRow {
	s := groupingOf(q)
	var rows []BudgetRow
	for _, g := range s.expected(nil) {
		for _, rule := range rules {
			rows = append(rows, BudgetRow{
				KPI: kpi, Labels: s.labels(g), Rule: rule, Target: e.target(kpi), Status: status, Reason: reason, Window: w.Length,
			})
		}
	}
	return rows
}
