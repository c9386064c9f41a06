package query

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/strictjson"
)

func TestParse(t *testing.T) {
	health := []string{"availability", "latency_p95", "error_ratio", "throughput", "cpu_utilization", "memory_utilization"}
	for name, test := range map[string]struct {
		queryType, model string
		want             Query
	}{
		"kpi, all defaults": {"kpi", `{}`, Query{KPIs: health, Format: FormatNumeric}},
		"kpi, everything": {
			"kpi", `{"kpis": ["throughput", "availability", "throughput"], "window": "28d", "service": "{api,web}",
				"environment": "production", "groupBy": ["service", "instance", "service"], "timeZone": "Europe/Berlin", "format": "table"}`,
			Query{
				KPIs: []string{"throughput", "availability"}, Window: "28d", Services: []string{"api", "web"},
				Environments: []string{"production"}, GroupBy: []string{"service", "instance"}, TimeZone: "Europe/Berlin", Format: FormatTable,
			},
		},
		"kpi, empty means all": {
			"kpi", `{"kpis": [], "window": "", "service": "", "environment": "$__all", "groupBy": [], "timeZone": ""}`,
			Query{KPIs: health, Format: FormatNumeric},
		},
		"kpi over the dashboard's range": {"kpi", `{"window": "dashboard"}`, Query{KPIs: health, Window: WindowDashboard, Format: FormatNumeric}},
		"kpi_trend":                      {"kpi_trend", `{"kpis": ["latency_p95"], "step": "6h", "window": "7d"}`, Query{KPIs: []string{"latency_p95"}, Window: "7d", Step: "6h"}},
		"kpi_trend, all defaults":        {"kpi_trend", `{}`, Query{KPIs: health}},
		"error_budget, all defaults":     {"error_budget", `{}`, Query{KPIs: []string{"availability", "error_ratio", "latency_p95"}, Format: FormatNumeric}},
		"error_budget, everything": {
			"error_budget", `{"kpis": ["latency_p95"], "period": "28d", "severities": ["page", "page"], "service": "{api,web}", "environment": "production", "groupBy": ["service"], "format": "table"}`,
			Query{
				KPIs: []string{"latency_p95"}, Period: "28d", Severities: []string{"page"}, Services: []string{"api", "web"}, Environments: []string{"production"},
				GroupBy: []string{"service"}, Format: FormatTable,
			},
		},
		"traffic, all defaults": {"traffic", `{}`, Query{Measure: MeasureOperations, Baseline: BaselineDeclared, Format: FormatNumeric}},
		"traffic, everything": {
			"traffic", `{"tables": ["jobs", "public.orders", "{a,b}"], "databases": ["app"], "tiers": ["HIGH"], "categories": ["Content DB"], "measure": "position",
				"environment": "{staging}", "window": "1h", "timeZone": "UTC", "format": "table"}`,
			Query{
				Tables: []string{"jobs", "public.orders", "a", "b"}, Databases: []string{"app"}, Tiers: []string{"HIGH"}, Categories: []string{"Content DB"},
				Measure: MeasurePosition, Baseline: BaselineDeclared, Environments: []string{"staging"}, Window: "1h", TimeZone: "UTC", Format: FormatTable,
			},
		},
		"traffic, one entry of all": {"traffic", `{"tables": ["jobs", "$__all"], "tiers": [".*"], "categories": [""]}`, Query{Measure: MeasureOperations, Baseline: BaselineDeclared, Format: FormatNumeric}},
		"traffic_trend, all defaults": {
			"traffic_trend", `{}`,
			Query{Measure: MeasureOperations, Baseline: BaselineDeclared, Step: "1h", Sort: SortCategory},
		},
		"traffic_trend, everything": {
			"traffic_trend", `{"measure": "rows_read", "step": "15m", "baseline": "declared", "limit": 10000, "offset": 20, "sort": "value", "maxPoints": 300}`,
			Query{Measure: MeasureRowsRead, Baseline: BaselineDeclared, Step: "15m", Limit: 10000, Offset: 20, Sort: SortValue, MaxPoints: 300},
		},
		"projection, all defaults":             {"projection", `{}`, Query{Format: FormatTable}},
		"projection":                           {"projection", `{"tenants": [4500, 1, 1e9, 4500.0], "format": "table"}`, Query{Tenants: []float64{4500, 1, 1e9}, Format: FormatTable}},
		"projection with the measured tenants": {"projection", `{"includeCurrent": true}`, Query{IncludeCurrent: true, Format: FormatTable}},
		"requirements, all defaults":           {"requirements", `{}`, Query{Basis: BasisGuideline, Format: FormatTable}},
		"requirements":                         {"requirements", `{"tenants": [2000], "basis": "guideline", "includeCurrent": true}`, Query{Tenants: []float64{2000}, IncludeCurrent: true, Basis: BasisGuideline, Format: FormatTable}},
		"coverage, all defaults":               {"coverage", `{}`, Query{Format: FormatNumeric}},
		"coverage, everything": {
			"coverage", `{"signals": ["probe", "requests", "probe"], "window": "24h", "format": "table"}`,
			Query{Signals: []string{"probe", "requests"}, Window: "24h", Format: FormatTable},
		},
		"the model's own type": {"", `{"queryType": "projection"}`, Query{QueryType: TypeProjection, Format: FormatTable}},
		"Grafana's type wins":  {"projection", `{"queryType": "kpi"}`, Query{Format: FormatTable}},
		"Grafana's own fields": {
			"projection", `{"refId": "B", "datasource": {"type": "headroom-performance-datasource", "uid": "x"}, "datasourceId": 3, "hide": false,
				"key": "Q-1", "queryType": "projection", "intervalMs": 1000, "maxDataPoints": 43200, "timeRange": {"from": "0"}, "queryCachingTTL": 0,
				"resultAssertions": {}}`,
			Query{Format: FormatTable},
		},
		"nothing at all": {"projection", ``, Query{Format: FormatTable}},
		"null":           {"projection", `null`, Query{Format: FormatTable}},
	} {
		test.want.RefID = "A"
		if test.want.QueryType == "" {
			test.want.QueryType = Type(test.queryType)
		}
		got, err := Parse(json.RawMessage(test.model), "A", test.queryType)
		if err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s:\n got %+v, %v\nwant %+v", name, got, err, test.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	tooMany := `{"tenants": [1` + strings.Repeat(",1", 10_000) + `]}`
	thousandAndOne := make([]string, 1001)
	for i := range thousandAndOne {
		thousandAndOne[i] = fmt.Sprint("s", i)
	}
	for _, test := range []struct{ queryType, model, want string }{
		{"", `{}`, `queryType: is missing; known: kpi, kpi_trend, error_budget, error_budget_trend, delivery, incidents, deployments, traffic, traffic_trend, projection, requirements, coverage`},
		{"kpis", `{}`, `queryType: "kpis" is not known; did you mean "kpi"? Known: kpi, kpi_trend, error_budget, error_budget_trend, delivery, incidents, deployments, traffic, traffic_trend, projection, requirements, coverage`},
		{"KPI", `{}`, `queryType: "KPI" is not known; did you mean "kpi"? Known: `},
		{"forecast", `{}`, `queryType: "forecast" is not known; known: kpi, `},
		{"", `{"queryType": 5}`, `queryType: is missing; known: `},
		{"kpi", `[]`, `a list is not an object`},
		{"kpi", `{"kpis": `, `is not valid JSON at byte 9`},
		{"kpi", `{"kpis": "availability"}`, `kpis: "availability" is not a list`},
		{"kpi", `{"kpis": ["availabilty"]}`, `kpis[0]: "availabilty" is not known; did you mean "availability"? Known: availability, latency_p95, error_ratio, throughput, cpu_utilization, memory_utilization`},
		{"kpi", `{"kpis": ["mttr"]}`, `kpis[0]: "mttr" is not known; known: availability, `},
		{"kpi", `{"kpis": [null]}`, `kpis[0]: null is not a string`},
		{"kpi", `{"windows": "30d"}`, `windows: is not a field of kpi queries; did you mean "window"? Known: kpis, window, service, environment, groupBy, timeZone, format`},
		{"kpi", `{"tenants": [5]}`, `tenants: is not a field of kpi queries; known: kpis, window, service, environment, groupBy, timeZone, format`},
		{"kpi", `{"step": "1h"}`, `step: is not a field of kpi queries; known: `},
		{"error_budget", `{"kpis": ["throughput"]}`, `kpis[0]: "throughput" is not known; known: availability, error_ratio, latency_p95`},
		{"error_budget", `{"period": "1h"}`, `period: "1h" is outside [1d, 400d]`},
		{"error_budget", `{"period": "dashboard"}`, `period: "dashboard" is not a duration`},
		{"error_budget", `{"window": "30d"}`, `window: is not a field of error_budget queries; known: kpis, period, severities, service, environment, groupBy, format`},
		{"error_budget", `{"groupBy": ["severity"]}`, `groupBy[0]: "severity" is a column of the answer and cannot be grouped by`},
		{"error_budget", `{"groupBy": ["factor"], "format": "table"}`, `groupBy[0]: "factor" is a column of the answer and cannot be grouped by`},
		{"error_budget_trend", `{"measure": "writes"}`, `measure: "writes" is not known; known: remaining, burn`},
		{"error_budget_trend", `{"format": "table"}`, `format: is not a field of error_budget_trend queries; known: kpis, period, severities, service, environment, groupBy, measure, step`},
		{"kpi_trend", `{"format": "table"}`, `format: is not a field of kpi_trend queries; known: kpis, window, service, environment, groupBy, timeZone, step`},
		{"kpi", `{"expr": "up"}`, `expr: is not a field of kpi queries; known: `},
		{"kpi", `{"window": "30 days"}`, `window: "30 days" is not a duration such as "30d", "1h30m" or "90s"`},
		{"kpi", `{"window": "59s"}`, `window: "59s" is outside [1m, 400d]`},
		{"kpi", `{"window": "10y"}`, `window: "10y" is outside [1m, 400d]`},
		{"kpi", `{"window": "-1h"}`, `window: "-1h" is not a duration such as "30d", "1h30m" or "90s"`},
		{"kpi", `{"window": 30}`, `window: 30 is not a string`},
		{"kpi", `{"window": null}`, `window: null is not a string`},
		{"kpi", `{"window": "[5m]) or vector(1"}`, `window: "[5m]) or vector(1" is not a duration such as "30d", "1h30m" or "90s"`},
		{"kpi_trend", `{"step": "1s"}`, `step: "1s" is outside [10s, 90d]`},
		{"kpi_trend", `{"step": "$__interval"}`, `step: "$__interval" is not a duration such as "30d", "1h30m" or "90s"`},
		{"kpi", `{"service": ["api"]}`, `service: a list is not a string`},
		{"kpi", `{"service": "$service"}`, `service: "$service" is a variable that was not replaced; alert rules and provisioned queries have none: write the value`},
		{"kpi", `{"service": "${service:glob}"}`, `service: "${service:glob}" is a variable that was not replaced; `},
		{"kpi", `{"service": "{a,[[service]]}"}`, `service: "[[service]]" is a variable that was not replaced; `},
		{"kpi", `{"service": "{a,b"}`, `service: "{a,b" is a list without its closing brace: write {a,b}, or {\{} for a value with a brace`},
		{"kpi", `{"service": "{a\\}"}`, `service: "{a\\}" is a list without its closing brace: `},
		{"kpi", `{"service": "{"}`, `service: "{" is a list without its closing brace: `},
		{"kpi", `{"service": "a\u0000b"}`, `service: holds a NUL character`},
		{"kpi", `{"service": "` + strings.Repeat("s", 20_001) + `"}`, `service: 20001 characters are more than the 20000 allowed`},
		{"kpi", `{"service": "{` + strings.Join(thousandAndOne, ",") + `}"}`, `service: 1001 values are more than the 1000 allowed`},
		{"traffic", `{"tables": ["{` + strings.Join(thousandAndOne[:600], ",") + `}", "{x` + strings.Join(thousandAndOne[:600], ",x") + `}"]}`, `tables: 1200 values are more than the 1000 allowed`},
		{"kpi", `{"groupBy": ["le"]}`, `groupBy[0]: "le" is reserved by Prometheus and cannot be grouped by`},
		{"kpi", `{"groupBy": ["quantile"]}`, `groupBy[0]: "quantile" is reserved by Prometheus and cannot be grouped by`},
		{"kpi", `{"groupBy": ["__name__"]}`, `groupBy[0]: "__name__" is reserved by Prometheus and cannot be grouped by`},
		{"kpi", `{"groupBy": ["a) or vector(1"]}`, `groupBy[0]: "a) or vector(1" is not a label name: letters, digits and underscores, no digit first`},
		{"kpi", `{"groupBy": ["service.name"]}`, `groupBy[0]: "service.name" is not a label name: `},
		{"kpi", `{"groupBy": ["instance\n"]}`, `groupBy[0]: "instance\n" is not a label name: `},
		{"kpi", `{"groupBy": [""]}`, `groupBy[0]: "" is not a label name: `},
		{"kpi", `{"groupBy": ["a", "b", "c", "d", "e", "f"]}`, `groupBy: 6 entries are more than the 5 allowed`},
		{"kpi", `{"groupBy": ["instance", "kpi"]}`, `groupBy[1]: "kpi" is a column of the answer and cannot be grouped by`},
		{"kpi", `{"groupBy": ["status"], "format": "table"}`, `groupBy[0]: "status" is a column of the answer and cannot be grouped by`},
		{"kpi_trend", `{"groupBy": ["value"]}`, `groupBy[0]: "value" is a column of the answer and cannot be grouped by`},
		{"kpi", `{"timeZone": "Mars/Olympus"}`, `timeZone: "Mars/Olympus" is not an IANA time zone such as "Europe/Berlin" or "UTC"`},
		{"kpi", `{"timeZone": "browser"}`, `timeZone: "browser" is not an IANA time zone such as "Europe/Berlin" or "UTC"`},
		{"kpi", `{"format": "numerics"}`, `format: "numerics" is not known; did you mean "numeric"? Known: numeric, table`},
		{"traffic", `{"measure": "reads"}`, `measure: "reads" is not known; known: operations, writes, scans, rows_read, position, expected_low, expected_high`},
		{"traffic", `{"service": "api"}`, `service: is not a field of traffic queries; known: tables, databases, tiers, categories, measure, environment, timeZone, window, format`},
		{"traffic", `{"tables": ["$table"]}`, `tables[0]: "$table" is a variable that was not replaced; `},
		{"traffic_trend", `{"baseline": "hour_of_week"}`, `baseline: "hour_of_week" is not available: it needs a version that learns each table's own week; use "declared"`},
		{"traffic_trend", `{"baseline": "weekly"}`, `baseline: "weekly" is not known; known: declared`},
		{"traffic_trend", `{"limit": -1}`, `limit: -1 is outside [0, 10000]`},
		{"traffic_trend", `{"limit": 10001}`, `limit: 10001 is outside [0, 10000]`},
		{"traffic_trend", `{"limit": 1.5}`, `limit: 1.5 is not a whole number`},
		{"traffic_trend", `{"offset": -1}`, `offset: -1 is outside [0, 1000000]`},
		{"traffic_trend", `{"sort": "tier"}`, `sort: "tier" is not known; known: category, name, value`},
		{"traffic_trend", `{"maxPoints": "100"}`, `maxPoints: "100" is not a number`},
		{"traffic_trend", `{"window": "7d"}`, `window: is not a field of traffic_trend queries; known: `},
		{"projection", `{"tenants": [0]}`, `tenants[0]: 0 is outside [1, 1000000000]`},
		{"projection", `{"tenants": [-5]}`, `tenants[0]: -5 is outside [1, 1000000000]`},
		{"projection", `{"tenants": [1.5]}`, `tenants[0]: 1.5 is not a whole number`},
		{"projection", `{"tenants": [1000000001]}`, `tenants[0]: 1000000001 is outside [1, 1000000000]`},
		{"projection", `{"tenants": [1e300]}`, `tenants[0]: 1e300 is outside [1, 1000000000]`},
		{"projection", `{"tenants": [1e400]}`, `tenants[0]: 1e400 is not a finite number`},
		{"projection", `{"tenants": [NaN]}`, `is not valid JSON at byte `},
		{"projection", `{"tenants": ["100"]}`, `tenants[0]: "100" is not a number`},
		{"projection", `{"tenants": 100}`, `tenants: 100 is not a list`},
		{"projection", tooMany, `tenants: 10001 entries are more than the 1000 allowed`},
		{"projection", `{"format": "numeric"}`, `format: "numeric" is not known; known: table`},
		{"projection", `{"basis": "guideline"}`, `basis: is not a field of projection queries; known: tenants, includeCurrent, format`},
		{"projection", `{"includeCurrent": "yes"}`, `includeCurrent: "yes" is not true or false`},
		{"requirements", `{"basis": "measured"}`, `basis: "measured" is not available: requirements fitted to measured drivers need a version that learns them; use "guideline"`},
		{"requirements", `{"basis": "both"}`, `basis: "both" is not available: `},
		{"requirements", `{"basis": "guess"}`, `basis: "guess" is not known; known: guideline`},
		{"coverage", `{"signals": ["request"]}`, `signals[0]: "request" is not known; did you mean "requests"? Known: requests, request_duration, probe, `},
		{"coverage", `{"signals": "probe"}`, `signals: "probe" is not a list`},
		{"coverage", `{"window": "1s"}`, `window: "1s" is outside [1m, 400d]`},
		{"coverage", `{"categories": ["traffic"]}`, `categories: is not a field of coverage queries; known: signals, window, format`},
		{"kpi", `{"window": "x", "kpis": ["y"], "groupBy": ["le"], "z": 1}`, `kpis[0]: "y" is not known; known: availability, latency_p95, error_ratio, throughput, cpu_utilization, memory_utilization; z: is not a field of kpi queries; known: kpis, window, service, environment, groupBy, timeZone, format; window: "x" is not a duration such as "30d", "1h30m" or "90s"; groupBy[0]: "le" is reserved`},
	} {
		q, err := Parse(json.RawMessage(test.model), "A", test.queryType)
		if err == nil {
			t.Errorf("%s %.100s was accepted", test.queryType, test.model)
			continue
		}
		if !strings.HasPrefix(err.Error(), "query: "+test.want) {
			t.Errorf("%s %.100s:\n got %s\nwant query: %s", test.queryType, test.model, err, test.want)
		}
		var problems *strictjson.Problems
		if fault.KindOf(err) != fault.User || !errors.As(err, &problems) || !reflect.DeepEqual(q, Query{}) {
			t.Errorf("%s %.100s: kind %s, %+v", test.queryType, test.model, fault.KindOf(err), q)
		}
	}
}

// The values of a filter reach the sources exactly as they are: escaping is the sources' business.
func TestSelection(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"api", []string{"api"}},
		{"a,b", []string{"a,b"}},
		{`a"} or vector(1) #`, []string{`a"} or vector(1) #`}},
		{"x'; DROP TABLE jobs; --", []string{"x'; DROP TABLE jobs; --"}},
		{`back\slash`, []string{`back\slash`}},
		{"line\nbreak", []string{"line\nbreak"}},
		{"Ünï ✓", []string{"Ünï ✓"}},
		{"a.*", []string{"a.*"}},
		{"costs $5", []string{"costs $5"}},
		{"{a}", []string{"a"}},
		{"{a,b,a}", []string{"a", "b"}},
		{`{a\,b,c}`, []string{"a,b", "c"}},
		{`{\{x\},\\}`, []string{"{x}", `\`}},
		{`{DOMAIN\user,b}`, []string{`DOMAIN\user`, "b"}},
		{"{a{b}c}", []string{"a{b}c"}},
		{"{a,,b,}", []string{"a", "b"}},
		{"{}", []string{}},
		{"{,}", []string{}},
		{"", nil},
		{".*", nil},
		{"$__all", nil},
		{"{a,$__all}", nil},
	} {
		problems := &strictjson.Problems{}
		got := check{problems}.selection("service", test.text)
		if !problems.Empty() || len(got) != len(test.want) || len(got) > 0 && !reflect.DeepEqual(got, test.want) {
			t.Errorf("%q: %q, %v", test.text, got, problems)
		}
	}
}

func TestTagsNameEverySignal(t *testing.T) {
	for _, name := range signal.Names {
		if _, err := Parse(json.RawMessage(`{"signals": ["`+string(name)+`"]}`), "A", "coverage"); err != nil {
			t.Error(err)
		}
	}
}

func TestTagsNameEveryKPI(t *testing.T) {
	for _, kpi := range catalog.HealthKPIs {
		if _, err := Parse(json.RawMessage(`{"kpis": ["`+kpi+`"]}`), "A", "kpi"); err != nil {
			t.Error(err)
		}
	}
}
