package server

import (
	"encoding/json"
	"net/http"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"

	"github.com/headroom/headroom/demo/internal/preview/datasource"
)

// dataSourceDTO is a data source as Grafana's HTTP API shows it: with the names
// of its secrets, without their values.
type dataSourceDTO struct {
	ID               int64           `json:"id"`
	UID              string          `json:"uid"`
	OrgID            int64           `json:"orgId"`
	Name             string          `json:"name"`
	Type             string          `json:"type"`
	TypeLogoURL      string          `json:"typeLogoUrl"`
	Access           string          `json:"access"`
	URL              string          `json:"url"`
	User             string          `json:"user"`
	Database         string          `json:"database"`
	BasicAuth        bool            `json:"basicAuth"`
	BasicAuthUser    string          `json:"basicAuthUser"`
	WithCredentials  bool            `json:"withCredentials"`
	IsDefault        bool            `json:"isDefault"`
	JSONData         map[string]any  `json:"jsonData"`
	SecureJSONFields map[string]bool `json:"secureJsonFields"`
	Version          int             `json:"version"`
	ReadOnly         bool            `json:"readOnly"`
	AccessControl    map[string]bool `json:"accessControl"`
}

func newDataSourceDTO(d datasource.DataSource) dataSourceDTO {
	return dataSourceDTO{
		ID: d.ID, UID: d.UID, OrgID: d.OrgID, Name: d.Name, Type: d.Type, Access: d.Access, URL: d.URL, User: d.User,
		Database: d.Database, BasicAuth: d.BasicAuth, BasicAuthUser: d.BasicAuthUser, WithCredentials: d.WithCredentials,
		IsDefault: d.IsDefault, JSONData: d.JSONData, SecureJSONFields: d.SecureFields(), Version: d.Version,
		ReadOnly:      !d.Editable,
		AccessControl: map[string]bool{"datasources:query": true, "datasources:read": true, "datasources:write": d.Editable},
	}
}

func (s *server) listDataSources(w http.ResponseWriter, _ *http.Request) {
	list := []dataSourceDTO{}
	for _, d := range s.DataSources.All() {
		list = append(list, newDataSourceDTO(d))
	}
	writeJSON(w, http.StatusOK, list)
}

func (s *server) getDataSource(w http.ResponseWriter, r *http.Request) {
	d, ok := s.DataSources.ByUID(r.PathValue("uid"))
	if !ok {
		writeError(w, http.StatusNotFound, "", "Data source not found")
		return
	}
	writeJSON(w, http.StatusOK, newDataSourceDTO(d))
}

// updateDataSource keeps an edit in memory when the provisioning file says
// "editable: true", and refuses it otherwise, as Grafana does.
func (s *server) updateDataSource(w http.ResponseWriter, r *http.Request) {
	role, err := requestRole(r)
	if err != nil {
		writeError(w, http.StatusBadRequest, "", err.Error())
		return
	}
	if role != "Admin" {
		writeError(w, http.StatusForbidden, "accesscontrol.Forbidden",
			"You'll need additional permissions to perform this action. Permissions needed: datasources:write")
		return
	}
	d, ok := s.DataSources.ByUID(r.PathValue("uid"))
	if !ok {
		writeError(w, http.StatusNotFound, "", "Data source not found")
		return
	}
	if !d.Editable {
		writeError(w, http.StatusForbidden, "", "Cannot update read-only data source")
		return
	}
	var edit datasource.Edit
	if err := json.NewDecoder(r.Body).Decode(&edit); err != nil {
		writeError(w, http.StatusBadRequest, "", "bad request data: "+err.Error())
		return
	}
	d, _ = s.DataSources.Update(d.UID, edit)
	writeJSON(w, http.StatusOK, map[string]any{
		"datasource": newDataSourceDTO(d), "id": d.ID, "message": "Datasource updated", "name": d.Name,
	})
}

// dataSourceHealth is the plugin's own health check: 200 when it says OK, 400 otherwise.
func (s *server) dataSourceHealth(w http.ResponseWriter, r *http.Request) {
	d, ok := s.DataSources.ByUID(r.PathValue("uid"))
	if !ok {
		writeError(w, http.StatusNotFound, "", "Data source not found")
		return
	}
	pluginContext, err := s.pluginContext(r, d, s.pluginVersion(d.Type))
	if err != nil {
		writeError(w, http.StatusBadRequest, "", err.Error())
		return
	}
	client, err := s.Backend.Client()
	if err != nil {
		writePluginError(w, classify(r.Context(), err))
		return
	}
	answer, err := client.Diagnostics.CheckHealth(r.Context(), &pluginv2.CheckHealthRequest{
		PluginContext: backend.ToProto().PluginContext(pluginContext),
	})
	if err != nil {
		writePluginError(w, classify(r.Context(), err))
		return
	}
	result := backend.FromProto().CheckHealthResponse(answer)
	body := map[string]any{"status": result.Status.String(), "message": result.Message}
	if len(result.JSONDetails) > 0 {
		var details map[string]any
		if err := json.Unmarshal(result.JSONDetails, &details); err != nil {
			writeError(w, http.StatusInternalServerError, "", "Failed to unmarshal detailed response from backend plugin: "+err.Error())
			return
		}
		body["details"] = details
	}
	statusCode := http.StatusOK
	if result.Status != backend.HealthStatusOk {
		statusCode = http.StatusBadRequest
	}
	writeJSON(w, statusCode, body)
}
