// Package provisioning checks the shipped provisioning files, examples included, against the parsers that will read
// them: Grafana's, whose fields the types here repeat, and the data source's own.
package provisioning

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// provisioned returns the files of a folder that Grafana reads, and the examples that it reads once renamed.
func provisioned(t *testing.T, folder string) []string {
	t.Helper()
	var files []string
	for _, pattern := range []string{"*.yaml", "*.yaml.example"} {
		found, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Fatalf("%s holds no file", folder)
	}
	return files
}

// Every file is in a folder that a test below reads, and says which version of the format it is in.
func TestEveryFileIsChecked(t *testing.T) {
	folders := map[string]bool{"alerting": true, "dashboards": true, "datasources": true, "plugins": true}
	files, err := filepath.Glob("*/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !folders[filepath.Dir(file)] || !strings.HasSuffix(strings.TrimSuffix(file, ".example"), ".yaml") {
			t.Errorf("%s is checked by no test", file)
			continue
		}
		var versioned struct {
			APIVersion int `yaml:"apiVersion"`
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := yaml.Unmarshal(text, &versioned); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		if versioned.APIVersion != 1 {
			t.Errorf("%s: apiVersion is %d; Grafana takes the format of a file without one for an older one", file, versioned.APIVersion)
		}
	}
}

// read decodes a file whose fields are all known.
func read(t *testing.T, file string, into any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

// variables are the values that the files name, as an environment would hold them.
var variables = map[string]string{
	"HEADROOM_PROMETHEUS_URL":      "http://prometheus:9090",
	"HEADROOM_PROMETHEUS_PASSWORD": "secret",
	"HEADROOM_PROMETHEUS_TOKEN":    "secret",
	"HEADROOM_POSTGRES_HOST":       "db",
	"HEADROOM_POSTGRES_PORT":       "5432",
	"HEADROOM_POSTGRES_DATABASE":   "app",
	"HEADROOM_POSTGRES_USER":       "headroom",
	"HEADROOM_POSTGRES_PASSWORD":   "secret",
	"HEADROOM_GRAFANA_TOKEN":       "glsa_secret",
	"HEADROOM_POSTGRES_SSLMODE":    "require",
}

var reference = regexp.MustCompile(`\$\$|\$__file\{([^}]*)\}|\$\{(\w+)\}|\$(\w+)`)

// expandText replaces what Grafana replaces in texts: variables, files and doubled dollar signs.
func expandText(t *testing.T, text string) string {
	t.Helper()
	return reference.ReplaceAllStringFunc(text, func(found string) string {
		match := reference.FindStringSubmatch(found)
		switch file, name := match[1], match[2]+match[3]; {
		case file != "":
			return pemFile(t, file)
		case name != "":
			value, ok := variables[name]
			if !ok {
				t.Errorf("the variable %s is not documented here", name)
			}
			return value
		default:
			return "$"
		}
	})
}

// expand replaces in jsonData, where Grafana also reads a text that came from a variable as a number or boolean if it
// looks like one.
func expand(t *testing.T, value any) any {
	t.Helper()
	switch value := value.(type) {
	case map[string]any:
		for key, member := range value {
			value[key] = expand(t, member)
		}
		return value
	case []any:
		for i, element := range value {
			value[i] = expand(t, element)
		}
		return value
	case string:
		expanded := expandText(t, value)
		if expanded == value || strings.Contains(value, "$$") {
			return expanded
		}
		if number, err := strconv.ParseFloat(expanded, 64); err == nil {
			return number
		}
		if boolean, err := strconv.ParseBool(expanded); err == nil {
			return boolean
		}
		return expanded
	default:
		return value
	}
}
