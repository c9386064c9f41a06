package bench

import (
	"context"
	"fmt"
	"time"
)

// Time that Headroom may add over the same upstream queries.
const (
	addedFixed = 5 * time.Millisecond
	addedShare = 0.10
)

func addedLimit(direct time.Duration) time.Duration {
	return addedFixed + time.Duration(addedShare*float64(direct))
}

// overheadCase is one query compared with the upstream queries that it makes.
type overheadCase struct {
	name string
	panel
	runs int
}

func overheadCases() []overheadCase {
	const day = 24 * time.Hour
	return []overheadCase{
		{"kpi, all, 30 d", panel{object{"queryType": "kpi", "format": "table"}, time.Hour}, 12},
		{"kpi, error ratio, 24 h", panel{object{"queryType": "kpi", "kpis": []string{"error_ratio"}, "window": "24h"}, time.Hour}, 20},
		{"kpi, p95, 1 h", panel{object{"queryType": "kpi", "kpis": []string{"latency_p95"}, "window": "1h"}, time.Hour}, 40},
		{"traffic, 1 h, table", panel{object{"queryType": "traffic", "format": "table"}, time.Hour}, 40},
		{"traffic_trend, 30 d at 1 h", panel{object{"queryType": "traffic_trend", "step": "1h"}, 30 * day}, 20},
	}
}

// comparison is a case's measurements, in pairs.
type comparison struct {
	overheadCase
	queries      int
	direct, ours sample
}

// apart keeps the ends of two runs so far apart that nothing of one is an answer to the other: a trailing month
// is evaluated at ends that are 22 minutes apart, a trend at whole steps.
const apart = time.Hour

// compare measures one case. Every run asks for another end of the window, so nothing is cached; both sides of a
// run ask for the same, and take turns at going first, as whoever goes second finds the upstream's memory warm.
func (w *world) compare(ctx context.Context, c overheadCase) (comparison, error) {
	result := comparison{overheadCase: c}
	scout, measured := w.prometheusOnly("scout "+c.name), w.prometheusOnly("measured "+c.name)
	ends := make([]time.Time, c.runs+1)
	queries := make([][]upstreamQuery, len(ends))
	for i := range ends {
		ends[i] = w.now.Add(-time.Duration(i) * apart)
		answers, err := ask(ctx, w.plugin, scout, ends[i], c.panel)
		if err != nil {
			return result, err
		}
		if queries[i], err = upstreamOf(answers[0]); err != nil {
			return result, err
		}
		if result.queries = len(queries[i]); result.queries == 0 {
			return result, fmt.Errorf("%s: the answer names no upstream query", c.name)
		}
	}
	for i, end := range ends {
		ours := func() (time.Duration, error) { return timed(ctx, w.plugin, measured, end, c.panel) }
		direct := func() (time.Duration, error) { return w.direct.replay(ctx, queries[i]) }
		first, second := direct, ours
		if i%2 == 1 {
			first, second = ours, direct
		}
		a, err := first()
		if err != nil {
			return result, err
		}
		b, err := second()
		if err != nil {
			return result, err
		}
		if i == 0 {
			continue // the first run is the warm-up: it finds the signals and opens the connections
		}
		if i%2 == 1 {
			a, b = b, a
		}
		result.direct, result.ours = append(result.direct, a), append(result.ours, b)
	}
	return result, nil
}

// overhead prints the time added to each case.
func (w *world) overhead(ctx context.Context, r *report) error {
	r.section("Time added over the same upstream queries, sent concurrently straight to Prometheus (ms, median [quartiles])",
		"query", "upstream queries", "n", "direct", "Headroom over gRPC", "ratio", "added (of pairs)", "limit 5 ms + 10 %", "")
	for _, c := range overheadCases() {
		result, err := w.compare(ctx, c)
		if err != nil {
			return err
		}
		added := result.ours.minus(result.direct)
		limit := addedLimit(result.direct.median())
		r.row(c.name, fmt.Sprint(result.queries), fmt.Sprint(len(result.ours)), result.direct.String(), result.ours.String(),
			fmt.Sprintf("%.2f", float64(result.ours.median())/float64(result.direct.median())),
			added.String(), milliseconds(limit), verdict(added.median() <= limit))
	}
	return nil
}
