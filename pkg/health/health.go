// Package health judges system-health KPIs from small aggregates: numbers in, results with evidence out. It
// does no I/O and knows neither Prometheus nor Grafana.
package health
