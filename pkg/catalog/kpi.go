package catalog

import "slices"

// Ids of the system health KPIs.
const (
	Availability      = "availability"
	LatencyP95        = "latency_p95"
	ErrorRatio        = "error_ratio"
	Throughput        = "throughput"
	CPUUtilization    = "cpu_utilization"
	MemoryUtilization = "memory_utilization"
)

// Ids of the operational KPIs.
const (
	MTTR                = "mttr"
	MTBF                = "mtbf"
	DeploymentFrequency = "deployment_frequency"
	ChangeFailureRatio  = "change_failure_ratio"
)

// HealthKPIs are the system health KPIs in the order in which they are shown.
var HealthKPIs = []string{Availability, LatencyP95, ErrorRatio, Throughput, CPUUtilization, MemoryUtilization}

// BudgetKPIs are the KPIs that have an error budget.
var BudgetKPIs = []string{Availability, ErrorRatio, LatencyP95}

// DeliveryKPIs are the operational KPIs in the order in which they are shown.
var DeliveryKPIs = []string{MTTR, MTBF, DeploymentFrequency, ChangeFailureRatio}

// KPIs are all of them.
var KPIs = slices.Concat(HealthKPIs, DeliveryKPIs)

// kpiDefinition is what makes a KPI that KPI, and so is no setting: its base unit, the direction of its target
// and the interval in which a target has a meaning.
type kpiDefinition struct {
	unit, comparison string
	low, high        float64
	lowOpen          bool
	highOpen         bool
}

// ratio is a share of a whole; a target of none or all of it could never be missed or never be met.
func ratio(comparison string) kpiDefinition {
	return kpiDefinition{unit: "ratio", comparison: comparison, low: 0, high: 1, lowOpen: true, highOpen: true}
}

var kpiDefinitions = map[string]kpiDefinition{
	Availability:      ratio(">="),
	LatencyP95:        {unit: "seconds", comparison: "<", low: 0, high: 86_400, lowOpen: true},
	ErrorRatio:        ratio("<"),
	Throughput:        {unit: "requests_per_minute", comparison: ">=", low: 0, high: 1e9, lowOpen: true},
	CPUUtilization:    ratio("<"),
	MemoryUtilization: ratio("<"),

	MTTR:                {unit: "seconds", comparison: "<", low: 0, high: longestDuration, lowOpen: true},
	MTBF:                {unit: "seconds", comparison: ">=", low: 0, high: longestDuration, lowOpen: true},
	DeploymentFrequency: {unit: "deployments_per_week", comparison: ">=", low: 0, high: 1e6, lowOpen: true},
	ChangeFailureRatio:  ratio("<"),
}

// longestDuration bounds targets in seconds that are about incidents: ten years.
const longestDuration = 10 * 365 * 86_400

// admits says whether a target lies in the KPI's interval.
func (k kpiDefinition) admits(value float64) bool {
	above := value > k.low || !k.lowOpen && value == k.low
	below := value < k.high || !k.highOpen && value == k.high
	return above && below
}
