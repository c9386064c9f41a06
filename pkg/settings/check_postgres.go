package settings

import (
	"strings"

	"github.com/headroom/headroom/pkg/strictjson"
)

func (s *Settings) checkPostgres(problems *strictjson.Problems) {
	p := &s.Postgres
	p.Host = strings.TrimSpace(p.Host)
	if !p.Configured() {
		if p.Database != "" || p.User != "" {
			problems.Addf("postgres.host", "is missing beside postgres.database and postgres.user")
		}
		return
	}
	if strings.ContainsAny(p.Host, ",@?= \t\n") || strings.Contains(p.Host, "://") {
		problems.Addf("postgres.host", "is not one host: write a name, an address or a socket's directory; port, user and password have settings of their own")
	}
	if strings.Count(p.Host, ":") == 1 {
		problems.Addf("postgres.host", "holds a port: set it in postgres.port")
	}
	if p.Database == "" {
		problems.Addf("postgres.database", "is missing")
	}
	if p.User == "" {
		problems.Addf("postgres.user", "is missing: best a member of pg_monitor with no other right")
	}
	if s.Secrets.PostgresTLSCACert != "" {
		checkAuthority(s.Secrets.PostgresTLSCACert, "postgresTlsCACert", problems)
	}
	if s.Secrets.PostgresTLSClientCert != "" || s.Secrets.PostgresTLSClientKey != "" {
		checkPair(s.Secrets.PostgresTLSClientCert, s.Secrets.PostgresTLSClientKey, "postgresTls", problems)
	}
}
