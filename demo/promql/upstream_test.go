// Package promql tests what Headroom asks of Prometheus against Prometheus's own engine and database, with scripted
// series: the expressions mean what the definitions say, and no more than that is asked.
package promql

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/promql/promqltest"
	"github.com/prometheus/prometheus/storage"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source"
)

// upstream is a Prometheus without a network: scripted series behind the real engine, as it is configured by default.
type upstream struct {
	storage storage.Queryable
	engine  *promql.Engine
	parser  parser.Parser

	mu    sync.Mutex
	asked []string
	// samples counts what the instant queries read.
	samples atomic.Int64
}

var _ source.Prometheus = (*upstream)(nil)

// load starts an upstream with the series of promqltest's load statements, whose first sample is at the epoch.
func load(t *testing.T, series string) *upstream {
	t.Helper()
	for strings.Contains(series, "\n\n") {
		series = strings.ReplaceAll(series, "\n\n", "\n") // a blank line would end the statement
	}
	return over(t, promqltest.LoadedStorage(t, series))
}

// over is an upstream with a store of its own.
func over(t *testing.T, store storage.Queryable) *upstream {
	t.Helper()
	language := parser.NewParser(parser.Options{})
	return &upstream{
		storage: store, parser: language,
		engine: promqltest.NewTestEngineWithOpts(t, promql.EngineOpts{
			MaxSamples: 50_000_000, Timeout: time.Minute, LookbackDelta: 5 * time.Minute, Parser: language,
			EnableAtModifier: true, EnableNegativeOffset: true,
			NoStepSubqueryIntervalFn: func(int64) int64 { return time.Minute.Milliseconds() },
		}),
	}
}

func (u *upstream) note(expr string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.asked = append(u.asked, expr)
}

func (u *upstream) Instant(ctx context.Context, expr string, at time.Time) (source.Vector, error) {
	u.note(expr)
	query, err := u.engine.NewInstantQuery(ctx, u.storage, nil, expr, at)
	if err != nil {
		return source.Vector{}, refused(expr, err)
	}
	defer query.Close()
	result := query.Exec(ctx)
	u.samples.Add(query.Stats().Samples.TotalSamples)
	vector, err := result.Vector()
	if err != nil {
		return source.Vector{}, refused(expr, err)
	}
	var answer source.Vector
	for _, s := range vector {
		sample := source.Sample{Labels: s.Metric.Map(), Time: time.UnixMilli(s.T).UTC(), Value: s.F}
		if s.H != nil {
			sample.Value, sample.Histogram = math.NaN(), native(s.H)
		}
		answer.Samples = append(answer.Samples, sample)
	}
	return answer, nil
}

func native(h *histogram.FloatHistogram) *source.Histogram {
	out := &source.Histogram{Count: h.Count, Sum: h.Sum}
	for buckets := h.AllBucketIterator(); buckets.Next(); {
		if b := buckets.At(); b.Count > 0 {
			out.Buckets = append(out.Buckets, source.Bucket{Lower: b.Lower, Upper: b.Upper, Count: b.Count})
		}
	}
	return out
}

func (u *upstream) Range(ctx context.Context, expr string, r source.Range) (source.Matrix, error) {
	u.note(expr)
	query, err := u.engine.NewRangeQuery(ctx, u.storage, nil, expr, r.Start, r.End, r.Step)
	if err != nil {
		return source.Matrix{}, refused(expr, err)
	}
	defer query.Close()
	matrix, err := query.Exec(ctx).Matrix()
	if err != nil {
		return source.Matrix{}, refused(expr, err)
	}
	var answer source.Matrix
	for _, s := range matrix {
		series := source.Series{Labels: s.Metric.Map()}
		for _, p := range s.Floats {
			series.Points = append(series.Points, source.Point{Millis: p.T, Value: p.F})
		}
		answer.Series = append(answer.Series, series)
	}
	return answer, nil
}

func (u *upstream) MetricNames(ctx context.Context, selector string, from, to time.Time) ([]string, error) {
	return u.LabelValues(ctx, model.MetricNameLabel, selector, from, to)
}

func (u *upstream) LabelNames(ctx context.Context, selector string, from, to time.Time) ([]string, error) {
	matchers, err := u.parser.ParseMetricSelector(selector)
	if err != nil {
		return nil, refused(selector, err)
	}
	querier, err := u.storage.Querier(from.UnixMilli(), to.UnixMilli())
	if err != nil {
		return nil, err
	}
	defer func() { _ = querier.Close() }()
	names, _, err := querier.LabelNames(ctx, nil, matchers...)
	return slices.Clone(names), err
}

func (u *upstream) LabelValues(ctx context.Context, label, selector string, from, to time.Time) ([]string, error) {
	matchers, err := u.parser.ParseMetricSelector(selector)
	if err != nil {
		return nil, refused(selector, err)
	}
	querier, err := u.storage.Querier(from.UnixMilli(), to.UnixMilli())
	if err != nil {
		return nil, err
	}
	defer func() { _ = querier.Close() }()
	values, _, err := querier.LabelValues(ctx, label, nil, matchers...)
	return slices.Clone(values), err
}

func (u *upstream) Version(context.Context) (string, error) { return "promqltest", nil }

// refused classifies what the engine says, as the real adapter does; every expression that Headroom writes parses.
func refused(expr string, err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return fault.Downstreamf("Prometheus", "%v in %s", err, expr)
}
