package datasource

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// provisioningFile mirrors provisioning/datasources/*.yaml of Grafana. Scalars
// are text because each may name an environment variable.
type provisioningFile struct {
	APIVersion        int                     `yaml:"apiVersion"`
	Prune             bool                    `yaml:"prune"`
	DeleteDatasources []map[string]any        `yaml:"deleteDatasources"`
	Datasources       []provisionedDataSource `yaml:"datasources"`
}

type provisionedDataSource struct {
	OrgID           string            `yaml:"orgId"`
	Version         string            `yaml:"version"`
	Name            string            `yaml:"name"`
	Type            string            `yaml:"type"`
	UID             string            `yaml:"uid"`
	Access          string            `yaml:"access"`
	URL             string            `yaml:"url"`
	User            string            `yaml:"user"`
	Database        string            `yaml:"database"`
	BasicAuth       string            `yaml:"basicAuth"`
	BasicAuthUser   string            `yaml:"basicAuthUser"`
	WithCredentials string            `yaml:"withCredentials"`
	IsDefault       string            `yaml:"isDefault"`
	Editable        string            `yaml:"editable"`
	JSONData        map[string]any    `yaml:"jsonData"`
	SecureJSONData  map[string]string `yaml:"secureJsonData"`
}

// Load reads a provisioning file. env resolves variables (os.Getenv), now dates
// the settings. Unlike Grafana it refuses unknown keys: a typo in the demo's file
// should fail here, not pass unseen.
func Load(path string, env func(string) string, now time.Time) ([]DataSource, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("data source provisioning: %w", err)
	}
	list, err := parse(raw, env, now)
	if err != nil {
		return nil, fmt.Errorf("data source provisioning %s: %w", path, err)
	}
	return list, nil
}

func parse(raw []byte, env func(string) string, now time.Time) ([]DataSource, error) {
	var file provisioningFile
	decoder := yaml.NewDecoder(bytes.NewReader(raw))
	decoder.KnownFields(true)
	if err := decoder.Decode(&file); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if file.APIVersion != 1 {
		return nil, fmt.Errorf("apiVersion is %d, want 1", file.APIVersion)
	}
	list := make([]DataSource, 0, len(file.Datasources))
	seen := map[string]bool{}
	for i, entry := range file.Datasources {
		d, err := entry.resolve(env)
		if err != nil {
			return nil, fmt.Errorf("datasources[%d]: %w", i, err)
		}
		if seen[d.UID] {
			return nil, fmt.Errorf("datasources[%d]: uid %q is used twice", i, d.UID)
		}
		seen[d.UID] = true
		d.ID, d.Updated = int64(i+1), now
		list = append(list, d)
	}
	return list, nil
}

// resolve expands the variables and applies Grafana's defaults.
func (p provisionedDataSource) resolve(env func(string) string) (DataSource, error) {
	r := resolver{env: env}
	d := DataSource{
		OrgID:           r.integer("orgId", p.OrgID, 1),
		Version:         int(r.integer("version", p.Version, 1)),
		Name:            r.text("name", p.Name),
		Type:            r.text("type", p.Type),
		UID:             r.text("uid", p.UID),
		Access:          r.text("access", p.Access),
		URL:             r.text("url", p.URL),
		User:            r.text("user", p.User),
		Database:        r.text("database", p.Database),
		BasicAuth:       r.boolean("basicAuth", p.BasicAuth),
		BasicAuthUser:   r.text("basicAuthUser", p.BasicAuthUser),
		WithCredentials: r.boolean("withCredentials", p.WithCredentials),
		IsDefault:       r.boolean("isDefault", p.IsDefault),
		Editable:        r.boolean("editable", p.Editable),
		JSONData:        map[string]any{},
		SecureJSONData:  map[string]string{},
	}
	for key, value := range p.JSONData {
		expanded, err := expandValue(value, env)
		r.note("jsonData."+key, err)
		d.JSONData[key] = expanded
	}
	for key, value := range p.SecureJSONData {
		d.SecureJSONData[key] = r.text("secureJsonData."+key, value)
	}
	if d.Name == "" || d.Type == "" {
		r.note("name, type", errors.New("both are required"))
	}
	if d.Access == "" {
		d.Access = "proxy"
	}
	if d.UID == "" {
		d.UID = uidFromName(d.Name)
	}
	return d, r.err
}

// uidFromName is the uid that Grafana gives a provisioned data source without one.
func uidFromName(name string) string {
	sum := sha256.Sum256([]byte(name))
	return strings.ToUpper(fmt.Sprintf("P%x", sum[:8]))
}

// resolver collects the first error, so that resolve reads as a list of fields.
type resolver struct {
	env func(string) string
	err error
}

func (r *resolver) note(field string, err error) {
	if err != nil && r.err == nil {
		r.err = fmt.Errorf("%s: %w", field, err)
	}
}

func (r *resolver) text(field, value string) string {
	expanded, err := expandString(value, r.env)
	r.note(field, err)
	return expanded
}

func (r *resolver) integer(field, value string, fallback int64) int64 {
	expanded := r.text(field, value)
	if expanded == "" {
		return fallback
	}
	n, err := strconv.ParseInt(expanded, 10, 64)
	r.note(field, err)
	return n
}

func (r *resolver) boolean(field, value string) bool {
	expanded := r.text(field, value)
	if expanded == "" {
		return false
	}
	b, err := strconv.ParseBool(expanded)
	r.note(field, err)
	return b
}
