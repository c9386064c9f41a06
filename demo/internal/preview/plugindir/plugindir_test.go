package plugindir_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/headroom/headroom/demo/internal/preview/plugindir"
	"github.com/headroom/headroom/demo/internal/preview/previewtest"
)

func TestScanFindsTheAppAndWhatIsNestedInIt(t *testing.T) {
	dist := previewtest.Dist(t)
	set, err := plugindir.Scan(dist)
	if err != nil {
		t.Fatal(err)
	}
	source, ok := set.ByID(previewtest.DataSourceID)
	if !ok {
		t.Fatalf("no data source in %+v", set)
	}
	// Grafana serves nested modules below their parent.
	if want := "public/plugins/test-app/datasource/module.js"; source.Module() != want {
		t.Errorf("module = %q, want %q", source.Module(), want)
	}
	if want := filepath.Join(dist, "datasource", "gpx_test_"+runtime.GOOS+"_"+runtime.GOARCH); source.Binary() != want {
		t.Errorf("binary = %q, want %q", source.Binary(), want)
	}
	if source.Version() != "1.2.3" || set.App.Module() != "public/plugins/test-app/module.js" {
		t.Errorf("version %q, app module %q", source.Version(), set.App.Module())
	}
	if panels := set.OfType("panel"); len(panels) != 1 || panels[0].ID != "test-panel" {
		t.Errorf("panels = %+v", panels)
	}
}

func TestScanSaysWhatIsWrong(t *testing.T) {
	for _, test := range []struct{ name, file, content, want string }{
		{"nothing built", "other.json", `{}`, "build the plugin first"},
		{"not an app", "plugin.json", `{"id":"a","type":"panel"}`, `type is "panel", want "app"`},
		{"no id", "plugin.json", `{"type":"app"}`, "id and type are required"},
		{"no JSON", "plugin.json", `{`, "plugin.json"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, test.file), []byte(test.content), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := plugindir.Scan(dir); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v, want one with %q", err, test.want)
			}
		})
	}
}
