package source

import (
	"context"
	"strings"
	"time"
)

var _ Annotations = (*CachedAnnotations)(nil)

// CachedAnnotations decorates an Annotations with a cache and single flight: a dashboard asks for the same ones in
// several panels. The ends are widened to whole minutes, so that questions of the same minute are one. Every answer is
// good for FreshTTL, since annotations are changed and deleted. Answers are shared between callers and must not be
// changed by them. It is safe for concurrent use.
type CachedAnnotations struct {
	inner Annotations
	cache
}

// NewCachedAnnotations returns inner with a cache before it.
func NewCachedAnnotations(inner Annotations, options CachedOptions) *CachedAnnotations {
	return &CachedAnnotations{inner: inner, cache: cache{name: "Grafana", options: options.complete()}}
}

// Annotations answers from the cache, or asks.
func (c *CachedAnnotations) Annotations(ctx context.Context, tags []string, from, to time.Time) ([]Annotation, error) {
	from, to = alignDown(from, labelAlignment), alignDown(to.Add(labelAlignment-1), labelAlignment)
	key := requestKey{kind: annotationsRequest, expr: strings.Join(tags, "\n"), start: from.UnixMilli(), end: to.UnixMilli()}
	return answer(ctx, &c.cache, key, sizeOfAnnotations, func([]Annotation) bool { return true },
		func(ctx context.Context) ([]Annotation, error) { return c.inner.Annotations(ctx, tags, from, to) })
}
