//go:build unix

package evaluate

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/signal"
)

// listed is the range of a day around the failing release of 12 November.
func listed(t *testing.T, model string) Request {
	t.Helper()
	r := request(t, model)
	r.From, r.To = time.Date(2026, 11, 12, 10, 35, 0, 0, time.UTC), r.Now.Add(time.Hour)
	return r
}

func TestIncidentsOfARange(t *testing.T) {
	client := database(t, append(slices.Clone(ops),
		`alter table incidents add column title text, add column environment text`,
		`update incidents set title = 'Pages fail', environment = 'production' where id = 7`,
		`update incidents set environment = 'production' where id = 6`,
		`insert into incidents values (8, '2026-11-15', '2026-11-14', 'critical', 'api', null, null, 'production')`,
		`insert into incidents values (9, null, null, 'critical', 'api', null, null, 'production')`)...)
	e := opsEngine(client)

	answer, err := e.Incidents(context.Background(), listed(t, `{"queryType": "incidents"}`))
	if err != nil {
		t.Fatal(err)
	}
	// The one that was open when the range begins, and the one that still is.
	if len(answer.List) != 2 || answer.List[0].ID != "6" || answer.List[0].Severity != "" || answer.List[1] != (Incident{
		ID: "7", Started: time.Date(2026, 11, 20, 11, 0, 0, 0, time.UTC), Severity: "critical", Service: "web",
		Environment: "production", Title: "Pages fail",
	}) {
		t.Errorf("%+v", answer.List)
	}
	if !answer.Until.Equal(request(t, `{"queryType": "incidents"}`).Now) {
		t.Errorf("the range ends in the future: %s", answer.Until)
	}
	if notices := strings.Join(answer.Notices, "\n"); !strings.Contains(notices, "1 were resolved before they started") || !strings.Contains(notices, "1 have no id or no start") {
		t.Errorf("notices: %s", notices)
	}

	for model, want := range map[string]int{
		`{"queryType": "incidents", "service": "web"}`:                         1,
		`{"queryType": "incidents", "service": "{web,api}"}`:                   2,
		`{"queryType": "incidents", "environment": "staging"}`:                 0,
		`{"queryType": "incidents", "service": "it''s; drop table incidents"}`: 0,
	} {
		answer, err := e.Incidents(context.Background(), listed(t, model))
		if err != nil || len(answer.List) != want {
			t.Errorf("%s: %d incidents, %v", model, len(answer.List), err)
		}
	}

	answer, err = e.Incidents(context.Background(), listed(t, `{"queryType": "incidents", "limit": 1}`))
	if err != nil || len(answer.List) != 1 || answer.List[0].ID != "7" || !strings.Contains(strings.Join(answer.Notices, "\n"), "the latest 1 of 2 are shown") {
		t.Errorf("one of two: %+v, %v", answer, err)
	}
}

func TestDeploymentsOfARange(t *testing.T) {
	client := database(t, ops...)
	e := opsEngine(client)
	for model, want := range map[string][]string{
		// The release of 12 November came before the range.
		`{"queryType": "deployments"}`:                           {"api-2026-11-17", "web-2026-11-18", "api-2026-11-19"},
		`{"queryType": "deployments", "service": "api"}`:         {"api-2026-11-17", "api-2026-11-19"},
		`{"queryType": "deployments", "environment": "staging"}`: nil,
		`{"queryType": "deployments", "limit": 2}`:               {"web-2026-11-18", "api-2026-11-19"},
	} {
		answer, err := e.Deployments(context.Background(), listed(t, model))
		if err != nil {
			t.Fatalf("%s: %v", model, err)
		}
		var ids []string
		for _, d := range answer.List {
			ids = append(ids, d.ID)
		}
		if !slices.Equal(ids, want) {
			t.Errorf("%s: %q, want %q", model, ids, want)
		}
	}
	answer, err := e.Deployments(context.Background(), listed(t, `{"queryType": "deployments", "service": "web"}`))
	if err != nil || len(answer.List) != 1 || answer.List[0] != (Deployment{
		ID: "web-2026-11-18", At: time.Date(2026, 11, 18, 10, 0, 0, 0, time.UTC), Outcome: "deployed", Service: "web", Environment: "Production",
	}) {
		t.Errorf("%+v, %v", answer.List, err)
	}
}

// A dashboard asks every data source, whatever is mapped there.
func TestEventsOfNothing(t *testing.T) {
	client := database(t, ops...)
	unmapped := opsEngine(client)
	unmapped.Signals = map[signal.Name]signal.Mapping{signal.Incidents: {Signal: signal.Incidents, Why: "map signals.incidents"}}
	for name, ask := range map[string]func() (Events[Incident], error){
		"unmapped": func() (Events[Incident], error) {
			return unmapped.Incidents(context.Background(), listed(t, `{"queryType": "incidents"}`))
		},
		"without the column": func() (Events[Incident], error) {
			return opsEngine(client).Incidents(context.Background(), listed(t, `{"queryType": "incidents", "environment": "production"}`))
		},
	} {
		answer, err := ask()
		if err != nil || len(answer.List) != 0 || len(answer.Notices) != 1 || !strings.Contains(answer.Notices[0], "signals.incidents") {
			t.Errorf("%s: %+v, %v", name, answer, err)
		}
	}
}
