package settings

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/signal"
)

func TestRecordMappings(t *testing.T) {
	s, err := Parse(json.RawMessage(`{"signals": {
		"incidents": {"table": " ops.incidents ", "columns": {"started_at": "opened_at"}, "since": "2026-01-01"},
		"deployments": {"sql": "SELECT * FROM releases", "since": "2026-01-01T08:00:00+02:00"}}}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	day, hour := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 1, 1, 6, 0, 0, 0, time.UTC)
	for name, want := range map[signal.Name]signal.Override{
		signal.Incidents:   {Table: "ops.incidents", Columns: map[string]string{"started_at": "opened_at"}, Since: &day, Labels: map[signal.Role]string{}},
		signal.Deployments: {SQL: "SELECT * FROM releases", Since: &hour, Labels: map[signal.Role]string{}},
	} {
		if got := s.Overrides[name]; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}

func TestSeriesOfEvents(t *testing.T) {
	s, err := Parse(json.RawMessage(`{"signals": {
		"incidents": {"metric": "ALERTS", "matchers": ["severity=~\"critical|page\""], "labels": {"service": "app", "severity": "level"}, "since": "2026-01-01"},
		"deployments": {"metric": "ci_deployments_total", "labels": {"outcome": "result"}}}}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Overrides[signal.Incidents]; got.Metric != "ALERTS" || len(got.Matchers) != 1 || got.Labels[signal.RoleSeverity] != "level" || got.Since == nil {
		t.Errorf("%+v", got)
	}
	if got := s.Overrides[signal.Deployments]; got.Metric != "ci_deployments_total" || got.Labels[signal.RoleOutcome] != "result" {
		t.Errorf("%+v", got)
	}
}

func TestRecordMappingsRefused(t *testing.T) {
	for jsonData, want := range map[string]string{
		`{"incidents": {"table": "a", "sql": "SELECT 1"}}`:                            `signals.incidents: has sql and table: keep one of them`,
		`{"incidents": {"metric": "up"}}`:                                             `signals.incidents.metric: is not a metric of alerts: use ALERTS or GRAFANA_ALERTS, with matchers that keep the alerts which are incidents`,
		`{"incidents": {"metric": "ALERTS", "table": "a"}}`:                           `signals.incidents: has metric and table: keep one of them`,
		`{"incidents": {"metric": "ALERTS", "matchers": ["alertstate=\"pending\""]}}`: `signals.incidents.matchers[0]: matches alertstate, which is "firing" in any case: leave it out`,
		`{"incidents": {"metric": "ALERTS", "labels": {"outcome": "a"}}}`:             `signals.incidents.labels.outcome: means nothing for incidents; known: environment, service, severity`,
		`{"deployments": {"metric": "deployments"}}`:                                  `signals.deployments.metric: does not say how deployments are read from it: its name has to end in _total (a counter of deployments), _timestamp_seconds (the time of the last deployment), _info (the version that runs); record it under such a name`,
		`{"deployments": {"metric": "a_total", "labels": {"route": "a"}}}`:            `signals.deployments.labels.route: means nothing for deployments; known: environment, outcome, service, version`,
		`{"deployments": {"metric": "a_total", "columns": {"id": "a"}}}`:              `signals.deployments.columns: name columns of nothing: set table or sql`,
		`{"deployments": {"tags": ["a"], "metric": "a_total"}}`:                       `signals.deployments: has metric and tags: keep one of them`,
		`{"deployments": {"tags": ["deploy"]}}`:                                       `signals.deployments.tags: need the secret grafanaToken: the token of a service account with the role Viewer`,
		`{"deployments": {"tags": [" a"]}}`:                                           `signals.deployments.tags[0]: is not a tag`,
		`{"deployments": {"tags": ["a,b"]}}`:                                          `signals.deployments.tags[0]: is not a tag`,
		`{"requests": {"tags": ["a"]}}`:                                               `signals.requests.tags: is possible for incidents and deployments only`,
		`{"requests": {"labels": {"outcome": "a"}}}`:                                  `signals.requests.labels.outcome: is possible for incidents and deployments only`,
		`{"deployments": {"expr": "up"}}`:                                             `signals.deployments.expr: is not possible for deployments, which are told one by one: use metric, sql, table or tags`,
		`{"deployments": {"labels": {"service": "app"}}}`:                             `signals.deployments.labels: are labels of nothing: set metric or tags`,
		`{"incidents": {"table": "a", "matchers": ["a=\"b\""]}}`:                      `signals.incidents.matchers: match series of nothing: set metric`,
		`{"incidents": {"table": "a", "columns": {"start": "b"}}}`:                    `signals.incidents.columns.start: is not a column of incidents; known: id, started_at, resolved_at, severity, service, environment, caused_by_deployment_id, title`,
		`{"incidents": {"table": "a", "columns": {"id": " "}}}`:                       `signals.incidents.columns.id: is empty: name the column, or leave it out`,
		`{"incidents": {"columns": {"id": "key"}}}`:                                   `signals.incidents.columns: name columns of nothing: set table or sql`,
		`{"deployments": {"since": "last year"}}`:                                     `signals.deployments.since: is not a day such as "2026-01-01"`,
		`{"requests": {"table": "requests"}}`:                                         `signals.requests.table: is possible for incidents and deployments only`,
		`{"probe": {"columns": {"id": "a"}}}`:                                         `signals.probe.columns: is possible for incidents and deployments only`,
		`{"requests": {"since": "2026-01-01"}}`:                                       `signals.requests.since: is possible for incidents and deployments only`,
	} {
		if _, err := Parse(json.RawMessage(`{"signals": `+jsonData+`}`), nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s:\n got %v\nwant %s", jsonData, err, want)
		}
	}
}

func TestGrafana(t *testing.T) {
	const jsonData = `{"grafana": {"url": " https://grafana.example.com/sub/ ", "timeoutSeconds": 5},
		"signals": {"incidents": {"tags": ["incident", "team:mail"], "labels": {"service": "app"}}}}`
	s := parsed(t, jsonData, map[string]string{"grafanaToken": " glsa_s3cret\n"})
	if s.Grafana.URL != "https://grafana.example.com/sub" || s.Grafana.TimeoutSeconds != 5 || string(s.Secrets.GrafanaToken) != "glsa_s3cret" {
		t.Errorf("%+v", s.Grafana)
	}
	if got := s.Overrides[signal.Incidents]; !reflect.DeepEqual(got.Tags, []string{"incident", "team:mail"}) || got.Labels[signal.RoleService] != "app" {
		t.Errorf("%+v", got)
	}
	for url, want := range map[string]string{
		"grafana":                           "grafana.url: is not an address such as https://grafana.example.com",
		"ftp://grafana":                     "grafana.url: is not an address",
		"https://admin:s3cret@grafana":      "grafana.url: holds a user or password",
		"https://grafana?auth_token=s3cret": "grafana.url: holds query parameters",
		"https://grafana.example.com/api":   "grafana.url: is the base address without /api, which is added",
	} {
		_, err := Parse(json.RawMessage(`{"grafana": {"url": "`+url+`"}}`), nil)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", url, err)
		}
	}
	if _, err := Parse(nil, map[string]string{"grafanaToken": "Bearer s3cret"}); err == nil || !strings.Contains(err.Error(), "without the word Bearer") || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("%v", err)
	}
}
