package settings

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/strictjson"
)

// eventRoles are the roles of labels that only events have.
var eventRoles = []signal.Role{signal.RoleSeverity, signal.RoleOutcome, signal.RoleVersion}

// checkEvents checks what only incidents and deployments can be mapped to.
func (s Signal) checkEvents(name signal.Name, path string, problems *strictjson.Problems) {
	if !signal.IsRecords(name) {
		for _, key := range []struct {
			name  string
			given bool
		}{{"table", s.Table != ""}, {"tags", len(s.Tags) > 0}, {"columns", len(s.Columns) > 0}, {"since", s.Since != ""}} {
			if key.given {
				problems.Addf(strictjson.Member(path, key.name), "is possible for %s and %s only", signal.Incidents, signal.Deployments)
			}
		}
		for _, role := range s.Labels.byRole() {
			if role.label != "" && slices.Contains(eventRoles, role.role) {
				problems.Addf(strictjson.Member(path, "labels")+"."+string(role.role), "is possible for %s and %s only", signal.Incidents, signal.Deployments)
			}
		}
		return
	}
	if s.Expr != "" {
		problems.Addf(strictjson.Member(path, "expr"), "is not possible for %s, which are told one by one: use metric, sql, table or tags", name)
	}
	s.checkColumns(name, path, problems)
	s.checkSeries(name, path, problems)
	s.checkEventLabels(name, path, problems)
	for i, tag := range s.Tags {
		if strings.TrimSpace(tag) != tag || tag == "" || strings.Contains(tag, ",") {
			problems.Addf(strictjson.Element(strictjson.Member(path, "tags"), i), "is not a tag: it is empty, or has blanks at its ends or a comma")
		}
	}
}

// checkColumns checks the names of columns.
func (s Signal) checkColumns(name signal.Name, path string, problems *strictjson.Problems) {
	known := []string{}
	for _, column := range signal.RecordColumns(name) {
		known = append(known, column.Name)
	}
	for _, key := range slices.Sorted(maps.Keys(s.Columns)) {
		at := strictjson.Member(strictjson.Member(path, "columns"), key)
		switch {
		case !slices.Contains(known, key):
			problems.Addf(at, "is not a column of %s; %s", name, strictjson.Alternatives(key, known))
		case strings.TrimSpace(s.Columns[key]) == "":
			problems.Addf(at, "is empty: name the column, or leave it out")
		}
	}
	if len(s.Columns) > 0 && s.Table == "" && s.SQL == "" {
		problems.Addf(strictjson.Member(path, "columns"), "name columns of nothing: set table or sql")
	}
}

// checkSeries checks the metric of events and its matchers.
func (s Signal) checkSeries(name signal.Name, path string, problems *strictjson.Problems) {
	at := strictjson.Member(path, "metric")
	switch {
	case s.Metric == "":
		if len(s.Matchers) > 0 {
			problems.Addf(strictjson.Member(path, "matchers"), "match series of nothing: set metric")
		}
		return
	case name == signal.Incidents && !slices.Contains(signal.AlertMetrics, s.Metric):
		problems.Addf(at, "is not a metric of alerts: use %s, with matchers that keep the alerts which are incidents", strings.Join(signal.AlertMetrics, " or "))
	case name == signal.Deployments && !signal.IsDeploymentMetric(s.Metric):
		kinds := []string{}
		for _, kind := range signal.DeploymentSuffixes {
			kinds = append(kinds, kind.Suffix+" ("+kind.Is+")")
		}
		problems.Addf(at, "does not say how deployments are read from it: its name has to end in %s; record it under such a name", strings.Join(kinds, ", "))
	}
	for i, text := range s.Matchers {
		if matcher, err := promql.ParseMatcher(text); err == nil && matcher.Label == signal.AlertStateLabel && name == signal.Incidents {
			problems.Addf(strictjson.Element(strictjson.Member(path, "matchers"), i), "matches %s, which is \"firing\" in any case: leave it out", signal.AlertStateLabel)
		}
	}
}

// checkEventLabels checks the labels of events, or the keys of their tags.
func (s Signal) checkEventLabels(name signal.Name, path string, problems *strictjson.Problems) {
	if s.Labels != (SignalLabels{}) && s.Metric == "" && len(s.Tags) == 0 {
		problems.Addf(strictjson.Member(path, "labels"), "are labels of nothing: set metric or tags")
		return
	}
	roles := signal.EventRoles(name)
	for _, role := range s.Labels.byRole() {
		if role.label != "" && !slices.Contains(roles, role.role) {
			problems.Addf(strictjson.Member(path, "labels")+"."+string(role.role), "means nothing for %s; known: %s", name, joined(roles))
		}
	}
}

func joined(roles []signal.Role) string {
	names := make([]string, len(roles))
	for i, role := range roles {
		names[i] = string(role)
	}
	return strings.Join(names, ", ")
}

// sinceLayouts are the ways in which since can be written.
var sinceLayouts = []string{time.DateOnly, time.RFC3339}

// since reads the setting; nil when it is left out or cannot be read.
func (s Signal) since(path string, problems *strictjson.Problems) *time.Time {
	if s.Since == "" {
		return nil
	}
	for _, layout := range sinceLayouts {
		if at, err := time.Parse(layout, s.Since); err == nil {
			at = at.UTC()
			return &at
		}
	}
	problems.Addf(strictjson.Member(path, "since"), `is not a day such as "2026-01-01" or a time such as "2026-01-01T08:00:00Z"`)
	return nil
}
