package promql

import (
	"context"
	"log/slog"
	"maps"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/util/teststorage"

	"github.com/headroom/headroom/demo/history"
	"github.com/headroom/headroom/demo/prom"
	"github.com/headroom/headroom/demo/series"
	"github.com/headroom/headroom/pkg/evaluate"
	"github.com/headroom/headroom/pkg/signal"
)

// rulesOf writes the rule file and reads it as a ruler (and promtool check rules) does.
func (s *scenario) rulesOf() *rulefmt.RuleGroups {
	s.Helper()
	file, err := s.engine().Rules()
	if err != nil {
		s.Fatal(err)
	}
	text, err := file.YAML()
	if err != nil {
		s.Fatal(err)
	}
	groups, errs := rulefmt.Parse(text, false, model.LegacyValidation, parser.NewParser(parser.Options{}), slog.New(slog.DiscardHandler))
	for _, err := range errs {
		s.Errorf("%v in\n%s", err, text)
	}
	if s.Failed() {
		s.FailNow()
	}
	return groups
}

// record evaluates the recording rules as a ruler does, at some phase within their intervals, but only as often as their
// samples are looked up: every hour what sums up hours, every five minutes what sums up those.
func (s *scenario) record(groups *rulefmt.RuleGroups, from, to time.Time) {
	s.Helper()
	const phase = 20 * time.Second
	recorded := teststorage.New(s)
	appender := recorded.Appender(context.Background())
	for _, group := range groups.Groups {
		for _, rule := range group.Rules {
			if rule.Record == "" {
				continue
			}
			step := time.Hour
			if strings.HasSuffix(rule.Record, "5m") {
				step = 5 * time.Minute
			}
			query, err := s.upstream.engine.NewRangeQuery(context.Background(), s.upstream.storage, nil, rule.Expr, from.Truncate(step).Add(step-phase), to, step)
			if err != nil {
				s.Fatal(err)
			}
			matrix, err := query.Exec(context.Background()).Matrix()
			if err != nil {
				s.Fatalf("%s: %v", rule.Record, err)
			}
			if len(matrix) == 0 {
				s.Fatalf("%s records nothing", rule.Record)
			}
			for _, series := range matrix {
				set := labels.NewBuilder(series.Metric).Set(model.MetricNameLabel, rule.Record)
				for name, value := range rule.Labels {
					set.Set(name, value)
				}
				for _, point := range series.Floats {
					if _, err := appender.Append(0, set.Labels(), point.T, point.F); err != nil {
						s.Fatal(err)
					}
				}
			}
			query.Close()
		}
	}
	if err := appender.Commit(); err != nil {
		s.Fatal(err)
	}
	s.upstream.storage = both{s.upstream.storage, recorded}
}

// both are two stores behind one engine.
type both struct{ a, b storage.Queryable }

func (s both) Querier(from, to int64) (storage.Querier, error) {
	a, err := s.a.Querier(from, to)
	if err != nil {
		return nil, err
	}
	b, err := s.b.Querier(from, to)
	if err != nil {
		return nil, err
	}
	return storage.NewMergeQuerier([]storage.Querier{a, b}, nil, storage.ChainedSeriesMerge), nil
}

// aMonth is the demo's history of 31 days: three services, restarts, gaps, outages, regressions.
func aMonth(t *testing.T) *scenario {
	t.Helper()
	now := time.Date(2025, 3, 12, 16, 47, 0, 0, time.UTC)
	cache := history.Cache{Dir: t.TempDir(), Params: func(time.Time) series.Params {
		return series.DefaultParams(now)
	}}
	stored, err := cache.Ensure(t.Context(), now, nil)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	gen, err := history.LayOut(t.Context(), stored, dir, now)
	if err != nil {
		t.Fatal(err)
	}
	store, err := prom.OpenStorage(dir, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	if err := history.Append(t.Context(), gen, store, series.MinuteOf(now)+1, make([]float64, len(gen.Series()))); err != nil {
		t.Fatal(err)
	}
	s := &scenario{T: t, upstream: over(t, store), now: now, overrides: map[signal.Name]signal.Override{}}
	return s.with(`{"targets": {"latency_p95": {"value": 2.5}}}`)
}

// Over 30 days the recordings give the same numbers within 1 % and read a twentieth of the samples at most.
func TestRecordingsGiveTheSameNumbersForLess(t *testing.T) {
	s := aMonth(t)
	queries := []object{
		{"kpis": []string{"availability"}}, {"kpis": []string{"error_ratio"}}, {"kpis": []string{"latency_p95"}},
		{"kpis": []string{"error_ratio"}, "groupBy": []string{"service"}}, {"kpis": []string{"latency_p95"}, "service": "api"},
	}
	type outcome struct {
		rows    []evaluate.KPIRow
		samples int64
	}
	ask := func() (outcomes []outcome) {
		for _, q := range queries {
			before := s.upstream.samples.Load()
			rows := s.kpis(maps.Clone(q))
			outcomes = append(outcomes, outcome{rows, s.upstream.samples.Load() - before})
		}
		return outcomes
	}
	budgetOf := func() map[string]float64 {
		remaining := map[string]float64{}
		for _, kpi := range []string{"availability", "error_ratio", "latency_p95"} {
			for _, row := range s.budget(kpi, object{}) {
				if row.Budget == nil {
					t.Fatalf("%s: %s", kpi, row.Reason)
				}
				remaining[kpi+" "+row.Rule.Long.String()] = row.Budget.Remaining
			}
		}
		return remaining
	}
	raw, rawBudget := ask(), budgetOf()
	groups := s.rulesOf()
	s.record(groups, s.now.Add(-31*24*time.Hour), s.now)
	recorded, recordedBudget := ask(), budgetOf()
	for i, q := range queries {
		before, after := raw[i], recorded[i]
		t.Logf("%v: %d samples, %d recorded, 1/%.0f", q, before.samples, after.samples, float64(before.samples)/float64(after.samples))
		if after.samples*20 > before.samples {
			t.Errorf("%v reads %d samples, recorded still %d", q, before.samples, after.samples)
		}
		if len(before.rows) != len(after.rows) || len(before.rows) == 0 {
			t.Fatalf("%v has %d rows, recorded %d", q, len(before.rows), len(after.rows))
		}
		for j, row := range before.rows {
			got := after.rows[j].Result
			if maps.Equal(row.Labels, after.rows[j].Labels) && got.Status == row.Result.Status && got.Window == row.Result.Window {
				near := func(what string, a, b *float64) {
					if (a == nil) != (b == nil) || a != nil && math.Abs(*a-*b) > 0.01*math.Abs(*a) {
						t.Errorf("%v: %s of %v is %v, recorded %v", q, what, row.Labels, deref(a), deref(b))
					}
				}
				near("the value", row.Result.Value, got.Value)
				near("the samples", row.Result.Samples, got.Samples)
				near("the coverage", row.Result.Coverage, got.Coverage)
				continue
			}
			t.Errorf("%v: %v is %s over %s, recorded %v %s over %s", q, row.Labels, row.Result.Status, row.Result.Window,
				after.rows[j].Labels, got.Status, got.Window)
		}
	}
	for kpi, remaining := range rawBudget {
		if math.Abs(remaining-recordedBudget[kpi]) > 0.01 {
			t.Errorf("%s has %g of its budget left, recorded %g", kpi, remaining, recordedBudget[kpi])
		}
	}
	for _, name := range []signal.Name{signal.Requests, signal.RequestDuration, signal.ProbeSuccess} {
		if m := s.engine().Signals[name]; m.Recorded == nil || !m.Recorded.Found {
			t.Errorf("%s: %+v", name, m.Recorded)
		}
	}
	asked := strings.Join(s.upstream.asked, "\n")
	for _, metric := range []string{signal.RecordedRequests, signal.RecordedBuckets, signal.RecordedUp, signal.RecordedPoints} {
		if !strings.Contains(asked, metric+"{") {
			t.Errorf("%s was not read", metric)
		}
	}
}

func deref(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}

// Recordings that do not hold the whole window, or that hold something else, are not read.
func TestRecordingsThatDoNotFitAreNotRead(t *testing.T) {
	const days = 4
	const series = `load 1m
  http_requests_total{service="api",code="200",route="/v1"} 0+990x5760
  http_requests_total{service="api",code="500",route="/v1"} 0+10x5760
`
	for name, test := range map[string]struct {
		from    time.Duration // when recording began, after the start
		model   object
		profile string
		read    bool
	}{
		"the whole window":                  {0, object{"window": "2d"}, `{}`, true},
		"the whole window, by service":      {0, object{"window": "2d", "groupBy": []string{"service"}}, `{}`, true},
		"a window that began before them":   {60 * time.Hour, object{"window": "2d"}, `{}`, false},
		"a window that is short":            {0, object{"window": "12h"}, `{}`, false},
		"a label that they do not keep":     {0, object{"window": "2d", "groupBy": []string{"route"}}, `{}`, false},
		"a definition that has changed":     {0, object{"window": "2d"}, `{"verdicts": {"healthCheckRoutes": "/up"}}`, false},
		"what failed is decided afterwards": {0, object{"window": "2d"}, `{"verdicts": {"failedStatus": "4.."}}`, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := at(t, days*24*time.Hour, series)
			s.record(s.rulesOf(), time.Unix(0, 0).UTC().Add(test.from), s.now)
			s.with(test.profile)
			want := 0.01
			if strings.Contains(test.profile, "4..") {
				want = 0
			}
			test.model["kpis"] = []string{"error_ratio"}
			rows := s.kpis(test.model)
			if len(rows) != 1 {
				t.Fatalf("%+v", rows)
			}
			s.near("the ratio", rows[0].Result.Value, want, 1e-9)
			s.near("the coverage", rows[0].Result.Coverage, 1, 0)
			if read := strings.Contains(strings.Join(s.upstream.asked, "\n"), signal.RecordedRequests+"{"); read != test.read {
				t.Errorf("read from recordings: %t", read)
			}
		})
	}
}

// The alerts of the file fire and end when those of the error_budget query do.
func TestRuleFileAlertsFollowTheOutage(t *testing.T) {
	const scrape, share = 15 * time.Second, 0.1
	start, lasts := 4*24*time.Hour, time.Hour
	s := at(t, start+lasts+20*time.Hour, outage(start, lasts, share, scrape))
	groups := s.rulesOf()
	s.record(groups, time.Unix(0, 0).UTC(), s.now)
	alerts := 0
	for _, group := range groups.Groups {
		for _, rule := range group.Rules {
			if rule.Alert != "HeadroomErrorBudgetBurn" || rule.Labels["kpi"] != "availability" {
				continue
			}
			r := rules[alerts]
			alerts++
			fires := func(after time.Duration) bool {
				answer, err := s.upstream.Instant(context.Background(), rule.Expr, time.Unix(0, 0).Add(start+after))
				if err != nil {
					t.Fatal(err)
				}
				return len(answer.Samples) > 0
			}
			early, late := 2*scrape, 2*scrape
			if r.long >= 24*time.Hour {
				late += 5 * time.Minute // the recording's step
			}
			detected := time.Duration(0.001 / share * r.factor * float64(r.long))
			reset := time.Duration(float64(r.long/12) * (1 - 0.001*r.factor/share))
			for _, check := range []struct {
				after time.Duration
				want  bool
			}{{detected - early, false}, {detected + late, true}, {lasts + reset - early, true}, {lasts + reset + late, false}} {
				if got := fires(check.after); got != check.want {
					t.Errorf("%s over %s fires %s after the start: %t", r.severity, r.long, check.after, got)
				}
			}
		}
	}
	if alerts != len(rules) {
		t.Errorf("%d alerts", alerts)
	}
}
