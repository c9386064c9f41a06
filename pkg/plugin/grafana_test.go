package plugin

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/config"
)

const grafanaToken = "glsa_s3cretOfGrafana"

// annotations is a data source whose incidents and deployments are annotations of the Grafana that runs it.
func annotations(t *testing.T, rootURL string) *DataSource {
	t.Helper()
	ctx := config.WithGrafanaConfig(t.Context(), config.NewGrafanaCfg(map[string]string{config.AppURL: rootURL}))
	instance, err := New(ctx, backend.DataSourceInstanceSettings{
		UID: "test", Updated: now,
		JSONData:                []byte(`{"signals": {"incidents": {"tags": ["incident"]}, "deployments": {"tags": ["deployment"]}}}`),
		DecryptedSecureJSONData: map[string]string{"grafanaToken": grafanaToken},
	})
	if err != nil {
		t.Fatal(err)
	}
	d := instance.(*DataSource)
	t.Cleanup(d.Dispose)
	return d
}

func TestAnnotationsOfTheGrafanaThatRunsIt(t *testing.T) {
	var sent []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent = append(sent, r.Header.Get("Authorization"))
		if strings.HasSuffix(r.URL.Path, "/api/health") {
			_, _ = w.Write([]byte(`{"version": "12.3.0"}`))
			return
		}
		at := now.AddDate(0, 0, -10).UnixMilli()
		_, _ = fmt.Fprintf(w, `[{"id": 7, "time": %d, "timeEnd": %d, "text": "Late", "tags": ["incident", "deployment", "service:api"]}]`, at, at+600_000)
	}))
	defer server.Close()
	d := annotations(t, server.URL+"/sub/")
	d.now = func() time.Time { return now }
	health, err := d.CheckHealth(t.Context(), &backend.CheckHealthRequest{})
	if err != nil || health.Status != backend.HealthStatusOk || !strings.Contains(health.Message, "Grafana: 12.3.0, annotations can be read") {
		t.Errorf("%v, %+v", err, health)
	}
	answer := ask(t, d, map[string]string{"Authorization": "Bearer of-the-user"}, `{"queryType": "delivery", "format": "table"}`)["A"]
	if answer.Error != nil {
		t.Fatal(answer.Error)
	}
	evidence, err := json.Marshal(answer.Frames[0].Meta)
	if err != nil || !strings.Contains(string(evidence), "/api/annotations?tags=incident") || strings.Contains(string(evidence), grafanaToken) {
		t.Errorf("%s, %v", evidence, err)
	}
	for _, authorization := range sent {
		if authorization != "Bearer "+grafanaToken {
			t.Errorf("asked with %q: the token alone is the one to read with", authorization)
		}
	}
}

// Whatever Grafana or a proxy answers, nobody is shown the token, and everybody what to do.
func TestGrafanaFaults(t *testing.T) {
	for status, want := range map[int]string{401: "enter it as the secret grafanaToken", 403: "the role Viewer", 500: "Check that it is up", 302: "Set grafana.url"} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.Error(w, r.Header.Get("Authorization"), status)
		}))
		d := annotations(t, server.URL)
		d.now = func() time.Time { return now }
		health, err := d.CheckHealth(t.Context(), &backend.CheckHealthRequest{})
		answers := ask(t, d, nil, `{"queryType": "delivery"}`, `{"queryType": "incidents"}`, `{"queryType": "coverage", "signals": ["incidents"]}`)
		texts := []string{health.Message, string(health.JSONDetails)}
		for _, answer := range answers {
			texts = append(texts, fmt.Sprint(answer.Error))
		}
		if err != nil || health.Status != backend.HealthStatusError {
			t.Errorf("%d: %v, %s", status, err, health.Status)
		}
		for _, text := range texts {
			if !strings.Contains(text, want) || strings.Contains(text, grafanaToken) {
				t.Errorf("%d: %s", status, text)
			}
		}
		server.Close()
	}
	d := annotations(t, "")
	d.now = func() time.Time { return now }
	if answer := ask(t, d, nil, `{"queryType": "delivery"}`)["A"]; answer.Error == nil || !strings.Contains(answer.Error.Error(), "Set grafana.url") {
		t.Errorf("without an address: %v", answer.Error)
	}
}
