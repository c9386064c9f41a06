package query

// The structs of this file are the saved model, one for each query type: what a dashboard, an alert rule or a
// provisioning file holds beside Grafana's own fields. The JSON Schema and the TypeScript types are generated
// from them; the ranges in their tags are the ones that Parse enforces.

// KPISelection is what the KPI queries have in common.
type KPISelection struct {
	// KPIs are the ids asked for; all health KPIs when left out.
	KPIs []string `json:"kpis,omitempty" jsonschema:"maxItems=100,enum=availability,enum=latency_p95,enum=error_ratio,enum=throughput,enum=cpu_utilization,enum=memory_utilization"`
	// Window is how far back each value looks: a Prometheus duration from 1m to 400d, or "dashboard" for the
	// dashboard's range; the profile's window when left out.
	Window string `json:"window,omitempty" jsonschema:"maxLength=40,pattern=^(|dashboard|([0-9]+(ms|[smhdwy]))+)$,example=30d"`
	// Service keeps one service (an exact value) or a list of them, {a,b,c}; every service when left out, empty,
	// ".*" or "$__all". In a list a backslash keeps a comma, brace or backslash as it is.
	Service string `json:"service,omitempty" jsonschema:"maxLength=20000"`
	// Environment keeps one environment or a list of them, written as for service.
	Environment string `json:"environment,omitempty" jsonschema:"maxLength=20000"`
	// GroupBy are the labels by whose values the answer is split; "service" and "environment" mean the labels
	// that the signal is mapped to.
	GroupBy []string `json:"groupBy,omitempty" jsonschema:"maxItems=5,maxLength=200,pattern=^[a-zA-Z_][a-zA-Z0-9_]*$"`
	// TimeZone is the IANA zone in which weeks and hours of the week are counted; the profile's when left out.
	TimeZone string `json:"timeZone,omitempty" jsonschema:"maxLength=64,example=Europe/Berlin"`
}

// TableSelection is what the traffic queries have in common.
type TableSelection struct {
	// Tables keeps tables by name or schema.name; every table when left out. An entry may be a list, {a,b,c}.
	Tables []string `json:"tables,omitempty" jsonschema:"maxItems=1000,maxLength=20000"`
	// Databases keeps tables by the database they were seen in, and declared tables that were seen in none; every
	// database when left out. An entry may be a list, {a,b,c}.
	Databases []string `json:"databases,omitempty" jsonschema:"maxItems=100,maxLength=20000"`
	// Tiers keeps tables by declared tier; every tier when left out. An entry may be a list, {a,b,c}.
	Tiers []string `json:"tiers,omitempty" jsonschema:"maxItems=100,maxLength=20000"`
	// Categories keeps tables by category; every category when left out. An entry may be a list, {a,b,c}.
	Categories []string `json:"categories,omitempty" jsonschema:"maxItems=100,maxLength=20000"`
	// Measure is what is counted: operations (writes and scans, the default), writes, scans or rows_read, each
	// per hour, or the position against the expected range, from -1 (far below) over 0 (inside) to 1 (far above),
	// or an end of that range itself, expected_low or expected_high, in operations per hour.
	Measure Measure `json:"measure,omitempty" jsonschema:"enum=operations,enum=writes,enum=scans,enum=rows_read,enum=position,enum=expected_low,enum=expected_high,default=operations"`
	// Environment keeps one environment (an exact value) or a list of them, {a,b,c}; every environment when left
	// out, empty, ".*" or "$__all". In a list a backslash keeps a comma, brace or backslash as it is.
	Environment string `json:"environment,omitempty" jsonschema:"maxLength=20000"`
	// TimeZone is the IANA zone in which hours of the week are counted; the profile's when left out.
	TimeZone string `json:"timeZone,omitempty" jsonschema:"maxLength=64,example=Europe/Berlin"`
}

// KPIQuery asks for KPIs over one window, a row for each KPI and label set.
type KPIQuery struct {
	// QueryType tells the query types apart.
	QueryType Type `json:"queryType" jsonschema:"required,enum=kpi"`
	KPISelection
	// Format is "numeric" (one value for each KPI and label set, for alerting; the default) or "table" (with
	// target, status and evidence).
	Format Format `json:"format,omitempty" jsonschema:"enum=numeric,enum=table,default=numeric"`
}

// KPITrendQuery asks for KPIs over time, each point over the window that ends there.
type KPITrendQuery struct {
	// QueryType tells the query types apart.
	QueryType Type `json:"queryType" jsonschema:"required,enum=kpi_trend"`
	KPISelection
	// Step is the distance of points, a Prometheus duration from 10s to 90d; fitted to the panel when left out.
	Step string `json:"step,omitempty" jsonschema:"maxLength=40,pattern=^(|([0-9]+(ms|[smhdwy]))+)$,example=1h"`
}

// TrafficQuery asks for the traffic of tables over one window, a row for each table.
type TrafficQuery struct {
	// QueryType tells the query types apart.
	QueryType Type `json:"queryType" jsonschema:"required,enum=traffic"`
	TableSelection
	// Window is how far back the value looks: a Prometheus duration from 1m to 400d, or "dashboard" for the
	// dashboard's range; the profile's window when left out.
	Window string `json:"window,omitempty" jsonschema:"maxLength=40,pattern=^(|dashboard|([0-9]+(ms|[smhdwy]))+)$,example=1h"`
	// Format is "numeric" (one value for each table, for alerting; the default) or "table" (with expected range,
	// position, status and evidence).
	Format Format `json:"format,omitempty" jsonschema:"enum=numeric,enum=table,default=numeric"`
}

// TrafficTrendQuery asks for the traffic of tables in buckets over the dashboard's range.
type TrafficTrendQuery struct {
	// QueryType tells the query types apart.
	QueryType Type `json:"queryType" jsonschema:"required,enum=traffic_trend"`
	TableSelection
	// Step is the length of a bucket, a Prometheus duration from 10s to 90d.
	Step string `json:"step,omitempty" jsonschema:"maxLength=40,pattern=^(|([0-9]+(ms|[smhdwy]))+)$,default=1h"`
	// Baseline is the expected range that the position is held against: the declared one.
	Baseline Baseline `json:"baseline,omitempty" jsonschema:"enum=declared,default=declared"`
	// Limit is the greatest number of tables in the answer; 0 or left out means all.
	Limit int `json:"limit,omitempty" jsonschema:"minimum=0,maximum=10000"`
	// Offset is the number of tables skipped before them.
	Offset int `json:"offset,omitempty" jsonschema:"minimum=0,maximum=1000000"`
	// Sort is the order of tables before limit and offset: as declared (category, the default), by name, or by
	// value with the busiest first.
	Sort Sort `json:"sort,omitempty" jsonschema:"enum=category,enum=name,enum=value,default=category"`
	// MaxPoints is the greatest number of buckets, for which the step is widened; the panel's columns when 0 or
	// left out.
	MaxPoints int `json:"maxPoints,omitempty" jsonschema:"minimum=0,maximum=10000"`
}

// ProjectionQuery asks what a number of tenants sends and how many users that is at a time.
type ProjectionQuery struct {
	// QueryType tells the query types apart.
	QueryType Type `json:"queryType" jsonschema:"required,enum=projection"`
	// Tenants are the numbers of tenants, a row for each; the profile's rows when left out.
	Tenants []int `json:"tenants,omitempty" jsonschema:"maxItems=1000,minimum=1,maximum=1000000000"`
	// IncludeCurrent adds the present number of tenants, as the signal "tenants" measures it, and the column
	// "current", which is true in its row.
	IncludeCurrent bool `json:"includeCurrent,omitempty"`
	// Format is always "table".
	Format Format `json:"format,omitempty" jsonschema:"enum=table,default=table"`
}

// RequirementsQuery asks what a number of tenants needs of each resource.
type RequirementsQuery struct {
	// QueryType tells the query types apart.
	QueryType Type `json:"queryType" jsonschema:"required,enum=requirements"`
	// Tenants are the numbers of tenants, a row for each; the profile's rows when left out.
	Tenants []int `json:"tenants,omitempty" jsonschema:"maxItems=1000,minimum=1,maximum=1000000000"`
	// Basis is where the requirement comes from: the profile's curves.
	Basis Basis `json:"basis,omitempty" jsonschema:"enum=guideline,default=guideline"`
	// IncludeCurrent adds the present number of tenants, as the signal "tenants" measures it, and the column
	// "current", which is true in its row.
	IncludeCurrent bool `json:"includeCurrent,omitempty"`
	// Format is always "table".
	Format Format `json:"format,omitempty" jsonschema:"enum=table,default=table"`
}

// CoverageQuery asks how much of a window each signal was seen, a row for each signal.
type CoverageQuery struct {
	// QueryType tells the query types apart.
	QueryType Type `json:"queryType" jsonschema:"required,enum=coverage"`
	// Signals are the ids asked for; all signals when left out.
	Signals []string `json:"signals,omitempty" jsonschema:"maxItems=100,enum=requests,enum=request_duration,enum=probe,enum=cpu_utilization,enum=memory_utilization,enum=table_activity,enum=maintenance,enum=tenants,enum=incidents,enum=deployments"`
	// Window is how far back coverage is counted: a Prometheus duration from 1m to 400d, or "dashboard" for the
	// dashboard's range; the profile's window when left out.
	Window string `json:"window,omitempty" jsonschema:"maxLength=40,pattern=^(|dashboard|([0-9]+(ms|[smhdwy]))+)$,example=1h"`
	// Format is "numeric" (the coverage of each signal, for alerting; the default) or "table" (with status, source
	// and when it was last seen).
	Format Format `json:"format,omitempty" jsonschema:"enum=numeric,enum=table,default=numeric"`
}
