package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/gtime"
)

// queryRequest is the body of /api/ds/query.
type queryRequest struct {
	From    string            `json:"from"`
	To      string            `json:"to"`
	Queries []json.RawMessage `json:"queries"`
}

// queryHead is the part of a query that Grafana itself reads. Defaults are Grafana's.
type queryHead struct {
	RefID         string  `json:"refId"`
	QueryType     string  `json:"queryType"`
	MaxDataPoints *int64  `json:"maxDataPoints"`
	IntervalMs    float64 `json:"intervalMs"`
	Datasource    struct {
		UID string `json:"uid"`
	} `json:"datasource"`
}

// forwardedHeaders reach the plugin as Grafana's middleware passes them on.
var forwardedHeaders = []string{
	"X-Dashboard-Uid", "X-Datasource-Uid", "X-Grafana-From-Expr", "X-Panel-Id", "X-Panel-Plugin-Id",
	"X-Plugin-Id", "X-Query-Group-Id", "X-Cache-Skip",
}

// badQuery is a request that Grafana refuses before it reaches a plugin.
type badQuery struct {
	statusCode int
	messageID  string
	message    string
}

func (e badQuery) Error() string { return e.message }

func (s *server) query(w http.ResponseWriter, r *http.Request) {
	groups, err := s.parseQueries(r)
	if err != nil {
		var bad badQuery
		if !errors.As(err, &bad) {
			bad = badQuery{http.StatusBadRequest, "query.badRequest", err.Error()}
		}
		writeError(w, bad.statusCode, bad.messageID, bad.message)
		return
	}
	results, failed := s.runGroups(r, groups)
	// As in Grafana: the failure of a whole data source is the answer when nothing
	// else was asked, and an error beside the other data sources' results otherwise.
	if failed != nil && len(groups) == 1 {
		writePluginError(w, *failed)
		return
	}
	statusCode := http.StatusOK
	for _, result := range results {
		if result.Error != nil {
			statusCode = http.StatusBadRequest
		}
	}
	writeJSON(w, statusCode, &backend.QueryDataResponse{Responses: results})
}

// parseQueries groups the request's queries by data source, in order of appearance.
func (s *server) parseQueries(r *http.Request) ([]*backend.QueryDataRequest, error) {
	var body queryRequest
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		return nil, badQuery{http.StatusBadRequest, "", "bad request data: " + err.Error()}
	}
	if len(body.Queries) == 0 {
		return nil, badQuery{http.StatusBadRequest, "query.noQueries", "No queries found"}
	}
	timeRange, err := parseTimeRange(body.From, body.To, s.Now())
	if err != nil {
		return nil, err
	}
	var groups []*backend.QueryDataRequest
	byUID := map[string]*backend.QueryDataRequest{}
	seen := map[string]bool{}
	for _, raw := range body.Queries {
		head, err := parseHead(raw)
		if err != nil {
			return nil, err
		}
		if seen[head.RefID] {
			return nil, badQuery{http.StatusBadRequest, "query.duplicateRefId",
				"Multiple queries using the same RefId is not allowed (" + head.RefID + ")"}
		}
		seen[head.RefID] = true
		group := byUID[head.Datasource.UID]
		if group == nil {
			if group, err = s.newGroup(r, head.Datasource.UID); err != nil {
				return nil, err
			}
			byUID[head.Datasource.UID] = group
			groups = append(groups, group)
		}
		group.Queries = append(group.Queries, head.dataQuery(raw, timeRange))
	}
	return groups, nil
}

func parseHead(raw json.RawMessage) (queryHead, error) {
	head := queryHead{RefID: "A", IntervalMs: 1000}
	if err := json.Unmarshal(raw, &head); err != nil {
		return head, badQuery{http.StatusBadRequest, "", "bad request data: " + err.Error()}
	}
	if head.Datasource.UID == "__expr__" {
		return head, badQuery{http.StatusNotImplemented, "preview.expressions", "the preview does not evaluate server-side expressions"}
	}
	if head.Datasource.UID == "" {
		return head, badQuery{http.StatusBadRequest, "query.invalidDatasourceId", "Query does not contain a valid data source identifier"}
	}
	return head, nil
}

func (h queryHead) dataQuery(raw json.RawMessage, timeRange backend.TimeRange) backend.DataQuery {
	maxDataPoints := int64(100)
	if h.MaxDataPoints != nil {
		maxDataPoints = *h.MaxDataPoints
	}
	return backend.DataQuery{
		RefID:         h.RefID,
		QueryType:     h.QueryType,
		MaxDataPoints: maxDataPoints,
		Interval:      time.Duration(h.IntervalMs) * time.Millisecond,
		TimeRange:     timeRange,
		JSON:          raw,
	}
}

// newGroup is an empty request to one data source with everything but its queries.
func (s *server) newGroup(r *http.Request, uid string) (*backend.QueryDataRequest, error) {
	d, ok := s.DataSources.ByUID(uid)
	if !ok {
		return nil, badQuery{http.StatusNotFound, "", "Data source not found"}
	}
	pluginContext, err := s.pluginContext(r, d, s.pluginVersion(d.Type))
	if err != nil {
		return nil, err
	}
	group := &backend.QueryDataRequest{PluginContext: pluginContext, Headers: map[string]string{}}
	for _, name := range forwardedHeaders {
		if value := r.Header.Get(name); value != "" {
			group.SetHTTPHeader(name, value)
		}
	}
	return group, nil
}

// runGroups asks all data sources at once. failed is the last failure of a whole
// group; its refIds then carry that error.
func (s *server) runGroups(r *http.Request, groups []*backend.QueryDataRequest) (results backend.Responses, failed *pluginError) {
	var (
		mu sync.Mutex
		wg sync.WaitGroup
	)
	results = backend.Responses{}
	for _, group := range groups {
		wg.Go(func() {
			responses, err := s.queryPlugin(r.Context(), group)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				classified := classify(r.Context(), err)
				failed = &classified
				for _, q := range group.Queries {
					results[q.RefID] = backend.DataResponse{Error: classified, Status: backend.Status(classified.statusCode)}
				}
				return
			}
			for refID, response := range responses {
				results[refID] = response
			}
		})
	}
	wg.Wait()
	return results, failed
}

func (s *server) queryPlugin(ctx context.Context, request *backend.QueryDataRequest) (backend.Responses, error) {
	client, err := s.Backend.Client()
	if err != nil {
		return nil, err
	}
	answer, err := client.Data.QueryData(ctx, backend.ToProto().QueryDataRequest(request))
	if err != nil {
		return nil, err
	}
	response, err := backend.FromProto().QueryDataResponse(answer)
	if err != nil {
		return nil, fmt.Errorf("decoding the plugin's frames: %w", err)
	}
	return response.Responses, nil
}

// parseTimeRange reads epoch milliseconds, ISO dates and relative expressions
// (now-1h, now/d). Grafana takes an unreadable bound for 1970; the preview says so.
func parseTimeRange(from, to string, now time.Time) (backend.TimeRange, error) {
	parsed := gtime.TimeRange{From: from, To: to, Now: now}
	start, err := parsed.ParseFrom()
	if err != nil {
		return backend.TimeRange{}, fmt.Errorf("from %q: %w", from, err)
	}
	end, err := parsed.ParseTo()
	if err != nil {
		return backend.TimeRange{}, fmt.Errorf("to %q: %w", to, err)
	}
	return backend.TimeRange{From: start.UTC(), To: end.UTC()}, nil
}
