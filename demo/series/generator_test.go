package series

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

// A Wednesday afternoon; anchors fall where the grid says.
var testAnchor = AnchorAt(time.Date(2025, 3, 12, 17, 45, 0, 0, time.UTC))

func newTestModel(t *testing.T, p Params) *Model {
	t.Helper()
	m, err := NewModel(p)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func quietParams(history time.Duration) Params {
	return Params{Anchor: testAnchor, History: history}
}

// walk runs a fresh generator for n minutes and calls visit after each.
func walk(t *testing.T, p Params, n int, visit func(Minute, []float64)) *Generator {
	t.Helper()
	g := NewGenerator(newTestModel(t, p))
	out := make([]float64, len(g.Series()))
	for range n {
		minute, err := g.Next(out)
		if err != nil {
			t.Fatal(err)
		}
		visit(minute, out)
	}
	return g
}

func TestInventory(t *testing.T) {
	g := NewGenerator(newTestModel(t, DefaultParams(testAnchor)))
	perMetric, seen := map[string]int{}, map[string]bool{}
	for _, s := range g.Series() {
		perMetric[s.Labels.Get("__name__")]++
		if key := s.Labels.String(); seen[key] {
			t.Errorf("%s exists twice", key)
		} else {
			seen[key] = true
		}
	}
	for metric, want := range map[string]int{
		"http_server_request_duration_seconds_bucket": 16 * NumBuckets, // 4 instances × 4 route and status pairs
		"http_server_request_duration_seconds_count":  16,
		"http_server_request_duration_seconds_sum":    16,
		"probe_success":                  4,
		"node_cpu_seconds_total":         3 * CPUsPerNode * 4,
		"node_memory_MemAvailable_bytes": 3,
		"pg_stat_user_tables_n_tup_ins":  14,
		"pg_stat_user_tables_idx_scan":   14,
		"pg_settings_max_connections":    1,
		"redis_memory_used_bytes":        1,
		"up":                             13,
	} {
		if perMetric[metric] != want {
			t.Errorf("%s has %d series, want %d", metric, perMetric[metric], want)
		}
	}
	if n := len(g.Series()); n < 400 || n > 560 {
		t.Errorf("%d series in all, the demo is meant to have about 500", n)
	}
}

func TestNextRefusesABufferOfTheWrongLength(t *testing.T) {
	g := NewGenerator(newTestModel(t, quietParams(time.Hour)))
	if _, err := g.Next(make([]float64, 3)); err == nil {
		t.Error("a buffer of 3 values was accepted")
	}
}

func TestTwoRunsYieldTheSameSamples(t *testing.T) {
	var first [][]float64
	walk(t, DefaultParams(testAnchor), 300, func(_ Minute, out []float64) { first = append(first, slices.Clone(out)) })
	i := 0
	walk(t, DefaultParams(testAnchor), 300, func(m Minute, out []float64) {
		if !slices.Equal(first[i], out) {
			t.Fatalf("%s differs between two runs", m.Time())
		}
		i++
	})
}

func TestCountersFallOnlyAtTheirOwnResets(t *testing.T) {
	p := quietParams(4 * time.Hour)
	restart, statsReset := p.Anchor.Add(-2*time.Hour), p.Anchor.Add(-time.Hour)
	p.Events = []Event{
		{Kind: CounterReset, Start: restart, End: restart, Targets: []string{"api-2:9464"}},
		{Kind: StatsReset, Start: statsReset, End: statsReset, Table: "job_logs"},
	}
	type fall struct {
		minute  Minute
		subject string
	}
	falls := map[fall]int{}
	all := NewGenerator(newTestModel(t, p)).Series()
	var previous []float64
	walk(t, p, 4*60, func(m Minute, out []float64) {
		for i := range previous {
			l := all[i].Labels
			if out[i] < previous[i] && !isGauge(l.Get("__name__")) {
				falls[fall{m, l.Get("instance") + l.Get("relname")}]++
			}
		}
		previous = slices.Clone(out)
	})
	// Most of four label sets of the restarted instance: a bucket that has not
	// counted anything cannot fall.
	if n := falls[fall{MinuteOf(restart), "api-2:9464"}]; n < 40 || n > 4*(NumBuckets+2) {
		t.Errorf("%d series of the restarted instance fell, want most of %d", n, 4*(NumBuckets+2))
	}
	// Inserts, deletes, index scans and rows fetched: job_logs knows no others.
	if n := falls[fall{MinuteOf(statsReset), PostgresTarget + "job_logs"}]; n != 4 {
		t.Errorf("%d counters of job_logs fell, want 4", n)
	}
	if len(falls) != 2 {
		t.Errorf("counters fell elsewhere too: %v", falls)
	}
}

// isGauge knows the names that the exporters declare as gauges.
func isGauge(metric string) bool {
	switch {
	case strings.HasSuffix(metric, "_total"), strings.HasPrefix(metric, "http_server_"):
		return false
	case strings.HasPrefix(metric, "pg_stat_user_tables_"):
		return strings.HasSuffix(metric, "_live_tup") || strings.HasSuffix(metric, "_dead_tup")
	default:
		return true
	}
}

func TestScrapeGapLeavesNoSamples(t *testing.T) {
	p := quietParams(2 * time.Hour)
	gap := Event{
		Kind: ScrapeGap, Start: p.Anchor.Add(-time.Hour), End: p.Anchor.Add(-50 * time.Minute),
		Targets: []string{PostgresTarget, ProbeTarget(APIURL, "fra")},
	}
	p.Events = []Event{gap}
	all := NewGenerator(newTestModel(t, p)).Series()
	absent := map[string]int{}
	walk(t, p, 2*60, func(m Minute, out []float64) {
		for i, v := range out {
			if !math.IsNaN(v) {
				continue
			}
			if m <= MinuteOf(gap.Start) || m > MinuteOf(gap.End) || !slices.Contains(gap.Targets, all[i].Target) {
				t.Fatalf("%s has no sample at %s", all[i].Labels, m.Time())
			}
			absent[all[i].Labels.Get("__name__")]++
		}
	})
	for metric, want := range map[string]int{"probe_success": 10, "up": 20, "pg_stat_user_tables_idx_scan": 140} {
		if absent[metric] != want {
			t.Errorf("%d samples of %s are absent, want %d", absent[metric], metric, want)
		}
	}
}
