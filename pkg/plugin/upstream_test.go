package plugin

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"go.uber.org/goleak"

	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/promql/promqlfake"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The secrets that no message, frame or piece of evidence may hold.
const (
	password = "s3cret-of-the-reader"
	header   = "s3cret-in-a-header"
)

var now = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// api is a fake Prometheus for faults: it has requests and memory, and answers every question about them with one
// number. What a real Prometheus answers is tested against one, in the demo module.
type api struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
	// fault answers instead, when it says so.
	fault func(w http.ResponseWriter, r *http.Request, expr string) bool
}

func upstream(t *testing.T) *api {
	t.Helper()
	a := &api{}
	a.Server = httptest.NewServer(http.HandlerFunc(a.serve))
	t.Cleanup(a.Close)
	return a
}

func (a *api) serve(w http.ResponseWriter, r *http.Request) {
	expr := r.FormValue("query")
	a.mu.Lock()
	a.asked = append(a.asked, r.URL.Path+" "+expr)
	fault := a.fault
	a.mu.Unlock()
	if fault != nil && fault(w, r, expr) {
		return
	}
	var data any
	switch path := r.URL.Path; {
	case strings.HasSuffix(path, "/label/__name__/values"):
		data = []string{"http_requests_total", "node_memory_MemAvailable_bytes", "node_memory_MemTotal_bytes"}
	case strings.HasSuffix(path, "/values"):
		data = []string{"api"}
	case strings.HasSuffix(path, "/labels"):
		data = []string{"__name__", "code", "instance", "service"}
	case strings.HasSuffix(path, "/buildinfo"):
		data = map[string]string{"version": "3.16.0"}
	case strings.HasSuffix(path, "/query_range"):
		data = map[string]any{"resultType": "matrix", "result": []any{}}
	default:
		var result []any
		for part, expr := range promqlfake.Parts(expr) {
			result = append(result, map[string]any{
				"metric": map[string]string{"code": "200", "instance": "a", promql.PartLabel: part}, "value": []any{float64(now.Unix()), number(expr)},
			})
		}
		data = map[string]any{"resultType": "vector", "result": result}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"status": "success", "data": data})
}

// number is the one number that answers an expression: history begins long ago, and everything was observed.
func number(expr string) string {
	switch {
	case strings.HasPrefix(expr, "min_over_time"):
		return "0"
	case strings.HasPrefix(expr, "quantile_over_time"):
		return "0.5"
	default:
		return "1000000"
	}
}

// failing answers every expression that holds the text with an error that repeats the request's headers.
func failing(text string) func(http.ResponseWriter, *http.Request, string) bool {
	return func(w http.ResponseWriter, r *http.Request, expr string) bool {
		if expr == "" || !strings.Contains(expr, text) {
			return false
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnprocessableEntity)
		_, _ = fmt.Fprintf(w, `{"status":"error","errorType":"execution","error":%q}`, fmt.Sprintf("no disk left for %v", r.Header))
		return true
	}
}

func (a *api) set(fault func(http.ResponseWriter, *http.Request, string) bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.fault = fault
}

// count counts the requests whose path and expression hold a text, and forgets all.
func (a *api) count(text string) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	n := 0
	for _, request := range a.asked {
		if strings.Contains(request, text) {
			n++
		}
	}
	a.asked = nil
	return n
}

// open makes a data source over some settings, at a fixed time.
func open(t *testing.T, jsonData string, secrets map[string]string) *DataSource {
	t.Helper()
	instance, err := New(t.Context(), backend.DataSourceInstanceSettings{
		UID: "test", JSONData: []byte(jsonData), DecryptedSecureJSONData: secrets, Updated: now,
	})
	if err != nil {
		t.Fatal(err)
	}
	d := instance.(*DataSource)
	d.now = func() time.Time { return now }
	t.Cleanup(d.Dispose)
	return d
}

// connected is a data source over the fake, with secrets.
func connected(t *testing.T, a *api) *DataSource {
	t.Helper()
	return open(t, fmt.Sprintf(`{"prometheus": {"url": %q, "basicAuthUser": "reader"}, "httpHeaderName1": "X-Scope"}`, a.URL),
		map[string]string{"prometheusPassword": password, "httpHeaderValue1": header})
}

// ask sends models as one request and returns the answers by refId: A, B, …
func ask(t *testing.T, d *DataSource, headers map[string]string, models ...string) backend.Responses {
	t.Helper()
	request := &backend.QueryDataRequest{Headers: headers}
	for i, model := range models {
		request.Queries = append(request.Queries, backend.DataQuery{
			RefID: string(rune('A' + i)), JSON: []byte(model), TimeRange: backend.TimeRange{From: now.Add(-6 * time.Hour), To: now},
		})
	}
	response, err := d.QueryData(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	return response.Responses
}

// call calls a resource.
func call(t *testing.T, d *DataSource, headers map[string][]string, method, path, body string) (status int, answer string) {
	t.Helper()
	name, _, _ := strings.Cut(path, "?")
	err := d.CallResource(t.Context(), &backend.CallResourceRequest{
		Method: method, Path: name, URL: path, Headers: headers, Body: []byte(body),
	}, backend.CallResourceResponseSenderFunc(func(r *backend.CallResourceResponse) error {
		status, answer = r.Status, string(r.Body)
		return nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	return status, answer
}
