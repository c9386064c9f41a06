// Package grafana reads the annotations of a Grafana over its HTTP API: of the one that the plugin runs in, or of
// another one.
package grafana

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source"
)

var _ source.Annotations = (*Client)(nil)

// Name is what messages call this upstream.
const Name = "Grafana"

// DefaultTimeout bounds one request where the configuration does not.
const DefaultTimeout = 30 * time.Second

// maxAnswerBytes bounds one answer; a page of annotations takes a few megabytes.
const maxAnswerBytes = 64 << 20

// Config says which Grafana to ask, and how.
type Config struct {
	// URL is the address of Grafana, with its path if it is served below one; empty when it is not known.
	URL string
	// Token is a service account's. It goes to that address and nowhere else.
	Token string
	// Timeout bounds one request; 0 means DefaultTimeout.
	Timeout time.Duration
}

// Client is a source.Annotations over HTTP. It is safe for concurrent use.
type Client struct {
	config Config
	target string
	http   *http.Client
}

// New returns a client; it opens no connection yet. That the address is missing is said when it is needed: it may come
// from Grafana itself.
func New(config Config) (*Client, error) {
	if config.Timeout <= 0 {
		config.Timeout = DefaultTimeout
	}
	config.URL = strings.TrimRight(config.URL, "/")
	base, err := url.Parse(config.URL)
	if err != nil {
		return nil, fault.Configurationf(Name, "the URL is malformed").WithCure("Enter it like https://grafana.example.com")
	}
	client, err := httpclient.New(httpclient.Options{})
	if err != nil {
		return nil, fault.Configurationf(Name, "the HTTP settings of Grafana's server cannot be used").Wrapping(err)
	}
	client.Timeout = 0 // the context bounds a request, so that a timeout of ours can be told from the caller's
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Client{config: config, target: base.Scheme + "://" + base.Host, http: client}, nil
}

// Close releases idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// errOwnTimeout is the cause of a context that the client's own limit ended, not the caller's.
var errOwnTimeout = errors.New("the request timeout passed")

// get asks a path and decodes its answer.
func (c *Client) get(ctx context.Context, path string, parameters url.Values, answer any) error {
	if c.config.URL == "" {
		return fault.Configurationf(Name, "its address is not known: Grafana did not tell the plugin its root_url").
			WithCure("Set grafana.url in the data source's settings")
	}
	ctx, cancel := context.WithTimeoutCause(ctx, c.config.Timeout, errOwnTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.config.URL+path+"?"+parameters.Encode(), nil)
	if err != nil {
		return fault.Configurationf(Name, "the URL is malformed").WithCure("Check grafana.url in the data source's settings")
	}
	request.Header.Set("Authorization", "Bearer "+c.config.Token)
	request.Header.Set("Accept", "application/json")
	response, err := c.http.Do(request)
	if err != nil {
		return c.transportFault(ctx, err)
	}
	defer func() {
		_, _ = io.CopyN(io.Discard, response.Body, 16<<10)
		_ = response.Body.Close()
	}()
	if response.StatusCode != http.StatusOK {
		return c.statusFault(response)
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswerBytes+1))
	switch {
	case err != nil:
		return c.transportFault(ctx, err)
	case len(body) > maxAnswerBytes:
		return fault.Downstreamf(Name, "an answer is larger than %d MB", maxAnswerBytes>>20).WithCure("Ask for a shorter time, or use tags that fewer annotations have")
	}
	if err := json.Unmarshal(body, answer); err != nil {
		return fault.Configurationf(Name, "what answers at %s is not Grafana's API", c.target).
			WithCure("Check grafana.url in the data source's settings, or root_url of Grafana; a proxy's login page looks like this too").Wrapping(err)
	}
	return nil
}

// transportFault classifies an error of sending a request or of reading its answer.
func (c *Client) transportFault(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(context.Cause(ctx), errOwnTimeout) {
		return fault.Timeoutf(Name, "%s did not answer within %s", c.target, c.config.Timeout).
			WithCure("Check its load, or raise grafana.timeoutSeconds in the data source's settings").Wrapping(context.DeadlineExceeded)
	}
	if ended := fault.FromContext(ctx, Name); ended != nil {
		return ended
	}
	// What wraps the cause holds the whole address; logs get the cause alone.
	var request *url.Error
	if errors.As(err, &request) {
		err = request.Err
	}
	if classified := fault.FromNetwork(Name, c.target, err); classified != nil {
		return classified
	}
	return fault.Downstreamf(Name, "the request to %s failed", c.target).WithCure("See Grafana's log for the cause").Wrapping(err)
}

// statusFault classifies an answer that is no success. Nothing of its body is repeated: proxies echo headers.
func (c *Client) statusFault(response *http.Response) error {
	status := fmt.Sprintf("%d %s", response.StatusCode, http.StatusText(response.StatusCode))
	switch code := response.StatusCode; {
	case code == http.StatusUnauthorized:
		return fault.Configurationf(Name, "%s refused the token (%s)", c.target, status).
			WithCure("Make a token of a service account in Grafana (Administration, Service accounts) and enter it as the secret grafanaToken; tokens expire")
	case code == http.StatusForbidden:
		return fault.Configurationf(Name, "%s does not let the token read annotations (%s)", c.target, status).
			WithCure("Give its service account the role Viewer, or the permission annotations:read")
	case code >= 300 && code < 400:
		return fault.Configurationf(Name, "%s redirects (%s), and the token is sent to no other address", c.target, status).
			WithCure("Set grafana.url to where Grafana really is, with its path")
	case code == http.StatusNotFound:
		return fault.Configurationf(Name, "there is no Grafana at %s (%s)", c.target, status).
			WithCure("Check grafana.url in the data source's settings, or root_url of Grafana, with their path")
	case code == http.StatusTooManyRequests:
		return fault.Downstreamf(Name, "%s limits the rate of requests (%s)", c.target, status).WithCure("Refresh less often")
	case code >= 500:
		return fault.Downstreamf(Name, "%s failed (%s)", c.target, status).WithCure("Check that it is up, and its log")
	}
	return fault.Downstreamf(Name, "%s answered %s", c.target, status).WithCure("Check grafana.url in the data source's settings")
}

// Check reports the version, once the token may read annotations.
func (c *Client) Check(ctx context.Context) (version string, err error) {
	var annotations []annotation
	if err := c.get(ctx, annotationsPath, url.Values{"limit": {"1"}, "type": {"annotation"}}, &annotations); err != nil {
		return "", err
	}
	var health struct{ Version string }
	if err := c.get(ctx, "/api/health", nil, &health); err != nil || health.Version == "" {
		return "version unknown", nil //nolint:nilerr // a Grafana may hide its version
	}
	return health.Version, nil
}

func milliseconds(t time.Time) string { return strconv.FormatInt(max(1, t.UnixMilli()), 10) }
