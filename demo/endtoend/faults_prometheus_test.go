package endtoend

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

const (
	noNames   = `{"status":"success","data":[]}`
	noSamples = `{"status":"success","data":{"resultType":"vector","result":[]}}`
)

// upstream serves a Prometheus API that knows its version but no metric, and answers queries as it is told.
func upstream(t *testing.T, query http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/api/v1/query") {
			query(w, r)
			return
		}
		_, _ = io.WriteString(w, namesOrVersion(r))
	}))
	t.Cleanup(server.Close)
	return server
}

func namesOrVersion(r *http.Request) string {
	if r.URL.Path == "/api/v1/status/buildinfo" {
		return `{"status":"success","data":{"version":"3.0.0"}}`
	}
	return noNames
}

// answering serves a fixed body.
func answering(t *testing.T, body string) *httptest.Server {
	return upstream(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) })
}

// over is a data source over one upstream, with a secret. Its memory utilization is an expression, so that a query
// for it is sent without any metric known.
func over(t *testing.T, address string) dataSource {
	return dataSource{
		uid: t.Name(),
		jsonData: object{
			"prometheus": object{"url": address, "timeoutSeconds": 1},
			"signals":    object{"memory_utilization": object{"expr": "memory"}},
		},
		secrets: map[string]string{"prometheusToken": secret},
	}
}

// utilization asks for one value of the upstream.
var utilization = object{"queryType": "kpi", "kpis": []string{"memory_utilization"}, "window": "1h", "format": "table"}

func TestUnknownValues(t *testing.T) {
	defer alive(t)
	sample := func(value string) string {
		return `{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"` + value + `"]}]}}`
	}
	for name, body := range map[string]string{
		"NaN": sample("NaN"), "Inf": sample("+Inf"), "negative Inf": sample("-Inf"), "empty": noSamples,
	} {
		t.Run(name, func(t *testing.T) {
			list := rows(over(t, answering(t, body).URL).frames(t, lastHour(), utilization)[0])
			if len(list) != 1 || list[0]["value"] != nil || list[0]["status"] != "insufficient_data" || list[0]["reason"] == "" {
				t.Errorf("got %v, want one row of insufficient data without a value, and why", list)
			}
		})
	}
}

func TestBrokenUpstreams(t *testing.T) {
	defer alive(t)
	closed := httptest.NewServer(nil)
	closed.Close()
	secure := httptest.NewUnstartedServer(nil)
	secure.Config.ErrorLog = log.New(io.Discard, "", 0) // it tells of every refused handshake
	secure.StartTLS()
	t.Cleanup(secure.Close)
	status := func(code int, body string) string {
		return upstream(t, func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(code)
			// Some proxies repeat what they were sent.
			_, _ = io.WriteString(w, body+r.Header.Get("Authorization"))
		}).URL
	}
	// A server notices that its client has gone only once it has read the request.
	gone := func(r *http.Request) { _ = r.ParseForm(); <-r.Context().Done() }
	tests := []struct {
		name, address string
		status        backend.Status
		wants         []string
	}{
		{"nothing", answering(t, "").URL, backend.StatusBadGateway, []string{"ends in the middle", "Check the proxy"}},
		{"truncated", answering(t, noSamples[:40]).URL, backend.StatusBadGateway, []string{"ends in the middle", "Check the proxy"}},
		{"not JSON", answering(t, "hello").URL, backend.StatusBadGateway, []string{"not the Prometheus API", "Check the URL"}},
		{"a web page", upstream(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, "<html>log in</html>")
		}).URL, backend.StatusBadRequest, []string{"web page", "Check the URL"}},
		{"401", status(401, ""), backend.StatusBadRequest, []string{"refused the credentials", "Check the user and password, or the token"}},
		{"403", status(403, ""), backend.StatusBadRequest, []string{"does not allow", "permissions"}},
		{"500 with an echo", status(500, "sent: "), backend.StatusBadGateway, []string{"500 Internal Server Error", "***", "its log"}},
		{"503", status(503, ""), backend.StatusBadGateway, []string{"503", "up and ready"}},
		{"429", status(429, ""), backend.StatusBadGateway, []string{"limits the rate", "Refresh less often"}},
		{"dead port", closed.URL, backend.StatusBadGateway, []string{"refused the connection", "Check that it runs"}},
		{"no such host", "http://prometheus.invalid:9090", backend.StatusBadRequest, []string{"does not exist", "Check the host"}},
		{"slow", upstream(t, func(_ http.ResponseWriter, r *http.Request) { gone(r) }).URL, backend.StatusTimeout, []string{"did not answer within 1s", "raise the timeout"}},
		{"slow in the middle", upstream(t, func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, noSamples[:40])
			w.(http.Flusher).Flush()
			gone(r)
		}).URL, backend.StatusTimeout, []string{"did not answer within 1s", "raise the timeout"}},
		{"half-open", halfOpen(t), backend.StatusTimeout, []string{"did not answer within 1s", "raise the timeout"}},
		{"unknown authority", secure.URL, backend.StatusBadRequest, []string{"authority that is not trusted", "CA certificate"}},
		{"TLS to a plain port", strings.Replace(answering(t, noSamples).URL, "http:", "https:", 1), backend.StatusBadRequest, []string{"does not speak TLS", "http://"}},
	}
	// The group ends with its last test, so that alive comes after all of them.
	t.Run("upstream", func(t *testing.T) {
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				t.Parallel()
				testBrokenUpstream(t, test.address, test.status, test.wants)
			})
		}
	})
}

func testBrokenUpstream(t *testing.T, address string, status backend.Status, wants []string) {
	t.Helper()
	d := over(t, address)
	refused(t, d.ask(t, lastHour(), utilization), status, append(wants, "Prometheus: ")...)
	ok, parts := d.health(t)
	part := parts["Prometheus"]
	if ok || part.Status != "error" {
		t.Errorf("health is ok: %v, %+v", ok, parts)
		return
	}
	says(t, part.Message, wants...)
}

// halfOpen accepts connections and never answers.
func halfOpen(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { _ = conn.Close() })
		}
	}()
	return "http://" + listener.Addr().String()
}

// TestCredentialsStayWithTheirHost redirects to another host, which must not be asked at all.
func TestCredentialsStayWithTheirHost(t *testing.T) {
	defer alive(t)
	var arrived atomic.Int64
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { arrived.Add(1) }))
	defer other.Close()
	for _, code := range []int{http.StatusMovedPermanently, http.StatusFound, http.StatusTemporaryRedirect, http.StatusPermanentRedirect} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			redirecting := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, other.URL+r.URL.Path, code)
			}))
			defer redirecting.Close()
			refused(t, over(t, redirecting.URL).ask(t, lastHour(), utilization), backend.StatusBadRequest,
				"redirects to another host", "Set the data source's URL to where the API really is")
		})
	}
	if n := arrived.Load(); n != 0 {
		t.Errorf("%d requests arrived at the other host", n)
	}
}

// TestHugeAnswers streams 100 MB of each kind of answer; what is read of it, and kept, is bounded.
func TestHugeAnswers(t *testing.T) {
	defer alive(t)
	const size = 100 << 20
	for _, test := range []struct {
		name, path, head, piece string
		// resident bounds the process, in bytes.
		resident int64
		wants    []string
	}{
		{"series", "/api/v1/query", `{"status":"success","data":{"resultType":"vector","result":[`, `{"metric":{"instance":"10.0.0.1:9100"},"value":[1763900000,"0.5"]},`, maxResident, []string{"more than 50000 series", "Group by fewer labels"}},
		{"a label", "/api/v1/query", `{"status":"success","data":{"resultType":"vector","result":[{"metric":{"instance":"`, "xxxxxxxx", maxResident, []string{"8 MB of labels", "Group by fewer labels"}},
		{"a series", "/api/v1/query", `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[`, `[1763900000,"0.5"],`, maxResident, []string{"11000 points in one", "Group by fewer labels"}},
		{"points", "/api/v1/query", `{"status":"success","data":{"resultType":"matrix","result":[`,
			`{"metric":{},"values":[` + strings.Repeat(`[1763900000,"0.5"],`, 719) + `[1763900000,"0.5"]]},`,
			// All of the 64 MB that an answer may have are kept, and the garbage collector lets them double.
			256 << 20, []string{"larger than the limit of 64 MB", "Aggregate more"}},
		{"names", "/api/v1/label/__name__/values", `{"status":"success","data":[`, `"http_requests_total",`, maxResident, []string{"larger than the limit of 8 MB", "Narrow the matchers"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != test.path {
					_, _ = io.WriteString(w, namesOrVersion(r))
					return
				}
				_, err := io.WriteString(w, test.head)
				block := strings.Repeat(test.piece, max(1, 64<<10/len(test.piece)))
				for sent := 0; sent < size && err == nil; sent += len(block) {
					_, err = io.WriteString(w, block)
				}
			}))
			defer server.Close()
			// A process of its own: what others have used before is not what is measured.
			d := over(t, server.URL)
			d.plugin = startPlugin(t)
			d.jsonData["prometheus"] = object{"url": server.URL, "timeoutSeconds": 30}
			refused(t, d.ask(t, lastHour(), utilization), backend.StatusBadGateway, test.wants...)
			held := hold(t, d.plugin)
			t.Logf("peak %d MB", held.Peak>>20)
			if held.Peak > test.resident {
				t.Errorf("%d MB resident at the peak, want at most %d", held.Peak>>20, test.resident>>20)
			}
		})
	}
}

// TestCancellationReachesTheUpstream cancels a request while the upstream evaluates it.
func TestCancellationReachesTheUpstream(t *testing.T) {
	defer alive(t)
	started, ended := make(chan struct{}, 16), make(chan struct{}, 16)
	var open atomic.Int64
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/api/v1/query") {
			_, _ = io.WriteString(w, namesOrVersion(r))
			return
		}
		_ = r.ParseForm() // see gone above
		started <- struct{}{}
		<-r.Context().Done()
		ended <- struct{}{}
	}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		switch state {
		case http.StateActive:
			open.Add(1)
		case http.StateIdle, http.StateClosed:
			open.Add(-1)
		}
	}
	server.Start()
	defer server.Close()
	d := over(t, server.URL)
	d.jsonData["prometheus"] = object{"url": server.URL, "timeoutSeconds": 60}

	ctx, cancel := context.WithCancel(t.Context())
	answered := make(chan error, 1)
	go func() { answered <- d.askContext(ctx, t, lastHour(), utilization).Error }()
	await(t, "the upstream is asked", started)
	cancel()
	await(t, "the upstream notices", ended)
	if err := <-answered; err == nil || !strings.Contains(err.Error(), "cancel") {
		t.Errorf("the answer is %v", err)
	}
	for deadline := time.Now().Add(5 * time.Second); open.Load() > 0; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d requests are still under way", open.Load())
		}
	}
}

func await(t *testing.T, what string, event <-chan struct{}) {
	t.Helper()
	select {
	case <-event:
	case <-time.After(10 * time.Second):
		t.Fatalf("waited 10 s in vain: %s", what)
	}
}
