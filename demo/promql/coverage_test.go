package promql

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/evaluate"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/signal"
)

// coverage answers a coverage query over one hour, by signal.
func (s *scenario) coverage(model object) map[string]evaluate.SignalRow {
	s.Helper()
	model["queryType"] = "coverage"
	answer, err := s.engine().Coverage(context.Background(), s.request(model))
	if err != nil {
		s.Fatal(err)
	}
	rows := map[string]evaluate.SignalRow{}
	for _, row := range answer.Rows {
		rows[row.Signal] = row
	}
	return rows
}

// covered holds a row against a status, a value and the time at which it was last seen.
func (s *scenario) covered(row evaluate.SignalRow, status evaluate.SignalStatus, value float64, seen time.Duration, words ...string) {
	s.Helper()
	if row.Status != status {
		s.Errorf("status %s, want %s: %s", row.Status, status, row.Reason)
	}
	s.near("coverage", row.Value, value, 1e-9)
	if want := time.Unix(0, 0).UTC().Add(seen); !row.LastSeen.Equal(want) && (seen >= 0 || !row.LastSeen.IsZero()) {
		s.Errorf("last seen %s, want %s", row.LastSeen, want)
	}
	for _, word := range words {
		if !strings.Contains(row.Reason, word) {
			s.Errorf("the reason %q does not say %q", row.Reason, word)
		}
	}
}

// never stands for the time of a signal that was not seen.
const never = time.Duration(-1)

func TestCoverageOfSeries(t *testing.T) {
	const day = 24 * time.Hour
	for name, test := range map[string]struct {
		after  time.Duration
		series string
		model  object
		status evaluate.SignalStatus
		value  float64
		seen   time.Duration
		words  []string
	}{
		"scraped each minute": {
			after: 3 * time.Hour, series: "load 1m\n probe_success{target=\"a\"} 1x180",
			status: evaluate.SignalConnected, value: 1, seen: 3 * time.Hour, words: []string{"probe_success exists"},
		},
		// 60 points less the one that is forgiven; points 2 to 31 have no sample in the two minutes before them.
		"a gap of half an hour": {
			after: 3 * time.Hour, series: "load 1m\n probe_success{target=\"a\"} 1x120 _x29 1x31",
			status: evaluate.SignalStale, value: 32.0 / 59, seen: 3 * time.Hour, words: []string{"seen for 54.2 % of the last 1h; 90 % are needed"},
		},
		"one location of two is enough": {
			after: 3 * time.Hour, series: "load 1m\n probe_success{target=\"a\"} 1x120\n probe_success{target=\"b\"} 1x180",
			status: evaluate.SignalConnected, value: 1, seen: 3 * time.Hour,
		},
		// The last sample is of 2:53; the point after it still sees it.
		"stopped seven minutes ago": {
			after: 3 * time.Hour, series: "load 1m\n probe_success{target=\"a\"} 1x173",
			status: evaluate.SignalStale, value: 54.0 / 59, seen: 2*time.Hour + 54*time.Minute, words: []string{"not seen for 6m"},
		},
		"started half an hour ago": {
			after: 3 * time.Hour, series: "load 1m\n probe_success{target=\"a\"} _x150 1x30",
			status: evaluate.SignalStale, value: 31.0 / 59, seen: 3 * time.Hour,
		},
		"silent for two days": {
			after: 3 * day, series: "load 1m\n probe_success{target=\"a\"} 1x1440",
			status: evaluate.SignalStale, value: 0, seen: day, words: []string{"not seen for 2d"},
		},
		"silent for a week": {
			after: 9 * day, series: "load 1m\n probe_success{target=\"a\"} 1x1440",
			status: evaluate.SignalMissing, value: 0, seen: never, words: []string{"none of probe_success has had samples in the last 7 days"},
		},
		"a longer window": {
			after: 2 * day, series: "load 1m\n probe_success{target=\"a\"} 1x2880", model: object{"window": "1d"},
			status: evaluate.SignalConnected, value: 1, seen: 2 * day,
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := at(t, test.after, test.series)
			if test.model == nil {
				test.model = object{}
			}
			s.covered(s.coverage(test.model)["probe"], test.status, test.value, test.seen, test.words...)
		})
	}
}

// Every form of a mapping is looked for by the series that its readers use.
func TestCoverageOfEveryForm(t *testing.T) {
	const series = `load 1m
  http_request_duration_seconds_bucket{le="1", code="200"} 0+9x180
  http_request_duration_seconds_bucket{le="+Inf", code="200"} 0+10x180
  http_request_duration_seconds_count{code="200"} 0+10x180
  node_cpu_seconds_total{instance="a", mode="idle"} 0+30x180
  node_memory_MemAvailable_bytes{instance="a"} 50x180
  node_memory_MemTotal_bytes{instance="a"} 100x180
  pg_stat_user_tables_n_tup_ins{relname="jobs"} 0+10x180
  pg_stat_user_tables_n_tup_upd{relname="jobs"} 0+10x180
  pg_stat_user_tables_n_tup_del{relname="jobs"} 0+10x180
  native{} {{schema:0 sum:5 count:4 buckets:[1 2 1]}}x180
  load_test{} _x150 1x30`
	s := at(t, 3*time.Hour, series)
	s.overrides = map[signal.Name]signal.Override{
		signal.RequestDuration: {Metric: "native"},
		signal.Maintenance:     {Expr: "load_test > 0 # a comment"},
		signal.ProbeSuccess:    {Metric: "http_request_duration_seconds_count", Matchers: []promql.Matcher{{Label: "code", Op: "=", Value: "500"}}},
	}
	rows := s.coverage(object{})
	for _, name := range []string{"requests", "request_duration", "cpu_utilization", "memory_utilization", "table_activity"} {
		s.covered(rows[name], evaluate.SignalConnected, 1, 3*time.Hour)
	}
	s.covered(rows["maintenance"], evaluate.SignalStale, 31.0/59, 3*time.Hour)
	// Series that exist but that the matchers leave out are no evidence.
	s.covered(rows["probe"], evaluate.SignalMissing, 0, never)
	if got := rows["requests"]; got.Source != "Prometheus" || !slices.Equal(got.NeededBy, []string{"availability", "error_ratio", "throughput"}) || got.Category != "application" {
		t.Errorf("requests: %+v", got)
	}
}

// A probe is looked for at its own interval, which may be longer than a scrape's.
func TestCoverageOfARareProbe(t *testing.T) {
	const series = "load 10m\n probe_success{target=\"a\"} 1x18"
	s := at(t, 3*time.Hour, series).with(`{"verdicts": {"probeInterval": "10m"}}`)
	s.covered(s.coverage(object{})["probe"], evaluate.SignalConnected, 1, 3*time.Hour)
	s = at(t, 3*time.Hour, series)
	if row := s.coverage(object{})["probe"]; row.Status != evaluate.SignalStale || *row.Value > 0.3 {
		t.Errorf("at an interval of a minute: %v %+v", *row.Value, row)
	}
}

// A signal that is there costs one upstream query; only a silent one is looked for further back.
func TestCoverageAsksOnceForEachSignal(t *testing.T) {
	for series, want := range map[string]int{
		"load 1m\n probe_success{target=\"a\"} 1x180": 1,
		"load 1m\n probe_success{target=\"a\"} 1x60":  2,
	} {
		s := at(t, 3*time.Hour, series)
		e, r := s.engine(), s.request(object{"queryType": "coverage"})
		s.upstream.asked = nil
		if _, err := e.Coverage(context.Background(), r); err != nil {
			t.Fatal(err)
		}
		if len(s.upstream.asked) != want {
			t.Errorf("%d queries, want %d: %q", len(s.upstream.asked), want, s.upstream.asked)
		}
	}
}
