package schema

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/settings"
)

func compile(t *testing.T, name string, text []byte) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(name, document); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func validate(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	instance, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(instance)
}

// Shape is said twice, by the schema and by the parser: they must agree.
func TestQueriesAndParserAgree(t *testing.T) {
	s := compile(t, "queries.json", Queries)
	for _, test := range []struct {
		model string
		valid bool
	}{
		{`{"queryType": "kpi"}`, true},
		{`{"queryType": "kpi", "kpis": ["availability"], "window": "30d", "service": "{a,b}", "environment": "", "groupBy": ["instance"], "timeZone": "UTC", "format": "table"}`, true},
		{`{"queryType": "kpi", "window": "dashboard"}`, true},
		{`{"queryType": "kpi_trend", "step": "1h30m"}`, true},
		{`{"queryType": "error_budget", "kpis": ["latency_p95"], "period": "28d", "severities": ["page"], "service": "a", "environment": "{b,c}", "groupBy": ["service"], "format": "table"}`, true},
		{`{"queryType": "traffic", "tables": ["jobs"], "databases": ["app"], "tiers": ["HIGH"], "categories": ["x"], "measure": "rows_read"}`, true},
		{`{"queryType": "traffic_trend", "limit": 0, "offset": 5, "sort": "name", "maxPoints": 10000, "baseline": "declared"}`, true},
		{`{"queryType": "projection", "tenants": [1, 1000000000]}`, true},
		{`{"queryType": "requirements", "basis": "guideline", "format": "table"}`, true},
		{`{"queryType": "coverage", "signals": ["probe"], "window": "24h", "format": "table"}`, true},
		{`{"queryType": "coverage", "signals": ["probes"]}`, false},
		{`{"queryType": "delivery", "kpis": ["mttr"], "window": "90d", "groupBy": ["service"], "timeZone": "Europe/Berlin", "format": "table"}`, true},
		{`{"queryType": "delivery", "step": "1w"}`, true},
		{`{"queryType": "delivery", "step": "1d"}`, false},
		{`{"queryType": "delivery", "kpis": ["availability"]}`, false},
		{`{"queryType": "delivery", "groupBy": ["team"]}`, false},
		{`{"queryType": "uptime"}`, false},
		{`{}`, false},
		{`{"queryType": "kpi", "kpis": ["uptime"]}`, false},
		{`{"queryType": "kpi", "kpis": "availability"}`, false},
		{`{"queryType": "kpi", "tenants": [1]}`, false},
		{`{"queryType": "kpi", "window": "soon"}`, false},
		{`{"queryType": "kpi", "window": null}`, false},
		{`{"queryType": "kpi", "groupBy": ["a b"]}`, false},
		{`{"queryType": "kpi", "groupBy": ["a", "b", "c", "d", "e", "f"]}`, false},
		{`{"queryType": "kpi_trend", "format": "table"}`, false},
		{`{"queryType": "error_budget_trend", "measure": "burn", "step": "5m", "period": "90d"}`, true},
		{`{"queryType": "error_budget_trend", "measure": "position"}`, false},
		{`{"queryType": "error_budget", "kpis": ["throughput"]}`, false},
		{`{"queryType": "error_budget", "window": "30d"}`, false},
		{`{"queryType": "error_budget", "period": "dashboard"}`, false},
		{`{"queryType": "traffic", "measure": "reads"}`, false},
		{`{"queryType": "traffic_trend", "baseline": "hour_of_week"}`, false},
		{`{"queryType": "traffic_trend", "limit": 10001}`, false},
		{`{"queryType": "traffic_trend", "limit": 1.5}`, false},
		{`{"queryType": "projection", "tenants": [0]}`, false},
		{`{"queryType": "projection", "tenants": [1.5]}`, false},
		{`{"queryType": "requirements", "basis": "measured"}`, false},
	} {
		if err := validate(t, s, test.model); (err == nil) != test.valid {
			t.Errorf("the schema says of %s: %v", test.model, err)
		}
		if _, err := query.Parse(json.RawMessage(test.model), "A", ""); (err == nil) != test.valid {
			t.Errorf("the parser says of %s: %v", test.model, err)
		}
	}
}

func TestSettingsAndParserAgree(t *testing.T) {
	s := compile(t, "settings.json", Settings)
	for _, test := range []struct {
		jsonData string
		valid    bool
	}{
		{`{}`, true},
		{`{"prometheus": {"url": "http://prometheus:9090", "timeoutSeconds": 5, "queryParameters": {"dedup": "true"}}}`, true},
		{`{"postgres": {"host": "db", "port": 5433, "database": "app", "user": "u", "sslMode": "verify-full"}}`, true},
		{`{"profile": {"targets": {"latency_p95": {"value": null}, "throughput": null}, "windows": {"health": "28d"}}}`, true},
		{`{"profile": {"tables": {"jobs": null, "public.*": {"category": "c", "tier": "LOW", "low": 1, "high": 2}}, "curves": {"storage_gb": null}}}`, true},
		{`{"signals": {"requests": {"metric": "m", "matchers": ["a=\"b\""], "labels": {"service": "app"}}}}`, true},
		{`{"profile": {"errorBudget": {"period": "28d", "burnRates": [{"severity": "page", "budgetShare": 0.02, "longWindow": "1h", "shortWindow": "5m"}]}}}`, true},
		{`{"profile": {"errorBudget": {"burnRates": [{"severity": "a b", "budgetShare": 0.02, "longWindow": "1h", "shortWindow": "5m"}]}}}`, false},
		{`{"profile": {"errorBudget": {"burnRates": [{"severity": "page"}]}}}`, false},
		{`{"postgre": {}}`, false},
		{`{"prometheus": {"timeoutSeconds": 301}}`, false},
		{`{"prometheus": {"url": 5}}`, false},
		{`{"postgres": {"sslMode": "prefer"}}`, false},
		{`{"profile": {"targets": {"uptime": {}}}}`, false},
		{`{"profile": {"windows": {"health": "a month"}}}`, false},
		{`{"profile": {"windows": {"helth": "30d"}}}`, false},
		{`{"profile": {"verdicts": {"confidence": 95}}}`, false},
		{`{"profile": {"tenantRows": [{"tenants": 1}]}}`, false},
		{`{"profile": {"tables": {"jobs": {"low": 0}}}}`, false},
		{`{"profile": {"curves": {"gpus": {}}}}`, false},
		{`{"signals": {"request": {}}}`, false},
		{`{"signals": {"requests": {"matchers": "a"}}}`, false},
	} {
		if err := validate(t, s, `{"jsonData": `+test.jsonData+`}`); (err == nil) != test.valid {
			t.Errorf("the schema says of %s: %v", test.jsonData, err)
		}
		if _, err := settings.Parse(json.RawMessage(test.jsonData), nil); (err == nil) != test.valid {
			t.Errorf("the parser says of %s: %v", test.jsonData, err)
		}
	}
}

func TestTheShippedProfileHasTheShapeOfTheSchema(t *testing.T) {
	text, err := json.Marshal(map[string]any{"jsonData": map[string]any{"profile": catalog.Default()}})
	if err != nil {
		t.Fatal(err)
	}
	if err := validate(t, compile(t, "settings.json", Settings), string(text)); err != nil {
		t.Error(err)
	}
}

func TestSecretsMayHoldTheValuesOfHeaders(t *testing.T) {
	s := compile(t, "settings.json", Settings)
	if err := validate(t, s, `{"secureJsonData": {"postgresPassword": "x", "prometheusHeader.X-Scope-OrgID": "x", "httpHeaderValue1": "x"}}`); err != nil {
		t.Error(err)
	}
	if validate(t, s, `{"secureJsonData": {"postgresPassword": 5}}`) == nil {
		t.Error("a secret is a string")
	}
}

// Every field has a description, since the same text is the editor's help.
func TestEveryFieldIsDescribed(t *testing.T) {
	for name, text := range map[string][]byte{"queries": Queries, "settings": Settings} {
		var document struct {
			Defs map[string]struct {
				Description string
				Properties  map[string]struct {
					Ref, Description string
					OneOf            []struct{ Description string }
				}
			} `json:"$defs"`
		}
		if err := json.Unmarshal(text, &document); err != nil || len(document.Defs) == 0 {
			t.Fatal(name, err)
		}
		for model, definition := range document.Defs {
			if definition.Description == "" {
				t.Errorf("%s has no description", model)
			}
			for field, property := range definition.Properties {
				if property.Description == "" && (len(property.OneOf) == 0 || property.OneOf[0].Description == "") {
					t.Errorf("%s.%s has no description", model, field)
				}
			}
		}
	}
}
