package settings

import (
	"log/slog"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/headroom/headroom/pkg/strictjson"
)

// Secret is a text that prints as "[secret]" everywhere; string(s) is the text.
type Secret string

const redacted = "[secret]"

// String hides the text.
func (Secret) String() string { return redacted }

// GoString hides the text from %#v.
func (Secret) GoString() string { return redacted }

// MarshalText hides the text from JSON.
func (Secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// LogValue hides the text from logs.
func (Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// Secrets are the keys of secureJsonData beside the values of headers.
type Secrets struct {
	// PrometheusPassword is the password of basic authentication.
	PrometheusPassword Secret `json:"prometheusPassword,omitempty"`
	// PrometheusToken is a bearer token.
	PrometheusToken Secret `json:"prometheusToken,omitempty"`
	// PrometheusTLSCACert is the authority that signed the API's certificate, in PEM.
	PrometheusTLSCACert Secret `json:"prometheusTlsCACert,omitempty"`
	// PrometheusTLSClientCert is the client certificate, in PEM.
	PrometheusTLSClientCert Secret `json:"prometheusTlsClientCert,omitempty"`
	// PrometheusTLSClientKey is the client certificate's key, in PEM and without a passphrase.
	PrometheusTLSClientKey Secret `json:"prometheusTlsClientKey,omitempty"`
	// PostgresPassword is the database user's password.
	PostgresPassword Secret `json:"postgresPassword,omitempty"`
	// PostgresTLSCACert is the authority that signed the database server's certificate, in PEM.
	PostgresTLSCACert Secret `json:"postgresTlsCACert,omitempty"`
	// PostgresTLSClientCert is the client certificate, in PEM.
	PostgresTLSClientCert Secret `json:"postgresTlsClientCert,omitempty"`
	// PostgresTLSClientKey is the client certificate's key, in PEM and without a passphrase.
	PostgresTLSClientKey Secret `json:"postgresTlsClientKey,omitempty"`
	// GrafanaToken is the token of a service account that may read annotations (role Viewer).
	GrafanaToken Secret `json:"grafanaToken,omitempty"`
}

const (
	secureRoot = "secureJsonData"
	// headerPrefix starts the secret with the value of a header named in prometheus.customHeaders.
	headerPrefix = "prometheusHeader."
)

// grafanaSecrets are secrets that Grafana's own editors may have stored; they have no meaning here.
var grafanaSecrets = regexp.MustCompile(`^(httpHeaderValue[0-9]+|basicAuthPassword|password|tlsCACert|tlsClientCert|tlsClientKey)$`)

// readSecrets types the secrets and refuses keys that nothing reads, which are typing errors.
func readSecrets(secure map[string]string, problems *strictjson.Problems) Secrets {
	var secrets Secrets
	fields := map[string]reflect.Value{}
	v := reflect.ValueOf(&secrets).Elem()
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		fields[name] = v.Field(i)
	}
	known := slices.Sorted(maps.Keys(fields))
	for _, key := range slices.Sorted(maps.Keys(secure)) {
		field, isKnown := fields[key]
		switch {
		case isKnown:
			field.SetString(secure[key])
		case !strings.HasPrefix(key, headerPrefix) && !grafanaSecrets.MatchString(key):
			problems.Addf(strictjson.Member(secureRoot, key), "is not a known secret; %s", strictjson.Alternatives(key, known))
		}
	}
	return secrets
}

// secretName matches keys whose values are secrets by their name.
var secretName = regexp.MustCompile(`(?i)passw|token|secret|credential|(private|client|api)_?key|ca_?cert|client_?cert`)

// unknownKey says what is wrong with an unknown key of jsonData; a secret's is told where it belongs.
func unknownKey(key string, known []string) string {
	if secretName.MatchString(key) {
		return "looks like a secret, which jsonData shows to everyone who can see the data source: remove it, replace the secret if it was real, and store it under secureJsonData"
	}
	return "is not a known key; " + strictjson.Alternatives(key, known)
}
