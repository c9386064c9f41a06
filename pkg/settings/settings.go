// Package settings reads the data source's settings once: jsonData and secureJsonData in, typed values with
// their defaults out, or everything that is wrong with them. No secret is ever part of a message.
package settings

import (
	"net/url"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/signal"
)

// Settings are the settings of one data source.
type Settings struct {
	// Prometheus is the connection to a Prometheus-compatible API.
	Prometheus Prometheus `json:"prometheus,omitzero"`
	// Postgres is the connection to a PostgreSQL database.
	Postgres Postgres `json:"postgres,omitzero"`
	// Grafana is the Grafana whose annotations are read, with the secret grafanaToken.
	Grafana Grafana `json:"grafana,omitzero"`
	// Profile holds overrides of the shipped profile: maps merge by key and their entries field by field, null
	// deletes an entry, tenantRows is replaced whole.
	Profile *catalog.Profile `json:"profile,omitempty"`
	// Signals say by name what stands for a signal where discovery does not find the right thing.
	Signals map[string]Signal `json:"signals,omitempty"`

	// The fields below are not of jsonData but made from it and from secureJsonData.

	// Overrides are the signals as discovery takes them.
	Overrides map[signal.Name]signal.Override `json:"-"`
	// Headers go with every request to Prometheus.
	Headers []Header `json:"-"`
	// Secrets are the values of secureJsonData.
	Secrets Secrets `json:"-"`
}

// Prometheus is the connection to a Prometheus-compatible API. Password, token and TLS texts are secrets.
type Prometheus struct {
	// URL is the API's base address, to which /api/v1/… is added; empty when there is none.
	URL string `json:"url,omitempty" jsonschema:"maxLength=2000,example=https://prometheus.example.com:9090"`
	// BasicAuthUser is the user of basic authentication, whose password is the secret prometheusPassword.
	BasicAuthUser string `json:"basicAuthUser,omitempty" jsonschema:"maxLength=500"`
	// CustomHeaders are the names of headers sent with every request; the value of each is the secret
	// "prometheusHeader.<name>".
	CustomHeaders []string `json:"customHeaders,omitempty" jsonschema:"maxItems=20,maxLength=200,example=X-Scope-OrgID"`
	// QueryParameters are added to every request, for example max_source_resolution of Thanos.
	QueryParameters map[string]string `json:"queryParameters,omitempty" jsonschema:"maxItems=20,maxLength=1000"`
	// TLSSkipVerify accepts any certificate.
	TLSSkipVerify bool `json:"tlsSkipVerify,omitempty"`
	// TLSServerName is the name that the certificate must have; the URL's host when empty.
	TLSServerName string `json:"tlsServerName,omitempty" jsonschema:"maxLength=255"`
	// TLSAuth presents the client certificate of the secrets prometheusTlsClientCert and prometheusTlsClientKey.
	TLSAuth bool `json:"tlsAuth,omitempty"`
	// TLSAuthWithCACert trusts the authority of the secret prometheusTlsCACert instead of the system's.
	TLSAuthWithCACert bool `json:"tlsAuthWithCACert,omitempty"`
	// TimeoutSeconds bounds one request.
	TimeoutSeconds int `json:"timeoutSeconds,omitempty" jsonschema:"minimum=1,maximum=300,default=30"`
	// MaxResponseMegabytes bounds one answer, in units of 2^20 bytes.
	MaxResponseMegabytes int `json:"maxResponseMegabytes,omitempty" jsonschema:"minimum=1,maximum=1024,default=64"`
}

// Configured says whether there is a Prometheus to ask.
func (p Prometheus) Configured() bool { return p.URL != "" }

// Address is the URL with the query parameters.
func (p Prometheus) Address() string {
	if len(p.QueryParameters) == 0 {
		return p.URL
	}
	parameters := url.Values{}
	for name, value := range p.QueryParameters {
		parameters.Set(name, value)
	}
	return p.URL + "?" + parameters.Encode()
}

// Postgres is the connection to a PostgreSQL database. Password and TLS texts are secrets.
type Postgres struct {
	// Host is a host name, an address or the absolute directory of a Unix socket; empty when there is no
	// database.
	Host string `json:"host,omitempty" jsonschema:"maxLength=255,example=db.example.com"`
	// Port is the TCP port.
	Port int `json:"port,omitempty" jsonschema:"minimum=1,maximum=65535,default=5432"`
	// Database is the database whose tables are read.
	Database string `json:"database,omitempty" jsonschema:"maxLength=63"`
	// User is best a member of pg_monitor with no other right; the password is the secret postgresPassword.
	User string `json:"user,omitempty" jsonschema:"maxLength=63"`
	// SSLMode is as libpq's: "require" encrypts without checking whom it speaks to, "verify-full" checks.
	SSLMode string `json:"sslMode,omitempty" jsonschema:"enum=disable,enum=require,enum=verify-ca,enum=verify-full,default=require"`
	// StatementTimeoutSeconds bounds one statement, on the server.
	StatementTimeoutSeconds int `json:"statementTimeoutSeconds,omitempty" jsonschema:"minimum=1,maximum=300,default=30"`
	// ConnectTimeoutSeconds bounds connecting.
	ConnectTimeoutSeconds int `json:"connectTimeoutSeconds,omitempty" jsonschema:"minimum=1,maximum=60,default=10"`
	// MaxConnections bounds the connections of this data source.
	MaxConnections int `json:"maxConnections,omitempty" jsonschema:"minimum=1,maximum=50,default=4"`
}

// Configured says whether there is a database to ask.
func (p Postgres) Configured() bool { return p.Host != "" }

// Grafana is a Grafana whose annotations are read.
type Grafana struct {
	// URL is its address; that of the Grafana that the plugin runs in (its root_url) when left out.
	URL string `json:"url,omitempty" jsonschema:"maxLength=2000,example=https://grafana.example.com"`
	// TimeoutSeconds bounds one request.
	TimeoutSeconds int `json:"timeoutSeconds,omitempty" jsonschema:"minimum=1,maximum=300,default=30"`
}

// shipped are the settings of a data source that sets nothing. The tags name the same defaults.
func shipped() *Settings {
	return &Settings{
		Prometheus: Prometheus{TimeoutSeconds: 30, MaxResponseMegabytes: 64},
		Postgres: Postgres{
			Port: 5432, SSLMode: "require", StatementTimeoutSeconds: 30, ConnectTimeoutSeconds: 10, MaxConnections: 4,
		},
		Grafana: Grafana{TimeoutSeconds: 30},
	}
}
