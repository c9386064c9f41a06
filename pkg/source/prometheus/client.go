// Package prometheus reads the Prometheus HTTP API, of Prometheus itself or of anything that speaks it (Mimir,
// Thanos, VictoriaMetrics), through the SDK's HTTP client and the official API client. Query answers are
// decoded as a stream: the memory they take is that of the points kept.
package prometheus

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
	"github.com/prometheus/client_golang/api"
	v1 "github.com/prometheus/client_golang/api/prometheus/v1"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source"
)

var _ source.Prometheus = (*Client)(nil)

// Client is a source.Prometheus over HTTP. It is safe for concurrent use.
type Client struct {
	config    Config
	target    string
	secrets   redactor
	http      *http.Client
	transport *http.Transport
	endpoints api.Client
	api       v1.API
	// useGET remembers that something on the way refuses POST but let a GET through.
	useGET atomic.Bool
}

// New returns a client; it opens no connection yet. An error is a fault.Configuration one.
func New(config Config) (*Client, error) {
	config, err := config.normalized()
	if err != nil {
		return nil, err
	}
	base, err := url.Parse(config.URL)
	if err != nil {
		return nil, fault.Configurationf(Name, "the URL is malformed")
	}
	c := &Client{config: config, target: base.Scheme + "://" + base.Host, secrets: newRedactor(config)}
	if err := c.openHTTP(); err != nil {
		return nil, err
	}
	c.endpoints, err = api.NewClient(api.Config{Address: config.URL, Client: c.http})
	if err != nil {
		return nil, fault.Configurationf(Name, "the URL is malformed")
	}
	c.api = v1.NewAPI(boundedClient{c})
	return c, nil
}

func (c *Client) openHTTP() error {
	options := c.config.HTTP
	configureTransport := options.ConfigureTransport
	options.ConfigureTransport = func(o httpclient.Options, transport *http.Transport) {
		if configureTransport != nil {
			configureTransport(o, transport)
		}
		// The context bounds the whole request, so that a timeout of ours can be told from the caller's.
		transport.ResponseHeaderTimeout = 0
		c.transport = transport
	}
	client, err := httpclient.New(options)
	if err != nil {
		return fault.Configurationf(Name, "the HTTP or TLS settings cannot be used: %s", c.secrets.clean(err.Error())).
			WithCure("Check the certificates and keys (PEM) in the data source's settings")
	}
	client.Timeout = 0
	client.CheckRedirect = checkRedirect
	c.http = client
	return nil
}

// Close releases idle connections. Requests under way end with their contexts.
func (c *Client) Close() {
	c.transport.CloseIdleConnections()
}

// Instant evaluates expr at one time. A scalar answers as one sample without labels. NaN is unknown, so its
// samples are left out; infinities stay.
func (c *Client) Instant(ctx context.Context, expr string, at time.Time) (source.Vector, error) {
	form := url.Values{"query": {expr}, "time": {formatTime(at)}}
	decoded, err := c.query(c.withBudget(ctx), "/api/v1/query", expr, form)
	if err != nil {
		return source.Vector{}, err
	}
	if len(decoded.matrix) > 0 {
		return source.Vector{}, fault.Configurationf(Name, "the expression yields a range vector, not one number a series: %s", fault.Excerpt(expr)).
			WithCure("Wrap it in a function such as rate() or max_over_time()")
	}
	return source.Vector{Samples: decoded.vector, Warnings: decoded.warnings, Infos: decoded.infos}, nil
}

// formatTime is a Prometheus timestamp: Unix seconds with milliseconds, which is the API's resolution.
func formatTime(t time.Time) string {
	return strconv.FormatFloat(float64(t.UnixMilli())/1000, 'f', -1, 64)
}

// Version returns the name and version that the upstream gives of itself. One that has no build information but
// answers queries has "unknown" for a version.
func (c *Client) Version(ctx context.Context) (string, error) {
	build, err := c.buildInfo(ctx)
	var classified *notFoundError
	if errors.As(err, &classified) {
		if _, err := c.Instant(ctx, "vector(1)", time.Unix(0, 0)); err != nil {
			return "", err
		}
		return "Prometheus API, version unknown", nil
	}
	if err != nil {
		return "", err
	}
	return build, nil
}
