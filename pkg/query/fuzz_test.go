package query

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/strictjson"
)

func FuzzParse(f *testing.F) {
	for _, model := range []string{
		``, `null`, `[]`, `{}`, `{"kpis":["availability","x"],"window":"30d","service":"{a,b\\,c}","groupBy":["instance"]}`,
		`{"tables":["jobs","{a,b}"],"tiers":["HIGH"],"measure":"position","limit":5,"offset":1,"sort":"value","maxPoints":9}`,
		`{"tenants":[100,1e3,2.5,-1,1e400],"basis":"both"}`, `{"refId":"A","datasource":{"uid":"x"},"hide":true,"queryType":"kpi"}`,
		`{"kpis":["latency_p95"],"period":"28d","groupBy":["severity"],"format":"table"}`,
		`{"window":"dashboard","timeZone":"Europe/Berlin","format":"table"}`, `{"step":"1h","baseline":"hour_of_week"}`, `{"signals":["probe","x"]}`,
		`{"service":"$service","environment":"[[env]]"}`, `{"service":"{\\"}`, `{"groupBy":["le","__name__","a-b"]}`, `{"a":{"a":{"a":[[[]]]}}}`,
		`{"kpis":[],"kpis":[]}`, "{\"service\":\"\xff\"}", `{"service":"\ud800"}`,
	} {
		for _, queryType := range append(typeNames(), "", "unknown") {
			f.Add(queryType, []byte(model))
		}
	}
	f.Fuzz(func(t *testing.T, queryType string, model []byte) {
		q, err := Parse(model, "A", queryType)
		if err != nil {
			if fault.KindOf(err) != fault.User || !reflect.DeepEqual(q, Query{}) || len(err.Error()) > 40_000 {
				t.Fatalf("%d bytes of %s error", len(err.Error()), fault.KindOf(err))
			}
			return
		}
		checkParsed(t, q)
	})
}

// checkParsed holds a parsed query to what its readers rely on.
func checkParsed(t *testing.T, q Query) {
	t.Helper()
	if !slices.Contains(Types, q.QueryType) || q.RefID != "A" {
		t.Fatalf("%+v", q)
	}
	for _, kpi := range q.KPIs {
		if !slices.Contains(catalog.KPIs, kpi) {
			t.Fatalf("KPI %q", kpi)
		}
	}
	if takesKPIs := []Type{TypeKPI, TypeKPITrend, TypeErrorBudget, TypeBudgetTrend, TypeDelivery}; slices.Contains(takesKPIs, q.QueryType) != (len(q.KPIs) > 0) {
		t.Fatalf("KPIs %v of %s", q.KPIs, q.QueryType)
	}
	for _, name := range q.Signals {
		if !slices.Contains(signal.Names, signal.Name(name)) {
			t.Fatalf("signal %q", name)
		}
	}
	for _, label := range q.GroupBy {
		if !labelName.MatchString(label) || strings.HasPrefix(label, "__") || label == "le" || label == "kpi" {
			t.Fatalf("groups by %q", label)
		}
	}
	for _, count := range q.Tenants {
		if count < 1 || count > 1e9 || count != float64(int(count)) {
			t.Fatalf("%g tenants", count)
		}
	}
	for _, text := range []string{q.Window, q.Step, q.Period} {
		if _, err := catalog.ParseDuration(text); text != "" && text != WindowDashboard && err != nil {
			t.Fatalf("duration %q", text)
		}
	}
	for _, values := range [][]string{q.Services, q.Environments, q.Tables, q.Tiers, q.Categories} {
		if len(values) > maxSelected || slices.Contains(values, "") || slices.Contains(values, "$__all") {
			t.Fatalf("filter %q", values)
		}
	}
	if q.Limit < 0 || q.Limit > 10_000 || q.Offset < 0 || q.MaxPoints < 0 || len(q.Tenants) > 1000 || len(q.GroupBy) > 5 {
		t.Fatalf("%+v", q)
	}
}

// listOf writes values as a list, the inverse of selection.
func listOf(values []string) string {
	escape := strings.NewReplacer(`\`, `\\`, `,`, `\,`, `{`, `\{`, `}`, `\}`)
	escaped := make([]string, len(values))
	for i, v := range values {
		escaped[i] = escape.Replace(v)
	}
	return "{" + strings.Join(escaped, ",") + "}"
}

func TestEveryValueCanBeWrittenInAList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(rapid.String(), rapid.StringMatching(`[\\,{}a$]{1,6}`)).Filter(func(s string) bool {
			return !slices.Contains(allValues, s) && !unreplaced.MatchString(s)
		})
		values := rapid.SliceOfNDistinct(value, 1, 5, rapid.ID).Draw(t, "values")
		problems := &strictjson.Problems{}
		if got := (check{problems}).selection("service", listOf(values)); !slices.Equal(got, values) || !problems.Empty() {
			t.Fatalf("%q became %q, %v", listOf(values), got, problems)
		}
	})
}

func TestParsingDoesNotDependOnTheOrderOfFields(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fields := rapid.Permutation([]string{
			`"kpis": ["throughput"]`, `"window": "7d"`, `"service": "{a,b}"`, `"groupBy": ["instance"]`, `"format": "table"`, `"refId": "A"`,
		}).Draw(t, "fields")
		got, err := Parse(json.RawMessage("{"+strings.Join(fields, ",")+"}"), "A", "kpi")
		want := Query{
			RefID: "A", QueryType: TypeKPI, KPIs: []string{"throughput"}, Window: "7d", Services: []string{"a", "b"}, GroupBy: []string{"instance"},
			Format: FormatTable,
		}
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v, %v", got, err)
		}
	})
}
