package endtoend

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

func TestBadQueries(t *testing.T) {
	defer alive(t)
	for _, test := range []struct {
		model object
		wants []string
	}{
		{object{}, []string{"queryType", "known: kpi"}},
		{object{"queryType": "kpis"}, []string{`"kpis"`, `did you mean "kpi"`}},
		{object{"queryType": 5}, []string{"queryType"}},
		{object{"queryType": "kpi", "kpis": []string{"availabilty"}}, []string{"kpis[0]", `did you mean "availability"`}},
		{object{"queryType": "kpi", "kpis": "availability"}, []string{"kpis", "is not a list"}},
		{object{"queryType": "kpi", "kpis": []any{nil}}, []string{"kpis[0]"}},
		{object{"queryType": "kpi", "table": "users"}, []string{"table: is not a field of kpi queries", "known: kpis"}},
		{object{"queryType": "kpi", "tables": []string{"users"}}, []string{"tables: is not a field of kpi queries"}},
		{object{"queryType": "kpi", "window": 30}, []string{"window", "not a string"}},
		{object{"queryType": "kpi", "window": "30 days"}, []string{"window", "30d"}},
		{object{"queryType": "kpi", "window": "10y"}, []string{"window", "outside", "[1m, 400d]"}},
		{object{"queryType": "kpi", "window": "-1h"}, []string{"window"}},
		{object{"queryType": "kpi", "groupBy": []string{"a b"}}, []string{"groupBy[0]", "not a label name"}},
		{object{"queryType": "kpi", "groupBy": []string{"le"}}, []string{"groupBy[0]", "reserved by Prometheus"}},
		{object{"queryType": "kpi", "timeZone": "Mars/Olympus"}, []string{"timeZone", "Mars/Olympus"}},
		{object{"queryType": "kpi", "format": "csv"}, []string{"format", "known: numeric, table"}},
		{object{"queryType": "kpi_trend", "step": "1ms"}, []string{"step", "outside", "[10s, 90d]"}},
		{object{"queryType": "traffic", "measure": "joules"}, []string{"measure", "known: operations"}},
		{object{"queryType": "traffic_trend", "limit": -1}, []string{"limit", "-1 is outside"}},
		{object{"queryType": "traffic_trend", "limit": 1.5}, []string{"limit", "not a whole number"}},
		{object{"queryType": "projection", "tenants": 100}, []string{"tenants", "100 is not a list"}},
		{object{"queryType": "projection", "tenants": []any{0}}, []string{"tenants[0]", "0 is outside [1, 1000000000]"}},
		{object{"queryType": "projection", "tenants": []any{-5}}, []string{"tenants[0]", "-5 is outside"}},
		{object{"queryType": "requirements", "tenants": []any{1.5}}, []string{"tenants[0]", "not a whole number"}},
		{object{"queryType": "requirements", "tenants": []any{1e300}}, []string{"tenants[0]"}},
		{object{"queryType": "requirements", "tenants": []any{"100"}}, []string{"tenants[0]", "is not a number"}},
		{object{"queryType": "projection", "tenants": manyTenants(10_000)}, []string{"tenants", "10000", "1000"}},
	} {
		t.Run(fmt.Sprint(test.model["queryType"], " ", test.wants), func(t *testing.T) {
			refused(t, connected().ask(t, lastHour(), test.model), backend.StatusBadRequest, test.wants...)
		})
	}
}

// TestQueriesOfOtherVersions asks what an older, a newer or another data source's version may have saved: each is
// refused with the alternatives of this one, and none is answered in part.
func TestQueriesOfOtherVersions(t *testing.T) {
	defer alive(t)
	for name, test := range map[string]struct {
		model object
		wants []string
	}{
		"a type under another name":   {object{"type": "kpi", "kpi": "availability"}, []string{"queryType: is missing", "known: kpi, kpi_trend"}},
		"a later type":                {object{"queryType": "forecast", "series": "tenants", "horizon": "30d"}, []string{`"forecast" is not known`, "known: kpi, kpi_trend", "coverage"}},
		"one KPI instead of a list":   {object{"queryType": "kpi", "kpi": "availability"}, []string{"kpi: is not a field of kpi queries", `did you mean "kpis"`}},
		"a later field of a type":     {object{"queryType": "requirements", "scenario": object{"tenants": 3000}}, []string{"scenario: is not a field of requirements queries", "known: tenants, "}},
		"a later choice":              {object{"queryType": "requirements", "basis": "both"}, []string{`basis: "both" is not available`, `use "guideline"`}},
		"a later baseline":            {object{"queryType": "traffic_trend", "baseline": "hour_of_week"}, []string{`"hour_of_week" is not available`, `use "declared"`}},
		"a later KPI":                 {object{"queryType": "kpi", "kpis": []string{"apdex"}}, []string{`kpis[0]: "apdex" is not known`, "availability"}},
		"a later signal":              {object{"queryType": "coverage", "signals": []string{"web_vitals"}}, []string{`signals[0]: "web_vitals" is not known`, "requests"}},
		"another data source's query": {object{"queryType": "range", "expr": "up", "legendFormat": "__auto"}, []string{`"range" is not known`, "known: kpi"}},
	} {
		t.Run(name, func(t *testing.T) {
			response := connected().ask(t, lastHour(), test.model)
			refused(t, response, backend.StatusBadRequest, test.wants...)
			if len(response.Frames) > 0 {
				t.Errorf("%d frames beside the error", len(response.Frames))
			}
		})
	}
}

func manyTenants(n int) []int {
	tenants := make([]int, n)
	for i := range tenants {
		tenants[i] = i + 1
	}
	return tenants
}

func TestExtremeTenantsAreAnswered(t *testing.T) {
	defer alive(t)
	for _, queryType := range []string{"projection", "requirements"} {
		frames := connected().frames(t, span{}, object{"queryType": queryType, "tenants": append(manyTenants(999), 1_000_000_000)})
		list := rows(frames[0])
		if len(list) != 1000 {
			t.Fatalf("%s: %d rows, want 1000", queryType, len(list))
		}
		last := list[999]
		if last["tenants"] != 1e9 || last["extrapolated"] != true {
			t.Errorf("%s: the last row is %v", queryType, last)
		}
	}
}

func TestBadRanges(t *testing.T) {
	defer alive(t)
	now := time.Now()
	for _, test := range []struct {
		name  string
		r     span
		wants []string
	}{
		{"reversed", span{now, now.Add(-time.Hour)}, []string{"before it starts", "Swap"}},
		{"a century", span{now.AddDate(-100, 0, 0), now}, []string{"longer than 11 years", "shorter"}},
		{"in the future", span{now.Add(time.Hour), now.Add(2 * time.Hour)}, []string{"in the future", "before now"}},
	} {
		for _, queryType := range []string{"kpi", "kpi_trend", "traffic", "traffic_trend"} {
			t.Run(test.name+" "+queryType, func(t *testing.T) {
				refused(t, connected().ask(t, test.r, object{"queryType": queryType}), backend.StatusBadRequest, test.wants...)
			})
		}
	}
}

// TestWideRangesAreAnswered asks for ranges that mean something, if little.
func TestWideRangesAreAnswered(t *testing.T) {
	defer alive(t)
	now := time.Now()
	for name, r := range map[string]span{
		"ten years":               {now.AddDate(-10, 0, 0), now},
		"nothing":                 {world.truth.Anchor, world.truth.Anchor},
		"long ago":                {now.AddDate(-9, 0, 0), now.AddDate(-8, 0, 0)},
		"reaches into the future": {now.Add(-time.Hour), now.Add(time.Hour)},
	} {
		for queryType, model := range map[string]object{
			"kpi":           {"queryType": "kpi", "kpis": []string{"error_ratio"}, "window": "1h"},
			"kpi_trend":     {"queryType": "kpi_trend", "kpis": []string{"error_ratio"}, "window": "1h"},
			"traffic":       {"queryType": "traffic"},
			"traffic_trend": {"queryType": "traffic_trend"},
		} {
			t.Run(name+" "+queryType, func(t *testing.T) {
				response := connected().ask(t, r, model)
				if name == "nothing" && queryType == "kpi_trend" {
					refused(t, response, backend.StatusBadRequest, "the time range is empty", "Choose")
					return
				}
				if response.Error != nil {
					t.Fatal(response.Error)
				}
				for _, frame := range response.Frames {
					if frame.Rows() > 11_000 {
						t.Errorf("%d rows", frame.Rows())
					}
				}
			})
		}
	}
}

func TestBadResources(t *testing.T) {
	defer alive(t)
	for _, test := range []struct {
		method, path, body string
		wants              []string
	}{
		{"GET", "nothing", "", []string{"there is no resource", "GET /catalog"}},
		{"DELETE", "catalog", "", []string{"there is no resource", "GET /catalog"}},
		{"GET", "variables?of=everything", "", []string{"everything", "kpi"}},
		{"GET", "variables", "", []string{"of"}},
		{"POST", "explain", "", []string{"not a JSON object"}},
		{"POST", "explain", "[]", []string{"not a JSON object"}},
		{"POST", "explain", strings.Repeat(`{"labels":`, 100_000), []string{"not a JSON object"}},
		{"POST", "explain", `{"queryType": "traffic"}`, []string{"only kpi and error_budget queries"}},
		{"POST", "explain", `{"queryType": "kpi", "to": "yesterday"}`, []string{"to"}},
		{"POST", "explain", strings.Repeat(" ", 2<<20), []string{"longer than 1 MiB"}},
	} {
		t.Run(test.method+" "+test.path, func(t *testing.T) {
			status, answer := connected().call(t, test.method, test.path, []byte(test.body))
			if status < http.StatusBadRequest || status >= http.StatusInternalServerError {
				t.Errorf("status %d", status)
			}
			says(t, string(answer), test.wants...)
		})
	}
}
