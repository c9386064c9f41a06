// Package previewtest builds a small real plugin for the preview's tests.
package previewtest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
)

// AppID and DataSourceID are the plugins of the test distribution.
const (
	AppID        = "test-app"
	DataSourceID = "test-datasource"
)

var build = sync.OnceValues(func() (string, error) {
	_, here, _, ok := runtime.Caller(0)
	if !ok {
		return "", fmt.Errorf("no caller information")
	}
	dir, err := os.MkdirTemp("", "preview-plugin")
	if err != nil {
		return "", err
	}
	binary := filepath.Join(dir, "plugin")
	command := exec.Command("go", "build", "-o", binary, "./testdata/plugin")
	command.Dir = filepath.Dir(here)
	if output, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building the test plugin: %w\n%s", err, output)
	}
	return binary, nil
})

// Binary is the path of the test plugin's executable, built once a process.
func Binary(t *testing.T) string {
	t.Helper()
	binary, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return binary
}

// Cleanup removes what Binary built; call it at the end of TestMain.
func Cleanup() {
	if binary, err := build(); err == nil {
		_ = os.RemoveAll(filepath.Dir(binary)) // a left-over in the temporary folder harms nobody
	}
}

// Dist writes a distribution with an app, the nested test data source and a
// nested panel, and returns its folder.
func Dist(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{
		"plugin.json": `{"id":"` + AppID + `","type":"app","name":"Test","info":{"version":"1.2.3","logos":{"small":"img/logo.svg"}},
			"includes":[{"type":"page","name":"Start","path":"/a/%PLUGIN_ID%/start","defaultNav":true},{"type":"datasource","name":"Source"}]}`,
		"module.js": `define([],()=>({}))`,
		"datasource/plugin.json": `{"id":"` + DataSourceID + `","type":"datasource","name":"Source","backend":true,
			"executable":"gpx_test","metrics":true,"info":{"version":"1.2.3"}}`,
		"datasource/module.js":    `define([],()=>({nested:true}))`,
		"panels/test/plugin.json": `{"id":"test-panel","type":"panel","name":"Panel","info":{"version":"1.2.3"}}`,
		"dashboards/first.json":   `{"uid":"first","title":"First","panels":[]}`,
	}
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
