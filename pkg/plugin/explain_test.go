package plugin

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// Each kind of number is explained by its formula with the numbers put in and the queries behind it; labels keep the rows
// that have them.
func TestExplain(t *testing.T) {
	d := connected(t, upstream(t))
	for name, test := range map[string]struct {
		body, formula string
		rows          int
	}{
		"a KPI": {`{"queryType": "kpi", "kpis": ["error_ratio"], "window": "6h"}`, "error_ratio.requests", 1},
		"alerts on a budget": {
			`{"queryType": "error_budget", "kpis": ["error_ratio"], "labels": {"severity": "page"}}`, "error_budget.burn_rate", 2,
		},
		"one alert on a budget": {
			`{"queryType": "error_budget", "kpis": ["error_ratio"], "labels": {"severity": "page", "long_window": "1h"}}`, "error_budget.burn_rate", 1,
		},
		"labels that no row has": {`{"queryType": "kpi", "kpis": ["error_ratio"], "labels": {"service": "nobody"}}`, "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			status, text := call(t, d, nil, "POST", "explain", test.body)
			var answer struct {
				Rows []struct {
					Formula, Substituted string
					Facts                map[string]float64
				}
				Evidence struct{ Upstream []struct{ Query string } }
			}
			if status != http.StatusOK || json.Unmarshal([]byte(text), &answer) != nil {
				t.Fatalf("%d %s", status, text)
			}
			if len(answer.Rows) != test.rows || len(answer.Evidence.Upstream) == 0 {
				t.Fatalf("%d rows, upstream %v", len(answer.Rows), answer.Evidence.Upstream)
			}
			for _, row := range answer.Rows {
				if row.Formula != test.formula || !strings.Contains(row.Substituted, "÷") {
					t.Errorf("%s: %q", row.Formula, row.Substituted)
				}
			}
		})
	}
}
