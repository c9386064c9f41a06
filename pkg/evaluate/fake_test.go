package evaluate

import (
	"context"
	"encoding/json"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/promql/promqlfake"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
)

// What the expressions mean is tested against Prometheus's own engine, in the demo module; these tests are about
// what no real upstream would answer, and about PostgreSQL's side.

var now = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// fake answers every instant expression with what the function says, and every range with nothing.
type fake func(expr string) (source.Vector, error)

func (f fake) Instant(_ context.Context, expr string, _ time.Time) (source.Vector, error) {
	var union source.Vector
	for part, expr := range promqlfake.Parts(expr) {
		answer, err := f(expr)
		if err != nil {
			return source.Vector{}, err
		}
		for _, sample := range answer.Samples {
			labels := maps.Clone(sample.Labels)
			if part != "" {
				labels[promql.PartLabel] = part
			}
			sample.Labels = labels
			union.Samples = append(union.Samples, sample)
		}
		union.Warnings = append(union.Warnings, answer.Warnings...)
	}
	return union, nil
}

func (f fake) Range(_ context.Context, expr string, _ source.Range) (source.Matrix, error) {
	_, err := f(expr)
	return source.Matrix{}, err
}

func (f fake) MetricNames(context.Context, string, time.Time, time.Time) ([]string, error) {
	return nil, nil
}
func (f fake) LabelNames(context.Context, string, time.Time, time.Time) ([]string, error) {
	return nil, nil
}
func (f fake) LabelValues(context.Context, string, string, time.Time, time.Time) ([]string, error) {
	return nil, nil
}
func (f fake) Version(context.Context) (string, error) { return "fake", nil }

// postgres answers every statement with one row.
type postgres struct {
	source.Postgres
	rows source.Rows
}

func (p postgres) Query(context.Context, string, time.Time, time.Time) (source.Rows, error) {
	return p.rows, nil
}

type rates source.TableRates

func (r rates) Rates(context.Context, time.Duration) (source.TableRates, error) {
	return source.TableRates(r), nil
}

func engine(f fake) *Engine {
	return &Engine{Profile: catalog.Default(), Prometheus: f, Signals: map[signal.Name]signal.Mapping{
		signal.Requests: {Signal: signal.Requests, Form: signal.Counter, Metric: "requests", Labels: map[signal.Role]string{
			signal.RoleStatus: "code", signal.RoleService: "service",
		}},
		signal.MemoryUtilization: {Signal: signal.MemoryUtilization, Form: signal.Gauge, Metric: "memory"},
	}}
}

func request(t *testing.T, model string) Request {
	t.Helper()
	parsed, err := query.Parse(json.RawMessage(model), "A", "")
	if err != nil {
		t.Fatal(err)
	}
	return Request{Query: parsed, From: now.Add(-time.Hour), To: now, Now: now}
}

// whole answers as if everything had been observed.
func whole(labels source.Labels) fake {
	return func(expr string) (source.Vector, error) {
		value := 1_000_000.0
		if strings.HasPrefix(expr, "min_over_time") {
			value = 0
		}
		return source.Vector{Samples: []source.Sample{{Labels: labels, Value: value}}}, nil
	}
}

// down refuses what holds a text.
func down(text string) fake {
	return func(expr string) (source.Vector, error) {
		if strings.Contains(expr, text) {
			return source.Vector{}, fault.Downstreamf("Prometheus", "out of memory")
		}
		return whole(source.Labels{"code": "200"})(expr)
	}
}
