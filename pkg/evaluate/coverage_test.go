package evaluate

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
)

// signals answers a coverage query by signal.
func signals(t *testing.T, e *Engine, model string) (map[string]SignalRow, CoverageAnswer) {
	t.Helper()
	answer, err := e.Coverage(context.Background(), request(t, model))
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]SignalRow{}
	for _, row := range answer.Rows {
		rows[row.Signal] = row
	}
	return rows, answer
}

// mapped is an engine of one signal.
func mapped(m signal.Mapping) *Engine {
	e := engine(nil)
	e.Signals = map[signal.Name]signal.Mapping{m.Signal: m}
	return e
}

// statements answers with the coverage of the window, or of the longer look-back.
type statements struct {
	source.Postgres
	window, lookback any
}

func (p statements) Query(_ context.Context, _ string, from, to time.Time) (source.Rows, error) {
	value := p.window
	if to.Sub(from) > time.Hour {
		value = p.lookback
	}
	return source.Rows{Columns: []string{"coverage"}, Values: [][]any{{value}}}, nil
}

func TestCoverageOfAStatement(t *testing.T) {
	for _, test := range []struct {
		name             string
		window, lookback any
		value            float64
		status           SignalStatus
		reason           string
	}{
		{"whole", 1.0, nil, 1, SignalConnected, "by SQL"},
		{"just enough", 0.9, nil, 0.9, SignalConnected, "by SQL"},
		{"half", 0.5, nil, 0.5, SignalStale, "seen for 50 % of the last 1h; 90 % are needed (by SQL)"},
		{"beyond its range", 7.0, nil, 1, SignalConnected, "by SQL"},
		{"nothing lately", 0.0, 0.8, 0, SignalStale, "the statement reports no coverage of the last 1h"},
		{"nothing at all", nil, nil, 0, SignalMissing, "not seen in the last 7d"},
	} {
		e := mapped(signal.Mapping{Signal: signal.Requests, Form: signal.Statement, Source: "PostgreSQL", SQL: "SELECT", Why: "by SQL"})
		e.Postgres = statements{window: test.window, lookback: test.lookback}
		rows, _ := signals(t, e, `{"queryType": "coverage", "signals": ["requests"]}`)
		row := rows["requests"]
		if row.Status != test.status || row.Value == nil || *row.Value != test.value || !strings.Contains(row.Reason, test.reason) ||
			!row.LastSeen.IsZero() || row.Source != "PostgreSQL" {
			t.Errorf("%s: %v %+v", test.name, row.Value, row)
		}
	}
}

func TestCoverageOfStatistics(t *testing.T) {
	for _, test := range []struct {
		observed time.Duration
		gap      string
		value    float64
		status   SignalStatus
		reason   string
	}{
		{time.Hour, "", 1, SignalConnected, "read from PostgreSQL"},
		{30 * time.Minute, "PostgreSQL restarted", 0.5, SignalStale, "observed for 30m of 1h; two snapshots that far apart are needed: PostgreSQL restarted"},
		{0, "", 0, SignalStale, "observed for 0s of 1h"},
	} {
		e := mapped(signal.Mapping{Signal: signal.TableActivity, Form: signal.Statistics, Source: "PostgreSQL", Why: "read from PostgreSQL"})
		e.Rates = rates{From: now.Add(-test.observed), To: now, Gap: test.gap}
		rows, _ := signals(t, e, `{"queryType": "coverage", "signals": ["table_activity"]}`)
		row := rows["table_activity"]
		if row.Status != test.status || *row.Value != test.value || !strings.Contains(row.Reason, test.reason) || !row.LastSeen.Equal(now) {
			t.Errorf("%s: %v %+v", test.observed, *row.Value, row)
		}
	}
}

// What nothing stands for is a fact and so 0; what nobody could look for is unknown.
func TestCoverageTellsMissingFromUnknown(t *testing.T) {
	e := mapped(signal.Mapping{Signal: signal.MemoryUtilization, Form: signal.Gauge, Source: "Prometheus", Metric: "memory", Why: "memory exists"})
	e.Signals[signal.CPUUtilization] = signal.Mapping{Signal: signal.CPUUtilization, Form: signal.Gauge, Source: "Prometheus", Metric: "cpu"}
	e.Signals[signal.Requests] = signal.Mapping{Signal: signal.Requests, Why: "none of a, b has had samples"}
	e.Prometheus = down("memory")
	rows, answer := signals(t, e, `{"queryType": "coverage", "signals": ["requests", "memory_utilization", "cpu_utilization"]}`)
	if row := rows["requests"]; row.Status != SignalMissing || row.Value == nil || *row.Value != 0 || row.Reason != "none of a, b has had samples" {
		t.Errorf("requests: %+v", row)
	}
	if row := rows["memory_utilization"]; row.Status != SignalUnknown || row.Value != nil || !strings.Contains(row.Reason, "out of memory") {
		t.Errorf("memory: %+v", row)
	}
	if len(answer.Notices) != 1 || !strings.HasPrefix(answer.Notices[0], "memory_utilization: ") || len(answer.Failures) != 1 || len(answer.Rows) != 3 {
		t.Errorf("%d rows, notices %q, failures %v", len(answer.Rows), answer.Notices, answer.Failures)
	}
	// The only sources that were asked failed: a rule must not take 0 from what was missing already.
	_, err := e.Coverage(context.Background(), request(t, `{"queryType": "coverage", "signals": ["requests", "memory_utilization"]}`))
	if fault.KindOf(err) != fault.Downstream {
		t.Errorf("every source failed: %v", err)
	}
}

// While Prometheus is down, what rests on PostgreSQL has its coverage and the rest is unknown, not missing.
func TestCoverageWhileDiscoveryFails(t *testing.T) {
	e := mapped(signal.Mapping{Signal: signal.Requests, Form: signal.Statement, Source: "PostgreSQL", SQL: "SELECT"})
	e.Postgres = statements{window: 1.0}
	e.Unresolved = fault.Downstreamf("Prometheus", "refused the connection")
	rows, _ := signals(t, e, `{"queryType": "coverage"}`)
	for name, row := range rows {
		want := SignalUnknown
		if name == "requests" {
			want = SignalConnected
		}
		if row.Status != want || (row.Value == nil) != (want == SignalUnknown) {
			t.Errorf("%s: %+v", name, row)
		}
	}
	if len(rows) != len(signal.Names) {
		t.Errorf("%d rows", len(rows))
	}
}

// Every category is seen in the table, also one that no signal belongs to; alerting gets signals only.
func TestCoverageListsEveryCategory(t *testing.T) {
	e := mapped(signal.Mapping{Signal: signal.Requests})
	for format, empty := range map[string]int{"table": 1, "numeric": 0} {
		_, answer := signals(t, e, `{"queryType": "coverage", "format": "`+format+`"}`)
		seen := map[string]int{}
		last := -1
		for _, row := range answer.Rows {
			seen[row.Category]++
			at := slices.Index(signal.Categories, row.Category)
			if at < last {
				t.Errorf("%s: %s comes too late", format, row.Category)
			}
			last = at
			if (row.Signal == "") != (row.Value == nil) {
				t.Errorf("%s: %+v", format, row)
			}
		}
		if seen[signal.ExternalDependencies] != empty {
			t.Errorf("%s: categories %v", format, seen)
		}
	}
	_, answer := signals(t, e, `{"queryType": "coverage", "format": "table", "signals": ["probe"]}`)
	if len(answer.Rows) != 1 || answer.Rows[0].Category != signal.UserExperience {
		t.Errorf("the rows of one signal: %+v", answer.Rows)
	}
}

// The points before a late start are missing: where none are, there is nothing to ask.
func TestStartOfHistoryIsAskedForWherePointsAreMissing(t *testing.T) {
	for _, c := range []struct {
		name   string
		points float64 // of the 60 of an hour
		asked  bool
	}{
		{"every point", 60, false},
		{"all but the one that history may be short of unnoticed", 59, true},
		{"half of them", 30, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			asked := atomic.Bool{}
			prometheus := func(expr string) (source.Vector, error) {
				value := 1_000_000.0
				switch {
				case strings.HasPrefix(expr, "min_over_time"):
					asked.Store(true)
					value = float64(now.Add(-time.Hour / 2).Unix())
				case strings.HasPrefix(expr, "count_over_time"):
					value = c.points
				}
				return source.Vector{Samples: []source.Sample{{Labels: source.Labels{"code": "200"}, Value: value}}}, nil
			}
			if _, err := engine(prometheus).KPI(t.Context(), request(t, `{"queryType":"kpi","kpis":["error_ratio"],"window":"1h"}`)); err != nil {
				t.Fatal(err)
			}
			if asked.Load() != c.asked {
				t.Errorf("asked for the start of history: %t, want %t", asked.Load(), c.asked)
			}
		})
	}
}
