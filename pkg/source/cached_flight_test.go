package source

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/headroom/headroom/pkg/fault"
)

func TestConcurrentViewersShareOneRequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		upstream := &counting{takes: time.Second}
		cached := NewCached(upstream, CachedOptions{})
		var viewers sync.WaitGroup
		for range 100 {
			viewers.Go(func() {
				if _, err := cached.Instant(context.Background(), "up", time.Now()); err != nil {
					t.Error(err)
				}
			})
		}
		viewers.Wait()
		if upstream.requests() != 1 {
			t.Errorf("%d requests, want 1", upstream.requests())
		}
	})
}

func TestSharedRequestOutlivesItsFirstCaller(t *testing.T) {
	for what, first := range map[string]func() (context.Context, context.CancelFunc){
		"cancelled": func() (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancel(context.Background())
			time.AfterFunc(time.Second, cancel)
			return ctx, cancel
		},
		"past its deadline": func() (context.Context, context.CancelFunc) {
			return context.WithTimeout(context.Background(), time.Second)
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			upstream := &counting{takes: 10 * time.Second}
			cached := NewCached(upstream, CachedOptions{})
			ctx, cancel := first()
			defer cancel()
			began := time.Now()
			gaveUp := make(chan error, 1)
			go func() {
				_, err := cached.Instant(ctx, "up", began)
				gaveUp <- err
			}()
			synctest.Wait()
			if _, err := cached.Instant(context.Background(), "up", began); err != nil {
				t.Errorf("%s: the second caller got %v", what, err)
			}
			if took := time.Since(began); took != 10*time.Second || upstream.requests() != 1 {
				t.Errorf("%s: %d requests in %s, want 1 in 10 s", what, upstream.requests(), took)
			}
			err := <-gaveUp
			if kind := fault.KindOf(err); kind != fault.Cancelled && kind != fault.Timeout || !errors.Is(err, ctx.Err()) {
				t.Errorf("%s: the first caller got %v", what, err)
			}
		})
	}
}

func TestSharedRequestEndsWithItsLastCaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		upstream := &counting{takes: time.Hour}
		cached := NewCached(upstream, CachedOptions{})
		at := time.Now()
		for i := range 3 {
			go func() {
				ctx, cancel := context.WithTimeout(context.Background(), time.Duration(i+1)*time.Second)
				defer cancel()
				_, _ = cached.Instant(ctx, "up", at)
			}()
		}
		ended := func() int {
			synctest.Wait()
			upstream.mu.Lock()
			defer upstream.mu.Unlock()
			return upstream.ended
		}
		time.Sleep(2500 * time.Millisecond)
		if ended() != 0 {
			t.Error("the request ended although a caller waits")
		}
		time.Sleep(time.Second)
		if ended() != 1 {
			t.Error("the request goes on although nobody waits")
		}
		// What ended that way is no answer to the next caller.
		upstream.change(func() { upstream.takes = 0 })
		if _, err := cached.Instant(context.Background(), "up", at); err != nil {
			t.Errorf("the next caller got %v", err)
		}
	})
}

func TestFirstCallersValuesReachTheUpstream(t *testing.T) {
	type key struct{}
	seen := ""
	upstream := &observing{see: func(ctx context.Context) { seen, _ = ctx.Value(key{}).(string) }}
	ctx := context.WithValue(context.Background(), key{}, "trace")
	if _, err := NewCached(upstream, CachedOptions{}).Version(ctx); err != nil || seen != "trace" {
		t.Errorf("got %q and %v", seen, err)
	}
	if _, err := NewCached(upstream, CachedOptions{}).Instant(ctx, "up", time.Now()); err != nil || seen != "trace" {
		t.Errorf("got %q and %v", seen, err)
	}
}

// observing shows the context of each request.
type observing struct {
	counting
	see func(context.Context)
}

func (u *observing) Instant(ctx context.Context, expr string, at time.Time) (Vector, error) {
	u.see(ctx)
	return u.counting.Instant(ctx, expr, at)
}

func (u *observing) Version(ctx context.Context) (string, error) {
	u.see(ctx)
	return u.counting.Version(ctx)
}

func TestPanicOfTheUpstreamIsAnError(t *testing.T) {
	upstream := &observing{see: func(context.Context) { panic("defect") }}
	_, err := NewCached(upstream, CachedOptions{}).Instant(context.Background(), "up", time.Now())
	if fault.KindOf(err) != fault.Internal {
		t.Errorf("got %v, want an internal error", err)
	}
}

func TestEndedRequestAsksNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	upstream := &counting{}
	_, err := NewCached(upstream, CachedOptions{}).Instant(ctx, "up", time.Now())
	if fault.KindOf(err) != fault.Cancelled || upstream.requests() != 0 {
		t.Errorf("got %v after %d requests", err, upstream.requests())
	}
}

// TestManyCallersComeAndGo lets callers of a few keys join and leave flights at random moments, under the race
// detector: each gets its answer or its own context's error.
func TestManyCallersComeAndGo(t *testing.T) {
	upstream := &counting{takes: time.Millisecond}
	cached := NewCached(upstream, CachedOptions{Store: NewStore(1000)})
	at := time.Now()
	var callers sync.WaitGroup
	for i := range 32 {
		random := rand.New(rand.NewPCG(1, uint64(i)))
		callers.Go(func() {
			for range 200 {
				ctx, cancel := context.WithTimeout(context.Background(), time.Duration(random.IntN(3000))*time.Microsecond)
				expr := string(rune('a' + random.IntN(4)))
				got, err := cached.Instant(ctx, expr, at)
				if err == nil && got.Samples[0].Labels["expr"] != expr {
					t.Errorf("asked for %s, got %v", expr, got.Samples)
				}
				if err != nil && ctx.Err() == nil {
					t.Errorf("got %v although the caller still waits", err)
				}
				cancel()
			}
		})
	}
	callers.Wait()
}
