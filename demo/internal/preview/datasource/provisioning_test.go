package datasource

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var provisionedAt = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func environment(name string) string {
	return map[string]string{"HOST": "db.example.com", "PORT": "15432", "RATIO": "0.5", "ON": "true", "EMPTY": ""}[name]
}

func parseOne(t *testing.T, file string) DataSource {
	t.Helper()
	list, err := parse([]byte(file), environment, provisionedAt)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 1 {
		t.Fatalf("got %d data sources, want 1", len(list))
	}
	return list[0]
}

func TestJSONDataExpandsAsInGrafana(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("from a file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, written, want string }{
		{"a number in a variable becomes a number", `${PORT}`, `15432`},
		{"a fraction too", `$RATIO`, `0.5`},
		{"a boolean too", `$ON`, `true`},
		{"a written number in quotes stays text", `"15432"`, `"15432"`},
		{"a written number stays a number", `15432`, `15432`},
		{"text around a variable", `http://${HOST}:${PORT}/`, `"http://db.example.com:15432/"`},
		{"two dollar signs are one", `rate($$__interval)`, `"rate($__interval)"`},
		{"a number after two dollar signs stays text", `"$$5"`, `"$5"`},
		{"an unset variable is empty", `x${NOT_SET}y`, `"xy"`},
		{"Grafana's own notation", `$__env{HOST}`, `"db.example.com"`},
		{"a file", `$__file{` + secret + `}`, `"from a file"`},
		{"a list", `[$HOST, {port: $PORT}]`, `["db.example.com",{"port":15432}]`},
		{"null", `null`, `null`},
		{"a date without quotes", `2026-01-02`, `"2026-01-02T00:00:00Z"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := parseOne(t, "apiVersion: 1\ndatasources: [{name: A, type: b, jsonData: {nested: {key: "+quoteYAML(test.written)+"}}}]")
			got, err := json.Marshal(d.JSONData["nested"])
			if err != nil {
				t.Fatal(err)
			}
			if want := `{"key":` + test.want + `}`; string(got) != want {
				t.Errorf("jsonData = %s, want %s", got, want)
			}
		})
	}
}

// quoteYAML protects plain text from YAML's own use of braces.
func quoteYAML(text string) string {
	if strings.HasPrefix(text, "[") || !strings.ContainsAny(text, "{$") || strings.HasPrefix(text, `"`) {
		return text
	}
	return "'" + text + "'"
}

func TestDefaultsAreGrafanas(t *testing.T) {
	d := parseOne(t, "apiVersion: 1\ndatasources: [{name: Prometheus, type: b, secureJsonData: {password: $PORT}}]")
	if d.OrgID != 1 || d.Access != "proxy" || d.Editable || d.IsDefault || !d.Updated.Equal(provisionedAt) {
		t.Errorf("defaults = %+v", d)
	}
	// The uid that every Grafana gives a provisioned data source of this name; many public dashboards hold it.
	if want := "PBFA97CFB590B2093"; d.UID != want {
		t.Errorf("uid = %q, want %q", d.UID, want)
	}
	if d.SecureJSONData["password"] != "15432" {
		t.Errorf("a secret stays text: %v", d.SecureJSONData)
	}
}

func TestRefusesWhatItWouldMisread(t *testing.T) {
	for _, test := range []struct{ name, file, want string }{
		{"no version", "datasources: []", "apiVersion is 0, want 1"},
		{"an old version", "apiVersion: 0", "apiVersion is 0, want 1"},
		{"no type", "apiVersion: 1\ndatasources: [{name: A}]", "datasources[0]: name, type: both are required"},
		{"an unknown key", "apiVersion: 1\ndatasources: [{name: A, type: b, jsondata: {}}]", "jsondata"},
		{"the same uid twice", "apiVersion: 1\ndatasources: [{name: A, type: b, uid: u}, {name: B, type: b, uid: u}]", `uid "u" is used twice`},
		{"a bad number", "apiVersion: 1\ndatasources: [{name: A, type: b, orgId: $HOST}]", "orgId"},
		{"a missing file", "apiVersion: 1\ndatasources: [{name: A, type: b, jsonData: {a: {b: '$__file{/none}'}}}]", "jsonData.a: b: $__file"},
		{"no YAML", "apiVersion: [", "yaml"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := parse([]byte(test.file), environment, provisionedAt)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v, want one with %q", err, test.want)
			}
		})
	}
}

func TestTheDemosFileIsReadable(t *testing.T) {
	env := func(name string) string {
		return map[string]string{
			"DEMO_PROMETHEUS_HOST": "127.0.0.1", "DEMO_PROMETHEUS_PORT": "19090",
			"DEMO_POSTGRES_HOST": "127.0.0.1", "DEMO_POSTGRES_PORT": "15432",
		}[name]
	}
	list, err := Load("../../../preview/provisioning/datasources/headroom.yaml", env, provisionedAt)
	if err != nil {
		t.Fatal(err)
	}
	settings, err := list[0].InstanceSettings()
	if err != nil {
		t.Fatal(err)
	}
	want := `{"postgres":{"database":"app","host":"127.0.0.1","port":15432,"sslMode":"disable","user":"headroom"},` +
		`"prometheus":{"url":"http://127.0.0.1:19090"},"signals":{"deployments":{"table":"deployments"},"incidents":{"table":"incidents"},` +
		`"tenants":{"sql":"SELECT count(*) FROM tenants"}}}`
	if string(settings.JSONData) != want || settings.UID != "headroom" {
		t.Errorf("settings of %s = %s, want %s", settings.UID, settings.JSONData, want)
	}
}

func TestAnEditKeepsSecretsItDoesNotName(t *testing.T) {
	edited := provisionedAt.Add(time.Hour)
	store := NewStore([]DataSource{{
		UID: "u", Name: "A", Version: 1, SecureJSONData: map[string]string{"kept": "1", "replaced": "2", "cleared": "3"},
	}}, func() time.Time { return edited })
	d, ok := store.Update("u", Edit{Name: "B", SecureJSONData: map[string]string{"replaced": "4", "cleared": ""}})
	if !ok || d.Name != "B" || d.Version != 2 || !d.Updated.Equal(edited) {
		t.Errorf("updated = %+v, %t", d, ok)
	}
	if d.SecureJSONData["kept"] != "1" || d.SecureJSONData["replaced"] != "4" {
		t.Errorf("secrets = %v", d.SecureJSONData)
	}
	if fields := d.SecureFields(); len(fields) != 2 || fields["cleared"] {
		t.Errorf("set secrets = %v, want kept and replaced", fields)
	}
	if _, ok := store.Update("other", Edit{}); ok {
		t.Error("an unknown uid was updated")
	}
}
