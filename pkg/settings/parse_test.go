package settings

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/strictjson"
)

func parsed(t *testing.T, jsonData string, secure map[string]string) *Settings {
	t.Helper()
	s, err := Parse(json.RawMessage(jsonData), secure)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestNothingIsConnectedByDefault(t *testing.T) {
	for _, nothing := range []string{"", "null", "{}", `{"prometheus": {}, "postgres": {"host": ""}, "profile": null, "signals": {}}`} {
		s := parsed(t, nothing, nil)
		if s.Prometheus.Configured() || s.Postgres.Configured() || len(s.Overrides) != 0 || len(s.Headers) != 0 {
			t.Errorf("%q: %+v", nothing, s)
		}
		if !reflect.DeepEqual(s.Profile, catalog.Default()) {
			t.Errorf("%q: not the shipped profile", nothing)
		}
	}
}

func TestDefaults(t *testing.T) {
	s := parsed(t, `{"prometheus": {"url": " http://prometheus:9090/ "}, "postgres": {"host": "db", "database": "app", "user": "headroom"}}`, nil)
	if want := (Prometheus{URL: "http://prometheus:9090", TimeoutSeconds: 30, MaxResponseMegabytes: 64}); !reflect.DeepEqual(s.Prometheus, want) {
		t.Errorf("%+v", s.Prometheus)
	}
	if want := (Postgres{
		Host: "db", Port: 5432, Database: "app", User: "headroom", SSLMode: "require",
		StatementTimeoutSeconds: 30, ConnectTimeoutSeconds: 10, MaxConnections: 4,
	}); s.Postgres != want {
		t.Errorf("%+v", s.Postgres)
	}
}

// The tags carry the defaults into the published schema; shipped is what applies.
func TestTagsNameTheDefaultsThatApply(t *testing.T) {
	for _, connection := range []any{shipped().Prometheus, shipped().Postgres, shipped().Grafana} {
		v := reflect.ValueOf(connection)
		for i := range v.NumField() {
			_, tagged, _ := strings.Cut(v.Type().Field(i).Tag.Get("jsonschema"), "default=")
			if applied := v.Field(i); tagged != "" && tagged != fmt.Sprint(applied) || tagged == "" && !applied.IsZero() {
				t.Errorf("%s: the tag says %q, %v applies", v.Type().Field(i).Name, tagged, applied)
			}
		}
	}
}

func TestEverySetting(t *testing.T) {
	certificate, key := keyPair(t)
	s := parsed(t, `{
		"prometheus": {
			"url": "https://mimir.example.com/prometheus", "basicAuthUser": "reader", "customHeaders": ["X-Scope-OrgID"],
			"queryParameters": {"max_source_resolution": "5m", "dedup": "true"},
			"tlsSkipVerify": false, "tlsServerName": "mimir", "tlsAuth": true, "tlsAuthWithCACert": true,
			"timeoutSeconds": 300, "maxResponseMegabytes": 1
		},
		"postgres": {
			"host": "db.example.com", "port": 6432, "database": "app", "user": "headroom", "sslMode": "verify-full",
			"statementTimeoutSeconds": 5, "connectTimeoutSeconds": 2, "maxConnections": 2
		},
		"profile": {"targets": {"latency_p95": {"value": 0.5}}},
		"signals": {"requests": {"metric": "http_requests_total", "matchers": ["route!~\"/internal.*\"", "env = \"prod\""], "labels": {"service": "app", "status": "code"}}},
		"httpHeaderName2": "X-Two", "httpHeaderName1": "X-One", "tlsAuth": false, "pdcInjected": true, "manageAlerts": true
	}`, map[string]string{
		"prometheusPassword": "p1", "postgresPassword": "p2", "prometheusHeader.X-Scope-OrgID": "tenant",
		"httpHeaderValue1": "one", "httpHeaderValue2": "two",
		"prometheusTlsCACert": certificate, "prometheusTlsClientCert": certificate, "prometheusTlsClientKey": key,
		"postgresTlsCACert": certificate, "postgresTlsClientCert": certificate, "postgresTlsClientKey": key,
	})
	if got := s.Prometheus.Address(); got != "https://mimir.example.com/prometheus?dedup=true&max_source_resolution=5m" {
		t.Errorf("address %s", got)
	}
	if s.Secrets.PrometheusPassword != "p1" || s.Secrets.PostgresPassword != "p2" || string(s.Secrets.PostgresTLSClientKey) != key {
		t.Error("secrets are not read")
	}
	var headers []string
	for _, h := range s.Headers {
		headers = append(headers, h.Name+"="+string(h.Value))
	}
	if want := []string{"X-One=one", "X-Two=two", "X-Scope-OrgID=tenant"}; !reflect.DeepEqual(headers, want) {
		t.Errorf("headers %v", headers)
	}
	if got := *s.Profile.Target("latency_p95").Value; got != 0.5 {
		t.Errorf("the profile's override is not merged: %g", got)
	}
	want := map[signal.Name]signal.Override{signal.Requests: {
		Metric: "http_requests_total",
		Matchers: []promql.Matcher{
			{Label: "route", Op: "!~", Value: "/internal.*"}, {Label: "env", Op: "=", Value: "prod"},
		},
		Labels: map[signal.Role]string{signal.RoleService: "app", signal.RoleStatus: "code"},
	}}
	if !reflect.DeepEqual(s.Overrides, want) {
		t.Errorf("signals %+v", s.Overrides)
	}
	if s.Postgres.SSLMode != "verify-full" || s.Postgres.Port != 6432 || s.Prometheus.TimeoutSeconds != 300 {
		t.Errorf("%+v", s)
	}
}

const hunter2 = "hunter2" // stands for a secret that must not appear in any message

func TestParseRefuses(t *testing.T) {
	const database = `"host": "db", "database": "app", "user": "headroom"`
	for _, test := range []struct {
		jsonData string
		secure   map[string]string
		want     string
	}{
		{`{"promethus": {}}`, nil, `promethus: is not a known key; did you mean "prometheus"? Known: prometheus, postgres, grafana, profile, signals`},
		{`{"prometheus": {"uri": "x"}}`, nil, `prometheus.uri: is not a known key; did you mean "url"? Known: url, basicAuthUser, `},
		{`{"prometheus": "http://x"}`, nil, `prometheus: a string is not an object`},
		{`{"prometheus": {"url": "prometheus:9090"}}`, nil, `prometheus.url: is not an address such as https://prometheus.example.com:9090`},
		{`{"prometheus": {"url": "ftp://prometheus"}}`, nil, `prometheus.url: is not an address such as `},
		{`{"prometheus": {"url": "http://"}}`, nil, `prometheus.url: is not an address such as `},
		{`{"prometheus": {"url": "http:prometheus"}}`, nil, `prometheus.url: is not an address such as `},
		{`{"prometheus": {"url": "http://prometheus:port"}}`, nil, `prometheus.url: is not an address such as `},
		{`{"prometheus": {"url": "http://a b"}}`, nil, `prometheus.url: is not an address such as `},
		{`{"prometheus": {"url": "http://reader:hunter2@prometheus"}}`, nil, `prometheus.url: holds a user or password, which jsonData shows to everyone who can see the data source: take them out, use prometheus.basicAuthUser and secureJsonData.prometheusPassword`},
		{`{"prometheus": {"url": "http://hunter2@prometheus"}}`, nil, `prometheus.url: holds a user or password`},
		{`{"prometheus": {"url": "http://reader:hunter2%zz@prometheus"}}`, nil, `prometheus.url: is not an address such as `},
		{`{"prometheus": {"url": "http://prometheus?token=hunter2"}}`, nil, `prometheus.url: holds query parameters: set them in prometheus.queryParameters`},
		{`{"prometheus": {"url": "http://prometheus#x"}}`, nil, `prometheus.url: holds a fragment (#…), which is not sent: take it out`},
		{`{"prometheus": {"url": "http://prometheus/api/v1"}}`, nil, `prometheus.url: is the base address without /api/v1, which is added`},
		{`{"prometheus": {"timeoutSeconds": 0}}`, nil, `prometheus.timeoutSeconds: 0 is outside [1, 300]`},
		{`{"prometheus": {"timeoutSeconds": 301}}`, nil, `prometheus.timeoutSeconds: 301 is outside [1, 300]`},
		{`{"prometheus": {"timeoutSeconds": "30"}}`, nil, `prometheus.timeoutSeconds: a string is not a number`},
		{`{"prometheus": {"maxResponseMegabytes": 1e6}}`, nil, `prometheus.maxResponseMegabytes: 1e6 is outside [1, 1024]`},
		{`{"prometheus": {"tlsSkipVerify": "yes"}}`, nil, `prometheus.tlsSkipVerify: a string is not true or false`},
		{`{"prometheus": {"queryParameters": {"query": "up"}}}`, nil, `prometheus.queryParameters.query: is no parameter to add: every request sets its own`},
		{`{"prometheus": {"queryParameters": {"dedup": true}}}`, nil, `prometheus.queryParameters.dedup: true is not a string`},
		{`{"prometheus": {"password": "hunter2"}}`, nil, `prometheus.password: looks like a secret, which jsonData shows to everyone who can see the data source: remove it, replace the secret if it was real, and store it under secureJsonData`},
		{`{"prometheusToken": "hunter2"}`, nil, `prometheusToken: looks like a secret`},
		{`{"postgres": {"tlsClientKey": "hunter2"}}`, nil, `postgres.tlsClientKey: looks like a secret`},
		{`{}`, map[string]string{"promethusPassword": hunter2}, `secureJsonData.promethusPassword: is not a known secret; did you mean "prometheusPassword"? Known: grafanaToken, postgresPassword, `},
		{`{}`, map[string]string{"prometheusPassword": hunter2}, `prometheus.basicAuthUser: is missing beside secureJsonData.prometheusPassword: set the user or remove the password`},
		{`{"prometheus": {"basicAuthUser": "u"}}`, map[string]string{"prometheusToken": hunter2}, `prometheus.basicAuthUser: cannot stand beside secureJsonData.prometheusToken: keep one of them`},
		{`{"httpHeaderName1": "authorization"}`, map[string]string{"prometheusToken": hunter2, "httpHeaderValue1": hunter2}, `httpHeaderName1: Authorization is already made from the user and password or the token: keep one of them`},
		{`{"prometheus": {"customHeaders": ["X-A"]}}`, nil, `prometheus.customHeaders[0]: has no value: set secureJsonData["prometheusHeader.X-A"]`},
		{`{"prometheus": {"customHeaders": ["X-A: hunter2"]}}`, nil, `prometheus.customHeaders[0]: is not the name of a header; its value belongs in secureJsonData`},
		{`{"prometheus": {"customHeaders": ["Host"]}}`, map[string]string{"prometheusHeader.Host": hunter2}, `prometheus.customHeaders[0]: Host is set by the connection itself`},
		{`{"prometheus": {"customHeaders": ["X-A"]}}`, map[string]string{"prometheusHeader.X-A": "a\r\nX-B: hunter2"}, `secureJsonData["prometheusHeader.X-A"]: holds a line break or NUL, which a header cannot`},
		{`{"httpHeaderName1": "X-A", "prometheus": {"customHeaders": ["x-a"]}}`, map[string]string{"httpHeaderValue1": "1", "prometheusHeader.x-a": "2"}, `prometheus.customHeaders[0]: "X-A" is given twice`},
		{`{"httpHeaderName1": 5}`, nil, `httpHeaderName1: is not a string`},
		{`{"httpHeaderName1": "X-A"}`, nil, `httpHeaderName1: has no value: set secureJsonData.httpHeaderValue1`},
		{`{"prometheus": {"tlsAuthWithCACert": true}}`, map[string]string{"prometheusTlsCACert": hunter2}, `secureJsonData.prometheusTlsCACert: is not a certificate in PEM: paste it from BEGIN CERTIFICATE to END CERTIFICATE`},
		{`{"prometheus": {"tlsAuth": true}}`, map[string]string{"prometheusTlsClientKey": hunter2}, `secureJsonData.prometheusTlsClientCert: and prometheusTlsClientKey are not a certificate and its key in PEM: paste both whole, the key without a passphrase`},
		{`{"postgres": {"database": "app"}}`, nil, `postgres.host: is missing beside postgres.database and postgres.user`},
		{`{"postgres": {"host": "db"}}`, nil, `postgres.database: is missing; postgres.user: is missing: best a member of pg_monitor with no other right`},
		{`{"postgres": {"host": "postgres://headroom:hunter2@db/app"}}`, nil, `postgres.host: is not one host: write a name, an address or a socket's directory; port, user and password have settings of their own`},
		{`{"postgres": {"host": "a,b"}}`, nil, `postgres.host: is not one host`},
		{`{"postgres": {"host": "db sslmode=disable"}}`, nil, `postgres.host: is not one host`},
		{`{"postgres": {"host": "db:5432", "database": "app", "user": "u"}}`, nil, `postgres.host: holds a port: set it in postgres.port`},
		{`{"postgres": {` + database + `, "port": 70000}}`, nil, `postgres.port: 70000 is outside [1, 65535]`},
		{`{"postgres": {` + database + `, "port": 5432.5}}`, nil, `postgres.port: 5432.5 is not a whole number`},
		{`{"postgres": {` + database + `, "sslMode": "prefer"}}`, nil, `postgres.sslMode: a string is not known; known: disable, require, verify-ca, verify-full`},
		{`{"postgres": {` + database + `, "maxConnections": 51}}`, nil, `postgres.maxConnections: 51 is outside [1, 50]`},
		{`{"postgres": {` + database + `, "statementTimeoutSeconds": -1}}`, nil, `postgres.statementTimeoutSeconds: -1 is outside [1, 300]`},
		{`{"postgres": {` + database + `}}`, map[string]string{"postgresTlsCACert": hunter2}, `secureJsonData.postgresTlsCACert: is not a certificate in PEM`},
		{`{"postgres": {` + database + `}}`, map[string]string{"postgresTlsClientKey": hunter2}, `secureJsonData.postgresTlsClientCert: and postgresTlsClientKey are not a certificate and its key in PEM`},
		{`{"profile": {"targets": {"latency_p95": {"value": -1}}}}`, nil, `profile.targets.latency_p95.value: -1 is outside (0, 86400]`},
		{`{"profile": "hunter2"}`, nil, `profile: a string is not an object`},
		{`{"signals": {"request": {}}}`, nil, `signals.request: is not a signal; did you mean "requests"? Known: requests, request_duration, probe, cpu_utilization, memory_utilization, table_activity, maintenance`},
		{`{"signals": {"requests": {"metric": "m", "expr": "e"}}}`, nil, `signals.requests: has metric and expr: keep one of them`},
		{`{"signals": {"requests": {"metric": "m", "expr": "e", "sql": "s"}}}`, nil, `signals.requests: has metric and expr and sql: keep one of them`},
		{`{"signals": {"requests": {"expr": "e", "matchers": ["a=\"b\""]}}}`, nil, `signals.requests.matchers: do not apply to an expression or a statement: write them into it`},
		{`{"signals": {"requests": {"metric": "up{job=\"a\"}"}}}`, nil, `signals.requests.metric: is not the name of a metric; selectors belong in matchers, functions in expr`},
		{`{"signals": {"probe": {"sql": "SELECT 1"}}}`, nil, `signals.probe.sql: is possible for these alone: requests, request_duration, tenants, incidents, deployments`},
		{`{"signals": {"table_activity": {"metric": "m"}}}`, nil, `signals.table_activity: stands for a family of metrics, which no single one replaces: use matchers and labels`},
		{`{"signals": {"requests": {"matchers": ["route!~/internal"]}}}`, nil, `signals.requests.matchers[0]: is not a matcher such as env="prod" or route!~"/internal/.*"`},
		{`{"signals": {"requests": {"matchers": ["a=\"b\"} or up{c=\"d\""]}}}`, nil, `signals.requests.matchers[0]: is not a matcher`},
		{`{"signals": {"requests": {"matchers": ["a=~\"(\""]}}}`, nil, `signals.requests.matchers[0]: is not a matcher`},
		{`{"signals": {"requests": {"matchers": ["a=\"b\"", "__name__=\"up\""]}}}`, nil, `signals.requests.matchers[1]: matches "__name__", which metric names or Prometheus reserves`},
		{`{"signals": {"requests": {"labels": {"service": "a-b"}}}}`, nil, `signals.requests.labels.service: is not a label name: letters, digits and underscores, no digit first`},
		{`{"signals": {"requests": {"labels": {"team": "a"}}}}`, nil, `signals.requests.labels.team: is not a known key; known: service, environment, `},
		{`{"signals": {"requests": {"seconds": 1}}}`, nil, `signals.requests.seconds: is not a known key`},
		{`{"limits": {}}`, nil, `limits: is not a known key; known: prometheus, postgres, grafana, profile, signals`},
		{`{"prometheus": {}, "prometheus": {}}`, nil, `prometheus: is given twice`},
		{`[]`, nil, `a list is not an object`},
		{`{"prometheus": {"password": "hunter2"`, nil, `is not valid JSON at byte 37`},
	} {
		s, err := Parse(json.RawMessage(test.jsonData), test.secure)
		if err == nil {
			t.Errorf("%s was accepted", test.jsonData)
			continue
		}
		if !strings.HasPrefix(err.Error(), "settings: "+test.want) {
			t.Errorf("%s:\n got %s\nwant settings: %s", test.jsonData, err, test.want)
		}
		if strings.Contains(err.Error(), hunter2) || strings.Contains(fmt.Sprintf("%+v %#v", errors.Unwrap(err), errors.Unwrap(err)), hunter2) {
			t.Errorf("%s: a secret is in the message: %s", test.jsonData, err)
		}
		if fault.KindOf(err) != fault.Configuration || s != nil {
			t.Errorf("%s: kind %s", test.jsonData, fault.KindOf(err))
		}
	}
}

func TestParseReportsEverythingInOneOrder(t *testing.T) {
	const jsonData = `{"signals": {"y": {}, "x": {}}, "profile": {"timeZone": "z"}, "postgres": {"host": "db"}, "prometheus": {"url": "u", "timeoutSeconds": 0}}`
	want := []string{
		"profile.timeZone", "prometheus.timeoutSeconds", "secureJsonData.a", "secureJsonData.b", "prometheus.url",
		"postgres.database", "postgres.user", "signals.x", "signals.y",
	}
	for range 20 {
		_, err := Parse(json.RawMessage(jsonData), map[string]string{"b": "", "a": ""})
		var problems *strictjson.Problems
		if !errors.As(err, &problems) {
			t.Fatal(err)
		}
		var paths []string
		for _, p := range problems.List() {
			paths = append(paths, p.Path)
		}
		if !reflect.DeepEqual(paths, want) {
			t.Fatalf("got %v", paths)
		}
	}
}

func TestGrafanasOwnKeysAreTolerated(t *testing.T) {
	document := map[string]any{}
	for _, key := range grafanaKeys {
		document[key] = map[string]any{"anything": 1}
	}
	text, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	secure := map[string]string{"basicAuthPassword": "x", "httpHeaderValue7": "x", "tlsCACert": "x", "password": "x"}
	if s := parsed(t, string(text), secure); s.Secrets != (Secrets{}) || len(s.Headers) != 0 {
		t.Errorf("they have a meaning: %+v", s)
	}
}

func TestSocketsAndAddressesAreHosts(t *testing.T) {
	for _, host := range []string{"/var/run/postgresql", "10.0.0.1", "::1", "db.example.com"} {
		s := parsed(t, `{"postgres": {"host": "`+host+`", "database": "app", "user": "u"}}`, nil)
		if s.Postgres.Host != host {
			t.Errorf("%s became %s", host, s.Postgres.Host)
		}
	}
}

func TestSecretsDoNotPrint(t *testing.T) {
	s := Settings{Secrets: Secrets{PostgresPassword: hunter2}, Headers: []Header{{Name: "X", Value: hunter2}}}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("settings", "secret", s.Secrets.PostgresPassword, "headers", s.Headers)
	text, err := json.Marshal(struct {
		Secrets Secrets
		Headers []Header
	}{s.Secrets, s.Headers})
	if err != nil {
		t.Fatal(err)
	}
	for _, printed := range []string{
		fmt.Sprint(s), fmt.Sprintf("%+v", s), fmt.Sprintf("%#v", s), fmt.Sprintf("%q %s", s.Headers, s.Secrets.PostgresPassword), log.String(), string(text),
	} {
		if strings.Contains(printed, hunter2) || !strings.Contains(printed, redacted) {
			t.Error(printed)
		}
	}
}

// keyPair returns a self-signed certificate and its key in PEM.
func keyPair(t *testing.T) (certificate, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	keyDER, err := x509.MarshalECPrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})), string(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: keyDER}))
}
