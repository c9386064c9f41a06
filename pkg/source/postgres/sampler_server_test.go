//go:build unix

package postgres

import (
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/source/postgres/pgtest"
)

// TestSamplerOfARealServer writes between samples, then resets the statistics and restarts the server.
func TestSamplerOfARealServer(t *testing.T) {
	t.Parallel()
	server := pgtest.Start(t)
	server.Exec(t, "postgres", append(reader("reader"),
		"create table opens (id int) partition by range (id)",
		"create table opens_0 partition of opens for values from (0) to (1000000)")...)
	settings := config("postgres")
	settings.Port = server.Port
	sampler := NewSampler(open(t, settings), SamplerOptions{Freshness: time.Nanosecond})
	t.Cleanup(sampler.Close)
	sample := func() source.TableRates {
		t.Helper()
		got, err := sampler.Rates(testContext(t), time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}

	sample()
	server.Exec(t, "postgres", "insert into opens select generate_series(1, 360)")
	eventually(t, "the rate of what was written", func() bool {
		got := sample()
		rate, ok := rateOf(got, "opens")
		return ok && near(rate.Writes, 360/got.To.Sub(got.From).Hours())
	})

	server.Exec(t, "postgres", "select pg_stat_reset()")
	eventually(t, "the reset to give a gap", func() bool {
		got := sample()
		return strings.Contains(got.Gap, "reset") && len(got.Tables) == 0
	})
	server.Exec(t, "postgres", "insert into opens select generate_series(1, 36)")
	eventually(t, "the rate since the reset", func() bool {
		got := sample()
		rate, ok := rateOf(got, "opens")
		return ok && near(rate.Writes, 36/got.To.Sub(got.From).Hours())
	})

	server.Restart(t)
	if got := sample(); !strings.Contains(got.Gap, "restarted") || len(got.Tables) != 0 {
		t.Errorf("after a restart: got %+v, want no rate and a gap", got)
	}
}
