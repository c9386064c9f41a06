package promql

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/prometheus/model/rulefmt"
)

// holds lists the services (or, without one, the signals) for which an alert's expression holds; of those on budgets, the
// alert on the error ratio's.
func (s *scenario) holds(groups *rulefmt.RuleGroups, alert string, at time.Duration) string {
	s.Helper()
	found, written := []string{}, false
	for _, group := range groups.Groups {
		for _, rule := range group.Rules {
			if kpi := rule.Labels["kpi"]; rule.Alert != alert || kpi != "" && kpi != "error_ratio" {
				continue
			}
			written = true
			answer, err := s.upstream.Instant(context.Background(), rule.Expr, time.Unix(0, 0).Add(at))
			if err != nil {
				s.Fatal(err)
			}
			for _, sample := range answer.Samples {
				name := sample.Labels["service"]
				if name == "" {
					name = rule.Labels["signal"]
				}
				found = append(found, name)
			}
		}
	}
	if !written {
		s.Fatalf("%s is not written", alert)
	}
	slices.Sort(found)
	return strings.Join(found, " ")
}

// Eight days of traffic, then an hour of loss, then traffic again. api is served no request any more, the series of web
// are gone, office has no requests at that time of the week, quiet has four an hour, and young began the day before
// (the sample at the start is for the test's storage, which refuses what is older than its first series).
func TestAbsentTrafficAlerts(t *testing.T) {
	const day, lost = 24 * time.Hour, 8 * 24 * time.Hour
	s := at(t, lost+3*time.Hour, `load 1m
  http_requests_total{service="api",code="200"} 0+10x11520 115200+0x59 115200+10x120
  http_requests_total{service="web",code="200"} 0+10x11520 _x59 0+10x120
  http_requests_total{service="office",code="200"} 0+10x1200 12000+0x600 12000+10x9500 107000+0x400
  http_requests_total{service="quiet",code="200"} 0+0.0666x11520 768+0x180
  http_requests_total{service="young",code="200"} 0 _x10079 0+10x1440 14400+0x180
`)
	groups := s.rulesOf()
	s.record(groups, time.Unix(0, 0).UTC(), s.now)
	for _, test := range []struct {
		alert string
		after time.Duration
		want  string
	}{
		{"HeadroomTrafficAbsent", -time.Minute, ""},
		{"HeadroomTrafficAbsent", 8 * time.Minute, ""},
		{"HeadroomTrafficAbsent", 11 * time.Minute, "api web"},
		{"HeadroomTrafficAbsent", 59 * time.Minute, "api web"},
		{"HeadroomTrafficAbsent", 65 * time.Minute, ""},
		{"HeadroomSignalMissing", 30 * time.Minute, ""},
		{"HeadroomErrorBudgetBlind", -day, "quiet"},
		{"HeadroomErrorBudgetBlind", 30 * time.Minute, "quiet"},
	} {
		if got := s.holds(groups, test.alert, lost+test.after); got != test.want {
			t.Errorf("%s, %s after the loss: %q, want %q", test.alert, test.after, got, test.want)
		}
	}
}

// When every series is gone nothing is left to compare, and only their absence can be seen.
func TestMissingSignalsAlert(t *testing.T) {
	const gone = 2 * time.Hour
	s := at(t, gone, "load 1m\n  http_requests_total{code=\"200\"} 0+10x120\n")
	groups := s.rulesOf()
	for after, want := range map[time.Duration]string{0: "", 9 * time.Minute: "", 11 * time.Minute: "requests", 8 * 24 * time.Hour: "requests"} {
		if got := s.holds(groups, "HeadroomSignalMissing", gone+after); got != want {
			t.Errorf("%s after the last sample: %q, want %q", after, got, want)
		}
	}
}
