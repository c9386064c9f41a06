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

func TestRecordMappingsRefused(t *testing.T) {
	for jsonData, want := range map[string]string{
		`{"incidents": {"table": "a", "sql": "SELECT 1"}}`:         `signals.incidents: has sql and table: keep one of them`,
		`{"incidents": {"metric": "ALERTS"}}`:                      `signals.incidents.metric: is not possible for incidents, which are rows of a table: use table or sql`,
		`{"deployments": {"expr": "up"}}`:                          `signals.deployments.expr: is not possible for deployments`,
		`{"deployments": {"labels": {"service": "app"}}}`:          `signals.deployments.labels: is not possible for deployments`,
		`{"incidents": {"table": "a", "matchers": ["a=\"b\""]}}`:   `signals.incidents.matchers: is not possible for incidents`,
		`{"incidents": {"table": "a", "columns": {"start": "b"}}}`: `signals.incidents.columns.start: is not a column of incidents; known: id, started_at, resolved_at, severity, service, environment, caused_by_deployment_id, title`,
		`{"incidents": {"table": "a", "columns": {"id": " "}}}`:    `signals.incidents.columns.id: is empty: name the column, or leave it out`,
		`{"incidents": {"columns": {"id": "key"}}}`:                `signals.incidents.columns: name columns of nothing: set table or sql`,
		`{"deployments": {"since": "last year"}}`:                  `signals.deployments.since: is not a day such as "2026-01-01"`,
		`{"requests": {"table": "requests"}}`:                      `signals.requests.table: is possible for incidents and deployments only`,
		`{"probe": {"columns": {"id": "a"}}}`:                      `signals.probe.columns: is possible for incidents and deployments only`,
		`{"requests": {"since": "2026-01-01"}}`:                    `signals.requests.since: is possible for incidents and deployments only`,
	} {
		if _, err := Parse(json.RawMessage(`{"signals": `+jsonData+`}`), nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s:\n got %v\nwant %s", jsonData, err, want)
		}
	}
}
