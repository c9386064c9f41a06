package plugin

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"go.uber.org/goleak"
)

const everyKPI = `{"queryType": "kpi", "format": "table", "window": "6h"}`

// Settings that cannot be used answer everything with the path, the value and the range.
func TestBadSettingsAnswerEverything(t *testing.T) {
	d := open(t, `{"prometheus": {"url": "http://127.0.0.1:1"}, "profile": {"targets": {"error_ratio": {"value": 7}}}}`, nil)
	wants := []string{"profile.targets.error_ratio.value", "7", "(0, 1)"}
	expect := func(what, message string) {
		t.Helper()
		for _, want := range wants {
			if !strings.Contains(message, want) {
				t.Errorf("%s: %q does not say %q", what, message, want)
			}
		}
	}
	for refID, r := range ask(t, d, nil, everyKPI, `{"queryType": "traffic"}`, `{"queryType": "projection"}`) {
		if r.Error == nil || r.Status != backend.StatusBadRequest {
			t.Fatalf("%s: %v with status %d", refID, r.Error, r.Status)
		}
		expect("query "+refID, r.Error.Error())
	}
	health, err := d.CheckHealth(t.Context(), &backend.CheckHealthRequest{})
	if err != nil || health.Status != backend.HealthStatusError {
		t.Fatalf("health: %v, %v", health, err)
	}
	expect("health", health.Message)
	for _, resource := range []struct{ method, path, body string }{
		{"GET", "catalog", ""}, {"GET", "signals", ""}, {"GET", "variables?of=kpi", ""}, {"POST", "explain", everyKPI},
	} {
		status, answer := call(t, d, nil, resource.method, resource.path, resource.body)
		if status != http.StatusBadRequest {
			t.Errorf("%s: status %d", resource.path, status)
		}
		expect(resource.path, answer)
	}
}

func TestRefusals(t *testing.T) {
	d := connected(t, upstream(t))
	for model, want := range map[string]string{
		`{"queryType": "kpis"}`: `"kpis"`,
		`{}`:                    "queryType: is missing",
		`[]`:                    "object",
		`{"queryType": "kpi", "kpis": ["uptime"]}`:         "uptime",
		`{"queryType": "kpi", "colour": 1}`:                "colour",
		`{"queryType": "kpi", "window": 5}`:                "window",
		`{"queryType": "projection", "tenants": [0]}`:      "tenants",
		`{"queryType": "traffic_trend", "maxPoints": -1}`:  "maxPoints",
		`{"queryType": "coverage", "signals": ["probes"]}`: `did you mean "probe"`,
	} {
		r := ask(t, d, nil, model)["A"]
		if r.Error == nil || r.Status != backend.StatusBadRequest || r.ErrorSource != backend.ErrorSourceDownstream || !strings.Contains(r.Error.Error(), want) {
			t.Errorf("%s: %v with status %d of %s", model, r.Error, r.Status, r.ErrorSource)
		}
	}
	for _, test := range []struct {
		from, to time.Time
		want     string
	}{
		{now, now.Add(-time.Hour), "before it starts"},
		{now.Add(time.Hour), now.Add(2 * time.Hour), "future"},
		{now.AddDate(-20, 0, 0), now, "longer than 11 years"},
		{time.Time{}, time.Time{}, "before 1970"},
	} {
		response, err := d.QueryData(t.Context(), &backend.QueryDataRequest{Queries: []backend.DataQuery{{
			RefID: "A", JSON: []byte(everyKPI), TimeRange: backend.TimeRange{From: test.from, To: test.to},
		}}})
		if err != nil {
			t.Fatal(err)
		}
		if r := response.Responses["A"]; r.Error == nil || r.Status != backend.StatusBadRequest || !strings.Contains(r.Error.Error(), test.want) {
			t.Errorf("%s to %s: %v", test.from, test.to, r.Error)
		}
	}
	for _, resource := range []struct{ method, path, body, want string }{
		{"GET", "nowhere", "", "there is no resource"},
		{"GET", "variables?of=colours", "", "colours"},
		{"POST", "explain", `{"queryType": "traffic"}`, "only kpi and error_budget queries"},
		{"POST", "explain", `[`, "not a JSON object"},
	} {
		if status, answer := call(t, d, nil, resource.method, resource.path, resource.body); status != http.StatusBadRequest || !strings.Contains(answer, resource.want) {
			t.Errorf("%s: %d %s", resource.path, status, answer)
		}
	}
}

// A panic is an internal error of its own query, resource or check, whose text does not leave the plugin.
func TestPanicsAreErrors(t *testing.T) {
	d := connected(t, upstream(t))
	d.now = func() time.Time { panic("boom") }
	r := ask(t, d, nil, everyKPI)["A"]
	if r.Error == nil || r.Status != backend.StatusInternal || r.ErrorSource != backend.ErrorSourcePlugin || strings.Contains(r.Error.Error(), "boom") {
		t.Errorf("query: %v with status %d of %s", r.Error, r.Status, r.ErrorSource)
	}
	if status, answer := call(t, d, nil, "GET", "signals", ""); status != http.StatusInternalServerError || strings.Contains(answer, "boom") {
		t.Errorf("resource: %d %s", status, answer)
	}
	health, err := d.CheckHealth(t.Context(), &backend.CheckHealthRequest{})
	if err != nil || health.Status != backend.HealthStatusError || strings.Contains(health.Message, "boom") {
		t.Errorf("health: %v, %v", health, err)
	}
}

// What fails has a row with status error and a notice beside the good rows; secrets are in none of it.
func TestAPartThatFailsLeavesTheGoodRows(t *testing.T) {
	a := upstream(t)
	d := connected(t, a)
	a.set(failing("node_memory"))
	r := ask(t, d, nil, everyKPI)["A"]
	if r.Error != nil {
		t.Fatal(r.Error)
	}
	frame := r.Frames[0]
	kpis, _ := frame.FieldByName("kpi")
	statuses, _ := frame.FieldByName("status")
	values, _ := frame.FieldByName("value")
	got := map[string]string{}
	for i := range kpis.Len() {
		kpi := kpis.At(i).(string)
		got[kpi] = statuses.At(i).(string)
		if known := values.At(i).(*float64) != nil; known != (got[kpi] == "met") {
			t.Errorf("%s is %s, and its value is known: %v", kpi, got[kpi], known)
		}
	}
	for kpi, want := range map[string]string{
		"availability": "met", "error_ratio": "met", "latency_p95": "no_source", "throughput": "no_source",
		"cpu_utilization": "no_source", "memory_utilization": "error",
	} {
		if got[kpi] != want {
			t.Errorf("%s is %s, want %s", kpi, got[kpi], want)
		}
	}
	if len(frame.Meta.Notices) != 1 || !strings.Contains(frame.Meta.Notices[0].Text, "no disk left") {
		t.Errorf("notices: %+v", frame.Meta.Notices)
	}
	expectNoSecret(t, r)
}

func expectNoSecret(t *testing.T, answer any) {
	t.Helper()
	text, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{password, header, "cmVhZGVyOnMzY3JldC1vZi10aGUtcmVhZGVy"} {
		if strings.Contains(string(text), secret) {
			t.Errorf("a secret is in %s", text)
		}
	}
}

// When everything that was asked fails, so does the query: KPIs without a source were not asked.
func TestEverythingThatFailsIsAnError(t *testing.T) {
	a := upstream(t)
	d := connected(t, a)
	a.set(failing(""))
	for _, model := range []string{everyKPI, `{"queryType": "kpi", "kpis": ["error_ratio"]}`, `{"queryType": "kpi_trend", "window": "1h"}`} {
		r := ask(t, d, nil, model)["A"]
		if r.Error == nil || r.Status != backend.StatusBadGateway || !strings.Contains(r.Error.Error(), "no disk left") {
			t.Errorf("%s: %v with status %d", model, r.Error, r.Status)
		}
		if r.Error != nil {
			expectNoSecret(t, r.Error.Error())
		}
	}
	a.set(func(w http.ResponseWriter, _ *http.Request, _ string) bool {
		w.WriteHeader(http.StatusBadGateway)
		return true
	})
	down := connected(t, a)
	if r := ask(t, down, nil, `{"queryType": "traffic"}`)["A"]; r.Error == nil || r.Status != backend.StatusBadGateway {
		t.Errorf("nothing could be looked for: %v with status %d", r.Error, r.Status)
	}
	health, err := down.CheckHealth(t.Context(), &backend.CheckHealthRequest{})
	if err != nil || health.Status != backend.HealthStatusError || !strings.Contains(health.Message, "Prometheus") {
		t.Errorf("health: %v, %v", health, err)
	}
}

// A request that is given up ends at once, everywhere, with the status of one; nothing is left behind.
func TestACancelledRequest(t *testing.T) {
	for name, part := range map[string]string{"while signals are looked for": "/label/", "while numbers are computed": "/query"} {
		t.Run(name, func(t *testing.T) {
			a := upstream(t)
			waiting := make(chan struct{}, 100)
			a.set(func(_ http.ResponseWriter, r *http.Request, _ string) bool {
				if !strings.Contains(r.URL.Path, part) {
					return false
				}
				waiting <- struct{}{}
				<-r.Context().Done()
				return true
			})
			d := connected(t, a)
			ctx, cancel := context.WithCancel(t.Context())
			go func() {
				<-waiting
				cancel()
			}()
			response, err := d.QueryData(ctx, &backend.QueryDataRequest{Queries: []backend.DataQuery{{
				RefID: "A", JSON: []byte(everyKPI), TimeRange: backend.TimeRange{From: now.Add(-time.Hour), To: now},
			}}})
			if err != nil {
				t.Fatal(err)
			}
			if r := response.Responses["A"]; r.Error == nil || r.Status != statusClientClosed {
				t.Errorf("%v with status %d", r.Error, r.Status)
			}
			d.Dispose()
			a.CloseClientConnections()
			a.Close()
			if err := goleak.Find(goleak.IgnoreCurrent()); err != nil {
				t.Error(err)
			}
		})
	}
}

// The page of queries lists the subjects of variables: the data source answers each, and the refusal names them all.
func TestDocumentedVariables(t *testing.T) {
	page, err := os.ReadFile("../../docs/queries.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(page), "## Variables")
	section, _, _ = strings.Cut(section, "\n## ")
	d := connected(t, upstream(t))
	_, refusal := call(t, d, nil, "GET", "variables?of=colours", "")
	_, known, _ := strings.Cut(refusal, "Use ")
	var subjects []string
	for line := range strings.Lines(section) {
		if first, _, found := strings.Cut(strings.TrimPrefix(line, "| "), " |"); found && strings.HasPrefix(first, "`") {
			subjects = append(subjects, strings.Split(strings.ReplaceAll(first, "`", ""), ", ")...)
		}
	}
	if len(subjects) != strings.Count(known, ",")+2 {
		t.Errorf("the page lists %q, the refusal %q", subjects, known)
	}
	for _, subject := range subjects {
		if status, answer := call(t, d, nil, "GET", "variables?of="+subject, ""); status != http.StatusOK || !strings.HasPrefix(answer, "[") {
			t.Errorf("%s: %d %s", subject, status, answer)
		}
		if !strings.Contains(known, subject) {
			t.Errorf("the refusal %q does not name %s", known, subject)
		}
	}
}
