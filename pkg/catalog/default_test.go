package catalog

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"
)

// The tables of the Performance Monitoring card, as it prints them.
const (
	cardTraffic = `
| Critical Content | email_messages | 100K-1M | CRITICAL |
| Critical Content | content_inbox_message_refs | 100K-1M | CRITICAL |
| Critical OLTP | inbox_message_refs | 100K-1M | CRITICAL |
| Content DB | content_objects | 200K-2M | CRITICAL |
| Content DB | email_opens | 200K-2M | CRITICAL |
| Content DB | email_clicks | 50K-500K | CRITICAL |
| High OLTP | campaign_sequence_steps | 50K-500K | HIGH |
| High OLTP | campaigns | 5K-50K | HIGH |
| Content DB | attachments | 100K-500K | HIGH |
| Queue System | jobs | 10K-100K | HIGH |
| Queue System | job_logs | 5K-50K | HIGH |
| Analytics OLAP | daily_analytics | 1K-10K | MEDIUM |
| Analytics OLAP | campaign_analytics | 500-5K | MEDIUM |
| Analytics OLAP | billing_analytics | 100-1K | MEDIUM |`
	cardTenants = `
| 100 | 10K-50K | 500-2.5K |
| 1,000 | 100K-500K | 5K-25K |
| 2,000 | 200K-1M | 10K-50K |
| 3,000 | 300K-1.5M | 15K-75K |
| 4,000 | 400K-2M | 20K-100K |
| 5,000 | 500K-2.5M | 25K-150K |`
)

// cells splits the rows of a printed table.
func cells(table string) [][]string {
	var rows [][]string
	for line := range strings.Lines(strings.TrimSpace(table)) {
		var row []string
		for cell := range strings.SplitSeq(strings.Trim(strings.TrimSpace(line), "|"), "|") {
			row = append(row, strings.TrimSpace(cell))
		}
		rows = append(rows, row)
	}
	return rows
}

// number reads a number as the card writes it: 1,000 or 2.5K or 1M.
func number(t *testing.T, text string) float64 {
	t.Helper()
	factor := 1.0
	for suffix, f := range map[string]float64{"K": 1e3, "M": 1e6} {
		if trimmed, ok := strings.CutSuffix(text, suffix); ok {
			text, factor = trimmed, f
		}
	}
	var value float64
	if err := yaml.Unmarshal([]byte(strings.ReplaceAll(text, ",", "")), &value); err != nil {
		t.Fatal(err)
	}
	return value * factor
}

func ends(t *testing.T, text string) (low, high float64) {
	t.Helper()
	from, to, _ := strings.Cut(text, "-")
	return number(t, from), number(t, to)
}

func TestDefaultTablesAreTheCards(t *testing.T) {
	rows := cells(cardTraffic)
	declared := Default().DeclaredTables()
	if len(declared) != 14 || len(rows) != 14 {
		t.Fatalf("%d tables declared, %d on the card", len(declared), len(rows))
	}
	for i, row := range rows {
		low, high := ends(t, row[2])
		want := NamedTable{Name: row[1], Table: Table{Category: row[0], Tier: row[3], Low: low, High: high}}
		if declared[i] != want {
			t.Errorf("row %d: %+v, the card says %+v", i+1, declared[i], want)
		}
	}
}

func TestDefaultTenantRowsAreTheCards(t *testing.T) {
	var want []TenantRow
	for _, row := range cells(cardTenants) {
		r := TenantRow{Tenants: number(t, row[0])}
		r.EmailsPerDayLow, r.EmailsPerDayHigh = ends(t, row[1])
		r.ConcurrentUsersLow, r.ConcurrentUsersHigh = ends(t, row[2])
		want = append(want, r)
	}
	if got := Default().TenantRows; !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
}

func TestDefaultNumbers(t *testing.T) {
	p := Default()
	for kpi, want := range map[string]struct {
		value, minSamples float64
		comparison, unit  string
	}{
		"availability":       {0.999, 400, ">=", "ratio"},
		"latency_p95":        {2, 100, "<", "seconds"},
		"error_ratio":        {0.01, 400, "<", "ratio"},
		"throughput":         {1000, 0, ">=", "requests_per_minute"},
		"cpu_utilization":    {0.8, 0, "<", "ratio"},
		"memory_utilization": {0.8, 0, "<", "ratio"},

		"deployment_frequency": {1, 4, ">=", "deployments_per_week"},
		"change_failure_ratio": {0.05, 10, "<", "ratio"},
	} {
		got := p.Target(kpi)
		if got.Value == nil || *got.Value != want.value || got.MinSamples != want.minSamples ||
			got.Comparison != want.comparison || got.Unit != want.unit || got.Name == "" {
			t.Errorf("%s: %+v", kpi, got)
		}
		section := "System Health KPIs"
		if slices.Contains(DeliveryKPIs, kpi) {
			section = "Operational KPIs"
		}
		if !strings.HasPrefix(got.Source, "Performance Monitoring card, "+section+": ") {
			t.Errorf("%s cites %q", kpi, got.Source)
		}
	}
	for kpi, want := range map[string]Target{
		"mttr": {Name: "Mean time to resolution", Unit: "seconds", Comparison: "<", MinSamples: 5},
		"mtbf": {Name: "Mean time between failures", Unit: "seconds", Comparison: ">="},
	} {
		got := p.Target(kpi)
		got.Source = ""
		if got != want {
			t.Errorf("%s, for which the card has no figure: %+v", kpi, got)
		}
	}
	if len(p.Targets) != len(KPIs) {
		t.Errorf("%d targets", len(p.Targets))
	}
	if want := map[string]Duration{"health": Duration(30 * day), "delivery": Duration(90 * day), "traffic": Duration(time.Hour), "coverage": Duration(time.Hour)}; !reflect.DeepEqual(p.Windows, want) {
		t.Errorf("windows: %v", p.Windows)
	}
	if want := map[string]Tier{"CRITICAL": {From: 100_000}, "HIGH": {From: 10_000}, "MEDIUM": {From: 100}, "LOW": {From: 0}}; !reflect.DeepEqual(p.Tiers, want) {
		t.Errorf("tiers: %v", p.Tiers)
	}
	if want := map[string]Curve{
		"db_connections":  {Shape: "linear", Driver: "tenants", Low: 20, High: 300, Unit: "connections"},
		"redis_memory_gb": {Shape: "logarithmic", Driver: "tenants", Low: 1, High: 64, Unit: "gigabytes"},
		"cpu_cores":       {Shape: "linear", Driver: "emails_per_day", Low: 2, High: 64, Unit: "cores"},
		"storage_gb":      {Shape: "compound", Driver: "tenants", Low: 10, High: 8000, Unit: "gigabytes"},
	}; !reflect.DeepEqual(p.Curves, want) {
		t.Errorf("curves: %v", p.Curves)
	}
	if want := (Verdicts{
		MinCoverage: 0.9, MinHistory: Duration(time.Hour), AtRiskShare: 0.8, Confidence: 0.95,
		ProbeInterval: Duration(time.Minute), FailedStatus: "5..",
		HealthCheckRoutes: "/(healthz?|livez|readyz|ready|ping|metrics)", ProbeUp: "any",
	}); p.Verdicts != want {
		t.Errorf("verdicts: %+v", p.Verdicts)
	}
	hours := func(n float64) Duration { return Duration(n * float64(time.Hour)) }
	if want := (ErrorBudget{Period: Duration(30 * day), MinBadEvents: 2, BurnRates: []BurnRate{
		{"page", 0.02, hours(1), hours(1.0 / 12)}, {"page", 0.05, hours(6), hours(0.5)},
		{"ticket", 0.1, hours(24), hours(2)}, {"ticket", 0.1, hours(72), hours(6)},
	}}); !reflect.DeepEqual(p.ErrorBudget, want) {
		t.Errorf("error budget: %+v", p.ErrorBudget)
	}
	if p.TimeZone != "UTC" {
		t.Errorf("time zone %q", p.TimeZone)
	}
}

// Every entry of default.yaml says where its numbers come from: in its own comment, in its source, or in the
// comment of what it is part of.
func TestDefaultCitesASourceForEveryNumber(t *testing.T) {
	var document yaml.Node
	if err := yaml.Unmarshal(defaultYAML, &document); err != nil {
		t.Fatal(err)
	}
	uncited := 0
	var walk func(path string, n *yaml.Node, cited bool)
	walk = func(path string, n *yaml.Node, cited bool) {
		cited = cited || cites(n)
		switch n.Kind {
		case yaml.MappingNode:
			for i := 0; i+1 < len(n.Content); i += 2 {
				key, value := n.Content[i], n.Content[i+1]
				walk(path+"."+key.Value, value, cited || cites(key))
			}
		case yaml.SequenceNode:
			for _, item := range n.Content {
				walk(path, item, cited)
			}
		case yaml.ScalarNode:
			if (n.Tag == "!!int" || n.Tag == "!!float") && !cited {
				uncited++
				t.Errorf("%s: %s has no source", path, n.Value)
			}
		}
	}
	walk("", document.Content[0], false)
}

func cites(n *yaml.Node) bool {
	comment := n.HeadComment + n.LineComment
	for _, word := range []string{"card", "choice", "RFC", "SRE workbook", "customary", "DORA"} {
		if strings.Contains(comment, word) {
			return true
		}
	}
	return false
}

func TestDefaultIsAFreshCopy(t *testing.T) {
	p := Default()
	*p.Targets["latency_p95"].Value = 99
	p.Targets["availability"] = Target{}
	p.Windows["health"] = 1
	p.Tables["jobs"] = Table{}
	p.Tiers["LOW"] = Tier{From: 9}
	p.TenantRows[0].Tenants = 9
	p.Curves["storage_gb"] = Curve{}
	p.tableOrder[0] = "jobs"
	p.Delivery.FailureSeverities[0] = "none"
	p.Delivery.Outcomes.Success[0] = "none"
	p.Benchmarks["mttr"].Levels[0].Name = "none"
	if fresh := Default(); reflect.DeepEqual(fresh, p) || *fresh.Targets["latency_p95"].Value != 2 ||
		fresh.Windows["health"] == 1 || fresh.Tables["jobs"].Low == 0 || fresh.Tiers["LOW"].From != 0 ||
		fresh.TenantRows[0].Tenants != 100 || fresh.Curves["storage_gb"].High == 0 || fresh.DeclaredTables()[0].Name != "email_messages" ||
		!fresh.Delivery.IsFailure("critical") || fresh.Delivery.Outcomes.Success[0] != "success" || fresh.Benchmarks["mttr"].Levels[0].Name != "elite" {
		t.Error("a change to one copy reached the next")
	}
}

func TestYAMLToJSON(t *testing.T) {
	got, err := yamlToJSON([]byte("b: {x: 1.5, a: [1, two, null, true]}\na: \"1\"\n"))
	if err != nil || string(got) != `{"b":{"x":1.5,"a":[1,"two",null,true]},"a":"1"}` {
		t.Errorf("%s, %v", got, err)
	}
	for _, bad := range []string{"a: [", "", "a: &x 1\nb: *x\n"} {
		if got, err := yamlToJSON([]byte(bad)); err == nil {
			t.Errorf("%q became %s", bad, got)
		}
	}
}
