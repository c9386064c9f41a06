// Package provisioning checks the shipped provisioning files against the parsers that will read them.
package provisioning

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/settings"
)

// rule is what is checked of a Grafana-managed alert rule.
type rule struct {
	UID, Title, Condition, For string
	NoDataState                string `yaml:"noDataState"`
	ExecErrState               string `yaml:"execErrState"`
	Labels, Annotations        map[string]string
	Data                       []struct {
		RefID         string `yaml:"refId"`
		DatasourceUID string `yaml:"datasourceUid"`
		Model         map[string]any
	}
}

func read(t *testing.T, pattern string, into any) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no file matches %s: %v", pattern, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := yaml.Unmarshal(text, into); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
	}
}

func TestAlertRules(t *testing.T) {
	var file struct{ Groups []struct{ Rules []rule } }
	read(t, "alerting/*-rules.yaml", &file)
	seen := map[string]bool{}
	kpis := map[string]bool{}
	for _, group := range file.Groups {
		for _, r := range group.Rules {
			if r.UID == "" || len(r.UID) > 40 || seen[r.UID] {
				t.Errorf("%s: the uid %q is empty, too long for Grafana (40) or used twice", r.Title, r.UID)
			}
			seen[r.UID] = true
			if !slices.Contains([]string{"OK", "NoData", "Alerting", "KeepLast"}, r.NoDataState) || r.ExecErrState == "" || r.For == "" {
				t.Errorf("%s: noDataState %q, execErrState %q and for %q have to be explicit", r.Title, r.NoDataState, r.ExecErrState, r.For)
			}
			if r.Annotations["summary"] == "" || r.Annotations["description"] == "" || r.Labels["severity"] == "" {
				t.Errorf("%s: summary, description and severity are needed", r.Title)
			}
			for _, kpi := range checkQueries(t, r) {
				kpis[kpi] = true
			}
		}
	}
	for _, kpi := range []string{"availability", "latency_p95", "error_ratio", "throughput", "cpu_utilization", "memory_utilization"} {
		if !kpis[kpi] {
			t.Errorf("no rule watches %s", kpi)
		}
	}
}

// checkQueries parses the rule's own queries as the backend will, and returns the KPIs that they ask for alone.
func checkQueries(t *testing.T, r rule) (kpis []string) {
	t.Helper()
	refs := []string{}
	for _, d := range r.Data {
		refs = append(refs, d.RefID)
		if d.DatasourceUID == "__expr__" {
			if expression, _ := d.Model["expression"].(string); !slices.Contains(refs, expression) {
				t.Errorf("%s: the expression %q is not a query before it", r.Title, expression)
			}
			continue
		}
		if d.DatasourceUID != "headroom" {
			t.Errorf("%s: the data source %q is not the provisioned one", r.Title, d.DatasourceUID)
		}
		model, err := json.Marshal(d.Model)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := query.Parse(model, d.RefID, "")
		if err != nil {
			t.Errorf("%s: %v", r.Title, err)
			continue
		}
		if parsed.Format != query.FormatNumeric {
			t.Errorf("%s: a rule evaluates the numeric format only", r.Title)
		}
		if len(parsed.KPIs) == 1 {
			kpis = parsed.KPIs
		}
	}
	if !slices.Contains(refs, r.Condition) {
		t.Errorf("%s: the condition %q is none of %v", r.Title, r.Condition, refs)
	}
	return kpis
}

func TestDataSource(t *testing.T) {
	var file struct {
		Datasources []struct {
			UID, Type      string
			JSONData       map[string]any    `yaml:"jsonData"`
			SecureJSONData map[string]string `yaml:"secureJsonData"`
		}
	}
	text, err := os.ReadFile("datasources/headroom.yaml")
	if err != nil {
		t.Fatal(err)
	}
	// Grafana expands variables and reads the result as YAML: a port becomes a number.
	values := map[string]string{
		"HEADROOM_PROMETHEUS_URL": "http://prometheus:9090", "HEADROOM_POSTGRES_HOST": "db", "HEADROOM_POSTGRES_PORT": "5432",
		"HEADROOM_POSTGRES_DATABASE": "app", "HEADROOM_POSTGRES_USER": "headroom", "HEADROOM_POSTGRES_PASSWORD": "secret",
		"HEADROOM_POSTGRES_SSLMODE": "require",
	}
	lines := slices.DeleteFunc(strings.Split(string(text), "\n"), func(l string) bool { return strings.HasPrefix(l, "#") })
	expanded := os.Expand(strings.Join(lines, "\n"), func(name string) string {
		value, ok := values[name]
		if !ok {
			t.Errorf("the variable %s is not documented here", name)
		}
		return value
	})
	if err := yaml.Unmarshal([]byte(expanded), &file); err != nil {
		t.Fatal(err)
	}
	for _, d := range file.Datasources {
		jsonData, err := json.Marshal(d.JSONData)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := settings.Parse(jsonData, d.SecureJSONData)
		if err != nil {
			t.Fatalf("%s: %v", d.UID, err)
		}
		if !parsed.Prometheus.Configured() || !parsed.Postgres.Configured() {
			t.Errorf("%s connects to nothing", d.UID)
		}
	}
}
