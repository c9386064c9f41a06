package plugin

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"

	"github.com/headroom/headroom/pkg/settings"
	"github.com/headroom/headroom/pkg/source/prometheus"
)

// TestCompressedAnswerToABrowsersRequest: a browser accepts encodings that Go does not undo by itself when they are
// asked for by hand.
func TestCompressedAnswerToABrowsersRequest(t *testing.T) {
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Encoding", "gzip")
		compressed := gzip.NewWriter(w)
		_, _ = io.WriteString(compressed, `{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[0,"1"]}]}}`)
		_ = compressed.Close()
	}))
	defer upstream.Close()
	client, err := prometheus.New(prometheusConfig(&settings.Settings{
		Prometheus: settings.Prometheus{URL: upstream.URL, TimeoutSeconds: 10, MaxResponseMegabytes: 1},
	}))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	browser := httpclient.MiddlewareFunc(func(_ httpclient.Options, next http.RoundTripper) http.RoundTripper {
		return httpclient.RoundTripperFunc(func(request *http.Request) (*http.Response, error) {
			request.Header.Set("Accept-Encoding", "gzip, deflate, br, zstd")
			return next.RoundTrip(request)
		})
	})
	answer, err := client.Instant(httpclient.WithContextualMiddleware(t.Context(), browser), "vector(1)", time.Unix(0, 0))
	if err != nil || len(answer.Samples) != 1 {
		t.Errorf("got %v, %v; want one sample", answer.Samples, err)
	}
}
