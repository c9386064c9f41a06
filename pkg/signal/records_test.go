package signal

import (
	"context"
	"strings"
	"testing"
	"time"
)

func TestRecordsAreMapped(t *testing.T) {
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name     string
		resolver Resolver
		mapped   bool
		why      string
	}{
		{"a table", Resolver{HasPostgres: true, Overrides: map[Name]Override{Incidents: {Table: "ops.incidents", Since: &at}}}, true, "mapped to the table ops.incidents by signals.incidents.table"},
		{"a statement", Resolver{HasPostgres: true, Overrides: map[Name]Override{Incidents: {SQL: "SELECT"}}}, true, "mapped to SQL by signals.incidents.sql"},
		{"no PostgreSQL", Resolver{Overrides: map[Name]Override{Incidents: {Table: "ops.incidents"}}}, false, "but no PostgreSQL is connected"},
		{"alerts without Prometheus", Resolver{Overrides: map[Name]Override{Incidents: {Metric: "ALERTS"}}}, false, "named by signals.incidents.metric, but no Prometheus is connected"},
		{"annotations without a token", Resolver{Overrides: map[Name]Override{Incidents: {Tags: []string{"incident"}}}}, false, "set the secret grafanaToken"},
		{"nothing", Resolver{HasPostgres: true}, false, "map signals.incidents to a table of PostgreSQL or a statement with the columns id, started_at, resolved_at, to the metric ALERTS, or to the tags of annotations"},
	} {
		found, err := tt.resolver.Resolve(context.Background(), at)
		if err != nil {
			t.Fatal(err)
		}
		m := found[Incidents]
		if m.Mapped() != tt.mapped || !strings.Contains(m.Why, tt.why) {
			t.Errorf("%s: %+v", tt.name, m)
		}
		if tt.mapped && (m.Form != Records || m.Source != "PostgreSQL") {
			t.Errorf("%s: %+v", tt.name, m)
		}
	}
}

// A table is there while Prometheus is not.
func TestRecordsWithoutPrometheus(t *testing.T) {
	r := Resolver{Prometheus: catalogue{err: context.DeadlineExceeded}, HasPostgres: true, Overrides: map[Name]Override{Deployments: {Table: "releases"}}}
	found, err := r.Resolve(context.Background(), time.Now())
	if err == nil || !found[Deployments].Mapped() || found[Incidents].Mapped() {
		t.Errorf("%v, %+v", err, found[Deployments])
	}
}

// Annotations are there while Prometheus is not; the keys of their tags are the roles' names unless the settings say.
func TestAnnotationsAreMapped(t *testing.T) {
	r := Resolver{Prometheus: catalogue{err: context.DeadlineExceeded}, HasGrafana: true, Overrides: map[Name]Override{
		Deployments: {Tags: []string{"deployment"}, Labels: map[Role]string{RoleService: "app"}},
	}}
	found, err := r.Resolve(context.Background(), time.Now())
	m := found[Deployments]
	if err == nil || m.Form != Annotations || m.Source != "Grafana" || m.Labels[RoleService] != "app" || m.Labels[RoleOutcome] != "outcome" {
		t.Errorf("%v, %+v", err, m)
	}
}
