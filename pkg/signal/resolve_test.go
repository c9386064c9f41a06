package signal

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/source"
)

// series are what an upstream has: the label names by metric.
type series map[string][]string

// catalogue answers what exists; what Prometheus itself answers is tested in the demo module.
type catalogue struct {
	series
	err    error
	native bool
}

func (c catalogue) MetricNames(context.Context, string, time.Time, time.Time) ([]string, error) {
	var names []string
	for name := range c.series {
		names = append(names, name)
	}
	return names, c.err
}

func (c catalogue) LabelNames(_ context.Context, selector string, _, _ time.Time) ([]string, error) {
	for name, labels := range c.series {
		if strings.Contains(selector, `"`+strings.TrimSuffix(name, "_count")+"(_count)?") {
			return labels, nil
		}
	}
	return nil, nil
}

func (c catalogue) LabelValues(context.Context, string, string, time.Time, time.Time) ([]string, error) {
	return []string{"1", "+Inf"}, nil
}

func (c catalogue) Instant(context.Context, string, time.Time) (source.Vector, error) {
	if c.native {
		return source.Vector{Samples: []source.Sample{{Value: 1}}}, nil
	}
	return source.Vector{}, nil
}

func (c catalogue) Range(context.Context, string, source.Range) (source.Matrix, error) {
	return source.Matrix{}, nil
}
func (c catalogue) Version(context.Context) (string, error) { return "", nil }

func TestResolve(t *testing.T) {
	const histogram = "http_server_request_duration_seconds"
	classic := series{histogram + "_bucket": nil, histogram + "_count": {"service_name", "http_response_status_code", "http_route"}}
	for _, test := range []struct {
		name     string
		resolver Resolver
		signal   Name
		form     Form
		selector string
		why      string
	}{
		{name: "nothing is connected", signal: Requests, why: "no Prometheus is connected"},
		{name: "nothing exists", resolver: Resolver{Prometheus: catalogue{}}, signal: ProbeSuccess, why: "none of probe_success has had samples"},
		{name: "an optional signal", resolver: Resolver{Prometheus: catalogue{}}, signal: Maintenance, why: "optional"},
		{
			name: "a classic histogram without health checks", signal: RequestDuration, form: Classic,
			resolver: Resolver{Prometheus: catalogue{series: classic}, HealthCheckRoutes: "/healthz"},
			selector: histogram + `{http_route!~"/healthz"}`, why: "OpenTelemetry",
		},
		{
			name: "a native histogram", signal: Requests, form: Native, selector: histogram, why: "OpenTelemetry",
			resolver: Resolver{Prometheus: catalogue{series: series{histogram: {"http_response_status_code"}}, native: true}},
		},
		{
			name: "a metric and matchers of the settings", signal: Requests, form: Counter, selector: `edge_requests{env="prod"}`, why: "signals.requests.metric",
			resolver: Resolver{
				Prometheus: catalogue{series: series{"edge_requests": {"code"}}},
				Overrides:  map[Name]Override{Requests: {Metric: "edge_requests", Matchers: []promql.Matcher{{Label: "env", Op: "=", Value: "prod"}}}},
			},
		},
		{
			name: "a metric of the settings that does not exist", signal: Requests, why: "none of edge_requests has had samples",
			resolver: Resolver{Prometheus: catalogue{}, Overrides: map[Name]Override{Requests: {Metric: "edge_requests"}}},
		},
		{
			name: "an expression without a Prometheus", signal: CPUUtilization, why: "no Prometheus is connected",
			resolver: Resolver{Overrides: map[Name]Override{CPUUtilization: {Expr: "load"}}},
		},
		{
			name: "a statement without a PostgreSQL", signal: Requests, why: "no PostgreSQL is connected",
			resolver: Resolver{Prometheus: catalogue{}, Overrides: map[Name]Override{Requests: {SQL: "SELECT"}}},
		},
		{name: "PostgreSQL's own statistics", signal: TableActivity, form: Statistics, why: "read from PostgreSQL", resolver: Resolver{HasPostgres: true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			found, err := test.resolver.Resolve(context.Background(), time.Now())
			if err != nil {
				t.Fatal(err)
			}
			m := found[test.signal]
			if m.Form != test.form || m.Selector != test.selector || !strings.Contains(m.Why, test.why) {
				t.Errorf("%s, %s: %s", m.Form, m.Selector, m.Why)
			}
			if len(found) != len(Names) {
				t.Errorf("%d signals, want %d", len(found), len(Names))
			}
		})
	}
}

// While Prometheus does not answer, what rests on PostgreSQL alone is mapped, and the rest says why it is not.
func TestResolveWithoutAnAnswer(t *testing.T) {
	failure := errors.New("refused the connection")
	r := Resolver{Prometheus: catalogue{err: failure}, HasPostgres: true, Overrides: map[Name]Override{Requests: {SQL: "SELECT"}}}
	found, err := r.Resolve(context.Background(), time.Now())
	if !errors.Is(err, failure) {
		t.Errorf("got %v", err)
	}
	if found[Requests].Form != Statement || found[TableActivity].Mapped() || found[ProbeSuccess].Why != failure.Error() {
		t.Errorf("mappings: %+v", found)
	}
}
