package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"

	"github.com/headroom/headroom/demo/internal/preview/process"
)

const pluginType = "headroom-performance-datasource"

// object is a query model or settings as JSON.
type object = map[string]any

// dataSource is one configured data source; another uid is another instance, whose cache is empty.
type dataSource struct {
	uid      string
	jsonData object
	secrets  map[string]string
}

func (d dataSource) context() (*pluginv2.PluginContext, error) {
	settings, err := json.Marshal(d.jsonData)
	if err != nil {
		return nil, err
	}
	return backend.ToProto().PluginContext(backend.PluginContext{
		OrgID: 1, PluginID: pluginType, User: &backend.User{Login: "bench", Role: "Viewer"},
		DataSourceInstanceSettings: &backend.DataSourceInstanceSettings{
			UID: d.uid, Name: d.uid, Type: pluginType, JSONData: settings, DecryptedSecureJSONData: d.secrets,
			Updated: time.Unix(0, 0),
		},
	}), nil
}

// panel is a query as a panel sends it, over a range that ends at the time asked for.
type panel struct {
	model  object
	length time.Duration
}

func (p panel) query(refID string, to time.Time) (backend.DataQuery, error) {
	body, err := json.Marshal(p.model)
	queryType, _ := p.model["queryType"].(string)
	return backend.DataQuery{
		RefID: refID, QueryType: queryType, MaxDataPoints: maxDataPoints, Interval: time.Minute, JSON: body,
		TimeRange: backend.TimeRange{From: to.Add(-p.length), To: to},
	}, err
}

// maxDataPoints is the width of a panel in pixels.
const maxDataPoints = 800

// ask sends the panels as one request over gRPC, as Grafana does for one data source, and decodes the answers.
func ask(ctx context.Context, plugin *process.Client, d dataSource, to time.Time, panels ...panel) ([]backend.DataResponse, error) {
	pluginContext, err := d.context()
	if err != nil {
		return nil, err
	}
	request := &pluginv2.QueryDataRequest{PluginContext: pluginContext}
	for i, p := range panels {
		q, err := p.query(refID(i), to)
		if err != nil {
			return nil, err
		}
		request.Queries = append(request.Queries, backend.ToProto().DataQuery(q))
	}
	answer, err := plugin.Data.QueryData(ctx, request)
	if err != nil {
		return nil, fmt.Errorf("asking the plugin: %w", err)
	}
	decoded, err := backend.FromProto().QueryDataResponse(answer)
	if err != nil {
		return nil, fmt.Errorf("decoding the plugin's answer: %w", err)
	}
	responses := make([]backend.DataResponse, len(panels))
	for i, p := range panels {
		responses[i] = decoded.Responses[refID(i)]
		if err := responses[i].Error; err != nil {
			return nil, fmt.Errorf("%v: %w", p.model, err)
		}
		if len(responses[i].Frames) == 0 {
			return nil, fmt.Errorf("%v: the answer is empty", p.model)
		}
	}
	return responses, nil
}

func refID(i int) string { return fmt.Sprintf("Q%d", i) }

// upstreamOf reads the upstream queries from an answer's evidence.
func upstreamOf(response backend.DataResponse) ([]upstreamQuery, error) {
	custom, err := json.Marshal(response.Frames[0].Meta.Custom)
	if err != nil {
		return nil, err
	}
	var evidence struct {
		Upstream []upstreamQuery `json:"upstream"`
	}
	return evidence.Upstream, json.Unmarshal(custom, &evidence)
}

// timed measures one request with its decoding.
func timed(ctx context.Context, plugin *process.Client, d dataSource, to time.Time, panels ...panel) (time.Duration, error) {
	started := time.Now()
	_, err := ask(ctx, plugin, d, to, panels...)
	return time.Since(started), err
}
