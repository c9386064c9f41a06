package endtoend

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/jackc/pgx/v5"
	"github.com/prometheus/prometheus/promql/parser"
)

// payloads try to leave the text that they are put into: PromQL strings and selectors, SQL, templates, logs.
var payloads = []string{
	`"} or vector(1) or up{a="`,
	`api"} or on() vector(1) #`,
	`a",__name__=~".+`,
	`.+|api`,
	`back\slash\`,
	"line\nbreak",
	"nul\x00byte",
	"`backtick`",
	"日本語 🦊 \u202ertl",
	`'; DROP TABLE tenants; --`,
	`$1); DELETE FROM tenants; --`,
	`${__to} [[service]] {{.}} %s%n`,
	`{api,"} or vector(1)}`,
	strings.Repeat(`"`, 2000),
}

// TestInjectionThroughFilters puts every payload into every text field. Either the query is refused, or the
// expressions that were sent have the payload as the value of a matcher and nothing else in them changed.
func TestInjectionThroughFilters(t *testing.T) {
	defer alive(t)
	for _, test := range []struct {
		field string
		model func(payload string) object
	}{
		{"service", func(p string) object {
			return object{"queryType": "kpi", "kpis": []string{"error_ratio"}, "window": "5m", "service": p}
		}},
		{"environment", func(p string) object {
			return object{"queryType": "kpi", "kpis": []string{"latency_p95"}, "window": "5m", "environment": p}
		}},
		{"service of a trend", func(p string) object {
			return object{"queryType": "kpi_trend", "kpis": []string{"error_ratio"}, "window": "5m", "step": "5m", "service": p}
		}},
		{"groupBy", func(p string) object {
			return object{"queryType": "kpi", "kpis": []string{"error_ratio"}, "window": "5m", "groupBy": []string{p}}
		}},
		{"kpis", func(p string) object { return object{"queryType": "kpi", "kpis": []string{p}} }},
		{"window", func(p string) object { return object{"queryType": "kpi", "window": p} }},
		{"timeZone", func(p string) object { return object{"queryType": "kpi", "timeZone": p} }},
		{"tables", func(p string) object { return object{"queryType": "traffic", "tables": []string{p}} }},
		{"tiers", func(p string) object { return object{"queryType": "traffic", "tiers": []string{p}} }},
		{"categories", func(p string) object { return object{"queryType": "traffic_trend", "categories": []string{p}} }},
		{"environment of tables", func(p string) object { return object{"queryType": "traffic", "environment": p} }},
		{"measure", func(p string) object { return object{"queryType": "traffic", "measure": p} }},
		{"step", func(p string) object { return object{"queryType": "traffic_trend", "step": p} }},
		{"sort", func(p string) object { return object{"queryType": "traffic_trend", "sort": p} }},
		{"a field's name", func(p string) object { return object{"queryType": "kpi", p: true} }},
		{"queryType", func(p string) object { return object{"queryType": p} }},
	} {
		t.Run(test.field, func(t *testing.T) {
			for _, payload := range payloads {
				response := connected().ask(t, lastHour(), test.model(payload))
				if response.Error != nil {
					says(t, response.Error.Error())
					if response.Status >= 500 {
						t.Errorf("%q: status %d: %v", payload, response.Status, response.Error)
					}
					continue
				}
				checkExpressions(t, payload, response.Frames)
			}
		})
	}
	countTenants(t)
}

// checkExpressions parses what was sent upstream: a payload may only be part of a matcher's value.
func checkExpressions(t *testing.T, payload string, frames data.Frames) {
	t.Helper()
	for _, expression := range expressionsOf(t, frames) {
		parsed, err := parser.NewParser(parser.Options{}).ParseExpr(expression)
		if err != nil {
			t.Errorf("%q: the expression does not parse: %v: %s", payload, err, expression)
			continue
		}
		parser.Inspect(parsed, func(node parser.Node, _ []parser.Node) error {
			switch n := node.(type) {
			case *parser.VectorSelector:
				if !strings.HasPrefix(n.Name, "http_server_request_duration_seconds") && !strings.HasPrefix(n.Name, "pg_stat_user_tables_") {
					t.Errorf("%q: the series %s are asked for: %s", payload, n, expression)
				}
			case *parser.Call:
				if n.Func.Name == "vector" {
					t.Errorf("%q: a function was smuggled in: %s", payload, expression)
				}
			}
			return nil
		})
	}
}

// expressionsOf are the PromQL queries behind an answer.
func expressionsOf(t *testing.T, frames data.Frames) []string {
	t.Helper()
	custom, err := json.Marshal(frames[0].Meta.Custom)
	if err != nil {
		t.Fatal(err)
	}
	var evidence struct {
		Upstream []struct{ Source, Query string }
	}
	if err := json.Unmarshal(custom, &evidence); err != nil {
		t.Fatal(err)
	}
	var expressions []string
	for _, upstream := range evidence.Upstream {
		if upstream.Source == "Prometheus" {
			expressions = append(expressions, upstream.Query)
		}
	}
	return expressions
}

// TestFilterValuesAreExact asks for a service whose name is a pattern, and for one that exists.
func TestFilterValuesAreExact(t *testing.T) {
	defer alive(t)
	for service, found := range map[string]bool{"api": true, "ap.": false, "{api,web}": true, "api|web": false, "API": false} {
		frames := connected().frames(t, lastHour(), object{
			"queryType": "kpi", "kpis": []string{"error_ratio"}, "window": "1h", "format": "table", "service": service,
		})
		list := rows(frames[0])
		if len(list) != 1 || (list[0]["value"] != nil) != found {
			t.Errorf("service %q: %v, want a value: %v", service, list, found)
		}
	}
}

func TestInjectionThroughResources(t *testing.T) {
	defer alive(t)
	for _, payload := range payloads {
		status, answer := connected().call(t, "GET", "variables?of="+url.QueryEscape(payload), nil)
		says(t, string(answer))
		if status != 400 {
			t.Errorf("%q: status %d: %s", payload, status, answer)
		}
		body, err := json.Marshal(object{
			"queryType": "kpi", "kpis": []string{"error_ratio"}, "window": "5m", "service": payload, "labels": object{payload: payload},
		})
		if err != nil {
			t.Fatal(err)
		}
		status, answer = connected().call(t, "POST", "explain", body)
		says(t, string(answer))
		if !slices.Contains([]int{200, 400}, status) {
			t.Errorf("%q: status %d: %s", payload, status, answer)
		}
	}
	countTenants(t)
}

// countTenants checks that the database still holds what it held.
func countTenants(t *testing.T) {
	t.Helper()
	var tenants int
	if err := admin(t).QueryRow(t.Context(), "SELECT count(*) FROM tenants").Scan(&tenants); err != nil || tenants < 1800 {
		t.Errorf("%d tenants, error %v", tenants, err)
	}
}

// admin connects to the database as its superuser, for the test's length.
func admin(t *testing.T) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), fmt.Sprintf("host=127.0.0.1 port=%d user=demo password=demo dbname=app sslmode=disable", world.postgresPort))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(t.Context()) })
	return conn
}
