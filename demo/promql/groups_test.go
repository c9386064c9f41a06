package promql

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/verdict"
)

const services = `load 1m
  http_requests_total{service="api",env="prod",code="200",route="/v1"} 0+900x720
  http_requests_total{service="api",env="prod",code="500",route="/v1"} 0+100x720
  http_requests_total{service="api",env="test",code="500",route="/v1"} 0+1000x720
  http_requests_total{service="web",env="prod",code="200",route="/v1"} 0+1000x720
  http_requests_total{service="web",env="prod",code="200",route="/healthz"} 0+1000x720
`

func TestGroupsAndFilters(t *testing.T) {
	s := at(t, 12*time.Hour, services)
	for name, test := range map[string]struct {
		query object
		// want is the value by the labels of the row.
		want map[string]float64
	}{
		"all":                    {object{}, map[string]float64{"": 1100.0 / 3000}},
		"one service":            {object{"service": "web"}, map[string]float64{"": 0}},
		"one environment":        {object{"environment": "prod"}, map[string]float64{"": 100.0 / 2000}},
		"a list of services":     {object{"service": "{api,web}"}, map[string]float64{"": 1100.0 / 3000}},
		"by service":             {object{"groupBy": []string{"service"}}, map[string]float64{"api": 1100.0 / 2000, "web": 0}},
		"by two labels":          {object{"groupBy": []string{"service", "environment"}}, map[string]float64{"api prod": 0.1, "api test": 1, "web prod": 0}},
		"by an upstream label":   {object{"groupBy": []string{"env"}}, map[string]float64{"prod": 100.0 / 2000, "test": 1}},
		"both":                   {object{"service": "api", "groupBy": []string{"environment"}}, map[string]float64{"prod": 0.1, "test": 1}},
		"asked and never seen":   {object{"service": "{web,ghost}", "groupBy": []string{"service"}}, map[string]float64{"web": 0, "ghost": none}},
		"one asked, never seen":  {object{"service": "ghost", "groupBy": []string{"service", "environment"}}, map[string]float64{"ghost ": none}},
		"nothing of it was seen": {object{"service": "ghost"}, map[string]float64{"": none}},
		"no such label":          {object{"groupBy": []string{"colour"}}, map[string]float64{"": none}},
	} {
		t.Run(name, func(t *testing.T) {
			query := object{"kpis": []string{"error_ratio"}, "window": "6h"}
			for k, v := range test.query {
				query[k] = v
			}
			rows := s.kpis(query)
			if len(rows) != len(test.want) {
				t.Fatalf("%d rows, want %d: %+v", len(rows), len(test.want), rows)
			}
			names, _ := query["groupBy"].([]string)
			for _, row := range rows {
				values := make([]string, len(names))
				for i, name := range names {
					values[i] = row.Labels[name]
				}
				want, ok := test.want[strings.Join(values, " ")]
				if !ok {
					t.Errorf("an unexpected row %v", row.Labels)
					continue
				}
				s.near(strings.Join(values, " "), row.Result.Value, want, 1e-9)
			}
		})
	}
}

// Whatever happens, each KPI that is asked for has its row: of every service that the query names, or else one.
func TestEveryKPIHasItsRow(t *testing.T) {
	s := at(t, 12*time.Hour, services)
	for query, want := range map[string]int{"": 1, "api": 1, "{api,web,ghost}": 3} {
		rows := map[string]int{}
		for _, row := range s.kpis(object{"window": "6h", "service": query, "groupBy": []string{"service"}}) {
			rows[row.KPI]++
		}
		if query == "" {
			want = 2 // the services that were seen
		}
		for _, kpi := range []string{"availability", "error_ratio"} {
			if rows[kpi] != want {
				t.Errorf("%q: %s has %d rows, want %d", query, kpi, rows[kpi], want)
			}
		}
		for _, kpi := range []string{"latency_p95", "throughput", "cpu_utilization", "memory_utilization"} {
			if rows[kpi] < 1 {
				t.Errorf("%q: %s has no row", query, kpi)
			}
		}
	}
}

func TestADeletedTargetLeavesTheValue(t *testing.T) {
	s := at(t, 12*time.Hour, "load 1m"+failing+machines[len("load 1m"):]).with(`{"targets": {"error_ratio": null, "cpu_utilization": null}}`)
	s.is(s.kpi("error_ratio", object{"window": "6h"}), verdict.NoTarget, 0.01, 1e-9)
	s.is(s.kpi("cpu_utilization", object{"window": "6h"}), verdict.NoTarget, 0.9, 1e-9)
}

// A window that is shorter than the aligned windows of throughput asks for nothing before its start.
func TestShortWindows(t *testing.T) {
	s := at(t, 12*time.Hour+2*time.Minute, "load 1m"+failing)
	for _, row := range s.kpis(object{"window": "1m"}) {
		if row.Result.Status == verdict.Error || row.Result.Value != nil && row.KPI != "error_ratio" && row.KPI != "availability" {
			t.Errorf("%s: %+v", row.KPI, row.Result)
		}
	}
}

func TestAnOverlongDashboardIsRefused(t *testing.T) {
	s := at(t, 12*time.Hour, "load 1m"+failing)
	request := s.request(object{"queryType": "kpi", "window": "dashboard"})
	request.From = request.To.AddDate(-10, 0, 0)
	if _, err := s.engine().KPI(context.Background(), request); err == nil || !strings.Contains(err.Error(), "longest window") {
		t.Errorf("got %v", err)
	}
}
