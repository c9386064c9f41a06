package provisioning

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// dashboard is what is checked of a dashboard that the front-end build wrote.
type dashboard struct {
	UID, Title string
	Panels     []struct {
		ID      int
		Title   string
		Targets []map[string]any
	}
	Templating struct {
		List []struct {
			Name, AllValue string
			Current        struct{ Value any }
		}
	}
}

func TestDashboardQueries(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "dist", "dashboards", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("dist holds no dashboards: run `make frontend` first")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var d dashboard
			if err := json.Unmarshal(text, &d); err != nil {
				t.Fatal(err)
			}
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
	values := map[string]string{"ds": "headroom"}
	for _, variable := range d.Templating.List {
		switch value := variable.Current.Value.(type) {
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
