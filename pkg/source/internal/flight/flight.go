// Package flight shares the execution of identical work among the callers that ask for it at the same time.
package flight

import (
	"context"
	"fmt"
	"sync"

	"github.com/headroom/headroom/pkg/fault"
)

// Group runs at most one execution per key at a time. Its zero value is ready to use.
type Group[K comparable, V any] struct {
	mu    sync.Mutex
	calls map[K]*call[V]
}

type call[V any] struct {
	done    chan struct{}
	cancel  context.CancelFunc
	waiters int
	value   V
	err     error
}

// Do answers with the result of work, run once for all callers of the same key. The execution has the first
// caller's values (tracing, forwarded headers) but nobody's deadline: it ends when its last caller has given up.
// A caller whose own context ends gets that context's error at once. shared says that another caller began it.
func (g *Group[K, V]) Do(ctx context.Context, key K, work func(context.Context) (V, error)) (value V, shared bool, err error) {
	if err := ctx.Err(); err != nil {
		return value, false, err
	}
	g.mu.Lock()
	c, shared := g.calls[key]
	if shared {
		c.waiters++
	} else {
		c = g.begin(ctx, key, work)
	}
	g.mu.Unlock()

	select {
	case <-c.done:
		return c.value, shared, c.err
	case <-ctx.Done():
		g.leave(key, c)
		return value, shared, ctx.Err()
	}
}

// begin starts an execution; g.mu is held.
func (g *Group[K, V]) begin(ctx context.Context, key K, work func(context.Context) (V, error)) *call[V] {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	c := &call[V]{done: make(chan struct{}), cancel: cancel, waiters: 1}
	if g.calls == nil {
		g.calls = map[K]*call[V]{}
	}
	g.calls[key] = c
	go func() {
		defer cancel()
		c.value, c.err = protected(ctx, work)
		g.mu.Lock()
		g.forget(key, c)
		g.mu.Unlock()
		close(c.done)
	}()
	return c
}

// leave takes one caller off; the last one ends the execution, and a later caller begins anew instead of joining
// what is about to fail.
func (g *Group[K, V]) leave(key K, c *call[V]) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if c.waiters--; c.waiters == 0 {
		c.cancel()
		g.forget(key, c)
	}
}

// forget removes c, unless its key has been taken over; g.mu is held.
func (g *Group[K, V]) forget(key K, c *call[V]) {
	if g.calls[key] == c {
		delete(g.calls, key)
	}
}

// protected turns a panic into an error: it would end the process, as no caller's recover sees this goroutine.
func protected[V any](ctx context.Context, work func(context.Context) (V, error)) (value V, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fault.Internalf("Headroom", "a query panicked").Wrapping(fmt.Errorf("panic: %v", cause))
		}
	}()
	return work(ctx)
}
