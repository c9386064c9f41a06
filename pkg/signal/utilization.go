package signal

import (
	"time"

	"github.com/headroom/headroom/pkg/promql"
)

// rateWindow is the window of the rates inside gauges: long enough for scrape intervals of up to two minutes.
const rateWindow = 5 * time.Minute

// RateWindow is the length of the aligned windows in which load is measured.
const RateWindow = rateWindow

// nodeCPU is the busy share of the cores: 1 − the mean idle rate.
func nodeCPU(s promql.Selector, by []string) string {
	idle := s.Named("node_cpu_seconds_total").With(promql.Matcher{Label: "mode", Op: "=", Value: "idle"})
	return "1 - " + promql.By("avg", by, "rate("+idle.Over(rateWindow)+")")
}

// nodeMemory is the share of memory that is not available; page cache is available and so does not count.
func nodeMemory(s promql.Selector, by []string) string {
	return "1 - " + promql.By("sum", by, s.Named("node_memory_MemAvailable_bytes").String()) +
		" / " + promql.By("sum", by, s.Named("node_memory_MemTotal_bytes").String())
}

// containerCPU is CPU time over the containers' own quota, not over the node's cores. A container without a quota
// has no utilization, and its time must not count against the quota of others.
func containerCPU(s promql.Selector, by []string) string {
	quota := s.Named("container_spec_cpu_quota").String() + " > 0"
	used := "rate(" + s.Named("container_cpu_usage_seconds_total").Over(rateWindow) + ") and ignoring (cpu) (" + quota + ")"
	return promql.By("sum", by, used) +
		" / " + promql.By("sum", by, "("+quota+") / "+s.Named("container_spec_cpu_period").String())
}

// containerMemory is the working set over the limit, of the containers that have one.
func containerMemory(s promql.Selector, by []string) string {
	limit := s.Named("container_spec_memory_limit_bytes").String() + " > 0"
	return promql.By("sum", by, s.Named("container_memory_working_set_bytes").String()+" and ("+limit+")") +
		" / " + promql.By("sum", by, limit)
}

// Utilization is the expression of a utilization signal, 0–1 by labels.
func (m Mapping) Utilization(extra []promql.Matcher, by []string) string {
	if m.Form == Expression {
		return promql.By("max", by, m.Expr)
	}
	s := m.Select().With(extra...)
	for _, c := range conventions[m.Signal] {
		if c.name == m.Convention && c.utilization != nil {
			return c.utilization(s, by)
		}
	}
	return promql.By("max", by, s.String())
}
