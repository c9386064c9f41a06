// Package signal decides which upstream metric or query stands for each thing that Headroom needs to know
// ("requests", "probe", …), from what exists upstream and what the settings say, and keeps the reasons.
package signal

import (
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/promql"
)

// Name identifies a signal in settings and answers.
type Name string

const (
	Requests          Name = "requests"
	RequestDuration   Name = "request_duration"
	ProbeSuccess      Name = "probe"
	CPUUtilization    Name = "cpu_utilization"
	MemoryUtilization Name = "memory_utilization"
	TableActivity     Name = "table_activity"
	Maintenance       Name = "maintenance"
	Tenants           Name = "tenants"
	Incidents         Name = "incidents"
	Deployments       Name = "deployments"
)

// Names lists every signal in the order of the answers.
var Names = []Name{Requests, RequestDuration, ProbeSuccess, CPUUtilization, MemoryUtilization, TableActivity, Maintenance, Tenants, Incidents, Deployments}

// Categories of signals: what kind of evidence they are.
const (
	Application          = "application"
	Infrastructure       = "infrastructure"
	Business             = "business"
	ExternalDependencies = "external_dependencies"
	UserExperience       = "user_experience"
	Traffic              = "traffic"
)

// Categories lists every category in the order of the answers, also those without a signal.
var Categories = []string{Application, Infrastructure, Business, ExternalDependencies, UserExperience, Traffic}

// Form says how a mapped signal is read.
type Form string

const (
	// Counter is a cumulative count per series.
	Counter Form = "counter"
	// Classic is a histogram of cumulative buckets with the label le; Metric is the name without _bucket.
	Classic Form = "classic_histogram"
	// Native is a native histogram.
	Native Form = "native_histogram"
	// Gauge is a value per series.
	Gauge Form = "gauge"
	// Expression is a PromQL instant vector: per-second rates for counters and histograms, values for gauges.
	Expression Form = "expression"
	// Statement is a read-only SQL statement with $1 and $2 as the bounds of the window.
	Statement Form = "sql"
	// Counters are the per-table statistics of a postgres_exporter.
	Counters Form = "table_counters"
	// Records are the rows of a table in PostgreSQL, or of a read-only SQL statement.
	Records Form = "records"
	// Alerts are series that are there while an alert fires.
	Alerts Form = "alerts"
	// Timestamp is a gauge of the time at which something last happened, in seconds since the epoch.
	Timestamp Form = "timestamp"
	// Info is a gauge whose labels say what runs.
	Info Form = "info"
	// Annotations are events that are marked in Grafana, told by tags.
	Annotations Form = "annotations"
	// Statistics are the per-table statistics read from PostgreSQL itself.
	Statistics Form = "table_statistics"
)

// Role is a label's meaning.
type Role string

const (
	RoleService     Role = "service"
	RoleEnvironment Role = "environment"
	RoleStatus      Role = "status"
	RoleRoute       Role = "route"
	RoleInstance    Role = "instance"
	RoleServer      Role = "server"
	RoleDatabase    Role = "database"
	RoleSchema      Role = "schema"
	RoleTable       Role = "table"
	RoleSeverity    Role = "severity"
	RoleOutcome     Role = "outcome"
	RoleVersion     Role = "version"
)

// Override is a user's mapping of one signal; at most one of Metric, Expr, SQL, Table and Tags is set.
type Override struct {
	Metric   string
	Matchers []promql.Matcher
	Expr     string
	SQL      string
	// Table is a table, or a view, whose rows are the signal's.
	Table string
	// Tags are those that every annotation has which is an event of the signal.
	Tags []string
	// Columns names the columns of Table or SQL by what they hold, where they are called otherwise.
	Columns map[string]string
	// Since is when the events begin to be complete; nil when that is not said.
	Since *time.Time
	// Labels names the upstream labels by role, of annotations the keys of tags.
	Labels map[Role]string
}

// Candidate is one convention that was looked for.
type Candidate struct {
	Convention string `json:"convention"`
	Metric     string `json:"metric"`
	Found      bool   `json:"found"`
	// Note says why a found candidate was not chosen.
	Note string `json:"note,omitempty"`
}

// Mapping is what was chosen for a signal, and why.
type Mapping struct {
	Signal   Name   `json:"signal"`
	Category string `json:"category"`
	// Source is "Prometheus", "PostgreSQL", "Grafana" or empty when nothing was found.
	Source     string `json:"source,omitempty"`
	Form       Form   `json:"form,omitempty"`
	Convention string `json:"convention,omitempty"`
	Metric     string `json:"metric,omitempty"`
	Expr       string `json:"expr,omitempty"`
	SQL        string `json:"sql,omitempty"`
	// Table, Tags, Columns and Since are of incidents and deployments: see Override.
	Table   string            `json:"table,omitempty"`
	Tags    []string          `json:"tags,omitempty"`
	Columns map[string]string `json:"columns,omitempty"`
	Since   *time.Time        `json:"since,omitempty"`
	// Seconds is what one unit of a duration metric is in seconds.
	Seconds float64 `json:"secondsPerUnit,omitempty"`
	// Labels names the upstream labels by role; a role that the metric lacks is absent.
	Labels map[Role]string `json:"labels,omitempty"`
	// LabelNames are all label names that the metric's series had in the last week; nil when that is not known.
	LabelNames []string         `json:"-"`
	Matchers   []promql.Matcher `json:"-"`
	// Selector is the selector as it will be sent, for people.
	Selector string `json:"selector,omitempty"`
	// Bounds are the upper bucket bounds of a classic histogram as written upstream.
	Bounds []string `json:"bounds,omitempty"`
	// Metrics are the counters found, for table activity.
	Metrics []string `json:"metrics,omitempty"`
	// Recorded says whether recording rules keep the signal; nil when it cannot be recorded.
	Recorded *Recorded `json:"recorded,omitempty"`
	// Why explains the choice, or what is missing and how to map it.
	Why        string      `json:"why"`
	Candidates []Candidate `json:"candidates,omitempty"`
	// Needed are the KPIs that rest on the signal.
	Needed []string `json:"neededBy"`
}

// Mapped says whether the signal has a source.
func (m Mapping) Mapped() bool { return m.Form != "" }

// Lacks says that no series of the signal has a label of this name.
func (m Mapping) Lacks(label string) bool {
	return m.LabelNames != nil && !slices.Contains(m.LabelNames, label)
}

// Select returns the selector of the signal's metric.
func (m Mapping) Select() promql.Selector {
	return promql.Selector{Metric: m.Metric, Matchers: m.Matchers}
}
