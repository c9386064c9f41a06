package evaluate

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/verdict"
)

func TestSQLMappings(t *testing.T) {
	for _, test := range []struct {
		name, kpi string
		rows      source.Rows
		status    verdict.Status
		value     float64
	}{
		{"error ratio", "error_ratio", source.Rows{Columns: []string{"coverage", "failed", "total"}, Values: [][]any{{1.0, 500.0, 100_000.0}}}, verdict.Met, 0.005},
		{"availability", "availability", source.Rows{Columns: []string{"total", "failed", "coverage"}, Values: [][]any{{100_000.0, 1_000.0, 1.0}}}, verdict.Missed, 0.99},
		{"latency", "latency_p95", source.Rows{Columns: []string{"p95_seconds", "samples", "coverage"}, Values: [][]any{{1.5, 1_000.0, 1.0}}}, verdict.Met, 1.5},
		{"no requests", "latency_p95", source.Rows{Columns: []string{"p95_seconds", "samples", "coverage"}, Values: [][]any{{nil, 0.0, 1.0}}}, verdict.InsufficientData, -1},
		{"coverage unknown", "error_ratio", source.Rows{Columns: []string{"total", "failed", "coverage"}, Values: [][]any{{100_000.0, 0.0, nil}}}, verdict.InsufficientData, -1},
	} {
		e := engine(nil)
		e.Postgres = postgres{rows: test.rows}
		for _, name := range []signal.Name{signal.Requests, signal.RequestDuration} {
			e.Signals[name] = signal.Mapping{Signal: name, Form: signal.Statement, SQL: "SELECT"}
		}
		answer, err := e.KPI(context.Background(), request(t, `{"queryType": "kpi", "kpis": ["`+test.kpi+`"]}`))
		if err != nil {
			t.Fatal(err)
		}
		r := answer.Rows[0].Result
		if r.Status != test.status || (r.Value == nil) != (test.value < 0) || r.Value != nil && *r.Value != test.value {
			t.Errorf("%s: %s %v: %s", test.name, r.Status, r.Value, r.Reason)
		}
	}
}

func TestSQLThatDoesNotFit(t *testing.T) {
	columns := []string{"total", "failed", "coverage"}
	for want, rows := range map[string]source.Rows{
		"gave 0 rows":          {Columns: columns},
		"gave 2 rows":          {Columns: columns, Values: [][]any{{1.0, 0.0, 1.0}, {1.0, 0.0, 1.0}}},
		`no column "failed"`:   {Columns: []string{"total", "bad", "coverage"}, Values: [][]any{{1.0, 0.0, 1.0}}},
		`"total" is not a num`: {Columns: columns, Values: [][]any{{"many", 0.0, 1.0}}},
	} {
		e := engine(nil)
		e.Postgres = postgres{rows: rows}
		e.Signals[signal.Requests] = signal.Mapping{Signal: signal.Requests, Form: signal.Statement, SQL: "SELECT"}
		_, err := e.KPI(context.Background(), request(t, `{"queryType": "kpi", "kpis": ["error_ratio"]}`))
		if fault.KindOf(err) != fault.Configuration || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "signals.requests.sql") {
			t.Errorf("%s: %v", want, err)
		}
	}
	e := engine(nil)
	e.Signals[signal.Requests] = signal.Mapping{Signal: signal.Requests, Form: signal.Statement, SQL: "SELECT"}
	for _, model := range []string{
		`{"queryType": "kpi", "kpis": ["error_ratio"], "groupBy": ["service"]}`, `{"queryType": "kpi", "kpis": ["error_ratio"], "service": "api"}`,
	} {
		if got, _ := statuses(t, e, model); got["error_ratio"] != verdict.NoSource {
			t.Errorf("%s: %v", model, got)
		}
	}
}

func TestTrafficFromPostgres(t *testing.T) {
	jobs := source.TableRate{Schema: "public", Table: "jobs", Writes: 10_000, Scans: 5_000, RowsRead: 7, From: now.Add(-time.Hour)}
	young := source.TableRate{Schema: "public", Table: "job_logs", Writes: 10_000, From: now.Add(-10 * time.Minute)}
	for _, test := range []struct {
		name, table    string
		from           time.Time
		gap            string
		status, reason string
		value          float64
	}{
		{name: "two snapshots", table: "jobs", from: now.Add(-time.Hour), status: "within", value: 15_000},
		{name: "counters of its own reset", table: "job_logs", from: now.Add(-time.Hour), status: "insufficient_data", value: -1},
		{name: "a table that is not there", table: "campaigns", from: now.Add(-time.Hour), status: "insufficient_data", reason: "not in the database app", value: -1},
		{
			name: "a restart", table: "campaigns", from: now.Add(-time.Minute), gap: "PostgreSQL restarted", status: "insufficient_data",
			reason: "observed for 1m of 1h; two snapshots that far apart are needed: PostgreSQL restarted", value: -1,
		},
	} {
		e := engine(nil)
		e.Signals[signal.TableActivity] = signal.Mapping{Signal: signal.TableActivity, Form: signal.Statistics, Convention: "pg_stat_user_tables"}
		e.Rates = rates{Server: "db:5432", Database: "app", From: test.from, To: now, Tables: []source.TableRate{jobs, young}, Gap: test.gap}
		answer, err := e.Traffic(context.Background(), request(t, `{"queryType": "traffic", "tables": ["`+test.table+`"]}`))
		if err != nil {
			t.Fatal(err)
		}
		if len(answer.Rows) != 1 {
			t.Fatalf("%s: rows %+v", test.name, answer.Rows)
		}
		row := answer.Rows[0]
		if row.Status != test.status || !strings.Contains(row.Reason, test.reason) || (row.Value == nil) != (test.value < 0) || row.Value != nil && *row.Value != test.value {
			t.Errorf("%s: %+v", test.name, row)
		}
	}
}

// PostgreSQL's statistics know no environment and no history: both are said, and neither is ignored.
func TestWhatPostgresCannotAnswer(t *testing.T) {
	e := engine(nil)
	e.Signals[signal.TableActivity] = signal.Mapping{Signal: signal.TableActivity, Form: signal.Statistics, Convention: "pg_stat_user_tables"}
	answer, err := e.Traffic(context.Background(), request(t, `{"queryType": "traffic", "environment": "prod"}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range answer.Rows {
		if row.Status != string(verdict.NoSource) || row.Value != nil || !strings.Contains(row.Reason, "environment") {
			t.Errorf("%+v", row)
		}
	}
	trend, err := e.TrafficTrend(context.Background(), request(t, `{"queryType": "traffic_trend"}`))
	if err != nil {
		t.Fatal(err)
	}
	if len(trend.Tables) != 14 || len(answer.Rows) != 14 || len(trend.Notices) != 1 || !strings.Contains(trend.Notices[0], "no history") {
		t.Errorf("%d tables, notices %q", len(trend.Tables), trend.Notices)
	}
}
