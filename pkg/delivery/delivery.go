// Package delivery judges the operational KPIs (how often a service fails, how long it takes to resolve that, how
// often it is deployed and how many deployments fail) from incidents and deployments, or from their aggregates where
// a database has made them. It does no I/O and knows neither PostgreSQL nor Prometheus nor Grafana.
package delivery

// Ids of the definitions.
const (
	FormulaMTTR           = "mttr.resolved"
	FormulaMTBF           = "mtbf.outages"
	FormulaFrequency      = "deployment_frequency.weekly_median"
	FormulaChangeFailures = "change_failure_ratio.deployments"
)
