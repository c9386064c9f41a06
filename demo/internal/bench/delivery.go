package bench

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/headroom/headroom/demo/internal/bench/footprint"
	"github.com/headroom/headroom/demo/pg"
)

//go:embed delivery.sql
var deliverySQL string

// What one question about 100,000 incidents and 1,000,000 deployments may take, and what the backend may hold then.
const (
	deliveryLimit       = 2 * time.Second
	deliveryMemoryLimit = 64 << 20
)

const deliveryRuns = 5

// delivery prints what operational KPIs over a year of many events take, nothing cached, and what a plugin process of
// its own holds meanwhile.
func (w *world) delivery(ctx context.Context, r *report) (err error) {
	if err := w.execute(ctx, deliverySQL); err != nil {
		return fmt.Errorf("creating incidents and deployments: %w", err)
	}
	defer func() {
		err = errors.Join(err, w.execute(context.WithoutCancel(ctx), "DROP SCHEMA bench CASCADE"))
	}()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	_, plugin, err := w.startPlugin(ctx)
	if err != nil {
		return err
	}
	d := w.connected("delivery")
	d.jsonData["signals"] = object{"incidents": object{"table": "bench.incidents"}, "deployments": object{"table": "bench.deployments"}}
	if err := footprint.ResetPeak(plugin); err != nil {
		return err
	}

	r.section("Operational KPIs over 100,000 incidents and 1,000,000 deployments of a year (ms, median [quartiles]), nothing cached",
		"query", "n", "took", "limit", "")
	const year = 365 * 24 * time.Hour
	all := []string{"mttr", "mtbf", "deployment_frequency", "change_failure_ratio"}
	for _, test := range []struct {
		name string
		panel
	}{
		{"mttr, 365d", delivered("365d", "", "mttr")},
		{"mtbf, 365d", delivered("365d", "", "mtbf")},
		{"deployment_frequency, 365d", delivered("365d", "", "deployment_frequency")},
		{"change_failure_ratio, 365d", delivered("365d", "", "change_failure_ratio")},
		{"all four, 90d", delivered("90d", "", all...)},
		{"all four by service, 90d", delivered("90d", "service", all...)},
		{"all four by week, a year", panel{object{"queryType": "delivery", "step": "1w"}, year}},
		{"incidents, the latest 1,000 of a year", panel{object{"queryType": "incidents"}, year}},
		{"deployments, the latest 1,000 of a year", panel{object{"queryType": "deployments"}, year}},
	} {
		var took sample
		for i := range deliveryRuns {
			once, err := timed(ctx, plugin, d, w.now.Add(-time.Duration(i)*12*time.Hour), test.panel)
			if err != nil {
				return err
			}
			took = append(took, once)
		}
		r.row(test.name, fmt.Sprint(deliveryRuns), took.String(), milliseconds(deliveryLimit), verdict(took.median() <= deliveryLimit))
	}
	held, err := footprint.Of(ctx, plugin)
	if err != nil {
		return err
	}
	r.row("resident MB of the backend, peak", "", megabytes(held.Peak), megabytes(deliveryMemoryLimit), verdict(held.Peak <= deliveryMemoryLimit))
	return nil
}

// delivered asks for operational KPIs over a window, grouped by a label if one is named.
func delivered(window, groupBy string, kpis ...string) panel {
	return panel{object{"queryType": "delivery", "kpis": kpis, "window": window, "groupBy": strings.Fields(groupBy), "format": "table"}, time.Hour}
}

// execute runs statements as the demo's superuser.
func (w *world) execute(ctx context.Context, sql string) error {
	conn, err := pgx.Connect(ctx, pg.DSN(w.postgresPort, pg.Database))
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, sql)
	return errors.Join(err, conn.Close(context.WithoutCancel(ctx)))
}
