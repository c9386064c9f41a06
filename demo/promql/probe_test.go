package promql

import (
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/verdict"
)

// Two locations probe one target for twelve hours. In the last six, one of them sees an hour of outage, and both see
// eighteen minutes of it.
const probed = `load 1m
  probe_success{job="blackbox",instance="https://app",probe_location="fra"} 1x479 0x59 1x181
  probe_success{job="blackbox",instance="https://app",probe_location="iad"} 1x521 0x17 1x181
`

func TestProbeAvailability(t *testing.T) {
	for _, test := range []struct {
		name, series, profile string
		status                verdict.Status
		value                 float64
		words                 []string
	}{
		{name: "any location up is up", series: probed, profile: `{}`, status: verdict.Missed, value: 1 - 18.0/360},
		{name: "all locations must be up", series: probed, profile: `{"verdicts": {"probeUp": "all"}}`, status: verdict.Missed, value: 1 - 60.0/360},
		{
			name: "a missing scrape is neither up nor down", profile: `{}`, status: verdict.Met, value: 1,
			series: `load 1m
  probe_success{instance="https://app"} 1x500 _x20 1x198`,
		},
		{
			name: "too many missing ones are no verdict", profile: `{}`, status: verdict.InsufficientData, value: none, words: []string{"83", "90 %"},
			series: `load 1m
  probe_success{instance="https://app"} 1x500 _x60 1x158`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := at(t, 12*time.Hour, test.series).with(test.profile)
			s.profile.Verdicts.AtRiskShare = 0.8
			policy := s.profile.Targets["availability"]
			policy.MinSamples = 100
			value := 0.98 // so that 360 probes can prove it
			policy.Value = &value
			s.profile.Targets["availability"] = policy
			r := s.kpi("availability", object{"window": "6h"})
			s.is(r, test.status, test.value, 1e-9, test.words...)
			if r.Method != "probe" {
				t.Errorf("the method is %q", r.Method)
			}
		})
	}
}

const (
	blackbox = `
  probe_success{job="blackbox",instance="https://app"} 1x720
`
	labelledProbe = `
  probe_success{job="blackbox",instance="https://app",service="web"} 1x720
`
)

// What no probe watches is judged from its requests; the method says so. A job is not a service.
func TestAvailabilityFallsBackToRequests(t *testing.T) {
	for _, test := range []struct {
		name, series string
		query        object
		method       map[string]string
		words        string
	}{
		{name: "everything is probed", series: blackbox, query: object{}, method: map[string]string{"": "probe"}},
		{
			name: "the probe has no service label", series: blackbox, query: object{"service": "api"},
			method: map[string]string{"": "requests"}, words: "cannot be filtered by service",
		},
		{
			name: "the prober's job is no service", series: blackbox, query: object{"service": "blackbox"},
			method: map[string]string{"": "requests"},
		},
		{
			name: "the service has no probe", series: labelledProbe, query: object{"service": "api"},
			method: map[string]string{"": "requests"}, words: "no probe watches it",
		},
		{name: "the service has a probe", series: labelledProbe, query: object{"service": "web"}, method: map[string]string{"": "probe"}},
		{
			name: "one by one", series: labelledProbe, query: object{"groupBy": []string{"service"}},
			method: map[string]string{"api": "requests", "web": "probe"},
		},
		{
			name: "by a label that only requests have", series: labelledProbe, query: object{"groupBy": []string{"route"}},
			method: map[string]string{"/v1": "requests"}, words: "has no label route",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := at(t, 12*time.Hour, "load 1m"+failing+test.series)
			query := object{"window": "6h", "kpis": []string{"availability"}}
			for k, v := range test.query {
				query[k] = v
			}
			rows := s.kpis(query)
			if len(rows) != len(test.method) {
				t.Fatalf("%d rows, want %d: %+v", len(rows), len(test.method), rows)
			}
			for _, row := range rows {
				name := row.Labels["service"] + row.Labels["route"]
				if row.Result.Method != test.method[name] {
					t.Errorf("%q: method %q, want %q (%s)", name, row.Result.Method, test.method[name], row.Result.Reason)
				}
				if test.words != "" {
					s.is(row.Result, row.Result.Status, *row.Result.Value, 0, test.words)
				}
			}
		})
	}
}
