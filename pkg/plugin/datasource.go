// Package plugin is the glue to Grafana: one file a verb. It parses, asks package evaluate and hands the answer
// to package frames.
package plugin

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/instancemgmt"
	"github.com/grafana/grafana-plugin-sdk-go/backend/log"
	"github.com/grafana/grafana-plugin-sdk-go/backend/resource/httpadapter"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/evaluate"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/settings"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/source/grafana"
	"github.com/headroom/headroom/pkg/source/postgres"
	"github.com/headroom/headroom/pkg/source/prometheus"
)

// ID is the data source's plugin id.
const ID = "headroom-performance-datasource"

var (
	_ backend.QueryDataHandler      = (*DataSource)(nil)
	_ backend.CheckHealthHandler    = (*DataSource)(nil)
	_ backend.CallResourceHandler   = (*DataSource)(nil)
	_ instancemgmt.InstanceDisposer = (*DataSource)(nil)
)

// rateSampler reads PostgreSQL's own statistics until it is closed.
type rateSampler interface {
	evaluate.RateSource
	Close()
}

// DataSource is one configured data source. Settings that cannot be used do not keep it from being made: the
// reason answers every query and the health check.
type DataSource struct {
	resources backend.CallResourceHandler
	logger    log.Logger
	now       func() time.Time
	invalid   error

	profile  *catalog.Profile
	prom     *prometheus.Client
	cached   *source.Cached
	postgres *postgres.Client
	rows     *source.CachedPostgres
	sampler  rateSampler
	grafana  *grafana.Client
	marked   *source.CachedAnnotations
	mapping  mappings
}

// New makes the instance for one version of a data source's settings.
func New(ctx context.Context, instance backend.DataSourceInstanceSettings) (instancemgmt.Instance, error) {
	d := &DataSource{logger: backend.NewLoggerWith("datasource", instance.UID), now: time.Now}
	d.resources = httpadapter.New(d.routes())
	d.invalid = d.configure(ctx, instance)
	return d, nil
}

// configure reads the settings and makes what they name.
func (d *DataSource) configure(ctx context.Context, instance backend.DataSourceInstanceSettings) error {
	parsed, err := settings.Parse(instance.JSONData, instance.DecryptedSecureJSONData)
	if err != nil {
		return err
	}
	d.profile = parsed.Profile
	if err := d.connect(ctx, parsed, instance); err != nil {
		return err
	}
	d.mapping = mappings{turn: make(chan struct{}, 1), resolver: signal.Resolver{
		HasPostgres: d.postgres != nil, HasGrafana: d.grafana != nil, Overrides: parsed.Overrides,
		HealthCheckRoutes: d.profile.Verdicts.HealthCheckRoutes, Probing: evaluate.Probing(d.profile.Verdicts),
	}}
	if d.cached != nil {
		d.mapping.resolver.Prometheus = d.cached
	}
	return nil
}

// connect makes the clients; none of them connects before it is asked.
func (d *DataSource) connect(ctx context.Context, s *settings.Settings, instance backend.DataSourceInstanceSettings) (err error) {
	scope := fmt.Sprintf("%s@%d", instance.UID, instance.Updated.UnixNano())
	if s.Prometheus.Configured() {
		if d.prom, err = prometheus.New(prometheusConfig(s)); err != nil {
			return err
		}
		d.cached = source.NewCached(d.prom, source.CachedOptions{Scope: scope})
	}
	if s.Postgres.Configured() {
		if d.postgres, err = postgres.New(postgresConfig(s)); err != nil {
			return err
		}
		d.rows = source.NewCachedPostgres(d.postgres, source.CachedOptions{Scope: scope})
		d.sampler = postgres.NewSampler(d.postgres, postgres.SamplerOptions{})
	}
	if s.Secrets.GrafanaToken != "" {
		if d.grafana, err = grafana.New(grafanaConfig(ctx, s)); err != nil {
			return err
		}
		d.marked = source.NewCachedAnnotations(d.grafana, source.CachedOptions{Scope: scope})
	}
	return nil
}

// Dispose ends every connection and goroutine of the instance.
func (d *DataSource) Dispose() {
	if d.sampler != nil {
		d.sampler.Close()
	}
	if d.postgres != nil {
		d.postgres.Close()
	}
	if d.prom != nil {
		d.prom.Close()
	}
	if d.grafana != nil {
		d.grafana.Close()
	}
}

// scoped keeps the answers of users whose own credentials are forwarded upstream apart from each other's.
func (d *DataSource) scoped(ctx context.Context, headers backend.ForwardHTTPHeaders) context.Context {
	var forwarded []string
	for _, name := range []string{backend.OAuthIdentityTokenHeaderName, backend.OAuthIdentityIDTokenHeaderName, backend.CookiesHeaderName} {
		if value := headers.GetHTTPHeader(name); value != "" {
			sum := sha256.Sum256([]byte(value))
			forwarded = append(forwarded, name+hex.EncodeToString(sum[:]))
		}
	}
	if len(forwarded) == 0 {
		return ctx
	}
	return context.WithValue(source.WithCredentials(ctx, forwarded...), personalKey{}, true)
}

type personalKey struct{}

// personal says whether a user's own credentials are forwarded with the request.
func personal(ctx context.Context) bool { return ctx.Value(personalKey{}) != nil }

// engine evaluates one query, recording what it asks upstream.
func (d *DataSource) engine(ctx context.Context, now time.Time) (*evaluate.Engine, *recorder, error) {
	signals, err := d.mapping.get(ctx, now)
	if signals == nil {
		return nil, nil, err
	}
	// What rests on PostgreSQL can be answered while Prometheus is down.
	e := &evaluate.Engine{Profile: d.profile, Signals: signals, Unresolved: err}
	record := newRecorder(nil)
	if d.cached != nil {
		record.Prometheus = d.cached
		e.Prometheus = record
	}
	if d.postgres != nil {
		e.Postgres = recordedPostgres{d.rows, record}
		e.Rates = recordedRates{d.sampler, record}
	}
	if d.marked != nil {
		e.Annotations = recordedAnnotations{d.marked, record}
	}
	return e, record, nil
}

// CallResource answers the resource paths.
func (d *DataSource) CallResource(ctx context.Context, request *backend.CallResourceRequest, sender backend.CallResourceResponseSender) error {
	return d.resources.CallResource(d.scoped(ctx, request), request, sender)
}

func (d *DataSource) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /catalog", d.resource(d.catalog))
	mux.HandleFunc("GET /signals", d.resource(d.signals))
	mux.HandleFunc("GET /schema", d.resource(d.schema))
	mux.HandleFunc("GET /variables", d.resource(d.variables))
	mux.HandleFunc("GET /rules", d.resource(d.rules))
	mux.HandleFunc("POST /explain", d.resource(d.explain))
	mux.HandleFunc("/", d.resource(func(_ context.Context, r *http.Request) (any, error) {
		return nil, fault.Userf("there is no resource %s %s", r.Method, r.URL.Path).
			WithCure("Use GET /catalog, /signals, /schema, /variables or /rules, or POST /explain")
	}))
	return mux
}
