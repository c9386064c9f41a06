package prometheus

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/prometheus/common/model"

	"github.com/headroom/headroom/pkg/fault"
)

// MetricNames lists the metric names between from and to that match the selector; an empty selector matches all,
// a zero time leaves that end open.
func (c *Client) MetricNames(ctx context.Context, selector string, from, to time.Time) ([]string, error) {
	return c.LabelValues(ctx, model.MetricNameLabel, selector, from, to)
}

// LabelNames lists the label names of the series between from and to that match the selector.
func (c *Client) LabelNames(ctx context.Context, selector string, from, to time.Time) ([]string, error) {
	names, _, _, err := c.api.LabelNames(ctx, matches(selector), from, to)
	if err != nil {
		return nil, c.labelsFault(ctx, err, selector)
	}
	return texts(names), nil
}

// LabelValues lists one label's values between from and to over the series that match the selector. A label
// whose name is no classic identifier is asked for in the API's escaped form.
func (c *Client) LabelValues(ctx context.Context, label, selector string, from, to time.Time) ([]string, error) {
	if label == "" {
		return nil, fault.Userf("no label is named").WithCure("Name the label whose values to list")
	}
	if !model.LegacyValidation.IsValidLabelName(label) {
		label = model.EscapeName(label, model.ValueEncodingEscaping)
	}
	values, _, _, err := c.api.LabelValues(ctx, label, matches(selector), from, to)
	if err != nil {
		return nil, c.labelsFault(ctx, err, selector)
	}
	return texts(values), nil
}

func texts[T ~string](values []T) []string {
	plain := make([]string, len(values))
	for i, value := range values {
		plain[i] = string(value)
	}
	return plain
}

func matches(selector string) []string {
	if selector == "" {
		return nil
	}
	return []string{selector}
}

// buildInfo asks for the upstream's own name and version. The official client has no field for the name, which
// Mimir gives as its application.
func (c *Client) buildInfo(ctx context.Context) (string, error) {
	address := c.endpoints.URL("/api/v1/status/buildinfo", nil)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return "", fault.Configurationf(Name, "the URL is malformed")
	}
	_, body, err := boundedClient{c}.Do(ctx, request)
	if err != nil {
		return "", err
	}
	var build struct {
		Data struct{ Application, Version string }
	}
	if err := json.Unmarshal(body, &build); err != nil {
		return "", c.decodeFault(ctx, errNotJSON)
	}
	if build.Data.Application == "" {
		build.Data.Application = Name
	}
	if build.Data.Version == "" {
		build.Data.Version = "version unknown"
	}
	return fault.Excerpt(build.Data.Application + " " + build.Data.Version), nil
}
