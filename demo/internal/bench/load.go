package bench

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
	"golang.org/x/sync/errgroup"

	"github.com/headroom/headroom/demo/internal/bench/footprint"
	"github.com/headroom/headroom/demo/internal/preview/process"
)

// Memory that the backend may use, in bytes.
const (
	idleLimit = 40 << 20
	loadLimit = 150 << 20
)

const (
	viewers       = 32
	loadsEach     = 3
	coldEvery     = 8 // every eighth overview is of a time that nobody has asked for
	settlingAfter = 30 * time.Second
)

// memory prints what a fresh plugin process holds before, during and after 32 concurrent viewers.
func (w *world) memory(ctx context.Context, r *report) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	_, plugin, err := w.startPlugin(ctx)
	if err != nil {
		return err
	}
	d := w.connected("load")
	r.section("The backend's process", "state", "resident MB", "goroutines", "descriptors", "connections", "limit", "")
	if err := checkHealth(ctx, plugin, d); err != nil {
		return err
	}
	idle, err := footprint.Of(ctx, plugin)
	if err != nil {
		return err
	}
	r.row("idle, after one health check", megabytes(idle.Resident), fmt.Sprint(idle.Goroutines), fmt.Sprint(idle.Descriptors), fmt.Sprint(idle.Connections),
		megabytes(idleLimit)+" MB", verdict(idle.Resident <= idleLimit))

	if err := footprint.ResetPeak(plugin); err != nil {
		return err
	}
	started := time.Now()
	loads, err := w.crowd(ctx, plugin, d)
	if err != nil {
		return err
	}
	busy, err := footprint.Of(ctx, plugin)
	if err != nil {
		return err
	}
	took := time.Since(started)
	r.row(fmt.Sprintf("%d viewers, %d overviews in %.0f s, peak", viewers, loads, took.Seconds()), megabytes(busy.Peak), fmt.Sprint(busy.Goroutines),
		fmt.Sprint(busy.Descriptors), fmt.Sprint(busy.Connections), megabytes(loadLimit)+" MB", verdict(busy.Peak <= loadLimit))

	select {
	case <-time.After(settlingAfter):
	case <-ctx.Done():
		return ctx.Err()
	}
	after, err := footprint.Of(ctx, plugin)
	if err != nil {
		return err
	}
	left := after.Goroutines > idle.Goroutines || after.Connections > 0 || after.Descriptors > idle.Descriptors
	r.row(fmt.Sprintf("%.0f s later", settlingAfter.Seconds()), megabytes(after.Resident), fmt.Sprint(after.Goroutines), fmt.Sprint(after.Descriptors),
		fmt.Sprint(after.Connections), "no more than idle, no connection", verdict(!left))
	return nil
}

// crowd loads overviews by all viewers at once: most share what they look at, some look elsewhere.
func (w *world) crowd(ctx context.Context, plugin *process.Client, d dataSource) (int64, error) {
	var loads atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	for range viewers {
		group.Go(func() error {
			for range loadsEach {
				to, n := w.now, loads.Add(1)
				if n%coldEvery == 0 {
					to = to.Add(-time.Duration(n) * apart)
				}
				if _, err := loadOverview(ctx, plugin, d, to); err != nil {
					return err
				}
			}
			return nil
		})
	}
	err := group.Wait()
	return loads.Load(), err
}

func checkHealth(ctx context.Context, plugin *process.Client, d dataSource) error {
	pluginContext, err := d.context()
	if err != nil {
		return err
	}
	answer, err := plugin.Diagnostics.CheckHealth(ctx, &pluginv2.CheckHealthRequest{PluginContext: pluginContext})
	if err != nil {
		return err
	}
	if answer.GetStatus() != pluginv2.CheckHealthResponse_OK {
		return fmt.Errorf("the data source is not healthy: %s", answer.GetMessage())
	}
	return nil
}

func megabytes(bytes int64) string { return fmt.Sprintf("%.1f", float64(bytes)/(1<<20)) }
