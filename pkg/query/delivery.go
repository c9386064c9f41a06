package query

import "github.com/headroom/headroom/pkg/catalog"

// DeliveryQuery asks for the operational KPIs over one window, a row for each KPI and label set, or by week.
type DeliveryQuery struct {
	// QueryType tells the query types apart.
	QueryType Type `json:"queryType" jsonschema:"required,enum=delivery"`
	// KPIs are the ids asked for; all operational KPIs when left out.
	KPIs []string `json:"kpis,omitempty" jsonschema:"maxItems=100,enum=mttr,enum=mtbf,enum=deployment_frequency,enum=change_failure_ratio"`
	// Window is how far back each value looks: a Prometheus duration from 1m to 400d, or "dashboard" for the
	// dashboard's range; the profile's window when left out. A trend takes none.
	Window string `json:"window,omitempty" jsonschema:"maxLength=40,pattern=^(|dashboard|([0-9]+(ms|[smhdwy]))+)$,example=90d"`
	// Service keeps one service (an exact value) or a list of them, {a,b,c}; every service when left out, empty,
	// ".*" or "$__all". In a list a backslash keeps a comma, brace or backslash as it is.
	Service string `json:"service,omitempty" jsonschema:"maxLength=20000"`
	// Environment keeps one environment or a list of them, written as for service; production when left out.
	Environment string `json:"environment,omitempty" jsonschema:"maxLength=20000"`
	// GroupBy are the labels by whose values the answer is split: "service" and "environment".
	GroupBy []string `json:"groupBy,omitempty" jsonschema:"maxItems=2,enum=service,enum=environment"`
	// TimeZone is the IANA zone in which weeks are counted; the profile's when left out.
	TimeZone string `json:"timeZone,omitempty" jsonschema:"maxLength=64,example=Europe/Berlin"`
	// Step asks for the trend over the dashboard's range instead: "1w", each ISO week by itself.
	Step string `json:"step,omitempty" jsonschema:"enum=1w"`
	// Format is "numeric" (one value for each KPI and label set, for alerting; the default) or "table" (with
	// target, status and evidence). A trend takes none.
	Format Format `json:"format,omitempty" jsonschema:"enum=numeric,enum=table,default=numeric"`
}

func (q *DeliveryQuery) flatten(c check) Query {
	flat := Query{
		KPIs:         orElse(distinct(q.KPIs), catalog.DeliveryKPIs),
		Window:       c.window(q.Window),
		Services:     c.selection("service", q.Service),
		Environments: c.selection("environment", q.Environment),
		GroupBy:      distinct(q.GroupBy),
		TimeZone:     c.timeZone(q.TimeZone),
		Step:         q.Step,
	}
	if q.Step == "" {
		flat.Format = orDefault(q.Format, FormatNumeric)
		return flat
	}
	if q.Window != "" {
		c.Addf("window", "does not go with step: a trend covers the dashboard's range, each week by itself")
	}
	if q.Format != "" {
		c.Addf("format", "does not go with step: a trend is a time series")
	}
	return flat
}
