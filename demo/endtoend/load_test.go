package endtoend

import (
	"context"
	"testing"
	"time"

	"github.com/hashicorp/go-hclog"
	"golang.org/x/sync/errgroup"

	"github.com/headroom/headroom/demo/internal/bench/footprint"
	"github.com/headroom/headroom/demo/internal/preview/process"
)

// maxResident is the most memory that the plugin may use, in bytes.
const maxResident = 150 << 20

// startPlugin runs another process of the plugin for the test's length.
func startPlugin(t *testing.T) *process.Client {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	supervisor := process.New(func() (string, error) { return world.binary, nil }, hclog.NewNullLogger())
	supervised := make(chan struct{})
	go func() {
		defer close(supervised)
		supervisor.Run(ctx)
	}()
	t.Cleanup(func() {
		cancel()
		<-supervised
	})
	plugin, err := supervisor.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return plugin
}

// TestNothingIsLeftAfterALoad sends 32 overviews at once to a fresh process and waits until it holds no more than
// before.
func TestNothingIsLeftAfterALoad(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for idle connections to end")
	}
	plugin := startPlugin(t)
	d := connected().with("load", "profile", object{})
	d.plugin = plugin
	if ok, parts := d.health(t); !ok {
		t.Fatalf("not healthy: %+v", parts)
	}
	idle := hold(t, plugin)

	const viewers = 32
	overview := []object{
		{"queryType": "kpi", "format": "table", "window": "24h"},
		{"queryType": "kpi_trend", "kpis": []string{"latency_p95", "error_ratio"}, "window": "1h"},
		{"queryType": "traffic_trend", "step": "1h"},
		{"queryType": "projection"},
		{"queryType": "requirements"},
	}
	group, loading := errgroup.WithContext(t.Context())
	for viewer := range viewers {
		for _, model := range overview {
			// Every eighth viewer looks at another day.
			to := world.truth.Anchor.Add(-time.Duration(viewer/8) * 24 * time.Hour)
			group.Go(func() error { return d.askContext(loading, t, before(to, 7*24*time.Hour), model).Error })
		}
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	busy := hold(t, plugin)
	t.Logf("idle %+v, after the load %+v", idle, busy)
	if limit := int64(maxResident); busy.Peak > limit {
		t.Errorf("%d MB resident at the peak, want at most %d", busy.Peak>>20, limit>>20)
	}

	// Idle connections are kept for 15 s, and looked for every five.
	const patience = 25 * time.Second
	for deadline := time.Now().Add(patience); ; time.Sleep(250 * time.Millisecond) {
		left := hold(t, plugin)
		if left.Connections == 0 && left.Goroutines <= idle.Goroutines && left.Descriptors <= idle.Descriptors {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("left after %s: %+v, idle was %+v", patience, left, idle)
		}
	}
}

func hold(t *testing.T, plugin *process.Client) footprint.Footprint {
	t.Helper()
	f, err := footprint.Of(t.Context(), plugin)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
