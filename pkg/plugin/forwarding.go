package plugin

import (
	"net/http"

	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
)

// withOwnEncoding keeps a browser's Accept-Encoding away from the upstream. With a resource request Grafana forwards
// every header of the browser, and the transport decompresses only what it asked for itself.
func withOwnEncoding(_ httpclient.Options, existing []httpclient.Middleware) []httpclient.Middleware {
	// The last one is the nearest to the connection, after the headers were forwarded.
	return append(existing, httpclient.NamedMiddlewareFunc("own-encoding", func(_ httpclient.Options, next http.RoundTripper) http.RoundTripper {
		return httpclient.RoundTripperFunc(func(request *http.Request) (*http.Response, error) {
			request.Header.Del("Accept-Encoding")
			return next.RoundTrip(request)
		})
	}))
}
