package prometheus

import (
	"net/url"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"

	"github.com/headroom/headroom/pkg/fault"
)

// Name is what messages call this upstream.
const Name = "Prometheus"

// Defaults of Config.
const (
	DefaultTimeout          = 30 * time.Second
	DefaultMaxResponseBytes = 64 << 20
)

// Config says which Prometheus API to speak to, and how.
type Config struct {
	// URL is the API's base, to which /api/v1/… is added; it may have a path (Mimir: …/prometheus) and query
	// parameters, which every request keeps. Credentials in it are refused.
	URL string
	// HTTP are the SDK's options: basic auth, headers (a bearer token is one), TLS, proxy, timeouts.
	HTTP httpclient.Options
	// MaxResponseBytes bounds one answer, decompressed, all chunks of a long grid together; 0 means
	// DefaultMaxResponseBytes.
	MaxResponseBytes int64
	// Timeout bounds one request, body included; 0 means HTTP.Timeouts.Timeout, then DefaultTimeout.
	Timeout time.Duration
}

// normalized returns the configuration with its defaults, or what is wrong with it.
func (c Config) normalized() (Config, error) {
	base, err := url.Parse(c.URL)
	switch {
	case c.URL == "":
		return c, fault.Configurationf(Name, "no URL is set").
			WithCure("Enter the URL of the Prometheus API in the data source's settings")
	case err != nil:
		return c, fault.Configurationf(Name, "the URL is malformed").
			WithCure("Enter it like https://prometheus.example.com:9090")
	case base.Scheme != "http" && base.Scheme != "https" || base.Hostname() == "":
		return c, fault.Configurationf(Name, "the URL needs http:// or https:// and a host").
			WithCure("Enter it like https://prometheus.example.com:9090")
	case base.User != nil:
		return c, fault.Configurationf(Name, "the URL holds a user name or password, where they are stored in plain text").
			WithCure("Take them out of the URL and enter them as user and password of the data source")
	}
	if c.MaxResponseBytes <= 0 {
		c.MaxResponseBytes = DefaultMaxResponseBytes
	}
	timeouts := defaultTimeouts()
	if c.HTTP.Timeouts != nil {
		timeouts = *c.HTTP.Timeouts
	}
	if c.Timeout <= 0 {
		c.Timeout = timeouts.Timeout
	}
	if c.Timeout <= 0 {
		c.Timeout = DefaultTimeout
	}
	timeouts.Timeout = c.Timeout
	c.HTTP.Timeouts = &timeouts
	return c, nil
}

// defaultTimeouts keeps connections for the next refresh but not for long, and bounds how many one data source
// opens: Prometheus itself evaluates 20 queries at a time by default, more connections only queue there.
func defaultTimeouts() httpclient.TimeoutOptions {
	timeouts := httpclient.DefaultTimeoutOptions
	timeouts.Timeout = DefaultTimeout
	timeouts.MaxConnsPerHost = 32
	timeouts.MaxIdleConns = 32
	timeouts.MaxIdleConnsPerHost = 32
	timeouts.IdleConnTimeout = 15 * time.Second
	return timeouts
}
