// Package adaptertest tests the plugin's Prometheus adapter against a real Prometheus database, engine and API,
// which the plugin's own module must not depend on.
package adaptertest

import (
	"encoding/json"
	"io"
	"log/slog"
	"math"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/value"
	"github.com/prometheus/prometheus/storage"

	"github.com/headroom/headroom/demo/prom"
	"github.com/headroom/headroom/pkg/source/prometheus"
)

// start is where the samples begin; they come every 15 s for two hours.
var start = time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)

const (
	interval = 15 * time.Second
	samples  = 480
)

var end = start.Add((samples - 1) * interval)

// strange is a label value that needs escaping in JSON and PromQL alike.
const strange = "a \"quoted\" \\ back\nline {☃} 😀"

// serve runs a Prometheus with the samples below and returns its address.
func serve(t *testing.T) string {
	t.Helper()
	discard := slog.New(slog.DiscardHandler)
	db, err := prom.OpenStorage(t.TempDir(), discard)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	write(t, db)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := prom.Serve(listener, db, discard)
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	return "http://" + listener.Addr().String()
}

// write fills the database: a counter that is reset in the middle, a gauge that ends with a stale marker after an
// hour, one that is infinite, one that is not a number, a classic and a native histogram.
func write(t *testing.T, db *prom.Storage) {
	t.Helper()
	appender := db.AppenderV2(t.Context())
	put := func(at time.Time, v float64, h *histogram.Histogram, name string, pairs ...string) {
		t.Helper()
		series := labels.FromStrings(append([]string{"__name__", name}, pairs...)...)
		if _, err := appender.Append(0, series, 0, at.UnixMilli(), v, h, nil, storage.AppendV2Options{}); err != nil {
			t.Fatal(err)
		}
	}
	for i := range samples {
		at := start.Add(time.Duration(i) * interval)
		counter := float64(10 * i)
		if i >= samples/2 {
			counter = float64(10 * (i - samples/2))
		}
		put(at, counter, nil, "requests_total", "job", "api", "path", strange)
		put(at, float64(i), nil, "steady_total", "job", "api")
		put(at, math.Inf(1), nil, "endless", "job", "api")
		put(at, math.NaN(), nil, "unknown", "job", "api")
		switch {
		case i < samples/2:
			put(at, float64(i), nil, "queue_depth", "queue", "mail")
		case i == samples/2:
			put(at, math.Float64frombits(value.StaleNaN), nil, "queue_depth", "queue", "mail")
		}
		for j, le := range []string{"0.1", "1", "+Inf"} {
			put(at, float64((j+1)*i), nil, "latency_seconds_bucket", "job", "api", "le", le)
		}
		put(at, 0, native(i), "native_seconds", "job", "api")
	}
	if err := appender.Commit(); err != nil {
		t.Fatal(err)
	}
}

// native is a histogram of i observations in each of (0.5, 1], (1, 2] and (2, 4], and as many of zero.
func native(i int) *histogram.Histogram {
	n := int64(i)
	return &histogram.Histogram{
		Count: uint64(4 * i), Sum: 5 * float64(i), ZeroThreshold: 0.001, ZeroCount: uint64(i),
		PositiveSpans:   []histogram.Span{{Offset: 0, Length: 3}},
		PositiveBuckets: []int64{n, 0, 0}, // each the difference to the one before
	}
}

func open(t *testing.T, config prometheus.Config) *prometheus.Client {
	t.Helper()
	client, err := prometheus.New(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

// requests is how many queries the server has been sent.
func requests(t *testing.T, url string) int64 {
	t.Helper()
	response, err := http.Get(url + "/-/stats")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	var counts prom.RequestCounts
	if err := json.Unmarshal(body, &counts); err != nil {
		t.Fatal(err)
	}
	return counts.Query + counts.QueryRange + counts.Other
}
