package evaluate

import (
	"context"
	"strings"
	"testing"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/verdict"
)

func budgets(t *testing.T, e *Engine, model string) BudgetAnswer {
	t.Helper()
	answer, err := e.ErrorBudget(context.Background(), request(t, model))
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// There is a row for every KPI, alert and group asked for, also where nothing is mapped or seen.
func TestErrorBudgetAlwaysHasItsRows(t *testing.T) {
	e := engine(func(string) (source.Vector, error) { return source.Vector{}, nil })
	answer := budgets(t, e, `{"queryType": "error_budget", "groupBy": ["service"], "service": "{api,web}"}`)
	counts := map[string]int{}
	for _, row := range answer.Rows {
		counts[row.KPI+" "+row.Labels["service"]+" "+string(row.Status)]++
		if row.Burn.Value != nil || row.Budget != nil || row.Reason == "" && row.Status != verdict.NoSource { // the fake gives no reason
			t.Errorf("%+v", row)
		}
	}
	// The fake has requests and no durations.
	for _, rows := range []string{
		"availability api insufficient_data", "availability web insufficient_data", "error_ratio api insufficient_data",
		"error_ratio web insufficient_data", "latency_p95 api no_source", "latency_p95 web no_source",
	} {
		if counts[rows] != 4 {
			t.Errorf("%d rows of %s: %v", counts[rows], rows, counts)
		}
	}
	if len(answer.Rows) != 24 || len(answer.Notices) != 0 {
		t.Errorf("%d rows, notices %q", len(answer.Rows), answer.Notices)
	}
}

// A rule that pages asks for the rows that page.
func TestErrorBudgetOfOneSeverity(t *testing.T) {
	e := engine(whole(source.Labels{"code": "200"}))
	rows := budgets(t, e, `{"queryType": "error_budget", "kpis": ["error_ratio"], "severities": ["page"]}`).Rows
	for _, row := range rows {
		if row.Rule.Severity != "page" {
			t.Errorf("a row of %s", row.Rule.Severity)
		}
	}
	if len(rows) != 2 {
		t.Errorf("%d rows, the policy has 2 that page", len(rows))
	}
	_, err := e.ErrorBudget(context.Background(), request(t, `{"queryType": "error_budget", "severities": ["page", "wake-up"]}`))
	if err == nil || !strings.Contains(err.Error(), `"wake-up"`) || !strings.Contains(err.Error(), "page, ticket") {
		t.Errorf("an unknown severity: %v", err)
	}
}

func TestErrorBudgetOfOneSourceThatFails(t *testing.T) {
	e := engine(down("probe"))
	e.Signals[signal.ProbeSuccess] = signal.Mapping{Signal: signal.ProbeSuccess, Form: signal.Gauge, Metric: "probe"}
	answer := budgets(t, e, `{"queryType": "error_budget"}`)
	for _, row := range answer.Rows {
		want := map[string]verdict.Status{"availability": verdict.Error, "error_ratio": verdict.Met, "latency_p95": verdict.NoSource}[row.KPI]
		if row.Status != want {
			t.Errorf("%s is %s: %s", row.KPI, row.Status, row.Reason)
		}
	}
	if len(answer.Notices) != 1 || !strings.Contains(answer.Notices[0], "out of memory") || len(answer.Failures) != 1 {
		t.Errorf("notices %q, failures %v", answer.Notices, answer.Failures)
	}
}

func TestErrorBudgetFromSQL(t *testing.T) {
	e := engine(nil)
	e.Signals = map[signal.Name]signal.Mapping{signal.Requests: {Signal: signal.Requests, Form: signal.Statement, SQL: "SELECT"}}
	e.Postgres = postgres{rows: source.Rows{Columns: []string{"total", "failed", "coverage"}, Values: [][]any{{100_000.0, 500.0, 1.0}}}}
	for _, row := range budgets(t, e, `{"queryType": "error_budget", "kpis": ["error_ratio"]}`).Rows {
		if row.Burn.Long == nil || *row.Burn.Long != 0.5 || row.Budget == nil || row.Budget.Remaining != 0.5 || row.Method != "requests" {
			t.Errorf("%+v", row)
		}
	}
}

// An alert that no outage could fire is a row without a value, and a notice: nobody believes that it watches.
func TestErrorBudgetThatCannotAlert(t *testing.T) {
	e := engine(whole(source.Labels{"code": "200"}))
	profile, err := catalog.Merge([]byte(`{"targets": {"error_ratio": {"value": 0.1}}}`))
	if err != nil {
		t.Fatal(err)
	}
	e.Profile = profile
	answer := budgets(t, e, `{"queryType": "error_budget", "kpis": ["error_ratio"]}`)
	for i, row := range answer.Rows {
		if known := row.Burn.Value != nil; known == (i == 0) {
			t.Errorf("over %s: %+v", row.Rule.Long, row.Burn)
		}
	}
	if len(answer.Notices) != 1 || !strings.HasPrefix(answer.Notices[0], "error_ratio, page over 1h: cannot fire") {
		t.Errorf("%q", answer.Notices)
	}
}

func TestErrorBudgetWithoutTarget(t *testing.T) {
	e := engine(whole(source.Labels{"code": "200"}))
	profile, err := catalog.Merge([]byte(`{"targets": {"error_ratio": null}}`))
	if err != nil {
		t.Fatal(err)
	}
	e.Profile = profile
	answer := budgets(t, e, `{"queryType": "error_budget", "kpis": ["error_ratio"]}`)
	for _, row := range answer.Rows {
		if row.Status != verdict.NoTarget || row.Burn.Value != nil || row.Budget != nil {
			t.Errorf("%+v", row)
		}
	}
	if len(answer.Notices) != 0 {
		t.Errorf("%q", answer.Notices)
	}
}

func TestErrorBudgetOverTooShortAPeriod(t *testing.T) {
	_, err := engine(whole(nil)).ErrorBudget(context.Background(), request(t, `{"queryType": "error_budget", "period": "1d"}`))
	if fault.KindOf(err) != fault.User || !strings.Contains(err.Error(), "the long window of page is 2m") {
		t.Error(err)
	}
}

func TestErrorBudgetsAreOfTheKPIsThatHaveOne(t *testing.T) {
	_, err := engine(whole(nil)).indicators("throughput", query.Query{})
	if fault.KindOf(err) != fault.User {
		t.Error(err)
	}
}
