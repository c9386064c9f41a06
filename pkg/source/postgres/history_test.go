//go:build unix

package postgres

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/headroom/headroom/pkg/source"
)

func TestResetIsAGapNotASpike(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newFakeServer()
		server.perHour[1], server.tables[1] = 60000, "jobs"
		sampler := newSampler(server.read, SamplerOptions{})
		defer sampler.Close()
		rates(t, sampler, time.Hour)
		time.Sleep(2*time.Hour + DefaultSampleInterval/2) // between two samples
		// A failover to a server that has counted far more.
		server.change(func() { server.epoch, server.offset[1] = "2", 5e8 })
		got := rates(t, sampler, time.Hour)
		if len(got.Tables) != 0 || !strings.Contains(got.Gap, "failed over") {
			t.Errorf("right after: got %+v, want no rate and the reason", got)
		}
		time.Sleep(30 * time.Minute)
		got = rates(t, sampler, time.Hour)
		if rate, ok := rateOf(got, "jobs"); !ok || !near(rate.Writes, 60000) || !strings.Contains(got.Gap, "failed over") {
			t.Errorf("half an hour later: got %+v with gap %q, want 60000 an hour and the reason", rate, got.Gap)
		}
		time.Sleep(2 * time.Hour)
		if got = rates(t, sampler, time.Hour); got.Gap != "" {
			t.Errorf("hours later: got gap %q", got.Gap)
		}
	})
}

// TestCounterThatWentBack is a reset that the epoch does not show, of one table among others.
func TestCounterThatWentBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newFakeServer()
		server.perHour[1], server.tables[1] = 60000, "jobs"
		server.perHour[2], server.tables[2] = 1000, "campaigns"
		sampler := newSampler(server.read, SamplerOptions{})
		defer sampler.Close()
		rates(t, sampler, time.Hour)
		time.Sleep(40 * time.Minute)
		rates(t, sampler, time.Hour)
		server.change(func() { server.offset[1] = -60000 * time.Since(server.began).Hours() })
		time.Sleep(DefaultSampleFreshness)
		if rate, ok := rateOf(rates(t, sampler, time.Hour), "jobs"); ok {
			t.Errorf("right after: got %+v, want no rate", rate)
		}
		time.Sleep(20 * time.Minute)
		got := rates(t, sampler, time.Hour)
		rate, ok := rateOf(got, "jobs")
		if !ok || !near(rate.Writes, 60000) || got.To.Sub(rate.From) != 20*time.Minute {
			t.Errorf("later: got %+v, want 60000 an hour over 20 minutes", rate)
		}
		if rate, ok := rateOf(got, "campaigns"); !ok || !near(rate.Writes, 1000) || !rate.From.Equal(got.From) {
			t.Errorf("the other table: got %+v, want 1000 an hour over the whole span", rate)
		}
	})
}

// TestPartitionsComeAndGo: what is dropped or attached must not read as activity of the tree.
func TestPartitionsComeAndGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newFakeServer()
		for id, perHour := range map[int64]float64{1: 0, 2: 6000} {
			server.perHour[id], server.tables[id] = perHour, "opens"
		}
		server.offset[1] = 1e9 // an old partition that is about to be dropped
		server.perHour[3], server.tables[3], server.offset[3] = 0, "loaded", 5e8
		sampler := newSampler(server.read, SamplerOptions{})
		defer sampler.Close()
		rates(t, sampler, time.Hour)
		time.Sleep(30 * time.Minute)
		server.change(func() {
			delete(server.perHour, 1)
			server.tables[3] = "opens" // a table loaded before is attached
			// A new partition, which has had 500 rows since it was created.
			server.perHour[4], server.tables[4], server.offset[4] = 0, "opens", 500
		})
		time.Sleep(30 * time.Minute)
		got := rates(t, sampler, time.Hour)
		if rate, ok := rateOf(got, "opens"); !ok || !near(rate.Writes, 6500) {
			t.Errorf("got %+v, want 6500 an hour", rate)
		}
		if _, ok := rateOf(got, "loaded"); ok {
			t.Error("the attached table is still listed by itself")
		}
	})
}

// TestHistoryIsBounded samples 10,000 tables for a day and looks for a frame near the start of any window.
func TestHistoryIsBounded(t *testing.T) {
	const tables = 10000
	var h history
	began := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	relations := make([]relation, tables)
	for i := range relations {
		relations[i] = relation{id: int64(i), counters: source.TableCounters{Table: fmt.Sprint(i)}}
	}
	for minute := range 24 * 60 {
		h.add(statistics{at: began.Add(time.Duration(minute) * time.Minute), epoch: "1", relations: relations}, 24*time.Hour)
	}
	bytes := 0
	for i := range h.frames {
		bytes += cap(h.frames[i].activity) * relationBytes
		if i > 0 && &h.frames[i].ids[0] != &h.frames[0].ids[0] {
			t.Fatal("frames of the same relations keep their ids twice")
		}
	}
	if bytes > historyBytes {
		t.Errorf("%d frames of %d tables take %d bytes, more than %d", len(h.frames), tables, bytes, historyBytes)
	}
	newest := h.frames[len(h.frames)-1].at
	for _, window := range []time.Duration{5 * time.Minute, time.Hour, 6 * time.Hour, 23 * time.Hour} {
		span := newest.Sub(h.rates(window, DefaultSampleFreshness).From)
		if span > window+DefaultSampleFreshness || span < window*8/10 {
			t.Errorf("for a window of %s the nearest frame is %s back", window, span)
		}
	}
}

// BenchmarkRates compares 10,000 tables over a full history.
func BenchmarkRates(b *testing.B) {
	var h history
	began := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	relations := make([]relation, 10000)
	for minute := range 200 {
		for i := range relations {
			relations[i] = relation{id: int64(i), counters: source.TableCounters{Table: fmt.Sprint(i), Inserted: float64(i * minute)}}
		}
		h.add(statistics{at: began.Add(time.Duration(minute) * time.Minute), epoch: "1", relations: relations}, 24*time.Hour)
	}
	b.ReportAllocs()
	for b.Loop() {
		h.rates(time.Hour, DefaultSampleFreshness)
	}
}
