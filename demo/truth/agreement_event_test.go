package truth_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/headroom/headroom/demo/series"
	"github.com/headroom/headroom/demo/truth"
)

func testEvents(t *testing.T, p prometheus, events []truth.Event) {
	if len(events) != len(compactEvents()) {
		t.Fatalf("the truth has %d events, %d were planted", len(events), len(compactEvents()))
	}
	for _, e := range events {
		t.Run(string(e.Kind), func(t *testing.T) {
			p.t = t
			window := fmt.Sprintf("%dm", int(e.End.Sub(e.Start).Minutes()))
			switch e.Kind {
			case series.Outage:
				testEventRequests(t, p, e, window)
				testEventProbes(t, p, e, window)
			case series.LatencyRegression, series.QuietNight:
				testEventRequests(t, p, e, window)
			case series.LocationFlap:
				testEventProbes(t, p, e, window)
			case series.TableSurge, series.TableSilence:
				operations := 0.0
				for _, column := range []string{"n_tup_ins", "n_tup_upd", "n_tup_del", "seq_scan", "idx_scan"} {
					operations += p.query(e.End, "relname", gain("relname", "pg_stat_user_tables_"+column, "", window))[e.Table]
				}
				near(t, "operations", operations/e.End.Sub(e.Start).Hours(), e.Traffic.OperationsPerHour, exact)
			case series.ScrapeGap:
				testEventGap(t, p, e)
			case series.CounterReset, series.StatsReset:
				// Counters begin with the history: what they show is all they counted.
				near(t, "before", p.scalar(e.Start.Add(-time.Minute), "sum("+e.Reset.Series+")"), e.Reset.Before, exact)
				near(t, "after", p.scalar(e.Start, "sum("+e.Reset.Series+")"), e.Reset.After, exact)
				near(t, "resets", p.scalar(e.End.Add(time.Minute), "sum(resets("+e.Reset.Series+"[10m]))"), 1, 0)
			default:
				t.Fatalf("no check for events of kind %s", e.Kind)
			}
		})
	}
}

func testEventRequests(t *testing.T, p prometheus, e truth.Event, window string) {
	matchers := valid
	if e.Service != "" {
		matchers += fmt.Sprintf(",service_name=%q", e.Service)
	}
	near(t, "requests", p.scalar(e.End, gain("", counter, matchers, window)), float64(e.HTTP.Requests), exact)
	near(t, "failures", p.scalar(e.End, gain("", counter, matchers+`,http_response_status_code="500"`, window)), float64(e.HTTP.Failed), exact)
	near(t, "95th percentile", p.scalar(e.End, "histogram_quantile(0.95, "+gain("le", buckets, matchers, window)+")"),
		e.HTTP.P95.InterpolatedSeconds, exact)
}

func testEventProbes(t *testing.T, p prometheus, e truth.Event, window string) {
	up := p.query(e.End, "instance", "sum_over_time(max by (instance) (last_over_time(probe_success[1m]))["+window+":1m])")
	for url, want := range e.Availability.Targets {
		near(t, url+" up", up[url], float64(want.Up), 0)
	}
}

// testEventGap counts the samples of "up", which every target has, from five
// minutes before the gap to five minutes after it.
func testEventGap(t *testing.T, p prometheus, e truth.Event) {
	minutes := int64(e.End.Sub(e.Start).Minutes()) + 10
	missing := 0
	// A probed address is one target per location.
	for _, location := range append([]string{""}, series.ProbeLocations...) {
		expr := fmt.Sprintf("count_over_time(up{probe_location=%q}[%dm])", location, minutes)
		for instance, n := range p.query(e.End.Add(5*time.Minute), "instance", expr) {
			switch minutes - int64(n) {
			case 0:
			case e.MissingSamples:
				missing++
			default:
				t.Errorf("%s has %g of %d samples, %d should be missing", instance, n, minutes, e.MissingSamples)
			}
		}
	}
	if missing != len(e.Targets) {
		t.Errorf("%d targets have a gap, want %d", missing, len(e.Targets))
	}
}
