package bench

import (
	"context"
	"fmt"
	"time"
)

// sharing prints how many requests arrive upstream for an overview, for a second viewer of it, and for two panels
// that ask the same.
func (w *world) sharing(ctx context.Context, r *report) error {
	r.section("Upstream requests, counted at Prometheus (/-/stats)", "load", "queries behind the panels", "of them different", "queries sent", "look-ups sent", "limit", "")
	shared := w.connected("shared")
	// The two viewers look within the 15 s for which an answer about now is aligned.
	first, second := w.now.Add(2*time.Second), w.now.Add(12*time.Second)
	cold, err := w.countOverview(ctx, shared, first)
	if err != nil {
		return err
	}
	r.row("an overview, nothing known yet", fmt.Sprint(cold.behind), fmt.Sprint(cold.different), fmt.Sprint(cold.evaluated), fmt.Sprint(cold.looked),
		"each different query once", verdict(cold.evaluated == int64(cold.different)))
	warm, err := w.countOverview(ctx, shared, second)
	if err != nil {
		return err
	}
	r.row("a second viewer, 10 s later", fmt.Sprint(warm.behind), fmt.Sprint(warm.different), fmt.Sprint(warm.evaluated), fmt.Sprint(warm.looked),
		"0", verdict(warm.evaluated+warm.looked == 0))
	later, err := w.countOverview(ctx, shared, w.now.Add(-6*time.Hour))
	if err != nil {
		return err
	}
	r.row("an overview of another time", fmt.Sprint(later.behind), fmt.Sprint(later.different), fmt.Sprint(later.evaluated), fmt.Sprint(later.looked),
		"each different query once", verdict(later.evaluated == int64(later.different)))
	return nil
}

type requestCount struct {
	// behind are the queries that the answers name, different those among them that are not the same as another.
	behind, different int
	// evaluated are the queries, looked the look-ups of names and labels, that arrived.
	evaluated, looked int64
}

func (w *world) countOverview(ctx context.Context, d dataSource, to time.Time) (c requestCount, err error) {
	before, err := w.direct.counts(ctx)
	if err != nil {
		return c, err
	}
	queries, err := loadOverview(ctx, w.plugin, d, to)
	if err != nil {
		return c, err
	}
	after, err := w.direct.counts(ctx)
	if err != nil {
		return c, err
	}
	c.evaluated, c.looked = between(before, after)
	seen := map[string]bool{}
	for _, q := range queries {
		if q.Source != "Prometheus" {
			continue
		}
		path, form := q.request()
		c.behind++
		seen[path+"?"+form.Encode()] = true
	}
	c.different = len(seen)
	return c, nil
}
