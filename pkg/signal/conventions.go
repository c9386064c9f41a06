package signal

import (
	"slices"

	"github.com/headroom/headroom/pkg/promql"
)

// convention is one way in which exporters and client libraries name a signal.
type convention struct {
	name string
	// metric is the base name; a histogram's without suffix.
	metric string
	// form is what the metric is expected to be; histogram conventions are found as classic or native.
	form Form
	// also are further metrics that the signal needs.
	also []string
	// utilization computes a gauge from several metrics; it is given the matchers and the labels to keep.
	utilization func(s promql.Selector, by []string) string
	// parts are labels of which the first that exists must not be empty: series without it sum up other series.
	parts []string
	// seconds is what one unit of a duration is in seconds.
	seconds float64
	// labels are the candidates of each role, first one present wins.
	labels map[Role][]string
}

// histogram marks a convention that is looked for as a classic or a native histogram.
const histogram Form = "histogram"

var serviceLabels = []string{"service_name", "service", "app", "job"}

var environmentLabels = []string{
	"deployment_environment_name", "deployment_environment", "environment", "env", "namespace",
}

var httpLabels = map[Role][]string{
	RoleService:     serviceLabels,
	RoleEnvironment: environmentLabels,
	RoleStatus:      {"http_response_status_code", "http_status_code", "code", "status", "status_code"},
	RoleRoute:       {"http_route", "route", "handler", "path", "uri"},
}

var httpHistograms = []convention{
	// https://opentelemetry.io/docs/specs/semconv/http/http-metrics/
	{name: "OpenTelemetry HTTP server", metric: "http_server_request_duration_seconds", form: histogram, seconds: 1, labels: httpLabels},
	{name: "OpenTelemetry HTTP server before 1.23", metric: "http_server_duration_milliseconds", form: histogram, seconds: 0.001, labels: httpLabels},
	// https://prometheus.io/docs/practices/naming/
	{name: "Prometheus client libraries", metric: "http_request_duration_seconds", form: histogram, seconds: 1, labels: httpLabels},
	{name: "Micrometer", metric: "http_server_requests_seconds", form: histogram, seconds: 1, labels: httpLabels},
}

var httpCounter = convention{name: "Prometheus client libraries", metric: "http_requests_total", form: Counter, labels: httpLabels}

// conventions by signal, the preferred one first.
var conventions = map[Name][]convention{
	Requests:        append(slices.Clone(httpHistograms), httpCounter),
	RequestDuration: httpHistograms,
	ProbeSuccess: {{
		name: "blackbox_exporter", metric: "probe_success", form: Gauge,
		// The job of a probe is the prober's ("blackbox"), not the service that it probes.
		labels: map[Role][]string{RoleService: {"service_name", "service"}, RoleEnvironment: environmentLabels, RoleInstance: {"target", "instance"}},
	}},
	CPUUtilization: {
		{
			name: "node_exporter", metric: "node_cpu_seconds_total", form: Gauge, labels: nodeLabels,
			utilization: nodeCPU,
		},
		{
			name: "cAdvisor", metric: "container_cpu_usage_seconds_total", form: Gauge, labels: containerLabels,
			also:        []string{"container_spec_cpu_quota", "container_spec_cpu_period"},
			parts:       containerParts,
			utilization: containerCPU,
		},
	},
	MemoryUtilization: {
		{
			name: "node_exporter", metric: "node_memory_MemAvailable_bytes", form: Gauge, labels: nodeLabels,
			also:        []string{"node_memory_MemTotal_bytes"},
			utilization: nodeMemory,
		},
		{
			name: "cAdvisor", metric: "container_memory_working_set_bytes", form: Gauge, labels: containerLabels,
			also:        []string{"container_spec_memory_limit_bytes"},
			parts:       containerParts,
			utilization: containerMemory,
		},
	},
	TableActivity: {{
		name: "postgres_exporter", metric: "pg_stat_user_tables_n_tup_ins", form: Counters,
		also: TableMetrics(WritesParts),
		labels: map[Role][]string{
			RoleServer: {"server", "instance"}, RoleDatabase: {"datname"}, RoleSchema: {"schemaname"}, RoleTable: {"relname"},
			RoleEnvironment: environmentLabels,
		},
	}},
}

var nodeLabels = map[Role][]string{
	RoleService: {"service_name", "service", "app"}, RoleEnvironment: environmentLabels, RoleInstance: {"instance"},
}

var containerLabels = map[Role][]string{
	RoleService: {"service_name", "service", "app"}, RoleEnvironment: environmentLabels, RoleInstance: {"pod", "name", "id"},
}

// containerParts tell a container from the pod or the machine around it: on Kubernetes, and on Docker alone.
var containerParts = []string{"container", "name"}

// Parts of a table measure: the suffixes of pg_stat_user_tables_*.
var (
	WritesParts   = []string{"n_tup_ins", "n_tup_upd", "n_tup_del"}
	ScansParts    = []string{"seq_scan", "idx_scan"}
	RowsReadParts = []string{"seq_tup_read", "idx_tup_fetch"}
)

// tablePrefix begins the names of user-table statistics in postgres_exporter: the collector of 0.12 and later
// and the queries file that earlier releases ship agree on it.
const tablePrefix = "pg_stat_user_tables_"

// TableMetrics returns the metric names of the parts.
func TableMetrics(parts []string) []string {
	names := make([]string, len(parts))
	for i, p := range parts {
		names[i] = tablePrefix + p
	}
	return names
}

// Optional says that what needs the signal is complete without it.
func Optional(name Name) bool { return name == Maintenance || name == Tenants || IsRecords(name) }

// Subject returns the category of a signal, and the KPIs and query types that rest on it.
func Subject(name Name) (category string, neededBy []string) {
	return subjects[name].category, subjects[name].needed
}

// subjects are the category and the KPIs of each signal.
var subjects = map[Name]struct {
	category string
	needed   []string
}{
	Requests:          {Application, []string{"availability", "error_ratio", "throughput"}},
	RequestDuration:   {Application, []string{"latency_p95", "throughput"}},
	ProbeSuccess:      {UserExperience, []string{"availability"}},
	CPUUtilization:    {Infrastructure, []string{"cpu_utilization"}},
	MemoryUtilization: {Infrastructure, []string{"memory_utilization"}},
	TableActivity:     {Traffic, []string{"traffic", "traffic_trend"}},
	Maintenance:       {Infrastructure, []string{"cpu_utilization", "memory_utilization"}},
	Tenants:           {Business, []string{"projection", "requirements"}},
	Incidents:         {Application, []string{"mttr", "mtbf", "change_failure_ratio"}},
	Deployments:       {Application, []string{"deployment_frequency", "change_failure_ratio"}},
}
