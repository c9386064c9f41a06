package provisioning

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/headroom/headroom/pkg/schema"
	"github.com/headroom/headroom/pkg/settings"
)

// dataSource has Grafana's fields of a provisioned data source that the files use.
type dataSource struct {
	Name, UID, Type, Access string
	OrgID                   int               `yaml:"orgId"`
	Editable                bool              `yaml:"editable"`
	JSONData                map[string]any    `yaml:"jsonData"`
	SecureJSONData          map[string]string `yaml:"secureJsonData"`
}

func dataSources(t *testing.T, file string) []dataSource {
	t.Helper()
	var content struct {
		APIVersion  int `yaml:"apiVersion"`
		Datasources []dataSource
	}
	read(t, file, &content)
	return content.Datasources
}

func TestDataSources(t *testing.T) {
	seen := map[string]bool{}
	for _, file := range provisioned(t, "datasources") {
		for _, d := range dataSources(t, file) {
			if d.UID == "" || len(d.UID) > 40 || seen[d.UID] {
				t.Errorf("%s: the uid %q is empty, too long for Grafana (40) or used twice", d.Name, d.UID)
			}
			seen[d.UID] = true
			if d.Type != "headroom-performance-datasource" || d.Access != "proxy" {
				t.Errorf("%s: the type is %q and the access %q", d.Name, d.Type, d.Access)
			}
			secrets := map[string]string{}
			for key, secret := range d.SecureJSONData {
				secrets[key] = expandText(t, secret)
			}
			jsonData, err := json.Marshal(expand(t, d.JSONData))
			if err != nil {
				t.Fatal(err)
			}
			parsed, err := settings.Parse(jsonData, secrets)
			if err != nil {
				t.Errorf("%s: %v", d.Name, err)
				continue
			}
			if !parsed.Prometheus.Configured() && !parsed.Postgres.Configured() {
				t.Errorf("%s connects to nothing", d.Name)
			}
		}
	}
}

// The rules name the provisioned data source.
func TestDataSourceOfTheRules(t *testing.T) {
	found := dataSources(t, filepath.Join("datasources", "headroom.yaml"))
	if len(found) != 1 || found[0].UID != dataSourceUID {
		t.Errorf("the data sources are %v, the rules ask %q", found, dataSourceUID)
	}
}

// node is a part of a JSON Schema: an object with known properties, one with any keys, or a list.
type node struct {
	Ref                  string `json:"$ref"`
	Properties           map[string]node
	AdditionalProperties json.RawMessage
	Items                *node
	AnyOf                []node
}

// Whoever adds a setting shows it in the example.
func TestEverySettingIsInTheExample(t *testing.T) {
	var document struct {
		Defs map[string]node `json:"$defs"`
	}
	if err := json.Unmarshal(schema.Settings, &document); err != nil {
		t.Fatal(err)
	}
	const file = "datasources/every-setting.yaml.example"
	paths := map[string]bool{}
	for _, d := range dataSources(t, file) {
		for key := range d.SecureJSONData {
			paths["secureJsonData."+key] = true
		}
		pathsOf(d.JSONData, document.Defs["Settings"], document.Defs, "", paths)
	}
	var wanted []string
	for key := range document.Defs["Secrets"].Properties {
		wanted = append(wanted, "secureJsonData."+key)
	}
	wanted = append(wanted, propertiesOf(document.Defs["Settings"], document.Defs, "")...)
	if len(wanted) < 50 {
		t.Fatalf("the schema has only %d settings: %v", len(wanted), wanted)
	}
	slices.Sort(wanted)
	for _, path := range wanted {
		if !paths[path] {
			t.Errorf("the setting %s is not in %s", path, file)
		}
	}
}

// propertiesOf lists the paths of every property that the schema knows; a key that users choose is written as *.
func propertiesOf(n node, defs map[string]node, path string) []string {
	n = resolve(n, defs)
	var found []string
	for _, name := range slices.Sorted(maps.Keys(n.Properties)) {
		found = append(found, strings.TrimPrefix(path+"."+name, "."))
		found = append(found, propertiesOf(n.Properties[name], defs, path+"."+name)...)
	}
	if element, ok := elementOf(n); ok {
		found = append(found, propertiesOf(element, defs, path+".*")...)
	}
	return found
}

// pathsOf collects the paths of a value in the same way.
func pathsOf(value any, n node, defs map[string]node, path string, into map[string]bool) {
	n = resolve(n, defs)
	element, hasElements := elementOf(n)
	switch value := value.(type) {
	case map[string]any:
		for key, member := range value {
			if property, ok := n.Properties[key]; ok {
				into[strings.TrimPrefix(path+"."+key, ".")] = true
				pathsOf(member, property, defs, path+"."+key, into)
			} else if hasElements {
				pathsOf(member, element, defs, path+".*", into)
			}
		}
	case []any:
		for _, member := range value {
			pathsOf(member, element, defs, path+".*", into)
		}
	}
}

// resolve follows references and takes the alternative that is not null.
func resolve(n node, defs map[string]node) node {
	for _, alternative := range n.AnyOf {
		if alternative.Ref != "" {
			n = alternative
		}
	}
	if name, ok := strings.CutPrefix(n.Ref, "#/$defs/"); ok {
		return defs[name]
	}
	return n
}

// elementOf is the schema of a map's or a list's elements.
func elementOf(n node) (node, bool) {
	if n.Items != nil {
		return *n.Items, true
	}
	var element node
	if err := json.Unmarshal(n.AdditionalProperties, &element); err != nil {
		return node{}, false // absent, or a boolean
	}
	return element, true
}
