package endtoend

import (
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/storage"

	"github.com/headroom/headroom/demo/capacity"
	"github.com/headroom/headroom/demo/pg"
	"github.com/headroom/headroom/demo/prom"
)

// countingTenants maps the signal of tenants to the demo's table.
var countingTenants = object{"tenants": object{"sql": "SELECT count(*) FROM tenants"}}

var coverage = object{"queryType": "coverage", "format": "table"}

func TestCoverageOfTheStack(t *testing.T) {
	d := connected().with(t.Name(), "signals", countingTenants)
	list := rows(d.frames(t, lastHour(), coverage)[0])
	for signal, category := range map[string]string{
		"requests": "application", "request_duration": "application", "probe": "user_experience", "cpu_utilization": "infrastructure",
		"memory_utilization": "infrastructure", "table_activity": "traffic", "tenants": "business",
	} {
		r := by(t, list, "signal", signal)
		if r["category"] != category || r["status"] != "connected" || r.number(t, "value") < 0.9 || r["needed_by"] == "" {
			t.Errorf("%s: %v", signal, r)
		}
		if seen, ok := r["last_seen"].(time.Time); !ok || world.truth.Anchor.Sub(seen).Abs() > 2*time.Minute {
			t.Errorf("%s was last seen at %v, the window ends at %s", signal, r["last_seen"], world.truth.Anchor)
		}
	}
	if r := by(t, list, "signal", "maintenance"); r["status"] != "missing" || r["value"] != 0.0 || r["last_seen"] != nil {
		t.Errorf("maintenance: %v", r)
	}
	if r := by(t, list, "category", "external_dependencies"); r["signal"] != "" || r["status"] != "missing" {
		t.Errorf("a category without a signal: %v", r)
	}

	numeric := d.frames(t, lastHour(), object{"queryType": "coverage", "signals": []string{"probe", "maintenance"}})[0]
	if len(numeric.Fields) != 3 || numeric.Rows() != 2 {
		t.Fatalf("%d fields, %d rows", len(numeric.Fields), numeric.Rows())
	}
	for _, r := range rows(numeric) {
		if _, known := r["value"].(float64); !known {
			t.Errorf("%v has no value", r)
		}
	}
}

// exporter is a Prometheus whose series a test writes.
type exporter struct {
	*prom.Storage
	url string
}

func startExporter(t *testing.T) exporter {
	t.Helper()
	quiet := slog.New(slog.DiscardHandler)
	db, err := prom.OpenStorage(t.TempDir(), quiet)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := prom.Serve(listener, db, quiet)
	t.Cleanup(func() { _ = server.Close() })
	return exporter{db, "http://" + listener.Addr().String()}
}

// scrape writes samples of metrics, one a minute from one time to another.
func (e exporter) scrape(t *testing.T, from, to time.Time, metrics ...string) {
	t.Helper()
	app := e.AppenderV2(t.Context())
	for at := from; !at.After(to); at = at.Add(time.Minute) {
		for _, metric := range metrics {
			series := labels.FromStrings("__name__", metric, "instance", "a", "mode", "idle")
			if _, err := app.Append(0, series, 0, at.UnixMilli(), 1, nil, nil, storage.AppendV2Options{}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := app.Commit(); err != nil {
		t.Fatal(err)
	}
}

// over is a data source over the exporter alone; each uid has a cache of its own.
func (e exporter) over(uid string) dataSource {
	return dataSource{uid: uid, jsonData: object{"prometheus": object{"url": e.url}}}
}

// TestSeriesThatGoStale has series that are scraped, that stopped half an hour ago, and that stopped days ago; then the
// second exporter comes back.
func TestSeriesThatGoStale(t *testing.T) {
	e, now := startExporter(t), time.Now().Truncate(time.Minute)
	e.scrape(t, now.Add(-50*time.Hour), now.Add(-48*time.Hour), "node_memory_MemAvailable_bytes", "node_memory_MemTotal_bytes")
	e.scrape(t, now.Add(-3*time.Hour), now.Add(-30*time.Minute), "node_cpu_seconds_total", "probe_success")
	e.scrape(t, now.Add(-29*time.Minute), now, "node_cpu_seconds_total")

	list := rows(e.over("stale").frames(t, before(now, time.Hour), coverage)[0])
	cpu, probe, memory := by(t, list, "signal", "cpu_utilization"), by(t, list, "signal", "probe"), by(t, list, "signal", "memory_utilization")
	if cpu["status"] != "connected" || cpu["value"] != 1.0 {
		t.Errorf("scraped: %v", cpu)
	}
	near(t, "coverage of half an hour", probe.number(t, "value"), 31.0/59, 2.0/31)
	for signal, want := range map[string]struct {
		row   row
		ago   time.Duration
		allow time.Duration
	}{
		"probe":              {probe, 30 * time.Minute, 2 * time.Minute},
		"memory_utilization": {memory, 48 * time.Hour, 10 * time.Minute},
	} {
		seen, _ := want.row["last_seen"].(time.Time)
		if late := seen.Sub(now.Add(-want.ago)); want.row["status"] != "stale" || late < -want.allow || late > want.allow {
			t.Errorf("%s was last seen %s off: %v", signal, late, want.row)
		}
		says(t, want.row["reason"].(string), "not seen for", "check that its source still delivers it")
	}
	if r := by(t, list, "signal", "requests"); r["status"] != "missing" || r["value"] != 0.0 {
		t.Errorf("never scraped: %v", r)
	}

	e.scrape(t, now.Add(-29*time.Minute), now, "probe_success")
	list = rows(e.over("back").frames(t, before(now, time.Hour), coverage)[0])
	if r := by(t, list, "signal", "probe"); r["status"] != "connected" || r["value"] != 1.0 {
		t.Errorf("back again: %v", r)
	}
}

// ownDatabase is a PostgreSQL with the demo's tenants that a test may stop.
func ownDatabase(t *testing.T) (port int, stop func()) {
	t.Helper()
	if testing.Short() {
		t.Skip("starts a PostgreSQL server")
	}
	dir := t.TempDir()
	// The server's user has to get in.
	if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
		t.Fatal(err)
	}
	port = portOf(t, closedPort(t))
	server, err := pg.Start(t.Context(), pg.Config{Dir: dir, Port: port, Logf: t.Logf})
	if err != nil {
		t.Fatal(err)
	}
	stop = func() {
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	}
	t.Cleanup(stop)
	now := time.Now()
	if err := server.Seed(t.Context(), now, now); err != nil {
		t.Fatal(err)
	}
	return port, stop
}

// TestStoppedPostgres counts tenants and covers signals before and after PostgreSQL is stopped. Each data source is asked
// once: what one has answered it may keep for a minute.
func TestStoppedPostgres(t *testing.T) {
	defer alive(t)
	port, stop := ownDatabase(t)
	both := func(uid string) dataSource {
		d := connected().with(uid, "signals", countingTenants)
		d.jsonData["postgres"] = object{"host": "127.0.0.1", "port": port, "database": "app", "user": "headroom", "sslMode": "disable"}
		return d
	}
	alone := func(uid string) dataSource {
		d := both(uid)
		delete(d.jsonData, "prometheus")
		return d
	}
	requirements := object{"queryType": "requirements", "includeCurrent": true}

	frames := both("running").frames(t, lastHour(), requirements)
	if r := by(t, rows(frames[0]), "current", true); r.number(t, "tenants") != capacity.TenantsAtAnchor || len(rows(frames[0])) != 7 {
		t.Errorf("the present row: %v", r)
	}
	list := rows(alone("running-alone").frames(t, lastHour(), coverage)[0])
	if r := by(t, list, "signal", "tenants"); r["status"] != "connected" || r["value"] != 1.0 || r["source"] != "PostgreSQL" {
		t.Errorf("tenants: %v", r)
	}
	// The first question takes the first snapshot, which covers nothing yet.
	r := by(t, list, "signal", "table_activity")
	if r["status"] != "stale" || r["value"] != 0.0 || r["source"] != "PostgreSQL" {
		t.Errorf("table activity: %v", r)
	}
	says(t, r["reason"].(string), "two snapshots that far apart are needed")

	stop()
	frames = both("stopped").frames(t, lastHour(), requirements)
	if list := rows(frames[0]); len(list) != 6 || list[5]["tenants"] != 5000.0 || list[5]["current"] != false {
		t.Errorf("the rows without a present number: %v", list)
	}
	says(t, noticesOf(frames), "the present number of tenants is unknown", "PostgreSQL: ", "refused the connection", "Check that it runs")

	frames = both("stopped-too").frames(t, lastHour(), coverage)
	list = rows(frames[0])
	if r := by(t, list, "signal", "tenants"); r["status"] != "error" || r["value"] != nil {
		t.Errorf("tenants of a stopped PostgreSQL: %v", r)
	}
	if r := by(t, list, "signal", "requests"); r["status"] != "connected" {
		t.Errorf("Prometheus's signals beside it: %v", r)
	}
	says(t, noticesOf(frames), "tenants: PostgreSQL: ", "refused the connection")
	refused(t, alone("stopped-alone").ask(t, lastHour(), coverage), backend.StatusBadGateway, "PostgreSQL: ", "refused the connection", "Check that it runs")
}
