package query

import "github.com/headroom/headroom/pkg/catalog"

// BudgetSelection is what the error budget queries have in common.
type BudgetSelection struct {
	// KPIs are the ids of the KPIs with an error budget; all of them when left out.
	KPIs []string `json:"kpis,omitempty" jsonschema:"maxItems=100,enum=availability,enum=error_ratio,enum=latency_p95"`
	// Period is what the budget is counted over, back from the end of the range: a Prometheus duration from 1d to
	// 400d; the profile's period when left out. Burn-rate windows scale with it.
	Period string `json:"period,omitempty" jsonschema:"maxLength=40,pattern=^(|([0-9]+(ms|[smhdwy]))+)$,example=30d"`
	// Severities keeps burn-rate alerts by their severity in the profile's policy; all of them when left out.
	Severities []string `json:"severities,omitempty" jsonschema:"maxItems=20,maxLength=200,example=page"`
	// Service keeps one service (an exact value) or a list of them, {a,b,c}; every service when left out, empty,
	// ".*" or "$__all". In a list a backslash keeps a comma, brace or backslash as it is.
	Service string `json:"service,omitempty" jsonschema:"maxLength=20000"`
	// Environment keeps one environment or a list of them, written as for service.
	Environment string `json:"environment,omitempty" jsonschema:"maxLength=20000"`
	// GroupBy are the labels by whose values the answer is split; "service" and "environment" mean the labels
	// that the signal is mapped to.
	GroupBy []string `json:"groupBy,omitempty" jsonschema:"maxItems=5,maxLength=200,pattern=^[a-zA-Z_][a-zA-Z0-9_]*$"`
}

// ErrorBudgetQuery asks how fast error budgets burn, a row for each KPI, burn-rate alert and label set.
type ErrorBudgetQuery struct {
	// QueryType tells the query types apart.
	QueryType Type `json:"queryType" jsonschema:"required,enum=error_budget"`
	BudgetSelection
	// Format is "numeric" (the lower of the burn rates over the long and the short window ÷ the alert's factor, so
	// that a rule alerts above 1; the default) or "table" (with burn rates, budget, what is burnt and what is left).
	Format Format `json:"format,omitempty" jsonschema:"enum=numeric,enum=table,default=numeric"`
}

// ErrorBudgetTrendQuery asks for error budgets over time.
type ErrorBudgetTrendQuery struct {
	// QueryType tells the query types apart.
	QueryType Type `json:"queryType" jsonschema:"required,enum=error_budget_trend"`
	BudgetSelection
	// Measure is "remaining" (the share of the budget that is left, each point over the period that ends there; the
	// default) or "burn" (the value of each burn-rate alert, above 1 where it fires: each point is the highest since the
	// point before, so that a rule can be previewed on the past).
	Measure Measure `json:"measure,omitempty" jsonschema:"enum=remaining,enum=burn,default=remaining"`
	// Step is the distance of points, a Prometheus duration from 10s to 90d; fitted to the panel when left out. Burn
	// rates take it up to a multiple of the shortest window.
	Step string `json:"step,omitempty" jsonschema:"maxLength=40,pattern=^(|([0-9]+(ms|[smhdwy]))+)$,example=1h"`
}

// The columns of an error budget's answer that a label of the same name would clash with.
var (
	budgetColumns      = []string{"kpi", "severity", "long_window", "short_window", "value"}
	budgetTableColumns = append([]string{
		"name", "target", "status", "burn_long", "burn_short", "factor", "budget_minutes", "burnt_minutes", "remaining_minutes",
		"budget_requests", "burnt_requests", "remaining_requests", "remaining_ratio", "exhausts_at", "coverage", "period_seconds",
		"method", "reason",
	}, budgetColumns...)
)

func (s BudgetSelection) flatten(c check) Query {
	return Query{
		KPIs:         orElse(distinct(s.KPIs), catalog.BudgetKPIs),
		Period:       c.period(s.Period),
		Severities:   distinct(s.Severities),
		Services:     c.selection("service", s.Service),
		Environments: c.selection("environment", s.Environment),
		GroupBy:      c.labels(s.GroupBy),
	}
}

func (q *ErrorBudgetQuery) flatten(c check) Query {
	flat := q.BudgetSelection.flatten(c)
	flat.Format = orDefault(q.Format, FormatNumeric)
	if flat.Format == FormatTable {
		c.notTaken(flat.GroupBy, budgetTableColumns)
	} else {
		c.notTaken(flat.GroupBy, budgetColumns)
	}
	return flat
}

func (q *ErrorBudgetTrendQuery) flatten(c check) Query {
	flat := q.BudgetSelection.flatten(c)
	flat.Measure = orDefault(q.Measure, MeasureRemaining)
	flat.Step = c.step(q.Step)
	c.notTaken(flat.GroupBy, budgetColumns)
	return flat
}
