package prom

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync/atomic"
)

// RequestCounts is the answer of /-/stats: how many API requests arrived since
// the start. Benchmarks subtract two readings.
type RequestCounts struct {
	Query      int64 `json:"query"`
	QueryRange int64 `json:"query_range"`
	Other      int64 `json:"other"`
}

// requestCounter counts the requests to a handler by API endpoint.
type requestCounter struct {
	next                     http.Handler
	query, queryRange, other atomic.Int64
}

func (c *requestCounter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch strings.TrimPrefix(r.URL.Path, apiPrefix) {
	case "/query":
		c.query.Add(1)
	case "/query_range":
		c.queryRange.Add(1)
	default:
		c.other.Add(1)
	}
	c.next.ServeHTTP(w, r)
}

func (c *requestCounter) serveStats(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	counts := RequestCounts{Query: c.query.Load(), QueryRange: c.queryRange.Load(), Other: c.other.Load()}
	// An error here means the client is gone; there is nobody to tell.
	_ = json.NewEncoder(w).Encode(counts)
}
