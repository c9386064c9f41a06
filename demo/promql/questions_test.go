package promql

import (
	"slices"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/verdict"
)

// seenThroughout has every health signal but throughput's, for two days without a gap.
const seenThroughout = `load 1m
  http_request_duration_seconds_bucket{code="200",le="1"} 0+100x2880
  http_request_duration_seconds_bucket{code="200",le="+Inf"} 0+100x2880
  http_request_duration_seconds_count{code="200"} 0+100x2880
  probe_success{instance="https://app"} 1x2880
  node_cpu_seconds_total{instance="a",cpu="0",mode="idle"} 0+30x2880
  node_memory_MemTotal_bytes{instance="a"} 1000x2880
  node_memory_MemAvailable_bytes{instance="a"} 500x2880
`

// A rule over a short window costs one upstream query, whatever its verdict rests on; what a long one asks is told apart,
// as other questions share parts of it.
func TestQuestionsOfAWindow(t *testing.T) {
	for kpi, long := range map[string]int{
		"availability": 2, "error_ratio": 2, "latency_p95": 2, "cpu_utilization": 3, "memory_utilization": 3,
	} {
		for window, want := range map[string]int{"1h": 1, "6h": 1, "1d": long} {
			t.Run(kpi+" over "+window, func(t *testing.T) {
				s := at(t, 48*time.Hour, seenThroughout).with(`{"targets": {"availability": {"minSamples": 1, "value": 0.9}}}`)
				s.engine()
				resolved := len(s.upstream.asked)
				r := s.kpi(kpi, object{"window": window})
				if r.Status != verdict.Met {
					t.Errorf("%s: %s", r.Status, r.Reason)
				}
				// The mapping is looked for once more, by the engine that answers.
				if asked := slices.Clone(s.upstream.asked[2*resolved:]); len(asked) != want {
					t.Errorf("%d queries, want %d: %q", len(asked), want, asked)
				}
			})
		}
	}
}

// What is asked together answers as it does apart: either side of the longest window that is asked so.
func TestShortAndLongWindowsAgree(t *testing.T) {
	for _, kpi := range []string{"availability", "error_ratio", "latency_p95", "cpu_utilization", "memory_utilization"} {
		s := at(t, 48*time.Hour, seenThroughout).with(`{"targets": {"availability": {"minSamples": 1, "value": 0.9}}}`)
		short, long := s.kpi(kpi, object{"window": "86399s"}), s.kpi(kpi, object{"window": "1d"})
		s.near(kpi, short.Value, *long.Value, 1e-6)
		s.near(kpi+"'s coverage", short.Coverage, *long.Coverage, 0)
	}
}
