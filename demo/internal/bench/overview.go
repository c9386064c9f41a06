package bench

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/headroom/headroom/demo/internal/preview/process"
)

// overviewPanels are what a person sees first: the KPIs with their history, the traffic of the tables and what
// tenants need. Several panels ask for the same KPIs.
func overviewPanels() []panel {
	const week = 7 * 24 * time.Hour
	return []panel{
		{object{"queryType": "kpi", "format": "table"}, week},
		{object{"queryType": "kpi"}, week},
		{object{"queryType": "kpi", "kpis": []string{"availability", "error_ratio"}, "format": "table"}, week},
		{object{"queryType": "kpi_trend", "kpis": []string{"latency_p95", "error_ratio"}, "window": "1h"}, week},
		{object{"queryType": "traffic_trend", "step": "1h"}, week},
		{object{"queryType": "projection"}, week},
		{object{"queryType": "requirements"}, week},
	}
}

// loadOverview sends every panel as a request of its own, all at once, as a page does.
func loadOverview(ctx context.Context, plugin *process.Client, d dataSource, to time.Time) ([]upstreamQuery, error) {
	panels := overviewPanels()
	perPanel := make([][]upstreamQuery, len(panels))
	group, ctx := errgroup.WithContext(ctx)
	for i, p := range panels {
		group.Go(func() error {
			answers, err := ask(ctx, plugin, d, to, p)
			if err != nil {
				return err
			}
			perPanel[i], err = upstreamOf(answers[0])
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	var all []upstreamQuery
	for _, queries := range perPanel {
		all = append(all, queries...)
	}
	return all, nil
}
