package promql

import (
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/verdict"
)

// counted are requests counters of one service: 10 requests a minute with every status given.
const (
	served = `
  http_requests_total{service="api",code="200",route="/v1"} 0+990x720
`
	failing = served + `  http_requests_total{service="api",code="500",route="/v1"} 0+10x720
`
)

func TestErrorRatio(t *testing.T) {
	for _, test := range []struct {
		name, series string
		window       string
		status       verdict.Status
		value        float64
		words        []string
	}{
		{name: "1 % failed", series: "load 1m" + failing, window: "6h", status: verdict.AtRisk, value: 0.01},
		{name: "no failing series at all is 0 errors", series: "load 1m" + served, window: "6h", status: verdict.Met, value: 0},
		{
			name: "no requests at all is nothing to judge", window: "6h", status: verdict.InsufficientData, value: none, words: []string{"no samples"},
			series: `load 1m
  http_requests_total{service="api",code="200"} 5+0x720`,
		},
		{
			name: "a counter reset loses nothing else", window: "6h", status: verdict.AtRisk, value: 0.01,
			series: `load 1m
  http_requests_total{code="200"} 0+990x600 0+990x119
  http_requests_total{code="500"} 0+10x600 0+10x119`,
		},
		{
			name: "health checks are no valid requests", window: "6h", status: verdict.Met, value: 0,
			series: "load 1m" + served + `  http_requests_total{service="api",code="500",route="/healthz"} 0+500x720`,
		},
		{
			name: "4xx count as served", window: "6h", status: verdict.Met, value: 0,
			series: "load 1m" + served + `  http_requests_total{service="api",code="404",route="/v1"} 0+500x720`,
		},
		{
			name: "history that is shorter than the window shortens it, and says so", window: "30d", status: verdict.AtRisk, value: 0.01,
			series: "load 1m" + failing, words: []string{"history starts at 1970-01-01T00:00Z", "the window is 11h57m instead of 30d"},
		},
		{
			name: "under an hour of history", window: "30d", status: verdict.InsufficientData, value: none, words: []string{"of history"},
			series: `load 1m
  http_requests_total{code="200"} _x680 0+990x40`,
		},
		{
			name: "a fifth of the window was not observed", window: "10h", status: verdict.InsufficientData, value: none, words: []string{"80", "90 %"},
			series: `load 1m
  http_requests_total{code="200"} 0+990x400 _x120 400000+990x200`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := at(t, 12*time.Hour, test.series)
			// Numerator and denominator are extrapolated alike, so their ratio is exact.
			s.is(s.kpi("error_ratio", object{"window": test.window}), test.status, test.value, 1e-9, test.words...)
		})
	}
}

// The increase over a window loses, at a reset, what was counted between the last sample and the reset; and it is
// extrapolated to the window's edges by at most a scrape interval in 6 hours.
func TestRequestsAreCounted(t *testing.T) {
	for name, series := range map[string]string{
		"steady": "load 1m" + failing,
		"reset": `load 1m
  http_requests_total{code="200"} 0+990x600 990+990x119
  http_requests_total{code="500"} 0+10x600 10+10x119`,
	} {
		t.Run(name, func(t *testing.T) {
			s := at(t, 12*time.Hour, series)
			s.near("samples", s.kpi("error_ratio", object{"window": "6h"}).Samples, 360_000, 1.0/360)
		})
	}
}

func TestAvailabilityFromRequests(t *testing.T) {
	s := at(t, 12*time.Hour, "load 1m"+failing)
	r := s.kpi("availability", object{"window": "6h"})
	s.is(r, verdict.Missed, 0.99, 1e-9, "the same events as error_ratio")
	if r.Method != "requests" {
		t.Errorf("the method is %q", r.Method)
	}
}

func TestRequestsWithoutStatusGiveWayToThoseWithOne(t *testing.T) {
	s := at(t, 12*time.Hour, `load 1m
  http_request_duration_seconds_bucket{le="1"} 0+100x720
  http_request_duration_seconds_bucket{le="+Inf"} 0+100x720
  http_request_duration_seconds_count 0+100x720
  http_requests_total{code="200"} 0+990x720
  http_requests_total{code="500"} 0+10x720`)
	s.is(s.kpi("error_ratio", object{"window": "6h"}), verdict.AtRisk, 0.01, 1e-9)
	// The load is healthy by the durations' own count: all of 100, and not 100 of 1,000.
	r := s.kpi("throughput", object{"window": "6h"})
	s.near("capacity", r.Value, none, 0)
	s.with(`{"targets": {"error_ratio": {"value": 0.02}}}`)
	s.near("capacity", s.kpi("throughput", object{"window": "6h"}).Value, 1000, 1e-9)
}

func TestSummariesCountRequestsAndHaveNoPercentile(t *testing.T) {
	s := at(t, 12*time.Hour, `load 1m
  http_request_duration_seconds{code="200",quantile="0.95"} 1x720
  http_request_duration_seconds_count{code="200"} 0+1000x720
  http_request_duration_seconds_sum{code="200"} 0+1000x720`)
	s.is(s.kpi("error_ratio", object{"window": "6h"}), verdict.Met, 0, 0)
	s.is(s.kpi("latency_p95", object{"window": "6h"}), verdict.NoSource, none, 0, "request_duration")
	candidates := s.engine().Signals[signal.RequestDuration].Candidates
	found := false
	for _, c := range candidates {
		found = found || c.Metric == "http_request_duration_seconds" && !c.Found && c.Note == "is a summary, whose quantiles cannot be added up"
	}
	if !found {
		t.Errorf("the candidates do not say why the summary was refused: %+v", candidates)
	}
}

func TestExpressionsStandForSignals(t *testing.T) {
	s := at(t, 12*time.Hour, "load 1m\n  my_requests{state=\"200\"} 0+990x720\n  my_requests{state=\"500\"} 0+10x720")
	s.overrides[signal.Requests] = signal.Override{
		Expr: "sum by (state) (rate(my_requests[5m])) # by state", Labels: map[signal.Role]string{signal.RoleStatus: "state"},
	}
	s.is(s.kpi("error_ratio", object{"window": "6h"}), verdict.AtRisk, 0.01, 1e-9)
	s.is(s.kpi("error_ratio", object{"window": "6h", "service": "api"}), verdict.NoSource, none, 0, "cannot be filtered by service")
}
