package evaluate

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/verdict"
)

// statuses answers a kpi query and returns the statuses by KPI.
func statuses(t *testing.T, e *Engine, model string) (map[string]verdict.Status, KPIAnswer) {
	t.Helper()
	answer, err := e.KPI(context.Background(), request(t, model))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]verdict.Status{}
	for _, row := range answer.Rows {
		got[row.KPI] = row.Result.Status
	}
	return got, answer
}

func TestOneSourceThatFailsLeavesTheOthers(t *testing.T) {
	got, answer := statuses(t, engine(down("memory")), `{"queryType": "kpi"}`)
	if got["error_ratio"] != verdict.Met || got["memory_utilization"] != verdict.Error || got["latency_p95"] != verdict.NoSource {
		t.Errorf("statuses: %v", got)
	}
	if len(answer.Notices) != 1 || !strings.Contains(answer.Notices[0], "out of memory") || len(answer.Failures) != 1 {
		t.Errorf("notices %q, failures %v", answer.Notices, answer.Failures)
	}
}

func TestEverySourceThatFailsIsAnError(t *testing.T) {
	for _, model := range []string{`{"queryType": "kpi"}`, `{"queryType": "kpi_trend", "window": "1h"}`, `{"queryType": "error_budget"}`, `{"queryType": "error_budget_trend"}`} {
		e, r := engine(down("")), request(t, model)
		var err error
		switch r.Query.QueryType {
		case "kpi":
			_, err = e.KPI(context.Background(), r)
		case "kpi_trend":
			_, err = e.KPITrend(context.Background(), r)
		case "error_budget":
			_, err = e.ErrorBudget(context.Background(), r)
		default:
			_, err = e.ErrorBudgetTrend(context.Background(), r)
		}
		if fault.KindOf(err) != fault.Downstream {
			t.Errorf("%s: %v", model, err)
		}
	}
}

// Nobody's recover sees another goroutine: a panic in one would end the process.
func TestPanicsAreErrors(t *testing.T) {
	e := engine(func(expr string) (source.Vector, error) {
		if strings.Contains(expr, "memory") {
			panic("boom at 10.0.0.1")
		}
		return whole(source.Labels{"code": "200"})(expr)
	})
	got, answer := statuses(t, e, `{"queryType": "kpi"}`)
	if got["error_ratio"] != verdict.Met || got["memory_utilization"] != verdict.Error {
		t.Errorf("statuses: %v", got)
	}
	if len(answer.Notices) != 1 || strings.Contains(answer.Notices[0], "boom") {
		t.Errorf("notices: %q", answer.Notices)
	}
	if len(answer.Failures) != 1 || fault.KindOf(answer.Failures[0]) != fault.Internal || !strings.Contains(errors.Unwrap(answer.Failures[0]).Error(), "boom") {
		t.Errorf("failures: %v", answer.Failures)
	}
}

// An error that nobody classified may say anything: rows and notices do not repeat it.
func TestUnclassifiedErrorsAreNotRepeated(t *testing.T) {
	_, answer := statuses(t, engine(func(expr string) (source.Vector, error) {
		if strings.Contains(expr, "memory") {
			return source.Vector{}, errors.New("password=s3cret")
		}
		return whole(source.Labels{"code": "200"})(expr)
	}), `{"queryType": "kpi"}`)
	for _, row := range answer.Rows {
		if strings.Contains(row.Result.Reason, "s3cret") {
			t.Errorf("%s repeats %q", row.KPI, row.Result.Reason)
		}
	}
	if strings.Contains(strings.Join(answer.Notices, " "), "s3cret") {
		t.Errorf("notices: %q", answer.Notices)
	}
}

// No upstream should answer with invalid UTF-8; one that does changes no other row and breaks none.
func TestLabelsOfInvalidText(t *testing.T) {
	e := engine(whole(source.Labels{"code": "200", "service": "a\xffb\xff", "route": "\xff"}))
	answer, err := e.KPI(context.Background(), request(t, `{"queryType": "kpi", "kpis": ["error_ratio"], "groupBy": ["service", "route"]}`))
	if err != nil {
		t.Fatal(err)
	}
	if len(answer.Rows) != 1 || answer.Rows[0].Labels["service"] != "a\uFFFDb\uFFFD" || answer.Rows[0].Labels["route"] != "\uFFFD" {
		t.Errorf("rows: %+v", answer.Rows)
	}
}

// What rests on PostgreSQL is answered while nobody could look into Prometheus.
func TestPrometheusThatCannotBeLookedInto(t *testing.T) {
	e := engine(nil)
	e.Prometheus = nil
	e.Signals = map[signal.Name]signal.Mapping{signal.Requests: {Signal: signal.Requests, Form: signal.Statement, SQL: "SELECT"}}
	e.Unresolved = fault.Downstreamf("Prometheus", "refused the connection")
	e.Postgres = postgres{rows: source.Rows{Columns: []string{"total", "failed", "coverage"}, Values: [][]any{{100_000.0, 100.0, 1.0}}}}
	got, answer := statuses(t, e, `{"queryType": "kpi", "kpis": ["error_ratio", "latency_p95"]}`)
	if got["error_ratio"] != verdict.Met || got["latency_p95"] != verdict.Error || len(answer.Notices) != 1 {
		t.Errorf("statuses %v, notices %q", got, answer.Notices)
	}
	if _, err := e.Traffic(context.Background(), request(t, `{"queryType": "traffic"}`)); fault.KindOf(err) != fault.Downstream {
		t.Errorf("traffic: %v", err)
	}
}
