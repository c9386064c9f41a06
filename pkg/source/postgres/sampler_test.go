//go:build unix

package postgres

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source"
)

// fakeServer counts by the bubble's clock: each relation is inserted into at a steady rate.
type fakeServer struct {
	epoch   string
	began   time.Time
	perHour map[int64]float64
	tables  map[int64]string
	offset  map[int64]float64
	reads   atomic.Int64
	err     error
	takes   time.Duration
}

func newFakeServer() *fakeServer {
	return &fakeServer{epoch: "1", began: time.Now(), perHour: map[int64]float64{}, tables: map[int64]string{}, offset: map[int64]float64{}}
}

func (f *fakeServer) read(ctx context.Context) (statistics, error) {
	f.reads.Add(1)
	if f.takes > 0 {
		select {
		case <-time.After(f.takes):
		case <-ctx.Done():
			return statistics{}, ctx.Err()
		}
	}
	if f.err != nil {
		return statistics{}, f.err
	}
	s := statistics{at: time.Now(), server: "db:5432", database: "app", epoch: f.epoch}
	for id, perHour := range f.perHour {
		inserted := perHour*time.Since(f.began).Hours() + f.offset[id]
		s.relations = append(s.relations, relation{id: id, counters: source.TableCounters{Schema: "public", Table: f.tables[id], Inserted: inserted, IndexScans: 2 * inserted, IndexRead: 3 * inserted}})
	}
	return s, nil
}

func rates(t *testing.T, sampler *Sampler, window time.Duration) source.TableRates {
	t.Helper()
	got, err := sampler.Rates(context.Background(), window)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func rateOf(got source.TableRates, table string) (source.TableRate, bool) {
	for _, rate := range got.Tables {
		if rate.Table == table {
			return rate, true
		}
	}
	return source.TableRate{}, false
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-6*math.Max(1, math.Abs(b)) }

func TestRatesOverWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newFakeServer()
		server.perHour[1], server.tables[1] = 120000, "jobs"
		sampler := newSampler(server.read, SamplerOptions{})
		defer sampler.Close()

		first := rates(t, sampler, time.Hour)
		if !first.From.Equal(first.To) || len(first.Tables) != 0 || first.Gap == "" {
			t.Errorf("one sample gives no rate: got %+v", first)
		}
		time.Sleep(10 * time.Minute)
		got := rates(t, sampler, time.Hour)
		rate, ok := rateOf(got, "jobs")
		if !ok || !near(rate.Writes, 120000) || !near(rate.Scans, 240000) || !near(rate.RowsRead, 360000) {
			t.Errorf("got %+v, want 120000 writes, 240000 scans and 360000 rows read an hour", rate)
		}
		if span := got.To.Sub(got.From); span != 10*time.Minute || !strings.Contains(got.Gap, "reach back") {
			t.Errorf("got a span of %s and gap %q, want 10 minutes and why it is not an hour", span, got.Gap)
		}
		// After more than a window the span is the window and there is no gap.
		time.Sleep(90 * time.Minute)
		got = rates(t, sampler, time.Hour)
		if span := got.To.Sub(got.From); span < time.Hour || span > time.Hour+DefaultSampleFreshness || got.Gap != "" {
			t.Errorf("got a span of %s and gap %q, want an hour without a gap", span, got.Gap)
		}
	})
}

func TestRatesFollowAChangeOfPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newFakeServer()
		server.perHour[1], server.tables[1] = 1000, "jobs"
		sampler := newSampler(server.read, SamplerOptions{})
		defer sampler.Close()
		rates(t, sampler, 10*time.Minute)
		time.Sleep(15 * time.Minute)
		// The same counter from here on, but ten times as fast.
		server.offset[1] = -9000 * time.Since(server.began).Hours()
		server.perHour[1] = 10000
		rates(t, sampler, 10*time.Minute)
		time.Sleep(10 * time.Minute)
		if rate, ok := rateOf(rates(t, sampler, 10*time.Minute), "jobs"); !ok || !near(rate.Writes, 10000) {
			t.Errorf("got %v, want 10000 an hour", rate.Writes)
		}
	})
}

func TestRatesAfterAPauseInInterest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newFakeServer()
		server.perHour[1], server.tables[1] = 1000, "jobs"
		sampler := newSampler(server.read, SamplerOptions{})
		defer sampler.Close()
		rates(t, sampler, 10*time.Minute)
		// Sampling stops after 20 minutes.
		time.Sleep(35 * time.Minute)
		got := rates(t, sampler, 10*time.Minute)
		if rate, ok := rateOf(got, "jobs"); !ok || !near(rate.Writes, 1000) || got.To.Sub(got.From) > 20*time.Minute {
			t.Errorf("got %+v from %s to %s, want 1000 an hour over at most two windows", rate, got.From, got.To)
		}
		time.Sleep(3 * time.Hour)
		if got := rates(t, sampler, 10*time.Minute); len(got.Tables) != 0 {
			t.Errorf("got %+v over hours that nobody watched, want no rate", got)
		}
	})
}

func TestResetIsAGapNotASpike(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newFakeServer()
		server.perHour[1], server.tables[1] = 60000, "jobs"
		sampler := newSampler(server.read, SamplerOptions{})
		defer sampler.Close()
		rates(t, sampler, time.Hour)
		time.Sleep(2 * time.Hour)
		// A failover to a server that has counted far more.
		server.epoch, server.offset[1] = "2", 5e8
		time.Sleep(DefaultSampleFreshness)
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
		server.offset[1] = -60000 * time.Since(server.began).Hours()
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
		delete(server.perHour, 1)
		server.tables[3] = "opens" // a table loaded before is attached
		// A new partition, which has had 500 rows since it was created.
		server.perHour[4], server.tables[4], server.offset[4] = 0, "opens", 500
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

func TestSamplesAreSharedAndFresh(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newFakeServer()
		server.takes = time.Second
		sampler := newSampler(server.read, SamplerOptions{})
		defer sampler.Close()
		for range 50 {
			go func() { _, _ = sampler.Rates(context.Background(), time.Hour) }()
		}
		time.Sleep(2 * time.Second)
		rates(t, sampler, time.Hour)
		if got := server.reads.Load(); got != 1 {
			t.Errorf("%d samples for 51 callers within %s, want 1", got, DefaultSampleFreshness)
		}
		time.Sleep(DefaultSampleFreshness)
		rates(t, sampler, time.Hour)
		if got := server.reads.Load(); got != 2 {
			t.Errorf("%d samples, want 2", got)
		}
	})
}

func TestSamplingStopsWithInterest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newFakeServer()
		sampler := newSampler(server.read, SamplerOptions{})
		defer sampler.Close()
		rates(t, sampler, 10*time.Minute)
		time.Sleep(time.Hour)
		// Two windows after the question: one sample for it and one a minute, then none.
		if got := server.reads.Load(); got < 20 || got > 22 {
			t.Errorf("%d samples, want 21", got)
		}
		rates(t, sampler, 10*time.Minute)
		time.Sleep(90 * time.Second)
		if got := server.reads.Load(); got < 22 {
			t.Errorf("%d samples: sampling did not begin again", got)
		}
	})
}

func TestCloseWaitsForSampling(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newFakeServer()
		sampler := newSampler(server.read, SamplerOptions{})
		rates(t, sampler, time.Hour)
		server.takes = time.Hour
		time.Sleep(DefaultSampleInterval + time.Second)
		sampler.Close()
		before := server.reads.Load()
		time.Sleep(3 * time.Hour)
		if got := server.reads.Load(); got != before {
			t.Errorf("%d samples after Close", got-before)
		}
	})
}

func TestFailedSampleIsReportedAndRetried(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newFakeServer()
		server.err = fault.Downstreamf(Name, "down").Wrapping(errors.New("cause"))
		sampler := newSampler(server.read, SamplerOptions{})
		defer sampler.Close()
		if _, err := sampler.Rates(context.Background(), time.Hour); fault.KindOf(err) != fault.Downstream {
			t.Errorf("got %v, want the server's error", err)
		}
		server.err = nil
		rates(t, sampler, time.Hour)
	})
}

func TestRatesRefusesAWindowThatIsNone(t *testing.T) {
	sampler := newSampler(newFakeServer().read, SamplerOptions{})
	defer sampler.Close()
	_, err := sampler.Rates(context.Background(), 0)
	expectFault(t, err, fault.User, "not positive")
}

func TestWindowLongerThanKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newFakeServer()
		server.perHour[1], server.tables[1] = 60, "jobs"
		sampler := newSampler(server.read, SamplerOptions{})
		defer sampler.Close()
		rates(t, sampler, 7*24*time.Hour)
		time.Sleep(30 * time.Hour)
		got := rates(t, sampler, 7*24*time.Hour)
		if rate, ok := rateOf(got, "jobs"); !ok || !near(rate.Writes, 60) || !strings.Contains(got.Gap, "24h") {
			t.Errorf("got %+v with gap %q, want 60 an hour over the day that is kept", rate, got.Gap)
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
