package plugin

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/schema"
	"github.com/headroom/headroom/pkg/signal"
)

// longestBody bounds the body of a resource request.
const longestBody = 1 << 20

// document is an answer that is not JSON.
type document struct {
	contentType string
	text        []byte
}

// resource answers with JSON or a document, or with the classified error as {"error": …}. Any role that can query the data
// source can call every resource: none of them shows more than a query's evidence does.
func (d *DataSource) resource(handle func(context.Context, *http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		status := http.StatusOK
		body, err := d.handled(handle, r)
		if err != nil {
			status, body = httpStatus(err), map[string]string{"error": message(d.logger.FromContext(r.Context()), err)}
		}
		if file, ok := body.(document); ok {
			w.Header().Set("Content-Type", file.contentType)
			_, _ = w.Write(file.text)
			return
		}
		encoded, err := json.Marshal(body)
		if err != nil {
			d.logger.Error("a resource's answer has no JSON", "path", r.URL.Path, "error", err)
			status, encoded = http.StatusInternalServerError, []byte(`{"error":"an internal error occurred; the plugin's log has the details"}`)
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write(encoded)
	}
}

// handled turns a panic into an internal error of this request alone.
func (d *DataSource) handled(handle func(context.Context, *http.Request) (any, error), r *http.Request) (body any, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = d.panicked(r.Context(), cause)
		}
	}()
	return handle(r.Context(), r)
}

// catalog answers with the effective profile.
func (d *DataSource) catalog(context.Context, *http.Request) (any, error) {
	return d.profile, d.invalid
}

// signals answers with what each signal is mapped to, and why; ?refresh=true looks anew.
func (d *DataSource) signals(ctx context.Context, r *http.Request) (any, error) {
	if d.invalid != nil {
		return nil, d.invalid
	}
	if r.URL.Query().Get("refresh") == "true" {
		d.mapping.forget(ctx)
	}
	found, err := d.mapping.get(ctx, d.now())
	if err != nil {
		return nil, err
	}
	list := make([]signal.Mapping, len(signal.Names))
	for i, name := range signal.Names {
		list[i] = found[name]
	}
	return list, nil
}

// schema answers with the JSON Schemas of queries and settings.
func (d *DataSource) schema(context.Context, *http.Request) (any, error) {
	return map[string]json.RawMessage{"queries": schema.Queries, "settings": schema.Settings}, nil
}

// variables lists the values that a dashboard variable can take.
func (d *DataSource) variables(ctx context.Context, r *http.Request) (any, error) {
	if d.invalid != nil {
		return nil, d.invalid
	}
	switch of := r.URL.Query().Get("of"); of {
	case "kpi":
		return catalog.HealthKPIs, nil
	case "signal":
		return signal.Names, nil
	case "tier":
		return slices.Sorted(maps.Keys(d.profile.Tiers)), nil
	case "table":
		names := []string{}
		for _, t := range d.profile.DeclaredTables() {
			names = append(names, t.Name)
		}
		return names, nil
	case "category":
		categories := map[string]bool{}
		for _, t := range d.profile.Tables {
			categories[t.Category] = true
		}
		return slices.Sorted(maps.Keys(categories)), nil
	case "service", "environment":
		return d.labelValues(ctx, signal.Requests, signal.Role(of))
	case "database":
		return d.labelValues(ctx, signal.TableActivity, signal.RoleDatabase)
	default:
		return nil, fault.Userf("variables?of=%q is not known", of).
			WithCure("Use kpi, signal, table, database, tier, category, service or environment")
	}
}

// labelValues lists a role's values over the last day of a signal; none when the signal is read from PostgreSQL, whose
// connection is to one database.
func (d *DataSource) labelValues(ctx context.Context, of signal.Name, role signal.Role) ([]string, error) {
	now := d.now()
	found, err := d.mapping.get(ctx, now)
	if err != nil {
		return nil, err
	}
	m := found[of]
	label, ok := m.Labels[role]
	if d.cached == nil || !ok || m.Metric == "" {
		return []string{}, nil
	}
	series := m.Select()
	if m.Form == signal.Classic {
		series = series.Named(m.Metric + "_count")
	}
	values, err := d.cached.LabelValues(ctx, label, promql.Selector{Metric: series.Metric, Matchers: series.Matchers}.String(), now.Add(-24*time.Hour), now)
	if values == nil {
		values = []string{}
	}
	return values, err
}
