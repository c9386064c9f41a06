package frames

import (
	"maps"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/evaluate"
	"github.com/headroom/headroom/pkg/health"
)

// window writes a burn rate's window as a label, "1h" or "3d".
func window(length time.Duration) string { return catalog.Duration(length).String() }

// ruleLabels are the labels that tell the alerts of one KPI apart.
func ruleLabels(r health.BurnRule) map[string]string {
	return map[string]string{"severity": r.Severity, "long_window": window(r.Long), "short_window": window(r.Short)}
}

// BudgetEvidence lists the evidence of the answer's rows.
func BudgetEvidence(rows []evaluate.BudgetRow) []RowEvidence {
	list := make([]RowEvidence, len(rows))
	for i, row := range rows {
		labels := ruleLabels(row.Rule)
		maps.Copy(labels, row.Labels)
		list[i] = RowEvidence{
			KPI: row.KPI, Labels: labels, Status: string(row.Status), Reason: row.Reason, Formula: "error_budget.burn_rate",
			Substituted: row.Substituted(), Method: row.Method, Facts: budgetFacts(row),
		}
	}
	return list
}

// budgetFacts are the numbers behind a row: the rule's, and those of its budget where that is known.
func budgetFacts(row evaluate.BudgetRow) map[string]float64 {
	facts := map[string]float64{"factor": row.Rule.Factor}
	note := func(name string, value *float64) {
		if value = Finite(value); value != nil {
			facts[name] = *value
		}
	}
	note("burn_long", row.Burn.Long)
	note("burn_short", row.Burn.Short)
	if b := row.Budget; b != nil {
		note("budget_minutes", &b.Minutes)
		note("burnt_minutes", &b.BurntMinutes)
		if row.CountsRequests() {
			note("budget_requests", &b.Events)
			note("burnt_requests", &b.BurntEvents)
		}
	}
	return facts
}

// BudgetNumeric is the numeric-long frame of an error_budget query: labels kpi, severity, long_window, short_window and
// the groupBy names; the value is above 1 when the alert fires.
func BudgetNumeric(answer evaluate.BudgetAnswer, groupBy []string) data.Frames {
	labels := append([]string{"kpi", "severity", "long_window", "short_window"}, groupBy...)
	frame, columns, value := numericLong("error_budget", labels, len(answer.Rows))
	for i, row := range answer.Rows {
		columns["kpi"].Set(i, row.KPI)
		for label, text := range ruleLabels(row.Rule) {
			columns[label].Set(i, text)
		}
		for _, label := range groupBy {
			columns[label].Set(i, row.Labels[label])
		}
		value.Set(i, Finite(row.Burn.Value))
	}
	return data.Frames{frame}
}

// BudgetTable is the display table of an error_budget query. What is left is negative when the budget is overspent;
// requests are null for budgets that probes tell.
func BudgetTable(answer evaluate.BudgetAnswer, groupBy []string, profile *catalog.Profile) data.Frames {
	rows := answer.Rows
	frame := table("error_budget")
	text := func(name, display string, get func(evaluate.BudgetRow) string) {
		column(frame, name, display, "", stringsOf(rows, get))
	}
	number := func(name, display, unit string, get func(evaluate.BudgetRow) *float64) {
		column(frame, name, display, unit, numbersOf(rows, get))
	}
	budget := func(name, display, unit string, get func(health.Budget) float64) {
		number(name, display, unit, func(r evaluate.BudgetRow) *float64 {
			if r.Budget == nil {
				return nil
			}
			return pointer(get(*r.Budget))
		})
	}
	requests := func(name, display string, get func(health.Budget) float64) {
		number(name, display, "short", func(r evaluate.BudgetRow) *float64 {
			if !r.CountsRequests() {
				return nil
			}
			return pointer(get(*r.Budget))
		})
	}
	text("kpi", "KPI", func(r evaluate.BudgetRow) string { return r.KPI })
	text("name", "Name", func(r evaluate.BudgetRow) string { return profile.Target(r.KPI).Name })
	text("severity", "Severity", func(r evaluate.BudgetRow) string { return r.Rule.Severity })
	text("long_window", "Long window", func(r evaluate.BudgetRow) string { return window(r.Rule.Long) })
	text("short_window", "Short window", func(r evaluate.BudgetRow) string { return window(r.Rule.Short) })
	number("value", "Burn rate ÷ factor", "none", func(r evaluate.BudgetRow) *float64 { return r.Burn.Value })
	text("status", "Status", func(r evaluate.BudgetRow) string { return string(r.Status) })
	number("target", "Target", "", func(r evaluate.BudgetRow) *float64 { return r.Target.Value })
	number("burn_long", "Burn rate, long window", "none", func(r evaluate.BudgetRow) *float64 { return r.Burn.Long })
	number("burn_short", "Burn rate, short window", "none", func(r evaluate.BudgetRow) *float64 { return r.Burn.Short })
	number("factor", "Factor", "none", func(r evaluate.BudgetRow) *float64 { return pointer(r.Rule.Factor) })
	budget("budget_minutes", "Budget", "m", func(b health.Budget) float64 { return b.Minutes })
	budget("burnt_minutes", "Burnt", "m", func(b health.Budget) float64 { return b.BurntMinutes })
	budget("remaining_minutes", "Left", "m", func(b health.Budget) float64 { return b.Minutes - b.BurntMinutes })
	requests("budget_requests", "Budget in requests", func(b health.Budget) float64 { return b.Events })
	requests("burnt_requests", "Burnt in requests", func(b health.Budget) float64 { return b.BurntEvents })
	requests("remaining_requests", "Left in requests", func(b health.Budget) float64 { return b.Events - b.BurntEvents })
	budget("remaining_ratio", "Left of the budget", "percentunit", func(b health.Budget) float64 { return b.Remaining })
	exhausts := make([]*time.Time, len(rows))
	for i, row := range rows {
		exhausts[i] = row.ExhaustsAt
	}
	column(frame, "exhausts_at", "Exhausted at", "", exhausts)
	number("coverage", "Coverage", "percentunit", func(r evaluate.BudgetRow) *float64 { return r.Coverage })
	number("period_seconds", "Period", "s", func(r evaluate.BudgetRow) *float64 { return pointer(r.Window.Seconds()) })
	text("method", "Method", func(r evaluate.BudgetRow) string { return r.Method })
	text("reason", "Reason", func(r evaluate.BudgetRow) string { return r.Reason })
	for _, label := range groupBy {
		text(label, label, func(r evaluate.BudgetRow) string { return r.Labels[label] })
	}
	return data.Frames{frame}
}

// BudgetTrend is a time-series-multi answer: a frame for each KPI and label set and, for burns, each alert.
func BudgetTrend(answer evaluate.BudgetTrendAnswer, profile *catalog.Profile) data.Frames {
	frames := make(data.Frames, len(answer.Trends))
	for i, t := range answer.Trends {
		labels := data.Labels{"kpi": t.KPI}
		maps.Copy(labels, t.Labels)
		name, unit := profile.Target(t.KPI).Name, "percentunit"
		if t.Rule != nil {
			maps.Copy(labels, ruleLabels(*t.Rule))
			name += ", " + t.Rule.Severity + " over " + window(t.Rule.Long)
			unit = "none"
		}
		config := data.FieldConfig{DisplayNameFromDS: displayName(name, t.Labels), Unit: unit}
		frames[i] = timeSeries("error_budget", answer.Times, answer.Step, labels, t.Values, config)
	}
	return frames
}
