package source

import (
	"context"
	"time"
)

var _ Postgres = (*CachedPostgres)(nil)

// CachedPostgres decorates a Postgres with a cache and single flight for mapped queries: an overview asks for the
// same one in several panels. Every answer is good for FreshTTL, since a statement may read more than its range.
// Answers are shared between callers and must not be changed by them. It is safe for concurrent use.
type CachedPostgres struct {
	Postgres
	cache
}

// NewCachedPostgres returns inner with a cache before its mapped queries.
func NewCachedPostgres(inner Postgres, options CachedOptions) *CachedPostgres {
	return &CachedPostgres{Postgres: inner, cache: cache{name: "PostgreSQL", options: options.complete()}}
}

// Query answers from the cache, or runs the query.
func (c *CachedPostgres) Query(ctx context.Context, sql string, from, to time.Time) (Rows, error) {
	key := requestKey{kind: rowsRequest, expr: sql, start: from.UnixMilli(), end: to.UnixMilli()}
	return answer(ctx, &c.cache, key, sizeOfRows, func(Rows) bool { return true },
		func(ctx context.Context) (Rows, error) { return c.Postgres.Query(ctx, sql, from, to) })
}
