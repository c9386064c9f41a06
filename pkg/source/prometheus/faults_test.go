package prometheus

import (
	"context"
	"encoding/base64"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"

	"github.com/headroom/headroom/pkg/fault"
)

func TestInvalidSettings(t *testing.T) {
	for want, change := range map[string]func(*Config){
		"no URL is set":  func(c *Config) { c.URL = "" },
		"malformed":      func(c *Config) { c.URL = "http://[::1" },
		"needs http":     func(c *Config) { c.URL = "prometheus:9090" },
		"and a host":     func(c *Config) { c.URL = "http://:9090" },
		"plain text":     func(c *Config) { c.URL = "http://reader:" + password + "@prometheus:9090" },
		"cannot be used": func(c *Config) { c.HTTP.TLS = &httpclient.TLSOptions{CACertificate: "not PEM"} },
		"the HTTP or TLS s": func(c *Config) {
			c.HTTP.TLS = &httpclient.TLSOptions{ClientCertificate: "not PEM", ClientKey: password}
		},
	} {
		config := Config{URL: "http://prometheus:9090"}
		change(&config)
		_, err := New(config)
		expectFault(t, err, fault.Configuration, want)
	}
}

func TestStatusFaults(t *testing.T) {
	const parseError = `{"status":"error","errorType":"bad_data","error":"invalid parameter \"query\": 1:3: parse error: unexpected end of input"}`
	for _, test := range []struct {
		status int
		body   string
		kind   fault.Kind
		wants  []string
	}{
		{400, parseError, fault.Configuration, []string{"unexpected end of input", "(in up)"}},
		{400, "Client sent an HTTP request to an HTTPS server.\n", fault.Configuration, []string{"speaks TLS", "https://"}},
		{400, "what?", fault.Downstream, []string{"400 Bad Request: what?"}},
		{401, "Unauthorized", fault.Configuration, []string{"refused the credentials", "401"}},
		{403, `{"status":"error","errorType":"forbidden","error":"no"}`, fault.Configuration, []string{"403", "permissions"}},
		{404, "404 page not found", fault.Configuration, []string{"no Prometheus API", "path of the URL"}},
		{407, "", fault.Configuration, []string{"proxy"}},
		{413, "", fault.Configuration, []string{"too long"}},
		{422, `{"status":"error","errorType":"execution","error":"query processing would load too many samples into memory in query execution"}`,
			fault.Downstream, []string{"too many samples", "coarser step"}},
		{422, `{"status":"error","errorType":"execution","error":"found duplicate series for the match group"}`, fault.Downstream, []string{"duplicate series", "matchers"}},
		{429, "", fault.Downstream, []string{"limits the rate", "Refresh less often"}},
		{429, `{"status":"error","errorType":"too_many_requests","error":"per-user rate limit"}`, fault.Downstream, []string{"limits the rate", "per-user"}},
		{500, "panic", fault.Downstream, []string{"500 Internal Server Error", "panic"}},
		{502, "<html><body>Bad Gateway</body></html>", fault.Downstream, []string{"502 Bad Gateway"}},
		{503, `{"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"}`, fault.Timeout, []string{"timed out", "coarser step"}},
		{503, "Service Unavailable", fault.Downstream, []string{"503"}},
		{504, "", fault.Timeout, []string{"gave up waiting"}},
		// Some proxies repeat the headers they were sent.
		{500, "Authorization: Basic " + base64.StdEncoding.EncodeToString([]byte("reader:"+password)) + " X-Token: Bearer " + token, fault.Downstream, []string{"***"}},
		{500, "authorization: bearer someone.elses-token was refused", fault.Downstream, []string{"authorization: bearer *** was refused"}},
		{500, strings.Repeat("x", 1<<20), fault.Downstream, []string{"…"}},
		{302, "", fault.Downstream, []string{"302"}},
	} {
		server := upstream(t, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(test.status)
			_, _ = w.Write([]byte(test.body))
		})
		t.Run(fmt.Sprint(test.status, " ", fault.Excerpt(test.body)), func(t *testing.T) {
			err := ask(context.Background(), open(t, server.URL))
			expectFault(t, err, test.kind, test.wants...)
			if len(err.Error()) > 1000 {
				t.Errorf("the message has %d bytes", len(err.Error()))
			}
			if strings.Contains(err.Error(), "<html>") {
				t.Errorf("the message quotes a page: %s", err)
			}
		})
	}
}

// TestNotAnAnswer covers bodies that come with a success status.
func TestNotAnAnswer(t *testing.T) {
	for body, want := range map[string]string{
		"": "ends in the middle",
		`{"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":"b"},"value":[1,"1`: "ends in the middle",
		"hello":                          "not the Prometheus API",
		"[]":                             "not the Prometheus API",
		"null":                           "not the Prometheus API",
		"{}":                             "not the Prometheus API",
		`{"status":"success"}`:           "not the Prometheus API",
		`{"status":"success","data":[]}`: "not the Prometheus API",
		`{"status":"success","data":{"result":[]}}x`:                                                      "not the Prometheus API",
		`{"status":"success","data":{"result":[1]}}`:                                                      "not the Prometheus API",
		`{"status":"success","data":{"result":[{"value":[1]}]}}`:                                          "not the Prometheus API",
		`{"status":"success","data":{"result":[{"value":[1,"x"]}]}}`:                                      "not the Prometheus API",
		`{"status":"success","data":{"result":[{"value":[1,"1",2]}]}}`:                                    "not the Prometheus API",
		`{"status":"success","data":{"result":[{"value":[1e300,"1"]}]}}`:                                  "not the Prometheus API",
		`{"status":"success","data":{"result":[{"histogram":[1,{"buckets":[[0,"1","2"]]}]}]}}`:            "not the Prometheus API",
		`{"status":"error","errorType":"internal","error":"storage is gone"}`:                             "storage is gone",
		`{"status":"success","data":{"resultType":"string","result":[1,"text"]}}`:                         "yields a string",
		`{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"1"]]}]}}`: "range vector",
	} {
		t.Run(body, func(t *testing.T) {
			err := ask(context.Background(), open(t, answering(t, body).URL))
			kind := fault.Downstream
			if strings.Contains(want, "yields") || strings.Contains(want, "range vector") {
				kind = fault.Configuration
			}
			expectFault(t, err, kind, want)
		})
	}
}

func TestWebPage(t *testing.T) {
	server := upstream(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte("<!doctype html><title>Log in</title>"))
	})
	client := open(t, server.URL)
	expectFault(t, ask(context.Background(), client), fault.Configuration, "web page")
	_, err := client.LabelNames(context.Background(), "", time.Time{}, time.Time{})
	expectFault(t, err, fault.Configuration, "web page")
}

func TestTruncatedOnTheWire(t *testing.T) {
	server := upstream(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = w.Write([]byte(`{"status":"success","data":{"resultType":"vector","result":[`))
	})
	expectFault(t, ask(context.Background(), open(t, server.URL)), fault.Downstream, "before its answer was complete")
}

func TestConnectionFaults(t *testing.T) {
	closed := httptest.NewServer(nil)
	closed.Close()
	plain := upstream(t, func(http.ResponseWriter, *http.Request) {})
	for _, test := range []struct {
		what, url string
		kind      fault.Kind
		want      string
	}{
		{"refused", closed.URL, fault.Downstream, "refused the connection"},
		{"unknown host", "http://prometheus.invalid:9090", fault.Configuration, `"prometheus.invalid" does not exist`},
		{"https to a plain port", strings.Replace(plain.URL, "http:", "https:", 1), fault.Configuration, "does not speak TLS"},
	} {
		client := open(t, test.url)
		t.Run(test.what, func(t *testing.T) {
			expectFault(t, ask(context.Background(), client), test.kind, test.want)
			_, err := client.MetricNames(context.Background(), "", time.Time{}, time.Time{})
			expectFault(t, err, test.kind, test.want)
		})
	}
}

func TestTLSFaults(t *testing.T) {
	secure := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"status":"success","data":{"resultType":"vector","result":[]}}`))
	}))
	secure.Config.ErrorLog = nil
	t.Cleanup(secure.Close)
	authority := encodePEM(secure.Certificate().Raw)
	expectFault(t, ask(context.Background(), open(t, secure.URL)), fault.Configuration, "authority that is not trusted", "CA certificate")
	withAuthority := func(c *Config) { c.HTTP.TLS = &httpclient.TLSOptions{CACertificate: authority} }
	if err := ask(context.Background(), open(t, secure.URL, withAuthority)); err != nil {
		t.Errorf("with the authority: %v", err)
	}
	otherName := func(c *Config) {
		c.HTTP.TLS = &httpclient.TLSOptions{CACertificate: authority, ServerName: "prometheus.internal"}
	}
	expectFault(t, ask(context.Background(), open(t, secure.URL, otherName)), fault.Configuration, "example.com", `not for "prometheus.internal"`)
	asHTTP := strings.Replace(secure.URL, "https:", "http:", 1)
	expectFault(t, ask(context.Background(), open(t, asHTTP)), fault.Configuration, "speaks TLS", "https://")
}

func TestSlowAndHalfOpen(t *testing.T) {
	// A server notices that its client has gone only once it has read the request.
	gone := func(r *http.Request) { _ = r.ParseForm(); <-r.Context().Done() }
	headers := upstream(t, func(_ http.ResponseWriter, r *http.Request) { gone(r) })
	body := upstream(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte(`{"status":"success","data":`))
		w.(http.Flusher).Flush()
		gone(r)
	})
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = silent.Close() }()
	for what, url := range map[string]string{"no headers": headers.URL, "half a body": body.URL, "accepted and forgotten": "http://" + silent.Addr().String()} {
		quick := func(c *Config) { c.Timeout = 100 * time.Millisecond }
		t.Run(what, func(t *testing.T) {
			expectFault(t, ask(context.Background(), open(t, url, quick)), fault.Timeout, "did not answer within 100ms", "raise the timeout")

			ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
			defer cancel()
			expectFault(t, ask(ctx, open(t, url)), fault.Timeout, "before the request's deadline")

			ctx, cancel = context.WithCancel(context.Background())
			time.AfterFunc(100*time.Millisecond, cancel)
			began := time.Now()
			expectFault(t, ask(ctx, open(t, url)), fault.Cancelled)
			if took := time.Since(began); took > time.Second {
				t.Errorf("gave up only after %s", took)
			}
			_, err := open(t, url, quick).LabelValues(context.Background(), "job", "", time.Time{}, time.Time{})
			expectFault(t, err, fault.Timeout, "did not answer within 100ms")
		})
	}
}
