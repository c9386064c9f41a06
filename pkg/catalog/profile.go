// Package catalog holds the profile: every number that a verdict, a tier or a projection rests on, as data.
// The shipped profile is default.yaml; a user's overrides merge over it and are validated with it.
package catalog

import "time"

// Profile is the effective catalogue. Its maps merge by key, TenantRows is replaced whole.
type Profile struct {
	// TimeZone is the IANA zone that decides weeks and hours of the week where a query names none.
	TimeZone string `json:"timeZone,omitempty"`
	// Targets by KPI id.
	Targets map[string]Target `json:"targets,omitempty"`
	// Windows by subject: "health", "delivery", "traffic".
	Windows map[string]Duration `json:"windows,omitempty"`
	// Verdicts are the thresholds of evidence.
	Verdicts Verdicts `json:"verdicts,omitempty"`
	// Tables by name, "schema.name" or a pattern with *.
	Tables map[string]Table `json:"tables,omitempty"`
	// Tiers by name.
	Tiers map[string]Tier `json:"tiers,omitempty"`
	// TenantRows are the anchors of the projection, in ascending order of tenants.
	TenantRows []TenantRow `json:"tenantRows,omitempty"`
	// Curves by resource: "db_connections", "redis_memory_gb", "cpu_cores", "storage_gb".
	Curves map[string]Curve `json:"curves,omitempty"`
}

// Target is one KPI's goal in its base unit.
type Target struct {
	// Name is the KPI's name for people.
	Name string `json:"name,omitempty"`
	// Unit is the base unit: "ratio", "seconds", "requests_per_minute".
	Unit string `json:"unit,omitempty"`
	// Comparison is ">=" or "<".
	Comparison string `json:"comparison,omitempty"`
	// Value is the target; nil means that none is set.
	Value *float64 `json:"value"`
	// MinSamples is the smallest sample for a verdict.
	MinSamples float64 `json:"minSamples,omitempty"`
	// Source cites where the number comes from.
	Source string `json:"source,omitempty"`
}

// Verdicts are the thresholds of evidence shared by all KPIs.
type Verdicts struct {
	MinCoverage float64  `json:"minCoverage,omitempty"`
	MinHistory  Duration `json:"minHistory,omitempty"`
	AtRiskShare float64  `json:"atRiskShare,omitempty"`
	Confidence  float64  `json:"confidence,omitempty"`
	// ProbeInterval is the grid g of probe-based availability.
	ProbeInterval Duration `json:"probeInterval,omitempty"`
	// FailedStatus is the anchored regular expression of HTTP status codes that count as failed.
	FailedStatus string `json:"failedStatus,omitempty"`
	// HealthCheckRoutes is the anchored regular expression of routes that are not valid requests.
	HealthCheckRoutes string `json:"healthCheckRoutes,omitempty"`
	// ProbeUp says whether "any" or "all" locations must see a target up.
	ProbeUp string `json:"probeUp,omitempty"`
}

// Table is the declaration of a table: its category, tier and expected range in operations per hour.
type Table struct {
	Category string  `json:"category,omitempty"`
	Tier     string  `json:"tier,omitempty"`
	Low      float64 `json:"low,omitempty"`
	High     float64 `json:"high,omitempty"`
}

// Tier is a level of traffic: an undeclared table whose mean is at least From operations per hour belongs to
// the highest such tier.
type Tier struct {
	From float64 `json:"from"`
}

// TenantRow is one anchor of the tenant projection.
type TenantRow struct {
	Tenants             float64 `json:"tenants"`
	EmailsPerDayLow     float64 `json:"emailsPerDayLow"`
	EmailsPerDayHigh    float64 `json:"emailsPerDayHigh"`
	ConcurrentUsersLow  float64 `json:"concurrentUsersLow"`
	ConcurrentUsersHigh float64 `json:"concurrentUsersHigh"`
}

// Curve maps a driver to a resource between two anchors at the first and the last tenant row.
type Curve struct {
	// Shape is "linear", "logarithmic" or "compound".
	Shape string `json:"shape,omitempty"`
	// Driver is "tenants" or "emails_per_day".
	Driver string `json:"driver,omitempty"`
	// Low and High are the resource at the first and the last tenant row.
	Low  float64 `json:"low,omitempty"`
	High float64 `json:"high,omitempty"`
	// Unit is "connections", "gigabytes" or "cores".
	Unit string `json:"unit,omitempty"`
}

// Duration is a time.Duration written as in Prometheus ("30d", "1h30m").
type Duration time.Duration
