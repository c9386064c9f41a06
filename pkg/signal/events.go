package signal

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/headroom/headroom/pkg/promql"
)

// AlertMetrics are the metrics that say which alerts fire: Prometheus's own, and that of Grafana's state history. Each
// has the label alertstate, and a series is there while an alert is in that state.
var AlertMetrics = []string{alerts, "GRAFANA_ALERTS"}

const (
	alerts = "ALERTS"
	// alertsForState has, for each of ALERTS, since when the alert has been active, in seconds since the epoch.
	alertsForState = "ALERTS_FOR_STATE"
	// AlertStateLabel is the label of an alert's state.
	AlertStateLabel = "alertstate"
	alertNameLabel  = "alertname"
)

// DeploymentSuffixes end the names of the metrics that tell deployments, by how they are read
// (https://prometheus.io/docs/practices/naming/).
var DeploymentSuffixes = []struct {
	Suffix string
	Form   Form
	Is     string
}{
	{"_total", Counter, "a counter of deployments"},
	{"_timestamp_seconds", Timestamp, "the time of the last deployment"},
	{"_info", Info, "the version that runs"},
}

// deploymentForm is how a metric of deployments is read; empty for one whose name does not say.
func deploymentForm(metric string) Form {
	for _, known := range DeploymentSuffixes {
		if strings.HasSuffix(metric, known.Suffix) {
			return known.Form
		}
	}
	return ""
}

// IsDeploymentMetric says whether a metric's name says how deployments are read from it.
func IsDeploymentMetric(metric string) bool { return deploymentForm(metric) != "" }

// eventLookback is how far back the labels of events are looked for: an alert may not have fired for long.
const eventLookback = 400 * 24 * time.Hour

// A namespace is no environment here: only production counts, and no namespace is called that.
var eventEnvironmentLabels = []string{"deployment_environment_name", "deployment_environment", "environment", "env"}

// eventLabels are the candidates of each role of events, first one present wins.
var eventLabels = map[Name]map[Role][]string{
	Incidents: {RoleService: serviceLabels, RoleEnvironment: eventEnvironmentLabels, RoleSeverity: {"severity"}},
	Deployments: {
		RoleService: serviceLabels, RoleEnvironment: eventEnvironmentLabels,
		RoleOutcome: {"outcome", "result", "status"}, RoleVersion: {"version", "service_version"},
	},
}

// EventRoles returns the roles that the labels of a signal's events can have, in order; none of any other signal.
func EventRoles(name Name) []Role {
	roles := make([]Role, 0, len(eventLabels[name]))
	for role := range eventLabels[name] {
		roles = append(roles, role)
	}
	slices.Sort(roles)
	return roles
}

// mapSeries maps incidents or deployments to the series of a metric.
func (r Resolver) mapSeries(ctx context.Context, m Mapping, o Override, now time.Time) (Mapping, error) {
	m.Metric, m.Matchers, m.Since = o.Metric, slices.Clone(o.Matchers), o.Since
	key := "signals." + string(m.Signal) + ".metric"
	if r.Prometheus == nil {
		m.Why = "named by " + key + ", but no Prometheus is connected"
		return m, nil
	}
	names, err := r.Prometheus.LabelNames(ctx, m.Select().String(), now.Add(-eventLookback), now)
	if err != nil {
		return m, err
	}
	m.Labels = pickLabels(convention{labels: eventLabels[m.Signal]}, o, names)
	form := Alerts
	if m.Signal == Deployments {
		form = deploymentForm(m.Metric)
	}
	switch {
	case form == Alerts && len(names) == 0:
		// Nothing has fired yet. Whatever will, has these labels by custom.
		m.Labels = pickLabels(convention{labels: eventLabels[m.Signal]}, o, []string{"service", "environment", "severity"})
	case len(names) == 0:
		m.Why = fmt.Sprintf("%s has had no samples in the last 400 days: check its name and the matchers", m.Select())
		return m, nil
	case form == Info && m.Labels[RoleVersion] == "":
		m.Why = fmt.Sprintf("%s has no label of the version: name it in signals.%s.labels.version", m.Metric, m.Signal)
		return m, nil
	}
	if form == Alerts {
		m.Matchers = append(m.Matchers, promql.Matcher{Label: AlertStateLabel, Op: "=", Value: "firing"})
	}
	m.Source, m.Form, m.Selector = "Prometheus", form, m.Select().String()
	m.Why = "named by " + key
	return m, nil
}

// mapAnnotations maps incidents or deployments to annotations. What a role says is a tag "key:value", as Grafana has
// them; the key is the role's name unless the settings name another.
func (r Resolver) mapAnnotations(m Mapping, o Override) Mapping {
	m.Tags, m.Since = o.Tags, o.Since
	key := "signals." + string(m.Signal) + ".tags"
	if !r.HasGrafana {
		m.Why = "mapped to annotations by " + key + ", but there is no token to read them with: set the secret grafanaToken"
		return m
	}
	m.Labels = map[Role]string{}
	for _, role := range EventRoles(m.Signal) {
		m.Labels[role] = string(role)
	}
	maps.Copy(m.Labels, o.Labels)
	m.Source, m.Form, m.Selector = "Grafana", Annotations, strings.Join(m.Tags, ", ")
	m.Why = "mapped to annotations by " + key
	return m
}

// labelled are the upstream labels of the roles that the series have, in the order given.
func (m Mapping) labelled(roles ...Role) []string {
	var labels []string
	for _, role := range roles {
		if label := m.Labels[role]; label != "" && !slices.Contains(labels, label) {
			labels = append(labels, label)
		}
	}
	return labels
}

// alertIdentity are the labels that tell incidents apart: an alert of several instances is one incident.
func (m Mapping) alertIdentity() []string {
	return promql.And([]string{alertNameLabel}, m.labelled(RoleService, RoleEnvironment, RoleSeverity)...)
}

// Firing has a value for each alert of which an instance fired within lookback: since when it has been active, in seconds
// since the epoch, or 1 where that is not recorded.
func (m Mapping) Firing(lookback time.Duration) string {
	by, firing := m.alertIdentity(), promql.LastOver(m.Select(), lookback, 0)
	fires := promql.By("max", by, firing)
	if m.Metric != alerts {
		return fires
	}
	stateless := slices.DeleteFunc(slices.Clone(m.Matchers), func(matcher promql.Matcher) bool { return matcher.Label == AlertStateLabel })
	active := promql.LastOver(promql.Selector{Metric: alertsForState, Matchers: stateless}, lookback, 0)
	return promql.By("min", by, active+" and ignoring ("+AlertStateLabel+") "+firing) + " or " + fires
}

// firingBefore is 1 for each alert of which an instance fired within lookback, a step ago.
func (m Mapping) firingBefore(lookback, ago time.Duration) string {
	return promql.By("group", m.alertIdentity(), promql.LastOver(m.Select(), lookback, ago))
}

// Fired is Firing at the steps of a grid at which an alert fires and did not at the step before.
func (m Mapping) Fired(lookback, step time.Duration) string {
	return "(" + m.Firing(lookback) + ") unless " + m.firingBefore(lookback, step)
}

// Ceased is 1 at the steps of a grid at which an alert does not fire any more: it last did so more than lookback ago,
// and at most a step longer.
func (m Mapping) Ceased(lookback, step time.Duration) string {
	return m.firingBefore(lookback, step) + " unless " + m.firingBefore(lookback, 0)
}

// AlertName is the name of the alert that a series is about.
func AlertName(labels map[string]string) string { return labels[alertNameLabel] }

// deploymentIdentity are the labels that tell deployments of the same step apart.
func (m Mapping) deploymentIdentity() []string {
	return m.labelled(RoleService, RoleEnvironment, RoleOutcome, RoleVersion)
}

// Placed are the labels of where something was deployed.
func (m Mapping) Placed() []string { return m.labelled(RoleService, RoleEnvironment) }

// Deployed has a value at the steps of a grid at which something was deployed since the step before: of a counter the
// number of deployments, of a timestamp the time of the last one in seconds since the epoch, of a version 1.
//
// A counter's growth is the difference and not increase(), which extrapolates. Of a counter that begins anew its value
// counts; so does that of a series that was not there before, if the metric was: a client library has no series for
// an outcome before it happens for the first time. Of a version the first one that is seen of a service is none.
func (m Mapping) Deployed(lookback, step time.Duration) string {
	by := m.deploymentIdentity()
	last, before := promql.LastOver(m.Select(), lookback, 0), promql.LastOver(m.Select(), lookback, step)
	switch m.Form {
	case Timestamp:
		last, before = promql.By("max", by, last), promql.By("max", by, before)
		return last + " != " + before + " or " + last + " unless " + before
	case Info:
		placed := m.Placed()
		return promql.By("group", by, last) + " unless " + promql.By("group", by, before) +
			" and on (" + promql.Labels(placed) + ") " + promql.By("group", placed, before)
	default:
		grown := "(" + last + " - " + before + " > 0)"
		restarted := "(" + last + " < " + before + ")"
		begun := "((" + last + " unless " + before + ") and on () group(" + before + "))"
		return promql.By("sum", by, grown+" or "+restarted+" or "+begun) + " > 0"
	}
}
