package promql

import (
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/verdict"
)

func TestLatency(t *testing.T) {
	for _, test := range []struct {
		name, series string
		status       verdict.Status
		value        float64
		lower, upper float64
		words        []string
	}{
		{
			// 90 of 100 within 0.5 s and 5 more up to 1 s: rank 95 is the end of that bucket.
			name: "the percentile ends a bucket", status: verdict.Met, value: 1, lower: 0.5, upper: 1,
			series: `load 1m
  http_request_duration_seconds_bucket{code="200",le="0.5"} 0+90x720
  http_request_duration_seconds_bucket{code="200",le="1"} 0+95x720
  http_request_duration_seconds_bucket{code="200",le="2.5"} 0+100x720
  http_request_duration_seconds_bucket{code="200",le="+Inf"} 0+100x720
  http_request_duration_seconds_count{code="200"} 0+100x720`,
		},
		{
			name: "le 1 and le 1.0 are the same bound", status: verdict.Met, value: 1, lower: 0.5, upper: 1,
			series: `load 1m
  http_request_duration_seconds_bucket{pod="a",le="0.5"} 0+45x720
  http_request_duration_seconds_bucket{pod="a",le="1"} 0+47.5x720
  http_request_duration_seconds_bucket{pod="a",le="+Inf"} 0+50x720
  http_request_duration_seconds_count{pod="a"} 0+50x720
  http_request_duration_seconds_bucket{pod="b",le="0.5"} 0+45x720
  http_request_duration_seconds_bucket{pod="b",le="1.0"} 0+47.5x720
  http_request_duration_seconds_bucket{pod="b",le="+Inf"} 0+50x720
  http_request_duration_seconds_count{pod="b"} 0+50x720`,
		},
		{
			name: "a target inside a bucket is not decided", status: verdict.InsufficientData, value: 1.75, lower: 1, upper: 2.5,
			words: []string{"bucket_resolution", "2 s would decide"},
			series: `load 1m
  http_request_duration_seconds_bucket{code="200",le="1"} 0+90x720
  http_request_duration_seconds_bucket{code="200",le="2.5"} 0+100x720
  http_request_duration_seconds_bucket{code="200",le="+Inf"} 0+100x720
  http_request_duration_seconds_count{code="200"} 0+100x720`,
		},
		{
			name: "beyond the last bound it is at least that bound", status: verdict.Missed, value: 2.5, lower: 2.5, upper: none,
			series: `load 1m
  http_request_duration_seconds_bucket{code="200",le="1"} 0+90x720
  http_request_duration_seconds_bucket{code="200",le="2.5"} 0+91x720
  http_request_duration_seconds_bucket{code="200",le="+Inf"} 0+100x720
  http_request_duration_seconds_count{code="200"} 0+100x720`,
		},
		{
			name: "milliseconds become seconds", status: verdict.Met, value: 1, lower: 0.5, upper: 1,
			series: `load 1m
  http_server_duration_milliseconds_bucket{le="500"} 0+90x720
  http_server_duration_milliseconds_bucket{le="1000"} 0+95x720
  http_server_duration_milliseconds_bucket{le="+Inf"} 0+100x720
  http_server_duration_milliseconds_count 0+100x720`,
		},
		{
			name: "health checks are no valid requests", status: verdict.Missed, value: 2.5, lower: 2.5, upper: none,
			series: `load 1m
  http_request_duration_seconds_bucket{route="/v1",le="2.5"} 0+0x720
  http_request_duration_seconds_bucket{route="/v1",le="+Inf"} 0+100x720
  http_request_duration_seconds_count{route="/v1"} 0+100x720
  http_request_duration_seconds_bucket{route="/healthz",le="2.5"} 0+90000x720
  http_request_duration_seconds_bucket{route="/healthz",le="+Inf"} 0+90000x720
  http_request_duration_seconds_count{route="/healthz"} 0+90000x720`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := at(t, 12*time.Hour, test.series)
			r := s.kpi("latency_p95", object{"window": "6h"})
			s.is(r, test.status, test.value, 1e-9, test.words...)
			s.near("lower", r.Lower, test.lower, 1e-9)
			s.near("upper", r.Upper, test.upper, 1e-9)
		})
	}
}

// The same observations as a classic and as a native histogram: the native one is chosen, and both give the same
// count and enclose the same percentile. Schema 0 has the bounds 0.5, 1 and 2.
func TestNativeHistogramsAgreeWithClassicOnes(t *testing.T) {
	const classic = `
  http_request_duration_seconds_bucket{code="200",le="0.5"} 0+20x720
  http_request_duration_seconds_bucket{code="200",le="1"} 0+90x720
  http_request_duration_seconds_bucket{code="200",le="2"} 0+100x720
  http_request_duration_seconds_bucket{code="200",le="+Inf"} 0+100x720
  http_request_duration_seconds_count{code="200"} 0+100x720
`
	const native = `
  http_request_duration_seconds{code="200"} {{schema:0 count:0 sum:0 offset:-1 buckets:[0 0 0]}}+{{schema:0 count:100 sum:90 offset:-1 buckets:[20 70 10]}}x720
`
	fromClassic := at(t, 12*time.Hour, "load 1m"+classic)
	fromNative := at(t, 12*time.Hour, "load 1m"+native)
	both := at(t, 12*time.Hour, "load 1m"+classic+native)
	if form := both.engine().Signals["request_duration"].Form; form != "native_histogram" {
		t.Errorf("of both forms %s was chosen", form)
	}
	for kpi, want := range map[string]float64{"latency_p95": 1.5, "error_ratio": 0, "throughput": 100} {
		for name, s := range map[string]*scenario{"classic": fromClassic, "native": fromNative, "both": both} {
			r := s.kpi(kpi, object{"window": "6h"})
			s.near(name+" "+kpi, r.Value, want, 1e-9)
			if kpi == "error_ratio" {
				s.near(name+" requests", r.Samples, 36_000, 1.0/360)
			}
		}
	}
	for _, s := range []*scenario{fromClassic, fromNative} {
		times, values := s.trend("latency_p95", object{"window": "1h"})
		// Prometheus interpolates inside a native bucket exponentially, 2^0.5 of the way here.
		if last := values[len(times)-1]; last == nil || *last < 1.4 || *last > 1.5 {
			t.Errorf("the trend ends at %v", last)
		}
	}
}

func TestThroughput(t *testing.T) {
	histogram := func(within2s, perMinute string) string {
		return `
  http_request_duration_seconds_bucket{code="200",le="1"} ` + within2s + `
  http_request_duration_seconds_bucket{code="200",le="2.5"} ` + perMinute + `
  http_request_duration_seconds_bucket{code="200",le="+Inf"} ` + perMinute + `
  http_request_duration_seconds_count{code="200"} ` + perMinute + "\n"
	}
	for _, test := range []struct {
		name, series string
		status       verdict.Status
		value        float64
		words        []string
	}{
		{name: "healthy load at the target", series: "load 1m" + histogram("0+1200x720", "0+1200x720"), status: verdict.Met, value: 1200},
		{
			name: "between the bounds around the target nothing is known", series: "load 1m" + histogram("0+600x720", "0+1200x720"),
			status: verdict.InsufficientData, value: none, words: []string{"no rate was sustained"},
		},
		{
			// Half an hour in which 50 requests a minute fail and none succeeds, when 600 succeed at other times.
			name: "an outage is no load", status: verdict.InsufficientData, value: 600, words: []string{"not demonstrated"},
			series: "load 1m" + histogram("0+600x600 360000x29 360600+600x89", "0+600x600 360000x29 360600+600x89") +
				`  http_request_duration_seconds_count{code="500"} 0x600 50+50x29 1500x89`,
		},
		{
			name: "without durations nobody can tell", status: verdict.NoSource, value: none, words: []string{"needs request durations"},
			series: "load 1m" + served,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := at(t, 12*time.Hour, test.series)
			s.is(s.kpi("throughput", object{"window": "6h"}), test.status, test.value, 1e-9, test.words...)
		})
	}
}
