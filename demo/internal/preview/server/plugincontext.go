package server

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/headroom/headroom/demo/internal/preview/datasource"
)

// RoleHeader chooses the organisation role of a request; the host page sends it
// for the role in its own address (?role=Viewer).
const RoleHeader = "X-Preview-Role"

var roles = []string{"Viewer", "Editor", "Admin"}

// requestRole is the caller's role: header, then query parameter, then Admin.
func requestRole(r *http.Request) (string, error) {
	role := r.Header.Get(RoleHeader)
	if role == "" {
		role = r.URL.Query().Get("role")
	}
	if role == "" {
		return "Admin", nil
	}
	if !slices.Contains(roles, role) {
		return "", fmt.Errorf("unknown role %q: use one of %v", role, roles)
	}
	return role, nil
}

func previewUser(role string) *backend.User {
	return &backend.User{Login: "preview", Name: "Preview", Email: "preview@localhost", Role: role}
}

// pluginContext is what Grafana tells a plugin about the caller, itself and the
// data source with every request.
func (s *server) pluginContext(r *http.Request, d datasource.DataSource, version string) (backend.PluginContext, error) {
	role, err := requestRole(r)
	if err != nil {
		return backend.PluginContext{}, err
	}
	settings, err := d.InstanceSettings()
	if err != nil {
		return backend.PluginContext{}, err
	}
	return backend.PluginContext{
		OrgID:                      d.OrgID,
		Namespace:                  "default",
		PluginID:                   d.Type,
		PluginVersion:              version,
		User:                       previewUser(role),
		DataSourceInstanceSettings: settings,
		UserAgent:                  s.UserAgent,
		GrafanaConfig: backend.NewGrafanaCfg(map[string]string{
			backend.AppURL:                           s.AppURL,
			backend.ConcurrentQueryCount:             "10",
			backend.UserFacingDefaultError:           "please inspect Grafana server log for details",
			backend.SQLRowLimit:                      "1000000",
			backend.SQLMaxOpenConnsDefault:           "100",
			backend.SQLMaxIdleConnsDefault:           "100",
			backend.SQLMaxConnLifetimeSecondsDefault: "14400",
		}),
	}, nil
}
