// Package plugindir reads a built plugin distribution the way Grafana's plugin
// loader does: one app at the root and the plugins nested in it.
package plugindir

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
)

// Plugin is one plugin.json of the distribution.
type Plugin struct {
	ID         string
	Type       string // app, datasource or panel
	Name       string
	Executable string // base name of the backend binary, empty without a backend
	Dir        string // absolute directory that holds plugin.json
	BaseURL    string // URL path of Dir below the server root, without a leading slash
	Meta       map[string]any
}

// Module is the URL path of the plugin's entry module, as Grafana reports it.
func (p Plugin) Module() string { return p.BaseURL + "/module.js" }

// Version is info.version of plugin.json, empty when it has none.
func (p Plugin) Version() string {
	info, _ := p.Meta["info"].(map[string]any)
	version, _ := info["version"].(string)
	return version
}

// Binary is the path of the backend executable for this machine, named as the
// plugin SDK's build names it: <executable>_<os>_<arch>.
func (p Plugin) Binary() string {
	name := fmt.Sprintf("%s_%s_%s", p.Executable, runtime.GOOS, runtime.GOARCH)
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(p.Dir, name)
}

// Set is every plugin of one distribution.
type Set struct {
	App    Plugin
	Nested []Plugin
}

// ByID finds the app or a nested plugin.
func (s Set) ByID(id string) (Plugin, bool) {
	for _, p := range append([]Plugin{s.App}, s.Nested...) {
		if p.ID == id {
			return p, true
		}
	}
	return Plugin{}, false
}

// OfType lists the nested plugins of one type, in the order of their directories.
func (s Set) OfType(pluginType string) []Plugin {
	var out []Plugin
	for _, p := range s.Nested {
		if p.Type == pluginType {
			out = append(out, p)
		}
	}
	return out
}

// Scan reads the distribution in dir. It is cheap (a handful of small files), so
// callers scan again whenever they need the current state of a rebuilt dist.
func Scan(dir string) (Set, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return Set{}, err
	}
	app, err := read(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return Set{}, fmt.Errorf("no plugin.json in %s: build the plugin first (npm run build in the repository root)", dir)
	}
	if err != nil {
		return Set{}, err
	}
	if app.Type != "app" {
		return Set{}, fmt.Errorf("%s: type is %q, want \"app\"", filepath.Join(dir, "plugin.json"), app.Type)
	}
	app.BaseURL = path.Join("public/plugins", app.ID)

	set := Set{App: app}
	err = filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.Name() != "plugin.json" || filepath.Dir(file) == dir {
			return err
		}
		nested, err := read(filepath.Dir(file))
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, nested.Dir)
		if err != nil {
			return err
		}
		// Grafana serves a nested plugin below its parent, not below its own id.
		nested.BaseURL = path.Join(app.BaseURL, filepath.ToSlash(rel))
		set.Nested = append(set.Nested, nested)
		return nil
	})
	if err != nil {
		return Set{}, err
	}
	return set, nil
}

func read(dir string) (Plugin, error) {
	file := filepath.Join(dir, "plugin.json")
	raw, err := os.ReadFile(file)
	if err != nil {
		return Plugin{}, err
	}
	var head struct {
		ID         string `json:"id"`
		Type       string `json:"type"`
		Name       string `json:"name"`
		Executable string `json:"executable"`
	}
	if err := json.Unmarshal(raw, &head); err != nil {
		return Plugin{}, fmt.Errorf("%s: %w", file, err)
	}
	if head.ID == "" || head.Type == "" {
		return Plugin{}, fmt.Errorf("%s: id and type are required", file)
	}
	meta := map[string]any{}
	if err := json.Unmarshal(raw, &meta); err != nil {
		return Plugin{}, fmt.Errorf("%s: %w", file, err)
	}
	return Plugin{
		ID: head.ID, Type: head.Type, Name: head.Name, Executable: head.Executable,
		Dir: dir, Meta: meta,
	}, nil
}
