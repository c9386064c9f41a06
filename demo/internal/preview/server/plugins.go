package server

import (
	"encoding/json"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/headroom/headroom/demo/internal/preview/plugindir"
)

// pluginVersion is the built version of a plugin, empty when the distribution lacks it.
func (s *server) pluginVersion(id string) string {
	set, err := plugindir.Scan(s.Dist)
	if err != nil {
		return ""
	}
	plugin, _ := set.ByID(id)
	return plugin.Version()
}

// pluginMeta is a plugin.json with the fields that Grafana adds for the browser.
func pluginMeta(p plugindir.Plugin) map[string]any {
	meta := maps.Clone(p.Meta)
	meta["module"] = p.Module()
	meta["baseUrl"] = p.BaseURL
	meta["signature"] = "unsigned"
	meta["angular"] = map[string]any{"detected": false, "hideDeprecation": false}
	meta["loadingStrategy"] = "script"
	if info, ok := meta["info"].(map[string]any); ok {
		info = maps.Clone(info)
		info["logos"] = absoluteLogos(p, info["logos"])
		meta["info"] = info
	}
	return meta
}

// absoluteLogos turns the paths of plugin.json, relative to the plugin, into URL paths.
func absoluteLogos(p plugindir.Plugin, declared any) map[string]any {
	logos := map[string]any{"small": "public/build/img/icons/unicons/plug.svg", "large": "public/build/img/icons/unicons/plug.svg"}
	paths, _ := declared.(map[string]any)
	for size, path := range paths {
		if text, ok := path.(string); ok && text != "" {
			logos[size] = p.BaseURL + "/" + text
		}
	}
	return logos
}

// includes lists the app's pages and dashboards with the id placeholder resolved.
func includes(app plugindir.Plugin) []map[string]any {
	list, _ := app.Meta["includes"].([]any)
	out := []map[string]any{}
	for _, item := range list {
		include, ok := item.(map[string]any)
		if !ok {
			continue
		}
		include = maps.Clone(include)
		if path, ok := include["path"].(string); ok {
			include["path"] = strings.ReplaceAll(path, "%PLUGIN_ID%", app.ID)
		}
		out = append(out, include)
	}
	return out
}

// defaultPath is the page that a visitor of the server root should see.
func defaultPath(app plugindir.Plugin) string {
	for _, include := range includes(app) {
		if path, ok := include["path"].(string); ok && include["type"] == "page" && include["defaultNav"] == true {
			return path
		}
	}
	return "/a/" + app.ID
}

// pluginSettings answers for the app and its nested plugins; every one of them is enabled.
func (s *server) pluginSettings(w http.ResponseWriter, r *http.Request) {
	set, ok := s.plugins(w)
	if !ok {
		return
	}
	plugin, ok := set.ByID(r.PathValue("id"))
	if !ok {
		writeError(w, http.StatusNotFound, "plugin.notFound", "Plugin not found, no installed plugin with that id")
		return
	}
	settings := pluginMeta(plugin)
	settings["enabled"] = true
	settings["pinned"] = true
	settings["hasUpdate"] = false
	settings["latestVersion"] = ""
	settings["defaultNavUrl"] = defaultPath(set.App)
	settings["includes"] = includes(plugin)
	settings["jsonData"] = map[string]any{}
	settings["secureJsonFields"] = map[string]bool{}
	writeJSON(w, http.StatusOK, settings)
}

// dashboard finds a dashboard of the distribution by its uid, in Grafana's
// classic format.
func (s *server) dashboard(w http.ResponseWriter, r *http.Request) {
	files, err := filepath.Glob(filepath.Join(s.Dist, "dashboards", "*.json"))
	if err != nil {
		writeError(w, http.StatusInternalServerError, "", err.Error())
		return
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			writeError(w, http.StatusInternalServerError, "", err.Error())
			return
		}
		var head struct {
			UID string `json:"uid"`
		}
		if err := json.Unmarshal(raw, &head); err != nil {
			writeError(w, http.StatusInternalServerError, "", file+": "+err.Error())
			return
		}
		if head.UID == r.PathValue("uid") {
			writeJSON(w, http.StatusOK, map[string]any{
				"dashboard": json.RawMessage(raw),
				"meta": map[string]any{
					"type": "db", "canSave": false, "canEdit": false, "provisioned": true,
					"slug": strings.TrimSuffix(filepath.Base(file), ".json"), "url": "/d/" + head.UID,
				},
			})
			return
		}
	}
	writeError(w, http.StatusNotFound, "", "Dashboard not found")
}
