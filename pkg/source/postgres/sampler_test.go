//go:build unix

package postgres

import (
	"context"
	"errors"
	"math"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source"
)

// fakeServer counts by the bubble's clock: each relation is inserted into at a steady rate.
type fakeServer struct {
	mu      sync.Mutex
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

// change alters the server while it may be read.
func (f *fakeServer) change(how func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	how()
}

func (f *fakeServer) duration() time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.takes
}

func (f *fakeServer) read(ctx context.Context) (statistics, error) {
	f.reads.Add(1)
	select {
	case <-time.After(f.duration()):
	case <-ctx.Done():
		return statistics{}, ctx.Err()
	}
	f.mu.Lock()
	defer f.mu.Unlock()
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
		server.change(func() {
			server.offset[1] = -9000 * time.Since(server.began).Hours()
			server.perHour[1] = 10000
		})
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
		server.change(func() { server.takes = time.Hour })
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
		server.change(func() { server.err = nil })
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
