package plugin

import (
	"context"
	"net/url"
	"sync"
	"time"

	"github.com/headroom/headroom/pkg/frames"
	"github.com/headroom/headroom/pkg/source"
)

// recorder keeps the upstream queries behind one answer, for the inspector and the evidence.
type recorder struct {
	source.Prometheus
	mu       sync.Mutex
	seen     map[string]bool
	upstream []frames.Upstream
	warnings []string
}

func newRecorder(prometheus source.Prometheus) *recorder {
	return &recorder{Prometheus: prometheus, seen: map[string]bool{}}
}

// Instant records the query and passes it on.
func (r *recorder) Instant(ctx context.Context, expr string, at time.Time) (source.Vector, error) {
	r.note(frames.Upstream{Source: "Prometheus", Query: expr, At: &at})
	answer, err := r.Prometheus.Instant(ctx, expr, at)
	r.warn(answer.Warnings)
	return answer, err
}

// Range records the query and passes it on.
func (r *recorder) Range(ctx context.Context, expr string, grid source.Range) (source.Matrix, error) {
	r.note(frames.Upstream{Source: "Prometheus", Query: expr, From: &grid.Start, To: &grid.End, StepSeconds: grid.Step.Seconds()})
	answer, err := r.Prometheus.Range(ctx, expr, grid)
	r.warn(answer.Warnings)
	return answer, err
}

func (r *recorder) note(u frames.Upstream) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.seen[u.Query] {
		r.seen[u.Query] = true
		r.upstream = append(r.upstream, u)
	}
}

// warn keeps the upstream's own warnings: they may mean that an answer is partial.
func (r *recorder) warn(warnings []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, text := range warnings {
		if !r.seen["warning:"+text] {
			r.seen["warning:"+text] = true
			r.warnings = append(r.warnings, "Prometheus: "+text)
		}
	}
}

// recordedPostgres records mapped SQL.
type recordedPostgres struct {
	source.Postgres
	recorder *recorder
}

// Query records the statement and passes it on.
func (p recordedPostgres) Query(ctx context.Context, sql string, from, to time.Time) (source.Rows, error) {
	p.recorder.note(frames.Upstream{Source: "PostgreSQL", Query: sql, From: &from, To: &to})
	return p.Postgres.Query(ctx, sql, from, to)
}

// Select records the statement and passes it on.
func (p recordedPostgres) Select(ctx context.Context, sql string, arguments ...any) (source.Rows, error) {
	p.recorder.note(frames.Upstream{Source: "PostgreSQL", Query: sql})
	return p.Postgres.Select(ctx, sql, arguments...)
}

// recordedRates records that PostgreSQL's own statistics were read.
type recordedRates struct {
	sampler  rateSampler
	recorder *recorder
}

// Rates records the read and passes it on.
func (p recordedRates) Rates(ctx context.Context, window time.Duration) (source.TableRates, error) {
	p.recorder.note(frames.Upstream{Source: "PostgreSQL", Query: "pg_stat_user_tables"})
	return p.sampler.Rates(ctx, window)
}

// recordedAnnotations records what was asked of Grafana.
type recordedAnnotations struct {
	inner    source.Annotations
	recorder *recorder
}

// Annotations records the question and passes it on.
func (a recordedAnnotations) Annotations(ctx context.Context, tags []string, from, to time.Time) ([]source.Annotation, error) {
	a.recorder.note(frames.Upstream{Source: "Grafana", Query: "/api/annotations?" + url.Values{"tags": tags}.Encode(), From: &from, To: &to})
	return a.inner.Annotations(ctx, tags, from, to)
}
