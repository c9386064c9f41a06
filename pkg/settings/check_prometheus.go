package settings

import (
	"crypto/tls"
	"crypto/x509"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/headroom/headroom/pkg/strictjson"
)

// reservedParameters are the API's own, which every request sets.
var reservedParameters = []string{"end", "match[]", "query", "start", "step", "time"}

func (s *Settings) checkPrometheus(problems *strictjson.Problems) {
	p := &s.Prometheus
	p.URL = strings.TrimRight(strings.TrimSpace(p.URL), "/")
	if p.URL != "" {
		if wrong := checkURL(p.URL); wrong != "" {
			problems.Addf("prometheus.url", "%s", wrong)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.QueryParameters)) {
		path := strictjson.Member("prometheus.queryParameters", name)
		if name == "" || slices.Contains(reservedParameters, name) {
			problems.Addf(path, "is no parameter to add: every request sets its own")
		}
	}
	s.checkPrometheusAuth(problems)
	if p.TLSAuthWithCACert {
		checkAuthority(s.Secrets.PrometheusTLSCACert, "prometheusTlsCACert", problems)
	}
	if p.TLSAuth {
		checkPair(s.Secrets.PrometheusTLSClientCert, s.Secrets.PrometheusTLSClientKey, "prometheusTls", problems)
	}
}

// checkPrometheusAuth refuses two ways of authentication at once: only one can be sent, and which is a guess.
func (s *Settings) checkPrometheusAuth(problems *strictjson.Problems) {
	secrets, basic := s.Secrets, s.Prometheus.BasicAuthUser != ""
	switch {
	case basic && secrets.PrometheusToken != "":
		problems.Addf("prometheus.basicAuthUser", "cannot stand beside secureJsonData.prometheusToken: keep one of them")
	case !basic && secrets.PrometheusPassword != "":
		problems.Addf("prometheus.basicAuthUser", "is missing beside secureJsonData.prometheusPassword: set the user or remove the password")
	}
	if !basic && secrets.PrometheusToken == "" {
		return
	}
	for _, header := range s.Headers {
		if http.CanonicalHeaderKey(header.Name) == "Authorization" {
			problems.Addf(header.path, "Authorization is already made from the user and password or the token: keep one of them")
		}
	}
}

// checkURL returns what is wrong with an API's address, or "". It never repeats the address, which may hold a
// password or a token.
func checkURL(text string) string {
	u, err := url.Parse(text)
	switch {
	case err != nil, u.Scheme != "http" && u.Scheme != "https", u.Hostname() == "", u.Opaque != "":
		return "is not an address such as https://prometheus.example.com:9090"
	case u.User != nil:
		return "holds a user or password, which jsonData shows to everyone who can see the data source: take them out, use prometheus.basicAuthUser and secureJsonData.prometheusPassword"
	case u.RawQuery != "" || u.ForceQuery:
		return "holds query parameters: set them in prometheus.queryParameters"
	case u.Fragment != "":
		return "holds a fragment (#…), which is not sent: take it out"
	case strings.HasSuffix(u.Path, "/api/v1"):
		return "is the base address without /api/v1, which is added"
	default:
		return ""
	}
}

// checkAuthority checks the PEM text of an authority's certificate.
func checkAuthority(pem Secret, key string, problems *strictjson.Problems) {
	if !x509.NewCertPool().AppendCertsFromPEM([]byte(pem)) {
		problems.Addf(strictjson.Member(secureRoot, key), "is not a certificate in PEM: paste it from BEGIN CERTIFICATE to END CERTIFICATE")
	}
}

// checkPair checks a client certificate and its key; keys is what the names of both secrets start with.
func checkPair(certificate, key Secret, keys string, problems *strictjson.Problems) {
	if _, err := tls.X509KeyPair([]byte(certificate), []byte(key)); err != nil {
		problems.Addf(strictjson.Member(secureRoot, keys+"ClientCert"),
			"and %s are not a certificate and its key in PEM: paste both whole, the key without a passphrase", keys+"ClientKey")
	}
}
