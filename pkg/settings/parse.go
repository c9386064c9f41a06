package settings

import (
	"encoding/json"
	"regexp"
	"slices"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/strictjson"
)

// grafanaKeys are keys of jsonData that Grafana's editors, its API and its own HTTP client write for any data
// source. They are tolerated and, but for the names of headers, mean nothing here: TLS and timeouts have their
// settings under prometheus.
var grafanaKeys = []string{
	"alertmanagerUid", "allowAsRecordingRulesTarget", "authType", "basicAuth", "defaultRegion",
	"enableSecureSocksProxy", "keepCookies", "manageAlerts", "maxConcurrentShardRequests", "oauthPassThru",
	"pdcInjected", "serverName", "sigV4Auth", "teamHttpHeaders", "timeout", "tlsAuth", "tlsAuthWithCACert",
	"tlsSkipVerify",
}

var headerNameKey = regexp.MustCompile(`^httpHeaderName([1-9][0-9]{0,2})$`)

// Parse reads jsonData and the decrypted secureJsonData. Empty settings are valid: nothing is connected then.
// The error is a fault.Configuration that lists everything that is wrong; it wraps *strictjson.Problems.
func Parse(jsonData json.RawMessage, secure map[string]string) (*Settings, error) {
	problems := &strictjson.Problems{}
	s := shipped()
	if document := strictjson.Parse(jsonData, "", problems); document != nil {
		s.decode(document, secure, problems)
	}
	s.Secrets = readSecrets(secure, problems)
	s.checkPrometheus(problems)
	s.checkPostgres(problems)
	s.checkGrafana(problems)
	s.Overrides = s.overrides(problems)
	if !problems.Empty() {
		return nil, fault.Configurationf("settings", "%s", problems).
			WithCure("Correct these settings of the data source").Wrapping(problems)
	}
	return s, nil
}

func (s *Settings) decode(document *strictjson.Document, secure map[string]string, problems *strictjson.Problems) {
	profile := catalog.MergeDocument(document.Sub("profile", problems), problems)
	headers := s.numberedHeaders(document, secure, problems)
	document.Drop(func(key string) bool {
		return slices.Contains(grafanaKeys, key) || headerNameKey.MatchString(key)
	})
	document.Decode(s, strictjson.Decoder{HideText: true, Unknown: unknownKey}, problems)
	s.Profile = profile
	s.Headers = slices.Concat(headers, s.namedHeaders(secure, problems))
	checkHeaders(s, problems)
}
