// Package query holds the queries that dashboards and alert rules save: their shape, their defaults and their
// validation. The Go types are the source of the JSON Schema and of the TypeScript types.
package query

// Type names a query type in the saved model.
type Type string

const (
	TypeKPI          Type = "kpi"
	TypeKPITrend     Type = "kpi_trend"
	TypeErrorBudget  Type = "error_budget"
	TypeBudgetTrend  Type = "error_budget_trend"
	TypeTraffic      Type = "traffic"
	TypeTrafficTrend Type = "traffic_trend"
	TypeProjection   Type = "projection"
	TypeRequirements Type = "requirements"
	TypeCoverage     Type = "coverage"
	TypeDelivery     Type = "delivery"
	TypeIncidents    Type = "incidents"
	TypeDeployments  Type = "deployments"
)

// WindowDashboard is the window that takes the dashboard's range.
const WindowDashboard = "dashboard"

// Query is one parsed and validated query of any type; fields that its type does not take are zero.
type Query struct {
	RefID     string
	QueryType Type
	// KPIs are the KPI ids asked for, never empty for the query types that take them.
	KPIs []string
	// Window is the question's window ("30d"), WindowDashboard, or empty for the profile's.
	Window string
	// Period is what an error budget is counted over ("30d"), or empty for the profile's.
	Period string
	// Severities filters burn-rate alerts; empty means all.
	Severities []string
	// Services and Environments are exact values; empty means all.
	Services, Environments []string
	// GroupBy are label names.
	GroupBy []string
	// TimeZone is an IANA name or empty.
	TimeZone string
	// Format is FormatNumeric or FormatTable, empty for trends.
	Format Format
	// Step is the distance of trend points ("1h"); empty for a kpi_trend that leaves it to the panel.
	Step string
	// Tables, Databases, Tiers and Categories filter traffic; empty means all.
	Tables, Databases, Tiers, Categories []string
	// Measure is what is counted: MeasureOperations by default for traffic, MeasureRemaining for error budgets.
	Measure Measure
	// Baseline is what position is held against, BaselineDeclared by default.
	Baseline Baseline
	// Limit, Offset and Sort page traffic_trend; Limit 0 means no limit. Annotation queries always have one.
	Limit, Offset int
	Sort          Sort
	// MaxPoints bounds the points of a trend; 0 means the panel's.
	MaxPoints int
	// Tenants are the distinct tenant counts of projection and requirements; empty means the profile's rows.
	Tenants []float64
	// IncludeCurrent adds the measured number of tenants.
	IncludeCurrent bool
	// Basis is BasisGuideline for requirements.
	Basis Basis
	// Signals filters coverage; empty means all.
	Signals []string
}

// Format is the shape of the answer.
type Format string

const (
	FormatNumeric Format = "numeric"
	FormatTable   Format = "table"
)

// Measure is what is counted, per table or of an error budget.
type Measure string

const (
	MeasureOperations   Measure = "operations"
	MeasureWrites       Measure = "writes"
	MeasureScans        Measure = "scans"
	MeasureRowsRead     Measure = "rows_read"
	MeasurePosition     Measure = "position"
	MeasureExpectedLow  Measure = "expected_low"
	MeasureExpectedHigh Measure = "expected_high"
)

// The measures of an error budget's trend.
const (
	MeasureRemaining Measure = "remaining"
	MeasureBurn      Measure = "burn"
)

// Baseline is the expected range that a position is held against.
type Baseline string

const (
	BaselineDeclared   Baseline = "declared"
	BaselineHourOfWeek Baseline = "hour_of_week"
)

// Sort orders the tables of traffic_trend.
type Sort string

const (
	SortCategory Sort = "category"
	SortName     Sort = "name"
	SortValue    Sort = "value"
)

// Basis says which requirements are shown.
type Basis string

const (
	BasisGuideline Basis = "guideline"
	BasisMeasured  Basis = "measured"
	BasisBoth      Basis = "both"
)
