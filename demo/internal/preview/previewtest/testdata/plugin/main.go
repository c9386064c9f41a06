// Command plugin is a data source plugin that answers with what it was asked,
// fails, waits or ends on request: the other side of the preview's tests.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
)

func main() {
	err := backend.Manage("test-datasource", backend.ServeOpts{
		QueryDataHandler:    backend.QueryDataHandlerFunc(query),
		CheckHealthHandler:  backend.CheckHealthHandlerFunc(health),
		CallResourceHandler: backend.CallResourceHandlerFunc(resource),
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func query(ctx context.Context, request *backend.QueryDataRequest) (*backend.QueryDataResponse, error) {
	response := backend.NewQueryDataResponse()
	for _, q := range request.Queries {
		switch q.QueryType {
		case "echo":
			response.Responses[q.RefID] = backend.DataResponse{Frames: data.Frames{echo(request, q)}}
		case "fail":
			response.Responses[q.RefID] = backend.ErrDataResponse(backend.StatusBadRequest, "no such thing")
		case "refuse":
			return nil, errors.New("refused as a whole")
		case "wait":
			return nil, wait(ctx, q)
		case "exit":
			os.Exit(3)
		}
	}
	return response, nil
}

// echo has a row for each fact about the request.
func echo(request *backend.QueryDataRequest, q backend.DataQuery) *data.Frame {
	settings := request.PluginContext.DataSourceInstanceSettings
	appURL, err := request.PluginContext.GrafanaConfig.AppURL()
	if err != nil {
		appURL = err.Error()
	}
	facts := [][2]string{
		{"refId", q.RefID},
		{"from", q.TimeRange.From.UTC().Format(time.RFC3339Nano)},
		{"to", q.TimeRange.To.UTC().Format(time.RFC3339Nano)},
		{"interval", q.Interval.String()},
		{"maxDataPoints", fmt.Sprint(q.MaxDataPoints)},
		{"role", request.PluginContext.User.Role},
		{"org", fmt.Sprint(request.PluginContext.OrgID)},
		{"uid", settings.UID},
		{"jsonData", string(settings.JSONData)},
		{"secret", settings.DecryptedSecureJSONData["password"]},
		{"updated", settings.Updated.UTC().Format(time.RFC3339Nano)},
		{"userAgent", request.PluginContext.UserAgent.String()},
		{"appURL", appURL},
		{"pluginVersion", request.PluginContext.PluginVersion},
		{"panel", request.GetHTTPHeader("X-Panel-Id")},
		{"hostVariable", os.Getenv("PREVIEW_TEST_VARIABLE")},
		{"pid", fmt.Sprint(os.Getpid())},
	}
	names, values := make([]string, len(facts)), make([]string, len(facts))
	for i, fact := range facts {
		names[i], values[i] = fact[0], fact[1]
	}
	return data.NewFrame("facts", data.NewField("name", nil, names), data.NewField("value", nil, values))
}

// wait blocks until the request ends, and leaves the file that the query names
// as proof that it noticed.
func wait(ctx context.Context, q backend.DataQuery) error {
	var target struct {
		Started string `json:"started"`
		Ended   string `json:"ended"`
	}
	if err := json.Unmarshal(q.JSON, &target); err != nil {
		return err
	}
	if err := os.WriteFile(target.Started, nil, 0o600); err != nil {
		return err
	}
	<-ctx.Done()
	if err := os.WriteFile(target.Ended, []byte(ctx.Err().Error()), 0o600); err != nil {
		return err
	}
	return ctx.Err()
}

func health(_ context.Context, request *backend.CheckHealthRequest) (*backend.CheckHealthResult, error) {
	var settings struct {
		Broken bool `json:"broken"`
	}
	if err := json.Unmarshal(request.PluginContext.DataSourceInstanceSettings.JSONData, &settings); err != nil {
		return nil, err
	}
	if settings.Broken {
		return &backend.CheckHealthResult{
			Status: backend.HealthStatusError, Message: "broken", JSONDetails: []byte(`{"verboseMessage":"as configured"}`),
		}, nil
	}
	return &backend.CheckHealthResult{Status: backend.HealthStatusOk, Message: "works"}, nil
}

func resource(_ context.Context, request *backend.CallResourceRequest, sender backend.CallResourceResponseSender) error {
	if request.Path == "chunks" {
		if err := sender.Send(&backend.CallResourceResponse{Status: http.StatusOK, Body: []byte("first,")}); err != nil {
			return err
		}
		time.Sleep(300 * time.Millisecond)
		return sender.Send(&backend.CallResourceResponse{Status: http.StatusOK, Body: []byte("second")})
	}
	body, err := json.Marshal(map[string]any{
		"method": request.Method, "path": request.Path, "url": request.URL, "headers": request.Headers,
		"body": string(request.Body), "role": request.PluginContext.User.Role,
	})
	if err != nil {
		return err
	}
	return sender.Send(&backend.CallResourceResponse{
		Status: http.StatusTeapot, Body: body,
		Headers: map[string][]string{"content-type": {"application/json"}, "x-test": {"a", "b"}},
	})
}
