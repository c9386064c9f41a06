package truth_test

import (
	"log/slog"
	"math"
	"testing"
	"time"

	"github.com/prometheus/prometheus/promql"

	"github.com/headroom/headroom/demo/history"
	"github.com/headroom/headroom/demo/prom"
	"github.com/headroom/headroom/demo/series"
	"github.com/headroom/headroom/demo/truth"
)

// The anchor lies on a whole hour, so that five-minute windows tile the day
// before it.
var anchor = time.Date(2025, 3, 12, 16, 0, 0, 0, time.UTC)

func ago(d time.Duration) time.Time { return anchor.Add(-d) }

// compactEvents puts every kind into two and a half days. Resets and the gap of
// a node lie before the last 24 hours, where plain differences of counters are
// therefore exact.
func compactEvents() []series.Event {
	const h, m = time.Hour, time.Minute
	return []series.Event{
		{Kind: series.CounterReset, Start: ago(30 * h), End: ago(30 * h), Targets: []string{"api-2:9464"}},
		{Kind: series.StatsReset, Start: ago(29 * h), End: ago(29 * h), Table: "job_logs"},
		{Kind: series.ScrapeGap, Start: ago(28 * h), End: ago(27 * h), Targets: []string{"app-2:9100", "db-1:9187"}},
		{
			Kind: series.ScrapeGap, Start: ago(20 * h), End: ago(20*h - 17*m),
			Targets: []string{series.ProbeTarget(series.APIURL, "fra"), series.ProbeTarget(series.APIURL, "iad")},
		},
		{Kind: series.LocationFlap, Start: ago(18 * h), End: ago(18*h - 9*m), Targets: []string{series.AppURL}, Location: "iad"},
		{Kind: series.QuietNight, Start: ago(15 * h), End: ago(12 * h), Factor: 0.0015},
		{Kind: series.Outage, Start: ago(9*h - 4*m), End: ago(9*h - 15*m), Targets: []string{series.AppURL, series.APIURL}, Factor: 0.85},
		{Kind: series.LatencyRegression, Start: ago(6 * h), End: ago(4 * h), Service: "web", Factor: 18},
		{Kind: series.TableSurge, Start: ago(5 * h), End: ago(3 * h), Table: "jobs", Factor: 7},
		{Kind: series.TableSilence, Start: ago(4 * h), End: ago(2 * h), Table: "email_clicks"},
	}
}

// prometheus is the generated history behind a real query engine.
type prometheus struct {
	t       *testing.T
	storage *prom.Storage
	engine  *promql.Engine
}

// openHistory writes the history as blocks and an open head, as the stack does.
func openHistory(t *testing.T) (prometheus, *truth.Truth) {
	t.Helper()
	cache := history.Cache{Dir: t.TempDir(), Params: func(time.Time) series.Params {
		return series.Params{Anchor: anchor, History: 60 * time.Hour, Events: compactEvents()}
	}}
	now := anchor.Add(3*time.Hour + 17*time.Minute)
	stored, err := cache.Ensure(t.Context(), now, nil)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	gen, err := history.LayOut(t.Context(), stored, dir, now)
	if err != nil {
		t.Fatal(err)
	}
	storage, err := prom.OpenStorage(dir, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = storage.Close() })
	if err := history.Append(t.Context(), gen, storage, series.MinuteOf(now)+1, make([]float64, len(gen.Series()))); err != nil {
		t.Fatal(err)
	}
	engine := promql.NewEngine(promql.EngineOpts{
		MaxSamples: 50_000_000, Timeout: time.Minute, LookbackDelta: 5 * time.Minute, EnableAtModifier: true, EnableNegativeOffset: true,
	})
	t.Cleanup(func() { _ = engine.Close() })
	expected, err := truth.Compute(t.Context(), stored.Params, "test")
	if err != nil {
		t.Fatal(err)
	}
	return prometheus{t, storage, engine}, expected
}

// query evaluates the expression and returns values by the label's value.
func (p prometheus) query(at time.Time, label, expr string) map[string]float64 {
	p.t.Helper()
	query, err := p.engine.NewInstantQuery(p.t.Context(), p.storage, nil, expr, at)
	if err != nil {
		p.t.Fatalf("%s: %v", expr, err)
	}
	defer query.Close()
	result := query.Exec(p.t.Context())
	vector, err := result.Vector()
	if err != nil {
		p.t.Fatalf("%s: %v", expr, err)
	}
	values := map[string]float64{}
	for _, sample := range vector {
		values[sample.Metric.Get(label)] = sample.F
	}
	return values
}

// scalar is the only value of an expression without labels.
func (p prometheus) scalar(at time.Time, expr string) float64 {
	p.t.Helper()
	values := p.query(at, "", expr)
	if len(values) != 1 {
		p.t.Fatalf("%s at %s has %d values, want 1", expr, at, len(values))
	}
	return values[""]
}

// near compares within a relative tolerance.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.Abs(got-want) > tolerance*math.Max(math.Abs(want), 1e-12) || math.IsNaN(got) {
		t.Errorf("%s: PromQL says %.12g, the generator %.12g", what, got, want)
	}
}

// exact allows for the rounding of floating-point sums only.
const exact = 1e-9

func TestPromQLAgreesWithTheTruth(t *testing.T) {
	p, expected := openHistory(t)
	day, ok := expected.Windows["24h"]
	if !ok {
		t.Fatal("the truth has no window of 24 h")
	}
	t.Run("requests", func(t *testing.T) { p.t = t; testRequests(t, p, day) })
	t.Run("availability", func(t *testing.T) { p.t = t; testAvailability(t, p, day) })
	t.Run("throughput", func(t *testing.T) { p.t = t; testThroughput(t, p, day) })
	t.Run("utilization", func(t *testing.T) { p.t = t; testUtilization(t, p, day) })
	t.Run("tables", func(t *testing.T) { p.t = t; testTables(t, p, day) })
	t.Run("events", func(t *testing.T) { p.t = t; testEvents(t, p, expected.Events) })
}
