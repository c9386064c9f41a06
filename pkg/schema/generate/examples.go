package main

import "github.com/headroom/headroom/pkg/query"

// example is a query worth copying.
type example struct{ Title, Model string }

// examples are the queries of the reference; a test parses each of them.
var examples = map[query.Type][]example{
	query.TypeKPI: {
		{"What a rule alerts on: the availability of each service over 30 days", `{"queryType": "kpi", "kpis": ["availability"], "groupBy": ["service"], "window": "30d"}`},
		{"What a table shows: every health KPI of two services in production", `{"queryType": "kpi", "service": "{api,web}", "environment": "production", "format": "table"}`},
	},
	query.TypeKPITrend: {
		{"Response time over the dashboard's range, each point over the hour before it", `{"queryType": "kpi_trend", "kpis": ["latency_p95"], "window": "1h"}`},
	},
	query.TypeErrorBudget: {
		{"Every burn-rate alert of availability", `{"queryType": "error_budget", "kpis": ["availability"]}`},
		{"The budgets of 28 days by service", `{"queryType": "error_budget", "period": "28d", "groupBy": ["service"], "format": "table"}`},
	},
	query.TypeBudgetTrend: {
		{"What was left of the budget of the trailing month", `{"queryType": "error_budget_trend", "kpis": ["availability"], "step": "6h"}`},
		{"When the alerts would have fired", `{"queryType": "error_budget_trend", "kpis": ["error_ratio"], "measure": "burn"}`},
	},
	query.TypeDelivery: {
		{"What a rule alerts on: deployments of production that failed or caused an incident, in 90 days", `{"queryType": "delivery", "kpis": ["change_failure_ratio"], "window": "90d"}`},
		{"All four with their evidence, by service", `{"queryType": "delivery", "groupBy": ["service"], "format": "table"}`},
		{"Deployments week by week over the dashboard's range", `{"queryType": "delivery", "kpis": ["deployment_frequency"], "step": "1w", "timeZone": "Europe/Berlin"}`},
	},
	query.TypeIncidents: {
		{"The incidents of one service in production", `{"queryType": "incidents", "service": "api"}`},
	},
	query.TypeDeployments: {
		{"The last hundred deployments, staging included", `{"queryType": "deployments", "environment": "{production,staging}", "limit": 100}`},
	},
	query.TypeTraffic: {
		{"What a rule alerts on: the critical tables against their ranges", `{"queryType": "traffic", "tiers": ["CRITICAL"], "measure": "position", "window": "1h"}`},
		{"Two tables with everything that is known of them", `{"queryType": "traffic", "tables": ["jobs", "public.job_logs"], "format": "table"}`},
	},
	query.TypeTrafficTrend: {
		{"The twenty busiest tables, hour by hour", `{"queryType": "traffic_trend", "step": "1h", "sort": "value", "limit": 20}`},
	},
	query.TypeProjection: {
		{"The profile's rows and the present one", `{"queryType": "projection", "includeCurrent": true}`},
	},
	query.TypeRequirements: {
		{"What three numbers of tenants need", `{"queryType": "requirements", "tenants": [1800, 2500, 5000]}`},
	},
	query.TypeCoverage: {
		{"What a rule alerts on: the signals that verdicts rest on", `{"queryType": "coverage", "signals": ["requests", "request_duration", "probe", "table_activity"]}`},
		{"What is connected, and what to do about the rest", `{"queryType": "coverage", "format": "table"}`},
	},
}
