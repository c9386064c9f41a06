package source

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source/internal/flight"
)

var _ Prometheus = (*Cached)(nil)

// Defaults of CachedOptions, with their reasons.
const (
	// DefaultTTL is for answers about a settled past. It outlasts the alignment of a trailing month (22 min), so
	// that the month is computed once per alignment; late data (backfill, a healed remote write) shows after it.
	DefaultTTL = 30 * time.Minute
	// DefaultFreshTTL is for answers that may still change: those that reach into the last DefaultSettling,
	// where scrapes and remote writes are still arriving, and those with warnings, which may be partial.
	DefaultFreshTTL = time.Minute
	// DefaultSettling is how long after a moment its samples may still arrive.
	DefaultSettling = 2 * time.Minute
	// DefaultErrorTTL is how long an error is repeated without asking again: a broken upstream is not stormed,
	// and a mended one is noticed at once. It is also the most that an option may ask for.
	DefaultErrorTTL = time.Second
)

// labelAlignment is what the ends of label queries are aligned to: names come and go with deployments, not with
// seconds.
const labelAlignment = time.Minute

// CachedOptions configure a Cached. Only Scope has no default.
type CachedOptions struct {
	// Scope tells apart what must never share an answer: the organisation, the data source's uid and its update
	// time, in one opaque text.
	Scope string
	// Store holds the answers; nil gives a store of its own.
	Store *Store
	// TTL, FreshTTL, Settling and ErrorTTL: see their defaults.
	TTL, FreshTTL, Settling, ErrorTTL time.Duration
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

// Cached decorates a Prometheus with a cache and single flight. Instants are aligned down to 15 s, the two ends
// of a grid to the larger of 15 s and its step (Range.Exact prevents that); the time in the answer is the time of
// evaluation. Answers are shared between callers and must not be changed by them. It is safe for concurrent use,
// and runs nothing while nobody waits.
type Cached struct {
	inner Prometheus
	cache
}

// cache shares answers between callers, at once and for a while.
type cache struct {
	// name names the upstream in errors.
	name    string
	options CachedOptions
	flights flight.Group[requestKey, *entry]

	asked, upstream atomic.Int64
}

// requestKey identifies a request. Times are in milliseconds.
type requestKey struct {
	kind             requestKind
	scope            string
	credentials      credentialsHash
	expr, label      string
	start, end, step int64
}

type requestKind uint8

const (
	instantRequest requestKind = iota
	rangeRequest
	metricNamesRequest
	labelNamesRequest
	labelValuesRequest
	rowsRequest
	annotationsRequest
)

// NewCached returns inner with a cache before it.
func NewCached(inner Prometheus, options CachedOptions) *Cached {
	return &Cached{inner: inner, cache: cache{name: "Prometheus", options: options.complete()}}
}

// complete sets the defaults.
func (options CachedOptions) complete() CachedOptions {
	if options.Store == nil {
		options.Store = NewStore(0)
	}
	setDefault(&options.TTL, DefaultTTL)
	setDefault(&options.FreshTTL, DefaultFreshTTL)
	setDefault(&options.Settling, DefaultSettling)
	setDefault(&options.ErrorTTL, DefaultErrorTTL)
	options.ErrorTTL = min(options.ErrorTTL, DefaultErrorTTL)
	if options.Now == nil {
		options.Now = time.Now
	}
	return options
}

func setDefault(d *time.Duration, otherwise time.Duration) {
	if *d <= 0 {
		*d = otherwise
	}
}

// Counts returns how many requests were made of the cache, and how many of them it passed on.
func (c *cache) Counts() (asked, upstream int64) {
	return c.asked.Load(), c.upstream.Load()
}

// Instant evaluates expr at the aligned time.
func (c *Cached) Instant(ctx context.Context, expr string, at time.Time) (Vector, error) {
	at = alignDown(at, alignment)
	key := requestKey{kind: instantRequest, expr: expr, end: at.UnixMilli()}
	return answer(ctx, &c.cache, key, sizeOfVector, func(v Vector) bool { return len(v.Warnings) > 0 },
		func(ctx context.Context) (Vector, error) { return c.inner.Instant(ctx, expr, at) })
}

// Range evaluates expr over the aligned grid.
func (c *Cached) Range(ctx context.Context, expr string, r Range) (Matrix, error) {
	if !r.Exact {
		unit := gridUnit(r.Step)
		r.Start, r.End = alignDown(r.Start, unit), alignDown(r.End, unit)
	}
	key := requestKey{kind: rangeRequest, expr: expr, start: r.Start.UnixMilli(), end: r.End.UnixMilli(), step: int64(r.Step)}
	return answer(ctx, &c.cache, key, sizeOfMatrix, func(m Matrix) bool { return len(m.Warnings) > 0 },
		func(ctx context.Context) (Matrix, error) { return c.inner.Range(ctx, expr, r) })
}

// MetricNames lists metric names; from and to are aligned down to the minute, as for every list of labels.
func (c *Cached) MetricNames(ctx context.Context, selector string, from, to time.Time) ([]string, error) {
	return c.labels(ctx, requestKey{kind: metricNamesRequest, expr: selector}, from, to,
		func(ctx context.Context, from, to time.Time) ([]string, error) {
			return c.inner.MetricNames(ctx, selector, from, to)
		})
}

// LabelNames lists label names.
func (c *Cached) LabelNames(ctx context.Context, selector string, from, to time.Time) ([]string, error) {
	return c.labels(ctx, requestKey{kind: labelNamesRequest, expr: selector}, from, to,
		func(ctx context.Context, from, to time.Time) ([]string, error) {
			return c.inner.LabelNames(ctx, selector, from, to)
		})
}

// LabelValues lists one label's values.
func (c *Cached) LabelValues(ctx context.Context, label, selector string, from, to time.Time) ([]string, error) {
	return c.labels(ctx, requestKey{kind: labelValuesRequest, expr: selector, label: label}, from, to,
		func(ctx context.Context, from, to time.Time) ([]string, error) {
			return c.inner.LabelValues(ctx, label, selector, from, to)
		})
}

// Version is for the health check, which wants to know about now: it is never cached.
func (c *Cached) Version(ctx context.Context) (string, error) { return c.inner.Version(ctx) }

func (c *Cached) labels(ctx context.Context, key requestKey, from, to time.Time,
	ask func(ctx context.Context, from, to time.Time) ([]string, error)) ([]string, error) {
	// A zero time leaves that end open and stays what it is.
	if !from.IsZero() {
		from = alignDown(from, labelAlignment)
	}
	if !to.IsZero() {
		to = alignDown(to, labelAlignment)
	}
	key.start, key.end = from.UnixMilli(), to.UnixMilli()
	return answer(ctx, &c.cache, key, sizeOfStrings, func([]string) bool { return true },
		func(ctx context.Context) ([]string, error) { return ask(ctx, from, to) })
}

// answer takes an answer from the store, from a flight under way, or from the upstream. volatile says that an
// answer may soon be another one, however old the time it is about.
func answer[T any](ctx context.Context, c *cache, key requestKey, size func(T) int64, volatile func(T) bool,
	ask func(context.Context) (T, error)) (T, error) {
	c.asked.Add(1)
	key.scope, key.credentials = c.options.Scope, credentialsOf(ctx)
	var none T
	e, hit := c.options.Store.get(key, c.options.Now())
	if !hit {
		var err error
		e, _, err = c.flights.Do(ctx, key, func(ctx context.Context) (*entry, error) {
			// The flight before this one may have landed between the look above and now.
			if e, hit := c.options.Store.get(key, c.options.Now()); hit {
				return e, nil
			}
			c.upstream.Add(1)
			value, err := ask(ctx)
			e := &entry{key: key, value: value, err: err, bytes: entryBytes + int64(len(key.expr)+len(key.scope)) + size(value)}
			if ttl := c.ttl(key, err, volatile(value)); ttl > 0 {
				e.expires = c.options.Now().Add(ttl)
				c.options.Store.put(e)
			}
			return e, nil
		})
		if ended := fault.FromContext(ctx, c.name); err != nil && ended != nil {
			return none, ended
		}
		if err != nil {
			return none, err
		}
	}
	if e.err != nil {
		return none, e.err
	}
	return e.value.(T), nil
}

// ttl says how long an answer is good for; 0 is not at all.
func (c *cache) ttl(key requestKey, err error, volatile bool) time.Duration {
	settled := c.options.Now().Add(-c.options.Settling).UnixMilli()
	switch {
	case fault.KindOf(err) == fault.Cancelled || errors.Is(err, context.Canceled):
		return 0
	case err != nil:
		return c.options.ErrorTTL
	case volatile || key.end > settled:
		return c.options.FreshTTL
	default:
		return c.options.TTL
	}
}
