// Package catalog holds the profile: every number that a verdict, a tier or a projection rests on, as data.
// The shipped profile is default.yaml; a user's overrides merge over it and are validated with it.
package catalog

// Profile is the effective catalogue. Its maps merge by key, TenantRows is replaced whole.
type Profile struct {
	// TimeZone is the IANA zone that decides weeks and hours of the week where a query names none.
	TimeZone string `json:"timeZone,omitempty" jsonschema:"minLength=1,maxLength=64"`
	// Targets by KPI id.
	Targets map[string]Target `json:"targets,omitempty"`
	// Windows by subject: "health", "delivery", "traffic", "coverage".
	Windows map[string]Duration `json:"windows,omitempty"`
	// Verdicts are the thresholds of evidence.
	Verdicts Verdicts `json:"verdicts,omitzero"`
	// ErrorBudget is how error budgets are counted and when their burning alerts.
	ErrorBudget ErrorBudget `json:"errorBudget,omitzero"`
	// Delivery says what the operational KPIs count.
	Delivery Delivery `json:"delivery,omitzero"`
	// Benchmarks are published figures to compare with, by KPI id.
	Benchmarks map[string]Benchmark `json:"benchmarks,omitempty"`
	// Tables by name, "schema.name" or a pattern with *. A name is matched exactly before the longest pattern.
	Tables map[string]Table `json:"tables,omitempty" jsonschema:"maxItems=2000"`
	// Tiers by name.
	Tiers map[string]Tier `json:"tiers,omitempty" jsonschema:"maxItems=20"`
	// TenantRows are the anchors of the projection, in ascending order of tenants.
	TenantRows []TenantRow `json:"tenantRows,omitempty" jsonschema:"minItems=2,maxItems=1000"`
	// Curves by resource: "db_connections", "redis_memory_gb", "cpu_cores", "storage_gb".
	Curves map[string]Curve `json:"curves,omitempty"`

	// tableOrder keeps the keys of Tables in the order of their declaration, the shipped ones first.
	tableOrder []string
}

// Target is one KPI's goal in its base unit.
type Target struct {
	// Name is the KPI's name for people.
	Name string `json:"name,omitempty" jsonschema:"minLength=1,maxLength=100"`
	// Unit is the KPI's base unit; it is part of the KPI's definition and cannot be changed.
	Unit string `json:"unit,omitempty" jsonschema:"enum=ratio,enum=seconds,enum=requests_per_minute,enum=deployments_per_week"`
	// Comparison says on which side of the target the KPI must lie; it is part of the KPI's definition and
	// cannot be changed.
	Comparison string `json:"comparison,omitempty" jsonschema:"enum=>=,enum=<"`
	// Value is the target; null means that none is set.
	Value *float64 `json:"value" jsonschema:"nullable"`
	// MinSamples is the smallest sample for a verdict: requests, probes, incidents, deployments or
	// whole weeks.
	MinSamples float64 `json:"minSamples,omitempty" jsonschema:"minimum=0,maximum=1000000000"`
	// Source cites where the number comes from.
	Source string `json:"source,omitempty" jsonschema:"maxLength=300"`
}

// Verdicts are the thresholds of evidence shared by all KPIs.
type Verdicts struct {
	// MinCoverage is the smallest share of the window that must be observed.
	MinCoverage float64 `json:"minCoverage,omitempty" jsonschema:"exclusiveMinimum=0,maximum=1"`
	// MinHistory is the shortest history that supports a verdict.
	MinHistory Duration `json:"minHistory,omitempty"`
	// AtRiskShare is the share of the target from which an undecided ratio counts as at risk.
	AtRiskShare float64 `json:"atRiskShare,omitempty" jsonschema:"exclusiveMinimum=0,maximum=1"`
	// Confidence is the two-sided level of the Wilson interval.
	Confidence float64 `json:"confidence,omitempty" jsonschema:"minimum=0.5,maximum=0.9999"`
	// ProbeInterval is the grid g of probe-based availability.
	ProbeInterval Duration `json:"probeInterval,omitempty"`
	// FailedStatus is the anchored regular expression (RE2) of HTTP status codes that count as failed.
	FailedStatus string `json:"failedStatus,omitempty" jsonschema:"minLength=1,maxLength=1000"`
	// HealthCheckRoutes is the anchored regular expression (RE2) of routes that are not valid requests; empty
	// when every route is one.
	HealthCheckRoutes string `json:"healthCheckRoutes,omitempty" jsonschema:"maxLength=1000"`
	// ProbeUp says whether "any" or "all" locations must see a target up.
	ProbeUp string `json:"probeUp,omitempty" jsonschema:"enum=any,enum=all"`
}

// ErrorBudget is how error budgets are counted and when their burning alerts.
type ErrorBudget struct {
	// Period is what a budget is counted over where a query names none.
	Period Duration `json:"period,omitempty"`
	// BurnRates are the alerts on the burn rate, the fastest first; a list replaces the shipped one whole.
	BurnRates []BurnRate `json:"burnRates,omitempty" jsonschema:"minItems=1,maxItems=20"`
	// MinBadEvents is the smallest number of bad events in the long window that can alert.
	MinBadEvents float64 `json:"minBadEvents,omitempty" jsonschema:"minimum=1,maximum=1000000"`
}

// BurnRate is an alert on the burn rate over two windows. Its factor follows from them: budget share × period ÷ long
// window.
type BurnRate struct {
	// Severity is what the alert is labelled with, "page" or "ticket" for example.
	Severity string `json:"severity" jsonschema:"required,minLength=1,maxLength=40,pattern=^[a-zA-Z0-9_-]+$"`
	// BudgetShare is the share of a month's budget that alerts when it burns within the long window.
	BudgetShare float64 `json:"budgetShare" jsonschema:"required,exclusiveMinimum=0,maximum=1"`
	// LongWindow is what the burn rate is measured over, for a period of a month; it scales with other periods.
	LongWindow Duration `json:"longWindow" jsonschema:"required"`
	// ShortWindow is the window in which the budget must still be burning, so that the alert ends soon after.
	ShortWindow Duration `json:"shortWindow" jsonschema:"required"`
}

// Table is the declaration of a table: its category, tier and expected range in operations per hour.
type Table struct {
	// Category groups tables for people.
	Category string `json:"category,omitempty" jsonschema:"minLength=1,maxLength=100"`
	// Tier is the name of a tier.
	Tier string `json:"tier,omitempty" jsonschema:"minLength=1,maxLength=40"`
	// Low is the least that is expected, in operations per hour.
	Low float64 `json:"low,omitempty" jsonschema:"exclusiveMinimum=0,maximum=1000000000000"`
	// High is the most that is expected, in operations per hour.
	High float64 `json:"high,omitempty" jsonschema:"exclusiveMinimum=0,maximum=1000000000000"`
}

// Tier is a level of traffic: an undeclared table whose mean is at least From operations per hour belongs to
// the highest such tier.
type Tier struct {
	// From is the mean from which an undeclared table belongs to the tier, in operations per hour.
	From float64 `json:"from" jsonschema:"minimum=0,maximum=1000000000000"`
}

// TenantRow is one anchor of the tenant projection.
type TenantRow struct {
	// Tenants is the number of tenants of this row.
	Tenants float64 `json:"tenants" jsonschema:"required,minimum=1,maximum=1000000000"`
	// EmailsPerDayLow is the least that so many tenants send.
	EmailsPerDayLow float64 `json:"emailsPerDayLow" jsonschema:"required,minimum=0,maximum=1000000000000000"`
	// EmailsPerDayHigh is the most that so many tenants send.
	EmailsPerDayHigh float64 `json:"emailsPerDayHigh" jsonschema:"required,minimum=0,maximum=1000000000000000"`
	// ConcurrentUsersLow is the least number of users at the same time.
	ConcurrentUsersLow float64 `json:"concurrentUsersLow" jsonschema:"required,minimum=0,maximum=1000000000000"`
	// ConcurrentUsersHigh is the greatest number of users at the same time.
	ConcurrentUsersHigh float64 `json:"concurrentUsersHigh" jsonschema:"required,minimum=0,maximum=1000000000000"`
}

// Curve maps a driver to a resource between two anchors at the first and the last tenant row.
type Curve struct {
	// Shape is how the resource grows between the anchors.
	Shape string `json:"shape,omitempty" jsonschema:"enum=linear,enum=logarithmic,enum=compound"`
	// Driver is what the resource grows with.
	Driver string `json:"driver,omitempty" jsonschema:"enum=tenants,enum=emails_per_day"`
	// Low is the resource at the first tenant row.
	Low float64 `json:"low,omitempty" jsonschema:"exclusiveMinimum=0,maximum=1000000000000"`
	// High is the resource at the last tenant row.
	High float64 `json:"high,omitempty" jsonschema:"exclusiveMinimum=0,maximum=1000000000000"`
	// Unit is the resource's unit; it is part of the resource's definition and cannot be changed.
	Unit string `json:"unit,omitempty" jsonschema:"enum=connections,enum=gigabytes,enum=cores"`
}
