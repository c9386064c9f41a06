package stack

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/headroom/headroom/demo/prom"
	"github.com/headroom/headroom/demo/series"
	"github.com/headroom/headroom/demo/truth"
)

func testConfig(t *testing.T) Config {
	t.Helper()
	dir := t.TempDir()
	// PostgreSQL's unprivileged user must be able to enter.
	if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
		t.Fatal(err)
	}
	history := func(anchor time.Time) series.Params {
		return series.Params{Anchor: anchor, History: 26 * time.Hour}
	}
	return Config{DataDir: dir, ReadyFile: filepath.Join(dir, "ready"), History: history, Now: time.Now}
}

// testLog passes progress lines on to the test's log.
type testLog struct{ t *testing.T }

func (l testLog) Write(p []byte) (int, error) {
	l.t.Log(strings.TrimSpace(string(p)))
	return len(p), nil
}

// startStack runs a stack until stop is called and waits until it is ready.
func startStack(t *testing.T, c Config) (ready string, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- Run(ctx, c, NewLog(testLog{t})) }()
	deadline := time.After(5 * time.Minute) // on a busy machine, with the race detector
	for {
		line, err := os.ReadFile(c.ReadyFile)
		if err == nil {
			return string(line), func() error { cancel(); return <-done }
		}
		select {
		case err := <-done:
			cancel()
			t.Fatalf("the stack ended before it was ready: %v", err)
		case <-deadline:
			cancel()
			t.Fatalf("the stack is not ready: %v", <-done)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

var readyLine = regexp.MustCompile(`^ready prometheus=(http://127\.0\.0\.1:\d+) postgres=127\.0\.0\.1:(\d+)\n$`)

func TestStackServesAndStops(t *testing.T) {
	if testing.Short() {
		t.Skip("starts Prometheus and PostgreSQL")
	}
	c := testConfig(t)
	line, stop := startStack(t, c)
	address := readyLine.FindStringSubmatch(line)
	if address == nil {
		t.Fatalf("the ready line is %q", line)
	}

	expected, err := truth.Load(c.TruthFile())
	if err != nil {
		t.Fatal(err)
	}
	day := expected.Windows["24h"]
	requests := instantQuery(t, address[1], `sum(increase(http_server_request_duration_seconds_count{http_route!="/healthz"}[24h]))`, expected.Anchor)
	if ratio := requests / float64(day.HTTP.Requests); ratio < 0.999 || ratio > 1.001 {
		t.Errorf("%g requests in 24 hours, the truth is %d", requests, day.HTTP.Requests)
	}
	if alive := instantQuery(t, address[1], `count({__name__=~".+"})`, time.Now()); alive < 400 {
		t.Errorf("%g series are alive now", alive)
	}
	conn, err := pgx.Connect(t.Context(), "host=127.0.0.1 port="+address[2]+" user=headroom password=headroom dbname=app sslmode=disable")
	if err != nil {
		t.Fatal(err)
	}
	var tenants int
	if err := conn.QueryRow(t.Context(), "SELECT count(*) FROM tenants").Scan(&tenants); err != nil || tenants < 1800 {
		t.Errorf("%d tenants, error %v", tenants, err)
	}
	if err := conn.Close(t.Context()); err != nil {
		t.Error(err)
	}

	second := c
	second.ReadyFile = ""
	if err := Run(t.Context(), second, NewLog(testLog{t})); err == nil || !strings.Contains(err.Error(), "another demo stack uses") {
		t.Errorf("a second stack on the same directory: %v", err)
	}

	if err := stop(); err != nil {
		t.Errorf("stopping: %v", err)
	}
	for _, port := range []string{strings.TrimPrefix(address[1], "http://127.0.0.1:"), address[2]} {
		if conn, err := net.DialTimeout("tcp", "127.0.0.1:"+port, time.Second); err == nil {
			_ = conn.Close()
			t.Errorf("port %s still answers after the stop", port)
		}
	}
	if _, err := os.Stat(c.ReadyFile); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the ready file is still there: %v", err)
	}
}

// instantQuery returns the only value of the result.
func instantQuery(t *testing.T, base, expr string, at time.Time) float64 {
	t.Helper()
	form := url.Values{"query": {expr}, "time": {strconv.FormatInt(at.Unix(), 10)}}
	response, err := http.Get(base + "/api/v1/query?" + form.Encode())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	var answer struct {
		Data struct {
			Result []struct{ Value [2]any }
		}
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || len(answer.Data.Result) != 1 {
		t.Fatalf("%s: %d values, error %v", expr, len(answer.Data.Result), err)
	}
	text, _ := answer.Data.Result[0].Value[1].(string)
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func TestRunRefusesATakenPort(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	taken := listener.Addr().(*net.TCPAddr).Port
	for variable, spoil := range map[string]func(*Config){
		"DEMO_PROMETHEUS_PORT": func(c *Config) { c.PrometheusPort = taken },
		"DEMO_POSTGRES_PORT":   func(c *Config) { c.PostgresPort = taken },
	} {
		c := testConfig(t)
		spoil(&c)
		err := Run(t.Context(), c, NewLog(testLog{t}))
		if err == nil || !strings.Contains(err.Error(), strconv.Itoa(taken)) || !strings.Contains(err.Error(), variable) {
			t.Errorf("error %v, want one that names port %d and %s", err, taken, variable)
		}
	}
}

func TestExportWritesWhatContainersMount(t *testing.T) {
	c, out := testConfig(t), t.TempDir()
	if err := Export(t.Context(), c, out, NewLog(testLog{t})); err != nil {
		t.Fatal(err)
	}
	db, err := prom.OpenStorage(filepath.Join(out, "prometheus"), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if blocks, head := len(db.Blocks()), db.Head().NumSeries(); blocks == 0 || head < 400 {
		t.Errorf("%d blocks, and %d series younger than them", blocks, head)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	for name, want := range map[string]string{"10-schema.sql": "CREATE ROLE headroom", "20-seed.sql": "INSERT INTO tenant_daily"} {
		sql, err := os.ReadFile(filepath.Join(out, "postgres", name))
		if err != nil || !strings.Contains(string(sql), want) {
			t.Errorf("%s lacks %q, error %v", name, want, err)
		}
	}
	if _, err := truth.Load(c.TruthFile()); err != nil {
		t.Error(err)
	}
}
