package server

import (
	"net/http"
	"runtime"

	"github.com/headroom/headroom/demo/internal/preview/datasource"
	"github.com/headroom/headroom/demo/internal/preview/plugindir"
)

// bootData is what Grafana writes into its index page for the front end.
func (s *server) bootData(set plugindir.Set, role, theme string) map[string]any {
	return map[string]any{
		"user": map[string]any{
			"id": 1, "isSignedIn": true, "login": "preview", "name": "Preview", "email": "preview@localhost",
			"orgId": 1, "orgName": "Main Org.", "orgRole": role, "orgCount": 1,
			"theme": theme, "lightTheme": theme == "light", "timezone": "browser", "weekStart": "", "locale": "en-US",
			"language": "en-US", "isGrafanaAdmin": role == "Admin", "permissions": permissions(role),
			"analytics": map[string]string{"identifier": ""},
		},
		"settings": s.settings(set),
		"navTree":  []any{},
	}
}

// permissions are the rights that do not go by the role alone: everybody but a
// viewer may write alert rules.
func permissions(role string) map[string]bool {
	if role == "Viewer" {
		return map[string]bool{}
	}
	return map[string]bool{"alert.rules:create": true, "alert.provisioning.provenance:write": true}
}

// settings is the body of /api/frontend/settings.
func (s *server) settings(set plugindir.Set) map[string]any {
	dataSources := map[string]any{}
	defaultName := ""
	for i, d := range s.DataSources.All() {
		if i == 0 || d.IsDefault {
			defaultName = d.Name
		}
		dataSources[d.Name] = dataSourceSettings(d, set)
	}
	panels := map[string]any{}
	for _, p := range set.OfType("panel") {
		meta := pluginMeta(p)
		meta["sort"] = 100
		meta["hideFromList"] = false
		meta["skipDataQuery"] = false
		panels[p.ID] = meta
	}
	return map[string]any{
		"appUrl": s.AppURL, "appSubUrl": "", "namespace": "default",
		"buildInfo": map[string]any{
			"version": GrafanaVersion, "versionString": "Grafana preview " + GrafanaVersion, "commit": "preview",
			"buildstamp": 0, "env": "production", "edition": "Open Source", "hideVersion": false, "hasUpdate": false,
			"latestVersion": "",
		},
		"datasources":       dataSources,
		"defaultDatasource": defaultName,
		"panels":            panels,
		"apps": map[string]any{set.App.ID: map[string]any{
			"id": set.App.ID, "path": set.App.Module(), "version": set.App.Version(), "preload": false,
			"loadingStrategy": "script", "angular": map[string]any{"detected": false, "hideDeprecation": false},
			"extensions": set.App.Meta["extensions"], "dependencies": set.App.Meta["dependencies"],
		}},
		"featureToggles":         map[string]bool{},
		"exploreEnabled":         true,
		"liveEnabled":            false,
		"expressionsEnabled":     false,
		"unifiedAlertingEnabled": false,
		"rbacEnabled":            false,
		"minRefreshInterval":     "5s",
		"panelSeriesLimit":       0,
		"os":                     runtime.GOOS,
	}
}

// dataSourceSettings is one entry of the settings' data sources, as instance
// settings of the front end.
func dataSourceSettings(d datasource.DataSource, set plugindir.Set) map[string]any {
	meta := map[string]any{}
	if plugin, ok := set.ByID(d.Type); ok {
		meta = pluginMeta(plugin)
	}
	return map[string]any{
		"id": d.ID, "uid": d.UID, "type": d.Type, "name": d.Name, "meta": meta, "readOnly": !d.Editable,
		"url": "/api/datasources/proxy/uid/" + d.UID, "isDefault": d.IsDefault, "access": d.Access, "jsonData": d.JSONData,
		"preload": false,
	}
}

func (s *server) frontendSettings(w http.ResponseWriter, _ *http.Request) {
	set, ok := s.plugins(w)
	if !ok {
		return
	}
	writeJSON(w, http.StatusOK, s.settings(set))
}
