package endtoend

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"

	"github.com/headroom/headroom/demo/internal/preview/process"
)

// object is a query model or settings as JSON.
type object map[string]any

// dataSource is a configured data source of a running plugin.
type dataSource struct {
	jsonData object
	secrets  map[string]string
	uid      string
	// plugin is the process that answers; nil means the one that the tests share.
	plugin *process.Client
}

func (d dataSource) process() *process.Client {
	if d.plugin != nil {
		return d.plugin
	}
	return world.plugin
}

// connected is a data source over both servers of the stack.
func connected() dataSource {
	return dataSource{
		uid: "headroom",
		jsonData: object{
			"prometheus": object{"url": world.prometheusURL},
			"postgres":   object{"host": "127.0.0.1", "port": world.postgresPort, "database": "app", "user": "headroom", "sslMode": "disable"},
		},
		secrets: map[string]string{"postgresPassword": "headroom"},
	}
}

// with returns the data source with one setting changed, as another instance.
func (d dataSource) with(uid, key string, value any) dataSource {
	changed := object{}
	for k, v := range d.jsonData {
		changed[k] = v
	}
	changed[key] = value
	return dataSource{uid: uid, jsonData: changed, secrets: d.secrets}
}

// updated is the settings' change time: fixed, so that one instance serves a test run.
var updated = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

func (d dataSource) context(t *testing.T) *pluginv2.PluginContext {
	t.Helper()
	settings, err := json.Marshal(d.jsonData)
	if err != nil {
		t.Fatal(err)
	}
	return backend.ToProto().PluginContext(backend.PluginContext{
		OrgID: 1, PluginID: "headroom-performance-datasource", PluginVersion: "0.1.0",
		User: &backend.User{Login: "viewer", Role: "Viewer"},
		DataSourceInstanceSettings: &backend.DataSourceInstanceSettings{
			UID: d.uid, Name: d.uid, Type: "headroom-performance-datasource", JSONData: settings,
			DecryptedSecureJSONData: d.secrets, Updated: updated,
		},
	})
}

// span is a time range.
type span struct{ from, to time.Time }

// before is the range of a length that ends at a time.
func before(to time.Time, length time.Duration) span { return span{to.Add(-length), to} }

// ask sends one query and returns its answer.
func (d dataSource) ask(t *testing.T, r span, model object) backend.DataResponse {
	t.Helper()
	return d.askContext(t.Context(), t, r, model)
}

func (d dataSource) askContext(ctx context.Context, t *testing.T, r span, model object) backend.DataResponse {
	t.Helper()
	body, err := json.Marshal(model)
	if err != nil {
		t.Fatal(err)
	}
	queryType, _ := model["queryType"].(string)
	request := &pluginv2.QueryDataRequest{PluginContext: d.context(t), Queries: []*pluginv2.DataQuery{{
		RefId: "A", MaxDataPoints: 200, IntervalMS: 1000, QueryType: queryType, Json: body,
		TimeRange: backend.ToProto().TimeRange(backend.TimeRange{From: r.from, To: r.to}),
	}}}
	answer, err := d.process().Data.QueryData(ctx, request)
	if err != nil {
		return backend.DataResponse{Error: err}
	}
	responses, err := backend.FromProto().QueryDataResponse(answer)
	if err != nil {
		t.Fatal(err)
	}
	response, ok := responses.Responses["A"]
	if !ok {
		t.Fatal("the answer has no response for the query")
	}
	return response
}

// frames asks and fails the test on an error.
func (d dataSource) frames(t *testing.T, r span, model object) data.Frames {
	t.Helper()
	response := d.ask(t, r, model)
	if response.Error != nil {
		t.Fatalf("%v: %v", model, response.Error)
	}
	return response.Frames
}

// row is one row of a table frame by column.
type row map[string]any

// rows reads a table frame.
func rows(frame *data.Frame) []row {
	list := make([]row, frame.Rows())
	for i := range list {
		list[i] = row{}
		for _, field := range frame.Fields {
			if v, ok := field.ConcreteAt(i); ok {
				list[i][field.Name] = v
			}
		}
	}
	return list
}

// number is a column that has to be known.
func (r row) number(t *testing.T, column string) float64 {
	t.Helper()
	v, ok := r[column].(float64)
	if !ok {
		t.Fatalf("%v has no %s", r, column)
	}
	return v
}

// by finds the row whose column has the value.
func by(t *testing.T, list []row, column string, value any) row {
	t.Helper()
	for _, r := range list {
		if r[column] == value {
			return r
		}
	}
	t.Fatalf("no row has %s = %v", column, value)
	return nil
}

// near compares within a relative tolerance.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if diff := got - want; diff > tolerance*want || diff < -tolerance*want {
		t.Errorf("%s is %g, the truth is %g (tolerance %g)", what, got, want, tolerance)
	}
}

// call calls a resource.
func (d dataSource) call(t *testing.T, method, path string, body []byte) (status int, answer []byte) {
	t.Helper()
	stream, err := d.process().Resource.CallResource(t.Context(), &pluginv2.CallResourceRequest{
		PluginContext: d.context(t), Path: path, Url: path, Method: method, Body: body,
	})
	if err != nil {
		t.Fatal(err)
	}
	response, err := stream.Recv()
	if err != nil {
		t.Fatal(fmt.Errorf("%s: %w", path, err))
	}
	return int(response.Code), response.Body
}
