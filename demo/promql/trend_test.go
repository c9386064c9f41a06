package promql

import (
	"context"
	"testing"
	"time"
)

// everything is twelve hours of every signal, an hour of which was not scraped.
const everything = `load 1m
  http_request_duration_seconds_bucket{service="api",code="200",le="1"} 0+1100x300 _x60 396000+1100x359
  http_request_duration_seconds_bucket{service="api",code="200",le="2.5"} 0+1100x300 _x60 396000+1100x359
  http_request_duration_seconds_bucket{service="api",code="200",le="+Inf"} 0+1100x300 _x60 396000+1100x359
  http_request_duration_seconds_count{service="api",code="200"} 0+1100x300 _x60 396000+1100x359
  http_request_duration_seconds_bucket{service="api",code="500",le="1"} 0+3x300 _x60 1080+3x359
  http_request_duration_seconds_bucket{service="api",code="500",le="2.5"} 0+4x300 _x60 1440+4x359
  http_request_duration_seconds_bucket{service="api",code="500",le="+Inf"} 0+4x300 _x60 1440+4x359
  http_request_duration_seconds_count{service="api",code="500"} 0+4x300 _x60 1440+4x359
  probe_success{instance="https://app"} 1x300 _x60 1x100 0x4 1x254
  node_cpu_seconds_total{instance="a",cpu="0",mode="idle"} 0+30x300 _x60 10800+30x359
  node_memory_MemTotal_bytes{instance="a"} 1000x300 _x60 1000x359
  node_memory_MemAvailable_bytes{instance="a"} 300x300 _x60 300x359
`

// The last point of a trend is the KPI itself. Sums of five-minute increases and one increase over the window differ
// by the extrapolation to each step's edges; what is counted or constant is equal.
func TestTheTrendEndsInTheKPI(t *testing.T) {
	s := at(t, 12*time.Hour, everything).with(`{"targets": {"availability": {"minSamples": 1, "value": 0.9}}}`)
	for kpi, tolerance := range map[string]float64{
		"availability": 1e-9, "error_ratio": 1e-9, "latency_p95": 1e-9, "throughput": 1e-9, "cpu_utilization": 1e-9, "memory_utilization": 1e-9,
	} {
		value := s.kpi(kpi, object{"window": "5h"}).Value
		if value == nil {
			t.Errorf("%s is unknown: %s", kpi, s.kpi(kpi, object{"window": "5h"}).Reason)
			continue
		}
		times, values := s.trend(kpi, object{"window": "5h", "step": "5m"})
		if !times[len(times)-1].Equal(s.now) {
			t.Errorf("%s ends at %s", kpi, times[len(times)-1])
		}
		s.near(kpi, values[len(values)-1], *value, tolerance)
	}
}

// Where less than 90 % of the trailing hour was observed a trend has no point; the gap was from 5:00 to 6:00.
func TestTrendsHaveNoPointInGaps(t *testing.T) {
	s := at(t, 12*time.Hour, everything).with(`{"targets": {"availability": {"minSamples": 1}}}`)
	for _, kpi := range []string{"availability", "error_ratio", "latency_p95", "throughput", "cpu_utilization", "memory_utilization"} {
		request := s.request(object{"queryType": "kpi_trend", "kpis": []string{kpi}, "window": "1h", "step": "5m"})
		request.From = s.now.Add(-10 * time.Hour)
		answer, err := s.engine().KPITrend(context.Background(), request)
		if err != nil {
			t.Fatal(err)
		}
		for i, at := range answer.Times {
			minute, value := int(at.Sub(time.Unix(0, 0)).Minutes()), answer.Trends[0].Values[i]
			switch {
			case minute >= 120 && minute <= 300, minute >= 425:
				if value == nil {
					t.Errorf("%s is unknown at minute %d", kpi, minute)
				}
			case minute >= 315 && minute <= 405:
				if value != nil {
					t.Errorf("%s is %g at minute %d", kpi, *value, minute)
				}
			}
		}
	}
}

// A step that is longer than the window leaves the time between the windows out.
func TestStepsLongerThanTheWindow(t *testing.T) {
	s := at(t, 12*time.Hour, everything).with(`{"targets": {"availability": {"minSamples": 1}}}`)
	for kpi, want := range map[string]float64{
		"availability": 1, "error_ratio": 4.0 / 1104, "throughput": 1104, "cpu_utilization": 0.5, "memory_utilization": 0.7,
	} {
		times, values := s.trend(kpi, object{"window": "30m", "step": "2h"})
		if len(times) != 4 || times[1].Sub(times[0]) != 2*time.Hour {
			t.Fatalf("times: %v", times)
		}
		s.near(kpi+" at the end", values[3], want, 1e-9)
		s.near(kpi+" in the gap", values[0], none, 0)
	}
}

func TestTrendsOfGroups(t *testing.T) {
	s := at(t, 12*time.Hour, services)
	answer, err := s.engine().KPITrend(context.Background(), s.request(object{
		"queryType": "kpi_trend", "kpis": []string{"error_ratio", "cpu_utilization"}, "window": "1h", "step": "1h",
		"service": "{api,ghost}", "groupBy": []string{"service"},
	}))
	if err != nil {
		t.Fatal(err)
	}
	if len(answer.Trends) != 4 || len(answer.Notices) != 1 {
		t.Fatalf("%d trends, notices %q", len(answer.Trends), answer.Notices)
	}
	for _, trend := range answer.Trends {
		want := none
		if trend.KPI == "error_ratio" && trend.Labels["service"] == "api" {
			want = 1100.0 / 2000
		}
		s.near(trend.KPI+" of "+trend.Labels["service"], trend.Values[len(trend.Values)-1], want, 1e-9)
	}
}
