package prometheus

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
	"go.uber.org/goleak"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	password = "s3cret-of-the-reader"
	token    = "t0ken-of-the-reader"
)

var at = time.UnixMilli(1_795_000_000_250).UTC()

// upstream is a fake API that answers as the handler says: for faults and for what a request looks like. What a
// real Prometheus answers is tested against one, in the demo module.
func upstream(tb testing.TB, handler http.HandlerFunc) *httptest.Server {
	tb.Helper()
	server := httptest.NewServer(handler)
	tb.Cleanup(server.Close)
	return server
}

func answering(t *testing.T, body string) *httptest.Server {
	t.Helper()
	return upstream(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(body))
	})
}

func open(t *testing.T, url string, changes ...func(*Config)) *Client {
	t.Helper()
	config := Config{URL: url, Timeout: 5 * time.Second, HTTP: httpclient.Options{
		BasicAuth: &httpclient.BasicAuthOptions{User: "reader", Password: password},
		Header:    http.Header{"X-Token": {"Bearer " + token}},
	}}
	for _, change := range changes {
		change(&config)
	}
	client, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

func ask(ctx context.Context, client *Client) error {
	_, err := client.Instant(ctx, "up", at)
	return err
}

// hour is a grid of 61 steps.
func hour() source.Range {
	return source.Range{Start: at.Add(-time.Hour), End: at, Step: time.Minute}
}

// expectFault checks an error's kind and wording, that it says what to do, and that no secret is in it or in
// what it wraps.
func expectFault(t *testing.T, err error, kind fault.Kind, wants ...string) {
	t.Helper()
	var classified *fault.Error
	if !errors.As(err, &classified) {
		t.Fatalf("got %v, want a classified error", err)
	}
	if classified.Kind != kind {
		t.Errorf("got kind %s, want %s: %v", classified.Kind, kind, err)
	}
	for _, want := range wants {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("got %q, want %q in it", err, want)
		}
	}
	if classified.Cure == "" && kind != fault.Cancelled {
		t.Errorf("%q names no cure", err)
	}
	for wrapped := error(classified); wrapped != nil; wrapped = errors.Unwrap(wrapped) {
		text := fmt.Sprintf("%v %+v", wrapped, wrapped)
		if strings.Contains(text, password) || strings.Contains(text, token) {
			t.Errorf("a secret is in %T: %s", wrapped, text)
		}
	}
}
