package provisioning

import (
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"testing"
)

// dashboard is what is checked of a dashboard that the front-end build wrote.
type dashboard struct {
	UID    string
	Panels []struct {
		ID      int
		Targets []map[string]any
	}
	Templating struct {
		List []struct {
			Name, Type, AllValue string
			Current              struct{ Value any }
		}
	}
}

func dashboards(t *testing.T) map[string]dashboard {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "dist", "dashboards", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("dist holds no dashboards: run `make frontend` first")
	}
	all := map[string]dashboard{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var d dashboard
		if err := json.Unmarshal(text, &d); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all[filepath.Base(file)] = d
	}
	return all
}

func TestDashboardQueries(t *testing.T) {
	for file, d := range dashboards(t) {
		t.Run(file, func(t *testing.T) {
			queries := 0
			for _, panel := range d.Panels {
				for _, target := range panel.Targets {
					queries++
					refID, _ := target["refId"].(string)
					checkQuery(t, d.interpolate(t, target), refID)
				}
			}
			if queries == 0 {
				t.Error("the dashboard asks nothing")
			}
		})
	}
}

var variableReference = regexp.MustCompile(`\$\{(\w+)\}`)

// interpolate returns the query as the data source sends it for the variables as they are saved.
func (d dashboard) interpolate(t *testing.T, target map[string]any) map[string]any {
	t.Helper()
	values := map[string]string{"ds": dataSourceUID}
	for _, variable := range d.Templating.List {
		switch value := variable.Current.Value.(type) {
		case nil:
			if variable.Type == "query" {
				values[variable.Name] = "first" // Grafana takes the first value that the data source lists
			}
		case string:
			values[variable.Name] = value
		case []any:
			values[variable.Name], _ = value[0].(string)
		}
		if values[variable.Name] == "$__all" {
			values[variable.Name] = variable.AllValue
		}
	}
	text, err := json.Marshal(target)
	if err != nil {
		t.Fatal(err)
	}
	replaced := variableReference.ReplaceAllStringFunc(string(text), func(reference string) string {
		name := variableReference.FindStringSubmatch(reference)[1]
		value, ok := values[name]
		if !ok {
			t.Errorf("%s names the variable %s, which has no saved value", text, name)
		}
		return value
	})
	var result map[string]any
	if err := json.Unmarshal([]byte(replaced), &result); err != nil {
		t.Fatal(err)
	}
	return result
}

// The provider reads the folder that the build writes, below the folder that the plugin is unpacked as.
func TestDashboardProvider(t *testing.T) {
	for _, file := range provisioned(t, "dashboards") {
		var content struct {
			APIVersion int `yaml:"apiVersion"`
			Providers  []struct {
				Name, Type, Folder    string
				OrgID                 int    `yaml:"orgId"`
				FolderUID             string `yaml:"folderUid"`
				DisableDeletion       bool   `yaml:"disableDeletion"`
				AllowUIUpdates        bool   `yaml:"allowUiUpdates"`
				UpdateIntervalSeconds int    `yaml:"updateIntervalSeconds"`
				Options               struct{ Path string }
			}
		}
		read(t, file, &content)
		for _, provider := range content.Providers {
			if provider.Type != "file" || provider.Folder == "" || provider.FolderUID == "" {
				t.Errorf("%s: the provider %q needs the type file, a folder and its uid", file, provider.Name)
			}
			plugin, folder := path.Split(path.Clean(provider.Options.Path))
			if folder != "dashboards" || path.Base(plugin) != "headroom-performance-app" {
				t.Errorf("%s: nothing is at %s", file, provider.Options.Path)
			}
		}
	}
}
