// Package datasource holds the data sources of the preview: read from a file in
// Grafana's provisioning format and kept in memory.
package datasource

import (
	"encoding/json"
	"fmt"
	"maps"
	"sync"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// DataSource is one configured data source with its decrypted secrets.
type DataSource struct {
	ID              int64
	OrgID           int64
	UID             string
	Name            string
	Type            string
	Access          string
	URL             string
	User            string
	Database        string
	BasicAuth       bool
	BasicAuthUser   string
	WithCredentials bool
	IsDefault       bool
	Editable        bool
	Version         int
	Updated         time.Time
	JSONData        map[string]any
	SecureJSONData  map[string]string
}

// InstanceSettings is what the plugin receives with each request.
func (d DataSource) InstanceSettings() (*backend.DataSourceInstanceSettings, error) {
	jsonData, err := json.Marshal(d.JSONData)
	if err != nil {
		return nil, fmt.Errorf("data source %q: jsonData: %w", d.Name, err)
	}
	return &backend.DataSourceInstanceSettings{
		ID: d.ID, UID: d.UID, Type: d.Type, Name: d.Name, URL: d.URL, User: d.User, Database: d.Database,
		BasicAuthEnabled: d.BasicAuth, BasicAuthUser: d.BasicAuthUser,
		JSONData: jsonData, DecryptedSecureJSONData: maps.Clone(d.SecureJSONData), Updated: d.Updated,
	}, nil
}

// SecureFields names the secrets that are set, never their values.
func (d DataSource) SecureFields() map[string]bool {
	fields := map[string]bool{}
	for key, value := range d.SecureJSONData {
		if value != "" {
			fields[key] = true
		}
	}
	return fields
}

// Store answers look-ups and keeps edits until the server ends.
type Store struct {
	mu   sync.RWMutex
	list []DataSource
	now  func() time.Time
}

// NewStore takes over the provisioned list; now dates edits.
func NewStore(list []DataSource, now func() time.Time) *Store {
	return &Store{list: list, now: now}
}

// All lists the data sources in provisioning order.
func (s *Store) All() []DataSource {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return append([]DataSource(nil), s.list...)
}

// ByUID finds one data source.
func (s *Store) ByUID(uid string) (DataSource, bool) {
	for _, d := range s.All() {
		if d.UID == uid {
			return d, true
		}
	}
	return DataSource{}, false
}

// Edit is the part of a data source that its configuration page may change.
// Secrets that are absent keep their value, as in Grafana.
type Edit struct {
	Name           string            `json:"name"`
	URL            string            `json:"url"`
	User           string            `json:"user"`
	Database       string            `json:"database"`
	BasicAuth      bool              `json:"basicAuth"`
	BasicAuthUser  string            `json:"basicAuthUser"`
	JSONData       map[string]any    `json:"jsonData"`
	SecureJSONData map[string]string `json:"secureJsonData"`
}

// Update applies an edit and raises version and update time, by which the plugin
// knows that its instance is stale. It reports false for an unknown uid.
func (s *Store) Update(uid string, edit Edit) (DataSource, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.list {
		d := &s.list[i]
		if d.UID != uid {
			continue
		}
		d.Name, d.URL, d.User, d.Database = edit.Name, edit.URL, edit.User, edit.Database
		d.BasicAuth, d.BasicAuthUser, d.JSONData = edit.BasicAuth, edit.BasicAuthUser, edit.JSONData
		secrets := maps.Clone(d.SecureJSONData)
		if secrets == nil {
			secrets = map[string]string{}
		}
		maps.Copy(secrets, edit.SecureJSONData)
		d.SecureJSONData = secrets
		d.Version++
		d.Updated = s.now()
		return *d, true
	}
	return DataSource{}, false
}
