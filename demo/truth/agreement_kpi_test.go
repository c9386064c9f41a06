package truth_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/headroom/headroom/demo/series"
	"github.com/headroom/headroom/demo/truth"
)

const (
	counter = "http_server_request_duration_seconds_count"
	buckets = "http_server_request_duration_seconds_bucket"
	valid   = `http_route!="/healthz"`
	failed  = valid + `,http_response_status_code=~"5.."`
)

// gain is the exact growth of counters that were not reset: the difference of
// two samples, not the extrapolated increase().
func gain(by, metric, matchers, window string) string {
	return fmt.Sprintf("sum by (%[1]s) (%[2]s{%[3]s} - %[2]s{%[3]s} offset %[4]s)", by, metric, matchers, window)
}

func testRequests(t *testing.T, p prometheus, day truth.Window) {
	check := func(what string, want truth.HTTP, matchers string) {
		t.Helper()
		near(t, what+" requests", p.scalar(anchor, gain("", counter, valid+matchers, "24h")), float64(want.Requests), exact)
		near(t, what+" failures", p.scalar(anchor, gain("", counter, failed+matchers, "24h")), float64(want.Failed), exact)
		near(t, what+" health checks", p.scalar(anchor, gain("", counter, `http_route="/healthz"`+matchers, "24h")), float64(want.HealthChecks), exact)
		p95 := p.scalar(anchor, "histogram_quantile(0.95, "+gain("le", buckets, valid+matchers, "24h")+")")
		near(t, what+" 95th percentile", p95, want.P95.InterpolatedSeconds, exact)
		if p95 <= want.P95.LowerSeconds || p95 > *want.P95.UpperSeconds {
			t.Errorf("%s: the 95th percentile %g is not in (%g, %g]", what, p95, want.P95.LowerSeconds, *want.P95.UpperSeconds)
		}
		mean := "(" + gain("", "http_server_request_duration_seconds_sum", valid+matchers, "24h") + ") / (" + gain("", counter, valid+matchers, "24h") + ")"
		near(t, what+" mean", p.scalar(anchor, mean), *want.MeanSeconds, exact)
	}
	check("all", day.HTTP, "")
	for service, want := range day.Services {
		check(service, want, fmt.Sprintf(",service_name=%q", service))
	}
	// increase() extrapolates over the ends of the window: a minute in a day.
	near(t, "increase of requests", p.scalar(anchor, "sum(increase("+counter+"{"+valid+"}[24h]))"), float64(day.HTTP.Requests), 1.0/1440)
	near(t, "error ratio", p.scalar(anchor, "("+gain("", counter, failed, "24h")+") / ("+gain("", counter, valid, "24h")+")"),
		*day.HTTP.ErrorRatio, exact)
}

func testAvailability(t *testing.T, p prometheus, day truth.Window) {
	grid := "max by (instance) (last_over_time(probe_success[1m]))[24h:1m]"
	up := p.query(anchor, "instance", "sum_over_time("+grid+")")
	observed := p.query(anchor, "instance", "count_over_time("+grid+")")
	if len(up) != len(series.ProbeURLs) {
		t.Fatalf("%d probed addresses, want %d", len(up), len(series.ProbeURLs))
	}
	sumUp, sumObserved := 0.0, 0.0
	for url, want := range day.Availability.Targets {
		near(t, url+" up", up[url], float64(want.Up), 0)
		near(t, url+" observed", observed[url], float64(want.Observed), 0)
		near(t, url+" ratio", *want.Ratio, up[url]/observed[url], exact)
		sumUp, sumObserved = sumUp+up[url], sumObserved+observed[url]
	}
	near(t, "availability", *day.Availability.Ratio, sumUp/sumObserved, exact)
	near(t, "coverage", day.Availability.Coverage, sumObserved/(2*1440), exact)
	// By hand: 11 minutes of outage on both, 17 minutes unobserved on one.
	near(t, "availability by hand", *day.Availability.Ratio, 1-22.0/(2*1440-17), exact)
}

// testThroughput evaluates every five-minute window apart and searches the
// three best in a row.
func testThroughput(t *testing.T, p prometheus, day truth.Window) {
	best, run, healthy, unhealthy := 0.0, []float64{}, 0, 0
	for at := day.Start.Add(5 * time.Minute); !at.After(day.End); at = at.Add(5 * time.Minute) {
		requests := p.scalar(at, gain("", counter, valid, "5m"))
		p95 := p.scalar(at, "histogram_quantile(0.95, "+gain("le", buckets, valid, "5m")+")")
		// Of the default bounds, 1 is the last that is not above 2 seconds.
		if requests == 0 || p.scalar(at, gain("", counter, failed, "5m")) >= 0.01*requests || p95 > 1 {
			run = nil
			unhealthy++
			continue
		}
		healthy++
		if run = append(run, requests/5); len(run) >= 3 {
			best = max(best, min(run[len(run)-1], run[len(run)-2], run[len(run)-3]))
		}
	}
	near(t, "capacity", *day.Throughput.CapacityPerMinute, best, exact)
	near(t, "demand", day.Throughput.DemandPerMinute, p.scalar(anchor, gain("", counter, valid, "24h"))/1440, exact)
	if day.Throughput.HealthyWindows != healthy || day.Throughput.UnhealthyWindows != unhealthy {
		t.Errorf("%d windows healthy and %d not, PromQL counts %d and %d",
			day.Throughput.HealthyWindows, day.Throughput.UnhealthyWindows, healthy, unhealthy)
	}
	if unhealthy < 12 {
		t.Errorf("only %d unhealthy windows: outage and latency regression do not show", unhealthy)
	}
}

func testUtilization(t *testing.T, p prometheus, day truth.Window) {
	const (
		idle        = `node_cpu_seconds_total{mode="idle"}`
		idleShare   = "(" + idle + " - " + idle + " offset 5m) / 300"
		availableOf = "node_memory_MemAvailable_bytes"
		totalOf     = "node_memory_MemTotal_bytes"
	)
	check := func(what string, want truth.Utilization, byInstance, fleet string) {
		t.Helper()
		hottest := 0.0
		for instance, p95 := range p.query(anchor, "instance", byInstance) {
			near(t, what+" of "+instance, p95, want.Instances[instance], exact)
			hottest = math.Max(hottest, p95)
		}
		near(t, what+" of the hottest", hottest, want.Hottest, exact)
		near(t, what+" of the fleet", p.scalar(anchor, fleet), want.Fleet, exact)
	}
	check("CPU", day.CPU,
		"quantile_over_time(0.95, (1 - avg by (instance) ("+idleShare+"))[24h:5m])",
		"quantile_over_time(0.95, (1 - avg("+idleShare+"))[24h:5m])")
	check("memory", day.Memory,
		"quantile_over_time(0.95, (1 - "+availableOf+" / "+totalOf+")[24h:1m])",
		"quantile_over_time(0.95, (1 - sum("+availableOf+") / sum("+totalOf+"))[24h:1m])")
}

func testTables(t *testing.T, p prometheus, day truth.Window) {
	perHour := func(columns ...string) map[string]float64 {
		sum := map[string]float64{}
		for _, column := range columns {
			for table, n := range p.query(anchor, "relname", gain("relname", "pg_stat_user_tables_"+column, "", "24h")) {
				sum[table] += n / 24
			}
		}
		return sum
	}
	writes, scans := perHour("n_tup_ins", "n_tup_upd", "n_tup_del"), perHour("seq_scan", "idx_scan")
	rowsRead := perHour("seq_tup_read", "idx_tup_fetch")
	if len(writes) != 14 || len(day.Tables) != 14 {
		t.Fatalf("PromQL knows %d tables, the truth %d, want 14", len(writes), len(day.Tables))
	}
	for table, want := range day.Tables {
		near(t, table+" writes", writes[table], want.WritesPerHour, exact)
		near(t, table+" scans", scans[table], want.ScansPerHour, exact)
		near(t, table+" operations", writes[table]+scans[table], want.OperationsPerHour, exact)
		near(t, table+" rows read", rowsRead[table], want.RowsReadPerHour, exact)
	}
}
