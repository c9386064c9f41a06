package settings

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/strictjson"
)

func (s *Settings) checkGrafana(problems *strictjson.Problems) {
	g := &s.Grafana
	g.URL = strings.TrimRight(strings.TrimSpace(g.URL), "/")
	if wrong := checkGrafanaURL(g.URL); wrong != "" {
		problems.Addf("grafana.url", "%s", wrong)
	}
	token := strings.TrimSpace(string(s.Secrets.GrafanaToken))
	if strings.ContainsAny(token, "\r\n\x00 ") {
		problems.Addf(strictjson.Member(secureRoot, "grafanaToken"), "holds a blank, a line break or NUL: enter the token alone, without the word Bearer")
	}
	s.Secrets.GrafanaToken = Secret(token)
	for _, name := range slices.Sorted(maps.Keys(s.Signals)) {
		if signal.IsRecords(signal.Name(name)) && len(s.Signals[name].Tags) > 0 && token == "" {
			problems.Addf(strictjson.Member(strictjson.Member("signals", name), "tags"),
				"need the secret grafanaToken: the token of a service account with the role Viewer")
		}
	}
}

// checkGrafanaURL returns what is wrong with the address of a Grafana, or "". It never repeats the address, which may
// hold a password or a token.
func checkGrafanaURL(text string) string {
	if text == "" {
		return ""
	}
	u, err := url.Parse(text)
	switch {
	case err != nil, u.Scheme != "http" && u.Scheme != "https", u.Hostname() == "", u.Opaque != "":
		return "is not an address such as https://grafana.example.com"
	case u.User != nil:
		return "holds a user or password, which jsonData shows to everyone who can see the data source: take them out, use secureJsonData.grafanaToken"
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return "holds query parameters or a fragment: take them out"
	case strings.HasSuffix(u.Path, "/api"):
		return "is the base address without /api, which is added"
	}
	return ""
}
