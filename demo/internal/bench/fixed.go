package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

// coreFixedCost is what vector(1) takes through a real Grafana's /api/ds/query when the core Prometheus data
// source runs as an external plugin (measured in Grafana 12.3.0; straight to Prometheus it takes 0.67 ms).
const coreFixedCost = 4200 * time.Microsecond

const fixedLimit = coreFixedCost * 11 / 10

const fixedRuns = 200

// fixedCost prints what the smallest questions take, when their upstream queries cost next to nothing.
func (w *world) fixedCost(ctx context.Context, r *report) error {
	r.section("Fixed cost of one query (ms, median [quartiles]); over gRPC, and through the preview's /api/ds/query, which is not a Grafana",
		"query", "n", "over gRPC", "/api/ds/query", "limit 1.1 × 4.2", "")
	source := w.trivial("trivial")
	utilization := panel{object{"queryType": "kpi", "kpis": []string{"memory_utilization"}, "window": "1h"}, time.Hour}
	for _, test := range []struct {
		name string
		panel
		// apart is how far the ends of two runs lie apart; 0 asks the same again.
		apart time.Duration
	}{
		{"projection", panel{object{"queryType": "projection"}, time.Hour}, 0},
		{"kpi over vector(0.5), nothing cached", utilization, time.Minute},
		{"kpi over vector(0.5), cached", utilization, 0},
	} {
		var grpc, http sample
		for i := range fixedRuns + 1 {
			end := w.now.Add(-time.Duration(i) * test.apart)
			overGRPC, err := timed(ctx, w.plugin, source, end, test.panel)
			if err != nil {
				return err
			}
			overHTTP, err := w.throughPreview(ctx, end, test.panel)
			if err != nil {
				return err
			}
			if i > 0 {
				grpc, http = append(grpc, overGRPC), append(http, overHTTP)
			}
		}
		r.row(test.name, fmt.Sprint(fixedRuns), grpc.String(), http.String(), milliseconds(fixedLimit), verdict(grpc.median() <= fixedLimit && http.median() <= fixedLimit))
	}
	var plain sample
	for i := range fixedRuns + 1 {
		end := w.now.Add(-time.Duration(i) * time.Minute)
		took, err := w.direct.replay(ctx, []upstreamQuery{{Query: "vector(1)", At: &end}})
		if err != nil {
			return err
		}
		plain = append(plain, took)
	}
	r.row("vector(1) straight to Prometheus", fmt.Sprint(fixedRuns), "", plain[1:].String()+" (plain HTTP)", "", "")
	return nil
}

// throughPreview measures one query over HTTP, with the reading of its JSON.
func (w *world) throughPreview(ctx context.Context, to time.Time, p panel) (time.Duration, error) {
	query := object{"refId": "A", "datasource": object{"uid": "trivial-preview", "type": pluginType}, "maxDataPoints": maxDataPoints, "intervalMs": 60000}
	for key, value := range p.model {
		query[key] = value
	}
	milli := func(t time.Time) string { return strconv.FormatInt(t.UnixMilli(), 10) }
	body, err := json.Marshal(object{"from": milli(to.Add(-p.length)), "to": milli(to), "queries": []object{query}})
	if err != nil {
		return 0, err
	}
	started := time.Now()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, w.previewURL+"/api/ds/query", bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := w.direct.http.Do(request)
	if err != nil {
		return 0, err
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("the preview answered %s: %s", response.Status, answer)
	}
	return time.Since(started), err
}
