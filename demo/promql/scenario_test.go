package promql

import (
	"context"
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/evaluate"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/verdict"
)

// scenario is an upstream and what Headroom makes of it at one moment.
type scenario struct {
	*testing.T
	upstream  *upstream
	now       time.Time
	profile   *catalog.Profile
	overrides map[signal.Name]signal.Override
}

// at starts a scenario that is looked at some time after its first sample. The profile is the shipped one, without
// the least sample that a verdict on short scripts would lack.
func at(t *testing.T, after time.Duration, series string) *scenario {
	t.Helper()
	s := &scenario{T: t, upstream: load(t, series), now: time.Unix(0, 0).UTC().Add(after), overrides: map[signal.Name]signal.Override{}}
	return s.with(`{"targets": {"availability": {"minSamples": 1}}}`)
}

// with replaces the overrides of the profile.
func (s *scenario) with(overrides string) *scenario {
	s.Helper()
	profile, err := catalog.Merge(json.RawMessage(overrides))
	if err != nil {
		s.Fatal(err)
	}
	s.profile = profile
	return s
}

// engine resolves the signals and evaluates over them.
func (s *scenario) engine() *evaluate.Engine {
	s.Helper()
	resolver := signal.Resolver{
		Prometheus: s.upstream, Overrides: s.overrides, HealthCheckRoutes: s.profile.Verdicts.HealthCheckRoutes,
		Probing: evaluate.Probing(s.profile.Verdicts),
	}
	signals, err := resolver.Resolve(context.Background(), s.now)
	if err != nil {
		s.Fatal(err)
	}
	return &evaluate.Engine{Profile: s.profile, Prometheus: s.upstream, Signals: signals}
}

// object is a query as it is saved.
type object map[string]any

func (s *scenario) request(model object) evaluate.Request {
	s.Helper()
	body, err := json.Marshal(model)
	if err != nil {
		s.Fatal(err)
	}
	parsed, err := query.Parse(body, "A", "")
	if err != nil {
		s.Fatal(err)
	}
	return evaluate.Request{Query: parsed, From: s.now.Add(-6 * time.Hour), To: s.now, Now: s.now}
}

// kpis answers a kpi query.
func (s *scenario) kpis(model object) []evaluate.KPIRow {
	s.Helper()
	model["queryType"] = "kpi"
	answer, err := s.engine().KPI(context.Background(), s.request(model))
	if err != nil {
		s.Fatal(err)
	}
	return answer.Rows
}

// kpi answers a query that has one row.
func (s *scenario) kpi(kpi string, model object) verdict.Result {
	s.Helper()
	model["kpis"] = []string{kpi}
	rows := s.kpis(model)
	if len(rows) != 1 {
		s.Fatalf("%d rows: %+v", len(rows), rows)
	}
	return rows[0].Result
}

// trend answers a kpi_trend query with one row.
func (s *scenario) trend(kpi string, model object) ([]time.Time, []*float64) {
	s.Helper()
	model["queryType"], model["kpis"] = "kpi_trend", []string{kpi}
	answer, err := s.engine().KPITrend(context.Background(), s.request(model))
	if err != nil {
		s.Fatal(err)
	}
	if len(answer.Trends) != 1 {
		s.Fatalf("%d trends: %+v", len(answer.Trends), answer)
	}
	return answer.Times, answer.Trends[0].Values
}

// is holds a result against a status, a value (NaN for none) and words of its reason.
func (s *scenario) is(r verdict.Result, status verdict.Status, value, tolerance float64, words ...string) {
	s.Helper()
	if r.Status != status {
		s.Errorf("status %s, want %s: %s", r.Status, status, r.Reason)
	}
	s.near("the value", r.Value, value, tolerance)
	for _, word := range words {
		if !strings.Contains(r.Reason, word) {
			s.Errorf("the reason %q does not say %q", r.Reason, word)
		}
	}
}

// near holds a number against another within a relative tolerance; NaN stands for none.
func (s *scenario) near(what string, got *float64, want, tolerance float64) {
	s.Helper()
	switch {
	case math.IsNaN(want):
		if got != nil {
			s.Errorf("%s is %g, want none", what, *got)
		}
	case got == nil:
		s.Errorf("%s is unknown, want %g", what, want)
	case math.Abs(*got-want) > tolerance*math.Abs(want)+1e-12:
		s.Errorf("%s is %g, want %g within %g", what, *got, want, tolerance)
	}
}

// none stands for an unknown value.
var none = math.NaN()
