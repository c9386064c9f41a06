package evaluate

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
)

// counted is an engine whose tenants a statement counts.
func counted(values ...[]any) *Engine {
	e := mapped(signal.Mapping{Signal: signal.Tenants, Form: signal.Statement, Source: "PostgreSQL", SQL: "SELECT count(*) FROM tenants", Why: "by SQL"})
	e.Postgres = postgres{rows: source.Rows{Columns: []string{"count"}, Values: values}}
	return e
}

func tenantsOf(rows []RequirementRow) []float64 {
	counts := make([]float64, len(rows))
	for i, row := range rows {
		counts[i] = row.Tenants
	}
	return counts
}

func TestTheMeasuredTenantsAreARow(t *testing.T) {
	for _, test := range []struct {
		name, model string
		measured    float64
		want        []float64
		current     int
	}{
		{"between the profile's rows", `"includeCurrent": true`, 1_800, []float64{100, 1_000, 1_800, 2_000, 3_000, 4_000, 5_000}, 2},
		{"one of the rows", `"includeCurrent": true`, 2_000, []float64{100, 1_000, 2_000, 3_000, 4_000, 5_000}, 2},
		{"below the first", `"includeCurrent": true`, 0, []float64{0, 100, 1_000, 2_000, 3_000, 4_000, 5_000}, 0},
		{"beyond the last", `"includeCurrent": true`, 7_000, []float64{100, 1_000, 2_000, 3_000, 4_000, 5_000, 7_000}, 6},
		{"beside numbers in another order", `"includeCurrent": true, "tenants": [500, 100]`, 300, []float64{300, 500, 100}, 0},
		{"a fraction", `"includeCurrent": true, "tenants": [100]`, 1_799.6, []float64{100, 1_800}, 1},
	} {
		e := counted([]any{test.measured})
		answer := e.Requirements(context.Background(), request(t, `{"queryType": "requirements", `+test.model+`}`))
		if got := tenantsOf(answer.Rows); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
		if slices.Index(answer.Current, true) != test.current || len(answer.Current) != len(answer.Rows) || len(answer.Notices) > 0 {
			t.Errorf("%s: current %v, notices %q", test.name, answer.Current, answer.Notices)
		}
		projection := e.Projection(context.Background(), request(t, `{"queryType": "projection", `+test.model+`}`))
		if len(projection.Rows) != len(test.want) || projection.Rows[test.current].Tenants != test.want[test.current] || !projection.Current[test.current] {
			t.Errorf("%s: projection %+v", test.name, projection)
		}
	}
}

// 1,800 tenants lie at four fifths of the way from 1,000 to 2,000.
func TestWhatTheMeasuredTenantsBring(t *testing.T) {
	answer := counted([]any{1_800.0}).Projection(context.Background(), request(t, `{"queryType": "projection", "includeCurrent": true}`))
	if row := answer.Rows[2]; row.EmailsLow != 180_000 || row.EmailsHigh != 900_000 || row.UsersLow != 9_000 || row.UsersHigh != 45_000 {
		t.Errorf("%+v", row)
	}
}

// Nobody who did not ask is told, and nothing is counted for them.
func TestTheMeasuredTenantsAreAnswerToAQuestion(t *testing.T) {
	e := counted()
	e.Postgres = nil
	answer := e.Projection(context.Background(), request(t, `{"queryType": "projection"}`))
	if len(answer.Rows) != 6 || answer.Current != nil || answer.Notices != nil {
		t.Errorf("%+v", answer)
	}
}

// An unknown number of tenants takes no other row away, and says how it can be known.
func TestUnknownTenantsAreANotice(t *testing.T) {
	for name, test := range map[string]struct {
		engine *Engine
		want   string
		kind   fault.Kind
	}{
		"not mapped":   {mapped(signal.Mapping{Signal: signal.Tenants, Why: "optional: map it with signals.tenants.sql"}), "map it with signals.tenants.sql", ""},
		"no row":       {counted(), "0 rows of 1 columns", fault.Configuration},
		"two rows":     {counted([]any{1.0}, []any{2.0}), "Return one number, as SELECT count(*) FROM tenants does", fault.Configuration},
		"NULL":         {counted([]any{nil}), "no number", fault.Configuration},
		"a text":       {counted([]any{"many"}), "no number", fault.Configuration},
		"negative":     {counted([]any{-1.0}), "-1 is no number of tenants", fault.Configuration},
		"not a number": {counted([]any{math.NaN()}), "NaN is no number of tenants", fault.Configuration},
		"too many":     {counted([]any{2e9}), "from 0 to 1000000000", fault.Configuration},
	} {
		answer := test.engine.Requirements(context.Background(), request(t, `{"queryType": "requirements", "includeCurrent": true}`))
		if len(answer.Rows) != 6 || len(answer.Current) != 6 || slices.Contains(answer.Current, true) {
			t.Errorf("%s: %d rows, current %v", name, len(answer.Rows), answer.Current)
		}
		if len(answer.Notices) != 1 || !strings.HasPrefix(answer.Notices[0], "the present number of tenants is unknown: ") || !strings.Contains(answer.Notices[0], test.want) {
			t.Errorf("%s: notices %q", name, answer.Notices)
		}
		if (len(answer.Failures) > 0) != (test.kind != "") || len(answer.Failures) > 0 && fault.KindOf(answer.Failures[0]) != test.kind {
			t.Errorf("%s: failures %v", name, answer.Failures)
		}
	}
	e := counted()
	e.Signals, e.Unresolved = nil, fault.Downstreamf("Prometheus", "refused the connection")
	answer := e.Projection(context.Background(), request(t, `{"queryType": "projection", "includeCurrent": true}`))
	if len(answer.Rows) != 6 || len(answer.Notices) != 1 || !strings.Contains(answer.Notices[0], "refused the connection") {
		t.Errorf("while nobody can look: %+v", answer)
	}
}

// A count of the present is all there is to cover.
func TestCoverageOfCountedTenants(t *testing.T) {
	rows, _ := signals(t, counted([]any{1_800.0}), `{"queryType": "coverage", "signals": ["tenants"]}`)
	if row := rows["tenants"]; row.Status != SignalConnected || *row.Value != 1 || !row.LastSeen.Equal(now) || row.Category != signal.Business {
		t.Errorf("%+v", row)
	}
	_, err := counted().Coverage(context.Background(), request(t, `{"queryType": "coverage", "signals": ["tenants"]}`))
	if fault.KindOf(err) != fault.Configuration {
		t.Errorf("no row: %v", err)
	}
}
