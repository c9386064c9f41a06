package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/headroom/headroom/demo/prom"
)

// upstreamQuery is one query that an answer says it was made from.
type upstreamQuery struct {
	Source      string     `json:"source"`
	Query       string     `json:"query"`
	At          *time.Time `json:"at"`
	From        *time.Time `json:"from"`
	To          *time.Time `json:"to"`
	StepSeconds float64    `json:"stepSeconds"`
}

// request is how the Prometheus API takes the query.
func (q upstreamQuery) request() (path string, form url.Values) {
	seconds := func(t *time.Time) string { return strconv.FormatInt(t.Unix(), 10) }
	if q.At != nil {
		return "/api/v1/query", url.Values{"query": {q.Query}, "time": {seconds(q.At)}}
	}
	return "/api/v1/query_range", url.Values{
		"query": {q.Query}, "start": {seconds(q.From)}, "end": {seconds(q.To)},
		"step": {strconv.FormatFloat(q.StepSeconds, 'f', -1, 64)},
	}
}

// direct asks Prometheus without Headroom.
type direct struct {
	base string
	http *http.Client
}

// newDirect keeps as many connections as are ever used at once: connecting is not what is compared.
func newDirect(base string) *direct {
	return &direct{base: base, http: &http.Client{Transport: &http.Transport{MaxIdleConns: 256, MaxIdleConnsPerHost: 256}}}
}

func (d *direct) close() { d.http.CloseIdleConnections() }

// replay sends the queries concurrently, reads every answer to its end and returns how long that took.
func (d *direct) replay(ctx context.Context, queries []upstreamQuery) (time.Duration, error) {
	started := time.Now()
	group, ctx := errgroup.WithContext(ctx)
	for _, q := range queries {
		group.Go(func() error { return d.send(ctx, q) })
	}
	err := group.Wait()
	return time.Since(started), err
}

func (d *direct) send(ctx context.Context, q upstreamQuery) error {
	path, form := q.request()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, d.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := d.http.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("asking Prometheus directly: %s for %s", response.Status, q.Query)
	}
	return nil
}

// counts reads how many requests have arrived at the upstream.
func (d *direct) counts(ctx context.Context) (counts prom.RequestCounts, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, d.base+"/-/stats", nil)
	if err != nil {
		return counts, err
	}
	response, err := d.http.Do(request)
	if err != nil {
		return counts, err
	}
	defer func() { _ = response.Body.Close() }()
	return counts, json.NewDecoder(response.Body).Decode(&counts)
}

// between tells how many queries, and how many look-ups of names and labels, arrived between two readings.
func between(before, after prom.RequestCounts) (evaluated, looked int64) {
	return after.Query + after.QueryRange - before.Query - before.QueryRange, after.Other - before.Other
}
