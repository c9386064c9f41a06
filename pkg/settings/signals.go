package settings

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/strictjson"
)

// Signal says what stands for a signal: at most one of metric, expr, sql, table and tags. With none of them discovery
// chooses, within the matchers and labels given.
type Signal struct {
	// Metric is the name of a metric; a histogram's is the one without _bucket, _count or _sum. Incidents are read from
	// ALERTS or GRAFANA_ALERTS, deployments from a metric whose name ends in _total, _timestamp_seconds or _info.
	Metric string `json:"metric,omitempty" jsonschema:"maxLength=500,example=http_requests_total"`
	// Matchers keep series of the metric, each written as in PromQL: route!~"/internal/.*".
	Matchers []string `json:"matchers,omitempty" jsonschema:"maxItems=20,maxLength=2000"`
	// Expr is a PromQL instant vector: per-second rates for requests and request_duration, values for the rest. Of
	// several numbers of tenants the largest counts.
	Expr string `json:"expr,omitempty" jsonschema:"maxLength=20000"`
	// SQL is a read-only statement, with the bounds of the window as $1 and $2: one row for requests, request_duration
	// or tenants, a row for each event for incidents or deployments.
	SQL string `json:"sql,omitempty" jsonschema:"maxLength=20000"`
	// Table is the table or view of incidents or deployments: name or schema.name.
	Table string `json:"table,omitempty" jsonschema:"maxLength=150,example=ops.incidents"`
	// Tags are those that every annotation in Grafana has which is an incident or a deployment. Services, environments
	// and the rest are told by tags such as service:checkout.
	Tags []string `json:"tags,omitempty" jsonschema:"maxItems=10,minLength=1,maxLength=100,example=incident"`
	// Columns name the columns of the table or statement, for those that are called otherwise than id, started_at,
	// resolved_at, severity, service, environment, caused_by_deployment_id and title of incidents, or id,
	// deployed_at, outcome, service, environment and version of deployments.
	Columns map[string]string `json:"columns,omitempty" jsonschema:"maxItems=20,maxLength=63"`
	// Since is the day or the time (UTC) since which incidents or deployments are complete; found out when left out.
	Since string `json:"since,omitempty" jsonschema:"maxLength=30,example=2026-01-01"`
	// Labels name the upstream labels, or the keys of tags, that tell services, environments and the rest apart.
	Labels SignalLabels `json:"labels,omitzero"`
}

// SignalLabels name the upstream label of each role; a role without a name is discovered.
type SignalLabels struct {
	// Service is the label of the service's name.
	Service string `json:"service,omitempty" jsonschema:"maxLength=200"`
	// Environment is the label of the environment ("production").
	Environment string `json:"environment,omitempty" jsonschema:"maxLength=200"`
	// Status is the label of the HTTP status code.
	Status string `json:"status,omitempty" jsonschema:"maxLength=200"`
	// Route is the label of the HTTP route.
	Route string `json:"route,omitempty" jsonschema:"maxLength=200"`
	// Instance is the label of the instance, host or probed target.
	Instance string `json:"instance,omitempty" jsonschema:"maxLength=200"`
	// Server is the label of the database server.
	Server string `json:"server,omitempty" jsonschema:"maxLength=200"`
	// Database is the label of the database.
	Database string `json:"database,omitempty" jsonschema:"maxLength=200"`
	// Schema is the label of the table's schema.
	Schema string `json:"schema,omitempty" jsonschema:"maxLength=200"`
	// Table is the label of the table.
	Table string `json:"table,omitempty" jsonschema:"maxLength=200"`
	// Severity is the label of an incident's severity.
	Severity string `json:"severity,omitempty" jsonschema:"maxLength=200"`
	// Outcome is the label of how a deployment ended.
	Outcome string `json:"outcome,omitempty" jsonschema:"maxLength=200"`
	// Version is the label of the version that was deployed.
	Version string `json:"version,omitempty" jsonschema:"maxLength=200"`
}

var (
	metricName = regexp.MustCompile(`^[a-zA-Z_:][a-zA-Z0-9_:]*$`)
	labelName  = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_]*$`)
)

// fromSQL are the signals that a statement can stand for.
var fromSQL = []string{
	string(signal.Requests), string(signal.RequestDuration), string(signal.Tenants), string(signal.Incidents), string(signal.Deployments),
}

// overrides checks the signals and types them.
func (s *Settings) overrides(problems *strictjson.Problems) map[signal.Name]signal.Override {
	known := make([]string, len(signal.Names))
	for i, name := range signal.Names {
		known[i] = string(name)
	}
	typed := map[signal.Name]signal.Override{}
	for _, name := range slices.Sorted(maps.Keys(s.Signals)) {
		path := strictjson.Member("signals", name)
		if !slices.Contains(known, name) {
			problems.Addf(path, "is not a signal; %s", strictjson.Alternatives(name, known))
			continue
		}
		mapped := s.Signals[name]
		mapped.checkForm(signal.Name(name), path, problems)
		typed[signal.Name(name)] = mapped.override(path, problems)
	}
	return typed
}

// checkForm checks that the signal is mapped in one way, and in one that it can be.
func (s Signal) checkForm(name signal.Name, path string, problems *strictjson.Problems) {
	var given []string
	for _, form := range []struct{ key, text string }{{"metric", s.Metric}, {"expr", s.Expr}, {"sql", s.SQL}, {"table", s.Table}, {"tags", strings.Join(s.Tags, "")}} {
		if strings.TrimSpace(form.text) != "" {
			given = append(given, form.key)
		}
	}
	if len(given) > 1 {
		problems.Addf(path, "has %s: keep one of them", strings.Join(given, " and "))
	}
	if len(s.Matchers) > 0 && (s.Expr != "" || s.SQL != "") {
		problems.Addf(strictjson.Member(path, "matchers"), "do not apply to an expression or a statement: write them into it")
	}
	if s.Metric != "" && !metricName.MatchString(s.Metric) {
		problems.Addf(strictjson.Member(path, "metric"), "is not the name of a metric; selectors belong in matchers, functions in expr")
	}
	s.checkEvents(name, path, problems)
	if s.SQL != "" && !slices.Contains(fromSQL, string(name)) {
		problems.Addf(strictjson.Member(path, "sql"), "is possible for these alone: %s", strings.Join(fromSQL, ", "))
	}
	if name == signal.TableActivity && (s.Metric != "" || s.Expr != "") {
		problems.Addf(path, "stands for a family of metrics, which no single one replaces: use matchers and labels")
	}
}

func (s Signal) override(path string, problems *strictjson.Problems) signal.Override {
	override := signal.Override{
		Metric: s.Metric, Expr: strings.TrimSpace(s.Expr), SQL: strings.TrimSpace(s.SQL), Labels: map[signal.Role]string{},
		Table: strings.TrimSpace(s.Table), Columns: s.Columns, Since: s.since(path, problems), Tags: s.Tags,
	}
	for i, text := range s.Matchers {
		at := strictjson.Element(strictjson.Member(path, "matchers"), i)
		matcher, err := promql.ParseMatcher(text)
		switch {
		case err != nil:
			problems.Addf(at, `is not a matcher such as env="prod" or route!~"/internal/.*" with a regular expression in RE2 syntax`)
		case strings.HasPrefix(matcher.Label, "__"):
			problems.Addf(at, "matches %s, which metric names or Prometheus reserves", strictjson.Quote(matcher.Label))
		default:
			override.Matchers = append(override.Matchers, matcher)
		}
	}
	for _, role := range s.Labels.byRole() {
		if role.label == "" {
			continue
		}
		if !labelName.MatchString(role.label) {
			problems.Addf(strictjson.Member(path, "labels")+"."+string(role.role), "is not a label name: letters, digits and underscores, no digit first")
		}
		override.Labels[role.role] = role.label
	}
	return override
}

type roleLabel struct {
	role  signal.Role
	label string
}

func (l SignalLabels) byRole() []roleLabel {
	return []roleLabel{
		{signal.RoleService, l.Service}, {signal.RoleEnvironment, l.Environment}, {signal.RoleStatus, l.Status},
		{signal.RoleRoute, l.Route}, {signal.RoleInstance, l.Instance}, {signal.RoleServer, l.Server},
		{signal.RoleDatabase, l.Database}, {signal.RoleSchema, l.Schema}, {signal.RoleTable, l.Table},
		{signal.RoleSeverity, l.Severity}, {signal.RoleOutcome, l.Outcome}, {signal.RoleVersion, l.Version},
	}
}
