package prometheus

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
	v1 "github.com/prometheus/client_golang/api/prometheus/v1"

	"github.com/headroom/headroom/pkg/fault"
)

// errOwnTimeout is the cause of a context that the client's own limit ended, not the caller's.
var errOwnTimeout = errors.New("the request timeout passed")

// withTimeout bounds one request by the configured timeout.
func (c *Client) withTimeout(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(ctx, c.config.Timeout, errOwnTimeout)
}

// endedFault classifies the end of the request's context, or returns nil while it is alive.
func (c *Client) endedFault(ctx context.Context) *fault.Error {
	if ctx.Err() != nil && errors.Is(context.Cause(ctx), errOwnTimeout) {
		return fault.Timeoutf(Name, "%s did not answer within %s", c.target, c.config.Timeout).
			WithCure("Ask for a shorter range or a coarser step, record the expression by a rule, or raise the timeout in the data source's settings").
			Wrapping(context.DeadlineExceeded)
	}
	return fault.FromContext(ctx, Name)
}

// transportFault classifies an error of sending a request or of reading its answer.
func (c *Client) transportFault(ctx context.Context, err error) *fault.Error {
	if ended := c.endedFault(ctx); ended != nil {
		return ended
	}
	// What wraps the cause holds the whole address; logs get the cause alone.
	var request *url.Error
	if errors.As(err, &request) {
		err = request.Err
	}
	var redirect *redirectRefusedError
	switch {
	case errors.As(err, &redirect):
		return fault.Configurationf(Name, "%s redirects to another host, %s, which would be sent the credentials", c.target, redirect.host).
			WithCure("Set the data source's URL to where the API really is").Wrapping(err)
	case errors.Is(err, errTooManyRedirects):
		return fault.Configurationf(Name, "%s redirects more than %d times", c.target, maxRedirects).
			WithCure("Check the URL and the proxy in front of it").Wrapping(err)
	case errors.Is(err, errTooLarge), errors.Is(err, httpclient.ErrResponseBodyTooLarge):
		return c.tooLargeFault(err)
	case errors.Is(err, http.ErrSchemeMismatch):
		return fault.Configurationf(Name, "%s does not speak TLS on that port", c.target).
			WithCure("Use http:// in the data source's URL, or the port that speaks TLS").Wrapping(err)
	}
	if classified := fault.FromNetwork(Name, c.target, err); classified != nil {
		return classified
	}
	return fault.Downstreamf(Name, "the request to %s failed", c.target).
		WithCure("See Grafana's log for the cause").Wrapping(err)
}

func (c *Client) tooLargeFault(err error) *fault.Error {
	if errors.Is(err, httpclient.ErrResponseBodyTooLarge) {
		return fault.Downstreamf(Name, "the answer is larger than Grafana's response limit").
			WithCure("Aggregate more, ask for a shorter range or a coarser step, or raise response_limit in Grafana's [dataproxy] settings").Wrapping(err)
	}
	return fault.Downstreamf(Name, "the answer is larger than the limit of %d MB", c.config.MaxResponseBytes>>20).
		WithCure("Aggregate more, ask for a shorter range or a coarser step, or raise the response limit in the data source's settings").Wrapping(err)
}

func (c *Client) listTooLargeFault(err error) *fault.Error {
	return fault.Downstreamf(Name, "the list of names or label values is larger than the limit of %d MB", c.listLimit()>>20).
		WithCure("Narrow the matchers, or map the signals to metrics by name in the data source's settings").Wrapping(err)
}

// decodeFault classifies what is wrong with the body of a successful response.
func (c *Client) decodeFault(ctx context.Context, err error) *fault.Error {
	if ended := c.endedFault(ctx); ended != nil {
		return ended
	}
	switch {
	case errors.Is(err, errTooMuch):
		return fault.Downstreamf(Name, "the answer has more than %d series, %d points in one or %d MB of labels", maxSeries, maxSteps, maxLabelBytes>>20).
			WithCure("Group by fewer labels, narrow the matchers, or record the expression by a rule").Wrapping(err)
	case errors.Is(err, errTruncated):
		return fault.Downstreamf(Name, "the answer of %s ends in the middle", c.target).
			WithCure("Check the proxy in front of it and its log: it may have restarted or run out of memory").Wrapping(err)
	case errors.Is(err, errNotJSON):
		return fault.Downstreamf(Name, "what answers at %s is not the Prometheus API", c.target).
			WithCure("Check the URL and its path in the data source's settings").Wrapping(err)
	default:
		return c.transportFault(ctx, err)
	}
}

func (c *Client) webPageFault() *fault.Error {
	return fault.Configurationf(Name, "a web page answers at %s, not the Prometheus API", c.target).
		WithCure("Check the URL and its path in the data source's settings; a proxy's login page looks like this too")
}

// labelsFault classifies an error of the official client, whose transport (boundedClient) has classified all
// but what is wrong with the body.
func (c *Client) labelsFault(ctx context.Context, err error, expr string) error {
	var classified *fault.Error
	if errors.As(err, &classified) {
		return classified
	}
	var reported *v1.Error
	if errors.As(err, &reported) && reported.Type != v1.ErrBadResponse {
		return c.apiFault(http.StatusOK, &answer{errorType: string(reported.Type), message: reported.Msg}, expr)
	}
	return c.decodeFault(ctx, errors.Join(errNotJSON, err))
}
