package prometheus

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/headroom/headroom/pkg/fault"
)

// query sends a form to an evaluating endpoint and decodes its answer. It posts, as expressions outgrow URLs,
// and falls back to GET where POST is refused on the way.
func (c *Client) query(ctx context.Context, endpoint, expr string, form url.Values) (*answer, error) {
	ctx, cancel := c.withTimeout(ctx)
	defer cancel()
	form.Set("timeout", c.evaluationTimeout(ctx))

	method := http.MethodPost
	if c.useGET.Load() {
		method = http.MethodGet
	}
	response, err := c.send(ctx, method, endpoint, form)
	if err != nil {
		return nil, c.transportFault(ctx, err)
	}
	if method == http.MethodPost && refusesPOST(response.StatusCode) {
		discard(response)
		if response, err = c.send(ctx, http.MethodGet, endpoint, form); err != nil {
			return nil, c.transportFault(ctx, err)
		}
		if response.StatusCode == http.StatusOK {
			c.useGET.Store(true)
		}
	}
	defer discard(response)
	if response.StatusCode/100 != 2 {
		return nil, c.statusFault(ctx, response, expr)
	}
	return c.decode(ctx, response, expr)
}

// evaluationTimeout tells the upstream to stop evaluating when nobody waits any more, in seconds.
func (c *Client) evaluationTimeout(ctx context.Context) string {
	remaining := c.config.Timeout
	if deadline, ok := ctx.Deadline(); ok {
		remaining = min(remaining, time.Until(deadline))
	}
	return strconv.FormatFloat(max(remaining.Seconds(), 0.001), 'f', 3, 64)
}

func (c *Client) send(ctx context.Context, method, endpoint string, form url.Values) (*http.Response, error) {
	address := c.endpoints.URL(endpoint, nil)
	body := []byte(form.Encode())
	if method == http.MethodGet {
		address.RawQuery = joinQuery(address.RawQuery, string(body))
		body = nil
	}
	request, err := http.NewRequestWithContext(ctx, method, address.String(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if method == http.MethodPost {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		// Present but empty, so it is not sent: it tells net/http that the request may be repeated when a kept
		// connection turns out to be dead.
		request.Header["Idempotency-Key"] = nil
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, err
	}
	response.Body = limitBody(ctx, response.Body, c.config.MaxResponseBytes)
	return response, nil
}

func joinQuery(first, second string) string {
	if first == "" {
		return second
	}
	return first + "&" + second
}

// refusesPOST recognises proxies that let only GET through.
func refusesPOST(status int) bool {
	return status == http.StatusForbidden || status == http.StatusMethodNotAllowed || status == http.StatusNotImplemented
}

// discard ends a response so that its connection can be used again, without reading much of what nobody wants.
func discard(response *http.Response) {
	_, _ = io.CopyN(io.Discard, response.Body, 16<<10)
	_ = response.Body.Close()
}

// decode reads a successful answer as a stream.
func (c *Client) decode(ctx context.Context, response *http.Response, expr string) (*answer, error) {
	if isWebPage(response) {
		return nil, c.webPageFault()
	}
	decoded, err := decodeAnswer(response.Body)
	if err != nil {
		return nil, c.decodeFault(ctx, err)
	}
	if decoded.status != "success" {
		return nil, c.apiFault(response.StatusCode, decoded, expr)
	}
	if decoded.text {
		return nil, fault.Configurationf(Name, "the expression yields a string, not numbers: %s", fault.Excerpt(expr)).
			WithCure("Write an expression that yields numbers")
	}
	return decoded, nil
}

func isWebPage(response *http.Response) bool {
	return strings.HasPrefix(response.Header.Get("Content-Type"), "text/html")
}

// boundedClient is the official API client's transport over ours: bounded, and with classified errors. The
// official client uses it for the endpoints whose answers are small.
type boundedClient struct{ client *Client }

// URL builds an endpoint's address.
func (b boundedClient) URL(endpoint string, args map[string]string) *url.URL {
	return b.client.endpoints.URL(endpoint, args)
}

// Do sends the request and reads the body. The response comes with an error too: the official client looks at
// its status to fall back from POST to GET.
func (b boundedClient) Do(ctx context.Context, request *http.Request) (*http.Response, []byte, error) {
	c := b.client
	ctx, cancel := c.withTimeout(ctx)
	defer cancel()
	response, err := c.http.Do(request.WithContext(ctx))
	if err != nil {
		return nil, nil, c.transportFault(ctx, err)
	}
	response.Body = limitBody(ctx, response.Body, c.listLimit())
	defer discard(response)
	switch {
	case response.StatusCode/100 != 2:
		return response, nil, c.statusFault(ctx, response, request.URL.Path)
	case isWebPage(response):
		return response, nil, c.webPageFault()
	}
	body, err := io.ReadAll(response.Body)
	switch {
	case errors.Is(err, errTooLarge):
		return response, nil, c.listTooLargeFault(err)
	case err != nil:
		return response, nil, c.decodeFault(ctx, err)
	}
	return response, body, nil
}
