package prometheus

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"

	v1 "github.com/prometheus/client_golang/api/prometheus/v1"

	"github.com/headroom/headroom/pkg/fault"
)

// maxErrorBody bounds what is read of an error's body.
const maxErrorBody = 64 << 10

// notFoundError marks an endpoint that does not exist at the upstream.
type notFoundError struct{ path string }

func (e *notFoundError) Error() string { return e.path + " was not found" }

// statusFault classifies a response whose status is not a success. asked is the expression, or the path of
// endpoints that have none.
func (c *Client) statusFault(ctx context.Context, response *http.Response, asked string) *fault.Error {
	body, err := io.ReadAll(io.LimitReader(response.Body, maxErrorBody))
	if err != nil {
		if ended := c.endedFault(ctx); ended != nil {
			return ended
		}
	}
	status := fmt.Sprintf("%d %s", response.StatusCode, http.StatusText(response.StatusCode))
	switch response.StatusCode {
	case http.StatusUnauthorized:
		return fault.Configurationf(Name, "%s refused the credentials (%s)", c.target, status).
			WithCure("Check the user and password, or the token, in the data source's settings")
	case http.StatusForbidden:
		return fault.Configurationf(Name, "%s does not allow these credentials to ask (%s)", c.target, status).
			WithCure("Check the token's permissions and, on multi-tenant systems, the tenant header")
	case http.StatusProxyAuthRequired:
		return fault.Configurationf(Name, "the HTTP proxy on the way to %s asks for credentials (%s)", c.target, status).
			WithCure("Configure the proxy of Grafana's server")
	}
	if decoded, err := decodeAnswer(bytes.NewReader(body)); err == nil && decoded.message != "" {
		return c.apiFault(response.StatusCode, decoded, asked)
	}
	said := ""
	if text := c.secrets.clean(string(body)); text != "" && !isWebPage(response) && !strings.HasPrefix(text, "<") {
		said = ": " + text
	}
	switch code := response.StatusCode; {
	case code == http.StatusNotFound:
		return fault.Configurationf(Name, "there is no Prometheus API at %s (%s)", c.target, status).
			WithCure("Check the path of the URL in the data source's settings; Mimir's ends in /prometheus, VictoriaMetrics' cluster in /select/0/prometheus").
			Wrapping(&notFoundError{path: response.Request.URL.Path})
	case code == http.StatusTooManyRequests:
		return c.rateLimitFault(said)
	case code == http.StatusBadRequest && strings.Contains(said, "HTTP request to an HTTPS server"):
		return fault.Configurationf(Name, "%s speaks TLS on that port", c.target).
			WithCure("Use https:// in the data source's URL")
	case code == http.StatusGatewayTimeout:
		return fault.Timeoutf(Name, "the proxy in front of %s gave up waiting (%s)", c.target, status).
			WithCure("Ask for a shorter range or a coarser step, or raise the proxy's timeout")
	case code == http.StatusRequestEntityTooLarge, code == http.StatusRequestURITooLong:
		return fault.Configurationf(Name, "the expression is too long for %s (%s)", c.target, status).
			WithCure("Raise the limit of the proxy in front of it")
	case code >= 500:
		return fault.Downstreamf(Name, "%s failed (%s)%s", c.target, status, said).
			WithCure("Check that it is up and ready, and its log")
	default:
		return fault.Downstreamf(Name, "%s answered %s%s", c.target, status, said).
			WithCure("Check the URL in the data source's settings")
	}
}

func (c *Client) rateLimitFault(said string) *fault.Error {
	return fault.Downstreamf(Name, "%s limits the rate of requests (429)%s", c.target, said).
		WithCure("Refresh less often, or raise the limit of its tenant")
}

// apiFault classifies an error that the API itself reports.
func (c *Client) apiFault(status int, reported *answer, asked string) *fault.Error {
	said := c.secrets.clean(reported.message)
	if said == "" {
		said = "no reason given"
	}
	switch v1.ErrorType(reported.errorType) {
	case v1.ErrBadData:
		return fault.Configurationf(Name, "the expression was refused: %s (in %s)", said, fault.Excerpt(asked)).
			WithCure("Correct the signal's expression, metric or matchers")
	case v1.ErrTimeout:
		return fault.Timeoutf(Name, "the expression took too long to evaluate: %s (in %s)", said, fault.Excerpt(asked)).
			WithCure("Ask for a shorter range or a coarser step, or record the expression by a rule")
	case v1.ErrCanceled:
		return fault.Downstreamf(Name, "the upstream cancelled the evaluation: %s", said).
			WithCure("Try again; check whether it is shutting down or overloaded")
	case v1.ErrExec:
		return fault.Downstreamf(Name, "the expression could not be evaluated: %s (in %s)", said, fault.Excerpt(asked)).
			WithCure("%s", executionCure(said))
	}
	if status == http.StatusTooManyRequests {
		return c.rateLimitFault(": " + said)
	}
	if status == http.StatusNotFound {
		return fault.Downstreamf(Name, "%s does not know what was asked: %s", c.target, said).
			WithCure("Check the path of the URL in the data source's settings").
			Wrapping(&notFoundError{path: asked})
	}
	return fault.Downstreamf(Name, "%s reported an error (%d): %s", c.target, status, said).
		WithCure("Check that it is up and ready, and its log")
}

// executionCure tells apart the two usual ways to fail: too much data, and series that do not pair up.
func executionCure(said string) string {
	if strings.Contains(said, "too many samples") || strings.Contains(said, "limit") {
		return "Ask for a shorter range or a coarser step, narrow the matchers, or record the expression by a rule"
	}
	return "Check the signal's expression and matchers against the series that exist"
}
