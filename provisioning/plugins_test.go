package provisioning

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// Grafana ends at once when a file names an app that is not installed.
func TestApps(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "src", "plugin.json"))
	if err != nil {
		t.Fatal(err)
	}
	var plugin struct{ ID string }
	if err := json.Unmarshal(text, &plugin); err != nil {
		t.Fatal(err)
	}
	for _, file := range provisioned(t, "plugins") {
		var content struct {
			APIVersion int `yaml:"apiVersion"`
			Apps       []struct {
				Type     string
				OrgID    int `yaml:"org_id"`
				Disabled bool
			}
		}
		read(t, file, &content)
		for _, app := range content.Apps {
			if app.Type != plugin.ID || app.Disabled {
				t.Errorf("%s enables %q, the app is %q", file, app.Type, plugin.ID)
			}
		}
		if len(content.Apps) == 0 {
			t.Errorf("%s enables nothing", file)
		}
	}
}
