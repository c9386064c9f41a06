package source

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"github.com/headroom/headroom/pkg/fault"
)

// counting is an upstream that says what it was asked, how often, and takes its time.
type counting struct {
	mu       sync.Mutex
	asked    []string
	takes    time.Duration
	err      error
	warnings []string
	points   int
	ended    int // requests whose context ended
}

func (u *counting) ask(ctx context.Context, what string) error {
	u.mu.Lock()
	u.asked = append(u.asked, what)
	takes, err := u.takes, u.err
	u.mu.Unlock()
	select {
	case <-time.After(takes):
		return err
	case <-ctx.Done():
		u.mu.Lock()
		u.ended++
		u.mu.Unlock()
		return fault.FromContext(ctx, "Prometheus")
	}
}

func (u *counting) requests() int {
	u.mu.Lock()
	defer u.mu.Unlock()
	return len(u.asked)
}

func (u *counting) change(how func()) {
	u.mu.Lock()
	defer u.mu.Unlock()
	how()
}

func (u *counting) Instant(ctx context.Context, expr string, at time.Time) (Vector, error) {
	if err := u.ask(ctx, fmt.Sprint(expr, at.UnixMilli())); err != nil {
		return Vector{}, err
	}
	return Vector{Samples: []Sample{{Labels: Labels{"expr": expr}, Time: at, Value: 1}}, Warnings: u.warnings}, nil
}

func (u *counting) Range(ctx context.Context, expr string, r Range) (Matrix, error) {
	if err := u.ask(ctx, fmt.Sprint(expr, r.Start.UnixMilli(), r.End.UnixMilli(), r.Step)); err != nil {
		return Matrix{}, err
	}
	return Matrix{Series: []Series{{Points: make([]Point, u.points)}}, Warnings: u.warnings}, nil
}

func (u *counting) MetricNames(ctx context.Context, selector string, from, to time.Time) ([]string, error) {
	return []string{"metric"}, u.ask(ctx, "names"+selector)
}

func (u *counting) LabelNames(ctx context.Context, selector string, from, to time.Time) ([]string, error) {
	return []string{"label"}, u.ask(ctx, "labels"+selector)
}

func (u *counting) LabelValues(ctx context.Context, label, selector string, from, to time.Time) ([]string, error) {
	return []string{label}, u.ask(ctx, "values"+label+selector)
}

func (u *counting) Version(ctx context.Context) (string, error) { return "1", u.ask(ctx, "version") }

func instant(t *testing.T, c *Cached, expr string) {
	t.Helper()
	if _, err := c.Instant(context.Background(), expr, time.Now()); err != nil {
		t.Fatal(err)
	}
}

func TestSecondViewerIsServedFromTheCache(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		upstream := &counting{}
		cached := NewCached(upstream, CachedOptions{Scope: "1/uid/5"})
		first, err := cached.Instant(context.Background(), "up", time.Now())
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(14 * time.Second)
		second, err := cached.Instant(context.Background(), "up", time.Now())
		if err != nil || !second.Samples[0].Time.Equal(first.Samples[0].Time) || upstream.requests() != 1 {
			t.Errorf("got %v, %v after %d requests, want the first answer after 1", second, err, upstream.requests())
		}
		time.Sleep(time.Second)
		instant(t, cached, "up")
		if upstream.requests() != 2 {
			t.Errorf("%d requests after 15 s, want 2", upstream.requests())
		}
	})
}

func TestDifferentRequestsDoNotShare(t *testing.T) {
	now := time.Now()
	day := Range{Start: now.Add(-24 * time.Hour), End: now, Step: time.Minute}
	ctx := context.Background()
	upstream := &counting{}
	store := NewStore(0)
	one := NewCached(upstream, CachedOptions{Scope: "1/uid/5", Store: store})
	other := NewCached(upstream, CachedOptions{Scope: "2/uid/5", Store: store})
	requests := []func() error{
		func() error { _, err := one.Instant(ctx, "up", now); return err },
		func() error { _, err := other.Instant(ctx, "up", now); return err },
		func() error { _, err := one.Instant(WithCredentials(ctx, "a"), "up", now); return err },
		func() error { _, err := one.Instant(WithCredentials(ctx, "b"), "up", now); return err },
		func() error { _, err := one.Instant(ctx, "up ", now); return err },
		func() error { _, err := one.Instant(ctx, "up", now.Add(-time.Minute)); return err },
		func() error { _, err := one.Range(ctx, "up", day); return err },
		func() error {
			_, err := one.Range(ctx, "up", Range{day.Start, day.End, 2 * time.Minute, false})
			return err
		},
		func() error {
			_, err := one.Range(ctx, "up", Range{day.Start.Add(-time.Hour), day.End, day.Step, false})
			return err
		},
		func() error { _, err := one.MetricNames(ctx, "up", now, now); return err },
		func() error { _, err := one.LabelNames(ctx, "up", now, now); return err },
		func() error { _, err := one.LabelValues(ctx, "job", "up", now, now); return err },
		func() error { _, err := one.LabelValues(ctx, "le", "up", now, now); return err },
	}
	for round := 1; round <= 2; round++ {
		for i, request := range requests {
			if err := request(); err != nil {
				t.Errorf("request %d: %v", i, err)
			}
		}
		if upstream.requests() != len(requests) {
			t.Fatalf("round %d: %d requests, want %d", round, upstream.requests(), len(requests))
		}
	}
	asked, passedOn := one.Counts()
	if want := int64(len(requests) - 1); asked != 2*want || passedOn != want {
		t.Errorf("counted %d asked and %d passed on, want %d and %d", asked, passedOn, 2*want, want)
	}
}

func TestGridsAreAlignedUnlessExact(t *testing.T) {
	upstream := &counting{}
	cached := NewCached(upstream, CachedOptions{})
	start, end := time.UnixMilli(1_000_000_123), time.UnixMilli(1_000_600_456)
	for _, r := range []Range{
		{Start: start, End: end, Step: time.Minute},
		{Start: start, End: end, Step: time.Second},
		{Start: start, End: end, Step: time.Minute, Exact: true},
	} {
		if _, err := cached.Range(context.Background(), "x", r); err != nil {
			t.Fatal(err)
		}
	}
	for i, want := range []string{"x999960000 1000560000 1m0s", "x999990000 1000590000 1s", "x1000000123 1000600456 1m0s"} {
		if upstream.asked[i] != want {
			t.Errorf("got %q, want %q", upstream.asked[i], want)
		}
	}
}

func TestTimeToLive(t *testing.T) {
	for _, test := range []struct {
		what     string
		age      time.Duration
		err      error
		warnings []string
		want     time.Duration
	}{
		{what: "a settled past", age: time.Hour, want: DefaultTTL},
		{what: "now", want: DefaultFreshTTL},
		{what: "a partial answer", age: time.Hour, warnings: []string{"a store is down"}, want: DefaultFreshTTL},
		{what: "an error", age: time.Hour, err: fault.Downstreamf("Prometheus", "down"), want: DefaultErrorTTL},
		{what: "a cancellation", age: time.Hour, err: context.Canceled, want: 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			upstream := &counting{err: test.err, warnings: test.warnings}
			cached := NewCached(upstream, CachedOptions{ErrorTTL: time.Hour})
			at := time.Now().Add(-test.age)
			ask := func() { _, _ = cached.Instant(context.Background(), "up", at) }
			ask()
			if test.want > 0 {
				time.Sleep(test.want - time.Millisecond)
				ask()
				if upstream.requests() != 1 {
					t.Errorf("%s is forgotten before %s", test.what, test.want)
				}
				time.Sleep(time.Millisecond)
			}
			ask()
			if upstream.requests() != 2 {
				t.Errorf("%s is kept beyond %s", test.what, test.want)
			}
		})
	}
}

func TestErrorsReachTheCallerAsTheyAre(t *testing.T) {
	want := fault.Downstreamf("Prometheus", "down")
	cached := NewCached(&counting{err: want}, CachedOptions{})
	for range 2 {
		_, err := cached.LabelValues(context.Background(), "job", "", time.Time{}, time.Time{})
		if !errors.Is(err, want) {
			t.Errorf("got %v, want %v", err, want)
		}
	}
}

// TestStoreProperties puts answers of any size into a small store and checks its bound and its bookkeeping.
func TestStoreProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		upstream := &counting{}
		limit := rapid.Int64Range(1, 64<<10).Draw(t, "limit")
		store := NewStore(limit)
		cached := NewCached(upstream, CachedOptions{Store: store})
		end := time.Now()
		for range rapid.IntRange(1, 60).Draw(t, "requests") {
			upstream.points = rapid.IntRange(0, 2000).Draw(t, "points")
			expr := fmt.Sprint(rapid.IntRange(0, 20).Draw(t, "expr"))
			if _, err := cached.Range(context.Background(), expr, Range{Start: end, End: end, Step: time.Minute}); err != nil {
				t.Fatal(err)
			}
			entries, bytes := store.Usage()
			if bytes > limit || bytes < 0 || entries == 0 && bytes != 0 || entries != store.recency.Len() {
				t.Fatalf("%d entries (%d in order) of %d bytes in a store of %d", entries, store.recency.Len(), bytes, limit)
			}
		}
	})
}

func TestLeastRecentlyUsedGoesFirst(t *testing.T) {
	upstream := &counting{points: 100}
	one := sizeOfMatrix(Matrix{Series: []Series{{Points: make([]Point, 100)}}}) + entryBytes + 1
	cached := NewCached(upstream, CachedOptions{Store: NewStore(2 * one)})
	end := time.Now()
	for _, expr := range []string{"a", "b", "a", "c", "a", "b"} {
		if _, err := cached.Range(context.Background(), expr, Range{Start: end, End: end, Step: time.Minute}); err != nil {
			t.Fatal(err)
		}
	}
	// c displaced b, so b was asked for again; a never was.
	if got := upstream.requests(); got != 4 {
		t.Errorf("%d requests: %q, want a, b, c, b", got, upstream.asked)
	}
}
