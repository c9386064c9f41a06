package prom

import (
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/storage"
)

// serveOneSample starts a server over a database with up{job="test"} = 1.
func serveOneSample(t *testing.T) (base string, at time.Time) {
	t.Helper()
	db, err := OpenStorage(t.TempDir(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	at = time.Date(2025, 3, 12, 16, 0, 0, 0, time.UTC)
	app := db.AppenderV2(t.Context())
	lbls := labels.FromStrings("__name__", "up", "job", "test")
	if _, err := app.Append(0, lbls, 0, at.UnixMilli(), 1, nil, nil, storage.AppendV2Options{}); err != nil {
		t.Fatal(err)
	}
	if err := app.Commit(); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := Serve(listener, db, slog.New(slog.DiscardHandler))
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	return "http://" + listener.Addr().String(), at
}

func get(t *testing.T, address string) string {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	return text(t, response.Body)
}

func post(t *testing.T, address string, form url.Values) string {
	t.Helper()
	response, err := http.PostForm(address, form)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	return text(t, response.Body)
}

func text(t *testing.T, body io.Reader) string {
	t.Helper()
	all, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

func TestServerAnswersTheAPI(t *testing.T) {
	base, at := serveOneSample(t)
	form := url.Values{"query": {`sum(up{job="test"})`}, "time": {at.Format(time.RFC3339)}}
	const want = `"value":[1741795200,"1"]`
	if got := get(t, base+"/api/v1/query?"+form.Encode()); !strings.Contains(got, want) {
		t.Errorf("GET /query: %s", got)
	}
	if got := post(t, base+"/api/v1/query", form); !strings.Contains(got, want) {
		t.Errorf("POST /query: %s", got)
	}
	for path, want := range map[string]string{
		"/api/v1/query?query=up{":       `"errorType":"bad_data"`,
		"/api/v1/label/__name__/values": `"data":["up"]`,
		"/api/v1/metadata":              `"status":"success"`,
		"/api/v1/targets":               `"activeTargets":[]`,
		"/api/v1/rules":                 `"groups":[]`,
		"/api/v1/alertmanagers":         `"status":"success"`,
		"/api/v1/status/buildinfo":      runtime.Version(),
		"/api/v1/status/runtimeinfo":    `"storageRetention":"1440h0m0s"`,
		"/api/v1/status/flags":          `"storage.tsdb.retention.time"`,
		"/api/v1/status/tsdb":           `"numSeries":1`,
		"/api/v1/status/walreplay":      `"status":"success"`,
		"/-/ready":                      "ready",
		"/-/healthy":                    "healthy",
	} {
		if got := get(t, base+path); !strings.Contains(got, want) {
			t.Errorf("GET %s: %s, want %s in it", path, got, want)
		}
	}
}

func TestStatsCountRequestsByEndpoint(t *testing.T) {
	base, _ := serveOneSample(t)
	for range 3 {
		get(t, base+"/api/v1/query?query=up")
	}
	post(t, base+"/api/v1/query_range", url.Values{"query": {"up"}})
	get(t, base+"/api/v1/series?match[]=up")
	get(t, base+"/-/ready")
	var counts RequestCounts
	if err := json.Unmarshal([]byte(get(t, base+"/-/stats")), &counts); err != nil {
		t.Fatal(err)
	}
	if want := (RequestCounts{Query: 3, QueryRange: 1, Other: 1}); counts != want {
		t.Errorf("counts are %+v, want %+v", counts, want)
	}
}

func TestReleaseOfLibrary(t *testing.T) {
	for module, want := range map[string]string{
		"v0.316.0": "3.16.0", "v0.307.3": "3.7.3", "v0.55.1": "unknown", "v1.2.3": "unknown", "": "unknown",
	} {
		if got := releaseOf(module); got != want {
			t.Errorf("library %q is release %q, want %q", module, got, want)
		}
	}
}
