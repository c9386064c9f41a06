// Generated from pkg/schema/queries.gen.json by `npm run generate:types`; do not edit.

/**
 * A query to the Headroom data source, without the fields that Grafana itself keeps in every query.
 */
export type QueryModel =
  | KPIQuery
  | KPITrendQuery
  | ErrorBudgetQuery
  | ErrorBudgetTrendQuery
  | DeliveryQuery
  | IncidentsQuery
  | DeploymentsQuery
  | TrafficQuery
  | TrafficTrendQuery
  | ProjectionQuery
  | RequirementsQuery
  | CoverageQuery;

/**
 * KPIQuery asks for KPIs over one window, a row for each KPI and label set.
 */
export interface KPIQuery {
  /**
   * QueryType tells the query types apart.
   */
  queryType: 'kpi';
  /**
   * KPIs are the ids asked for; all health KPIs when left out.
   *
   * @maxItems 100
   */
  kpis?: ('availability' | 'latency_p95' | 'error_ratio' | 'throughput' | 'cpu_utilization' | 'memory_utilization')[];
  /**
   * Window is how far back each value looks: a Prometheus duration from 1m to 400d, or "dashboard" for the dashboard's range; the profile's window when left out.
   */
  window?: string;
  /**
   * Service keeps one service (an exact value) or a list of them, {a,b,c}; every service when left out, empty, ".*" or "$__all". In a list a backslash keeps a comma, brace or backslash as it is.
   */
  service?: string;
  /**
   * Environment keeps one environment or a list of them, written as for service.
   */
  environment?: string;
  /**
   * GroupBy are the labels by whose values the answer is split; "service" and "environment" mean the labels that the signal is mapped to.
   *
   * @maxItems 5
   */
  groupBy?: string[];
  /**
   * TimeZone is the IANA zone in which weeks and hours of the week are counted; the profile's when left out.
   */
  timeZone?: string;
  /**
   * Format is "numeric" (one value for each KPI and label set, for alerting; the default) or "table" (with target, status and evidence).
   */
  format?: 'numeric' | 'table';
}
/**
 * KPITrendQuery asks for KPIs over time, each point over the window that ends there.
 */
export interface KPITrendQuery {
  /**
   * QueryType tells the query types apart.
   */
  queryType: 'kpi_trend';
  /**
   * KPIs are the ids asked for; all health KPIs when left out.
   *
   * @maxItems 100
   */
  kpis?: ('availability' | 'latency_p95' | 'error_ratio' | 'throughput' | 'cpu_utilization' | 'memory_utilization')[];
  /**
   * Window is how far back each value looks: a Prometheus duration from 1m to 400d, or "dashboard" for the dashboard's range; the profile's window when left out.
   */
  window?: string;
  /**
   * Service keeps one service (an exact value) or a list of them, {a,b,c}; every service when left out, empty, ".*" or "$__all". In a list a backslash keeps a comma, brace or backslash as it is.
   */
  service?: string;
  /**
   * Environment keeps one environment or a list of them, written as for service.
   */
  environment?: string;
  /**
   * GroupBy are the labels by whose values the answer is split; "service" and "environment" mean the labels that the signal is mapped to.
   *
   * @maxItems 5
   */
  groupBy?: string[];
  /**
   * TimeZone is the IANA zone in which weeks and hours of the week are counted; the profile's when left out.
   */
  timeZone?: string;
  /**
   * Step is the distance of points, a Prometheus duration from 10s to 90d; fitted to the panel when left out.
   */
  step?: string;
}
/**
 * ErrorBudgetQuery asks how fast error budgets burn, a row for each KPI, burn-rate alert and label set.
 */
export interface ErrorBudgetQuery {
  /**
   * QueryType tells the query types apart.
   */
  queryType: 'error_budget';
  /**
   * KPIs are the ids of the KPIs with an error budget; all of them when left out.
   *
   * @maxItems 100
   */
  kpis?: ('availability' | 'error_ratio' | 'latency_p95')[];
  /**
   * Period is what the budget is counted over, back from the end of the range: a Prometheus duration from 1d to 400d; the profile's period when left out. Burn-rate windows scale with it.
   */
  period?: string;
  /**
   * Severities keeps burn-rate alerts by their severity in the profile's policy; all of them when left out.
   *
   * @maxItems 20
   */
  severities?: string[];
  /**
   * Service keeps one service (an exact value) or a list of them, {a,b,c}; every service when left out, empty, ".*" or "$__all". In a list a backslash keeps a comma, brace or backslash as it is.
   */
  service?: string;
  /**
   * Environment keeps one environment or a list of them, written as for service.
   */
  environment?: string;
  /**
   * GroupBy are the labels by whose values the answer is split; "service" and "environment" mean the labels that the signal is mapped to.
   *
   * @maxItems 5
   */
  groupBy?: string[];
  /**
   * Format is "numeric" (the lower of the burn rates over the long and the short window ÷ the alert's factor, so that a rule alerts above 1; the default) or "table" (with burn rates, budget, what is burnt and what is left).
   */
  format?: 'numeric' | 'table';
}
/**
 * ErrorBudgetTrendQuery asks for error budgets over time.
 */
export interface ErrorBudgetTrendQuery {
  /**
   * QueryType tells the query types apart.
   */
  queryType: 'error_budget_trend';
  /**
   * KPIs are the ids of the KPIs with an error budget; all of them when left out.
   *
   * @maxItems 100
   */
  kpis?: ('availability' | 'error_ratio' | 'latency_p95')[];
  /**
   * Period is what the budget is counted over, back from the end of the range: a Prometheus duration from 1d to 400d; the profile's period when left out. Burn-rate windows scale with it.
   */
  period?: string;
  /**
   * Severities keeps burn-rate alerts by their severity in the profile's policy; all of them when left out.
   *
   * @maxItems 20
   */
  severities?: string[];
  /**
   * Service keeps one service (an exact value) or a list of them, {a,b,c}; every service when left out, empty, ".*" or "$__all". In a list a backslash keeps a comma, brace or backslash as it is.
   */
  service?: string;
  /**
   * Environment keeps one environment or a list of them, written as for service.
   */
  environment?: string;
  /**
   * GroupBy are the labels by whose values the answer is split; "service" and "environment" mean the labels that the signal is mapped to.
   *
   * @maxItems 5
   */
  groupBy?: string[];
  /**
   * Measure is "remaining" (the share of the budget that is left, each point over the period that ends there; the default) or "burn" (the value of each burn-rate alert, above 1 where it fires: each point is the highest since the point before, so that a rule can be previewed on the past).
   */
  measure?: 'remaining' | 'burn';
  /**
   * Step is the distance of points, a Prometheus duration from 10s to 90d; fitted to the panel when left out. Burn rates take it up to a multiple of the shortest window.
   */
  step?: string;
}
/**
 * DeliveryQuery asks for the operational KPIs over one window, a row for each KPI and label set, or by week.
 */
export interface DeliveryQuery {
  /**
   * QueryType tells the query types apart.
   */
  queryType: 'delivery';
  /**
   * KPIs are the ids asked for; all operational KPIs when left out.
   *
   * @maxItems 100
   */
  kpis?: ('mttr' | 'mtbf' | 'deployment_frequency' | 'change_failure_ratio')[];
  /**
   * Window is how far back each value looks: a Prometheus duration from 1m to 400d, or "dashboard" for the dashboard's range; the profile's window when left out. A trend takes none.
   */
  window?: string;
  /**
   * Service keeps one service (an exact value) or a list of them, {a,b,c}; every service when left out, empty, ".*" or "$__all". In a list a backslash keeps a comma, brace or backslash as it is.
   */
  service?: string;
  /**
   * Environment keeps one environment or a list of them, written as for service; production when left out.
   */
  environment?: string;
  /**
   * GroupBy are the labels by whose values the answer is split: "service" and "environment".
   *
   * @maxItems 2
   */
  groupBy?: ('service' | 'environment')[];
  /**
   * TimeZone is the IANA zone in which weeks are counted; the profile's when left out.
   */
  timeZone?: string;
  /**
   * Step asks for the trend over the dashboard's range instead: "1w", each ISO week by itself.
   */
  step?: '1w';
  /**
   * Format is "numeric" (one value for each KPI and label set, for alerting; the default) or "table" (with target, status and evidence). A trend takes none.
   */
  format?: 'numeric' | 'table';
}
/**
 * IncidentsQuery asks for the incidents of the dashboard's range as annotations, each from its start to its resolution.
 */
export interface IncidentsQuery {
  /**
   * QueryType tells the query types apart.
   */
  queryType: 'incidents';
  /**
   * Service keeps one service (an exact value) or a list of them, {a,b,c}; every service when left out, empty, ".*" or "$__all". In a list a backslash keeps a comma, brace or backslash as it is.
   */
  service?: string;
  /**
   * Environment keeps one environment or a list of them, written as for service; production when left out.
   */
  environment?: string;
  /**
   * Limit is the greatest number of events, of which the latest are kept; 1,000 when 0 or left out.
   */
  limit?: number;
}
/**
 * DeploymentsQuery asks for the deployments of the dashboard's range as annotations.
 */
export interface DeploymentsQuery {
  /**
   * QueryType tells the query types apart.
   */
  queryType: 'deployments';
  /**
   * Service keeps one service (an exact value) or a list of them, {a,b,c}; every service when left out, empty, ".*" or "$__all". In a list a backslash keeps a comma, brace or backslash as it is.
   */
  service?: string;
  /**
   * Environment keeps one environment or a list of them, written as for service; production when left out.
   */
  environment?: string;
  /**
   * Limit is the greatest number of events, of which the latest are kept; 1,000 when 0 or left out.
   */
  limit?: number;
}
/**
 * TrafficQuery asks for the traffic of tables over one window, a row for each table.
 */
export interface TrafficQuery {
  /**
   * QueryType tells the query types apart.
   */
  queryType: 'traffic';
  /**
   * Tables keeps tables by name or schema.name; every table when left out. An entry may be a list, {a,b,c}.
   *
   * @maxItems 1000
   */
  tables?: string[];
  /**
   * Databases keeps tables by the database they were seen in, and declared tables that were seen in none; every database when left out. An entry may be a list, {a,b,c}.
   *
   * @maxItems 100
   */
  databases?: string[];
  /**
   * Tiers keeps tables by declared tier; every tier when left out. An entry may be a list, {a,b,c}.
   *
   * @maxItems 100
   */
  tiers?: string[];
  /**
   * Categories keeps tables by category; every category when left out. An entry may be a list, {a,b,c}.
   *
   * @maxItems 100
   */
  categories?: string[];
  /**
   * Measure is what is counted: operations (writes and scans, the default), writes, scans or rows_read, each per hour, or the position against the expected range, from -1 (far below) over 0 (inside) to 1 (far above), or an end of that range itself, expected_low or expected_high, in operations per hour.
   */
  measure?: 'operations' | 'writes' | 'scans' | 'rows_read' | 'position' | 'expected_low' | 'expected_high';
  /**
   * Environment keeps one environment (an exact value) or a list of them, {a,b,c}; every environment when left out, empty, ".*" or "$__all". In a list a backslash keeps a comma, brace or backslash as it is.
   */
  environment?: string;
  /**
   * TimeZone is the IANA zone in which hours of the week are counted; the profile's when left out.
   */
  timeZone?: string;
  /**
   * Window is how far back the value looks: a Prometheus duration from 1m to 400d, or "dashboard" for the dashboard's range; the profile's window when left out.
   */
  window?: string;
  /**
   * Format is "numeric" (one value for each table, for alerting; the default) or "table" (with expected range, position, status and evidence).
   */
  format?: 'numeric' | 'table';
}
/**
 * TrafficTrendQuery asks for the traffic of tables in buckets over the dashboard's range.
 */
export interface TrafficTrendQuery {
  /**
   * QueryType tells the query types apart.
   */
  queryType: 'traffic_trend';
  /**
   * Tables keeps tables by name or schema.name; every table when left out. An entry may be a list, {a,b,c}.
   *
   * @maxItems 1000
   */
  tables?: string[];
  /**
   * Databases keeps tables by the database they were seen in, and declared tables that were seen in none; every database when left out. An entry may be a list, {a,b,c}.
   *
   * @maxItems 100
   */
  databases?: string[];
  /**
   * Tiers keeps tables by declared tier; every tier when left out. An entry may be a list, {a,b,c}.
   *
   * @maxItems 100
   */
  tiers?: string[];
  /**
   * Categories keeps tables by category; every category when left out. An entry may be a list, {a,b,c}.
   *
   * @maxItems 100
   */
  categories?: string[];
  /**
   * Measure is what is counted: operations (writes and scans, the default), writes, scans or rows_read, each per hour, or the position against the expected range, from -1 (far below) over 0 (inside) to 1 (far above), or an end of that range itself, expected_low or expected_high, in operations per hour.
   */
  measure?: 'operations' | 'writes' | 'scans' | 'rows_read' | 'position' | 'expected_low' | 'expected_high';
  /**
   * Environment keeps one environment (an exact value) or a list of them, {a,b,c}; every environment when left out, empty, ".*" or "$__all". In a list a backslash keeps a comma, brace or backslash as it is.
   */
  environment?: string;
  /**
   * TimeZone is the IANA zone in which hours of the week are counted; the profile's when left out.
   */
  timeZone?: string;
  /**
   * Step is the length of a bucket, a Prometheus duration from 10s to 90d.
   */
  step?: string;
  /**
   * Baseline is the expected range that the position is held against: the declared one.
   */
  baseline?: 'declared';
  /**
   * Limit is the greatest number of tables in the answer; 0 or left out means all.
   */
  limit?: number;
  /**
   * Offset is the number of tables skipped before them.
   */
  offset?: number;
  /**
   * Sort is the order of tables before limit and offset: as declared (category, the default), by name, or by value with the busiest first.
   */
  sort?: 'category' | 'name' | 'value';
  /**
   * MaxPoints is the greatest number of buckets, for which the step is widened; the panel's columns when 0 or left out.
   */
  maxPoints?: number;
}
/**
 * ProjectionQuery asks what a number of tenants sends and how many users that is at a time.
 */
export interface ProjectionQuery {
  /**
   * QueryType tells the query types apart.
   */
  queryType: 'projection';
  /**
   * Tenants are the numbers of tenants, a row for each; the profile's rows when left out.
   *
   * @maxItems 1000
   */
  tenants?: number[];
  /**
   * IncludeCurrent adds the present number of tenants, as the signal "tenants" measures it, and the column "current", which is true in its row.
   */
  includeCurrent?: boolean;
  /**
   * Format is always "table".
   */
  format?: 'table';
}
/**
 * RequirementsQuery asks what a number of tenants needs of each resource.
 */
export interface RequirementsQuery {
  /**
   * QueryType tells the query types apart.
   */
  queryType: 'requirements';
  /**
   * Tenants are the numbers of tenants, a row for each; the profile's rows when left out.
   *
   * @maxItems 1000
   */
  tenants?: number[];
  /**
   * Basis is where the requirement comes from: the profile's curves.
   */
  basis?: 'guideline';
  /**
   * IncludeCurrent adds the present number of tenants, as the signal "tenants" measures it, and the column "current", which is true in its row.
   */
  includeCurrent?: boolean;
  /**
   * Format is always "table".
   */
  format?: 'table';
}
/**
 * CoverageQuery asks how much of a window each signal was seen, a row for each signal.
 */
export interface CoverageQuery {
  /**
   * QueryType tells the query types apart.
   */
  queryType: 'coverage';
  /**
   * Signals are the ids asked for; all signals when left out.
   *
   * @maxItems 100
   */
  signals?: (
    | 'requests'
    | 'request_duration'
    | 'probe'
    | 'cpu_utilization'
    | 'memory_utilization'
    | 'table_activity'
    | 'maintenance'
    | 'tenants'
    | 'incidents'
    | 'deployments'
  )[];
  /**
   * Window is how far back coverage is counted: a Prometheus duration from 1m to 400d, or "dashboard" for the dashboard's range; the profile's window when left out.
   */
  window?: string;
  /**
   * Format is "numeric" (the coverage of each signal, for alerting; the default) or "table" (with status, source and when it was last seen).
   */
  format?: 'numeric' | 'table';
}
