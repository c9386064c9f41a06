package prometheus

import (
	"encoding/base64"
	"regexp"
	"strings"

	"github.com/headroom/headroom/pkg/fault"
)

// authorization is what a credential looks like in a header, whoever's it is: a user's own may be forwarded.
var authorization = regexp.MustCompile(`(?i)\b(bearer|basic)\s+[\w.~+/=-]+`)

// redactor takes the data source's secrets out of foreign text: some proxies echo the headers they were sent.
type redactor []string

// newRedactor collects the password and every custom header's value, except short ones, which are no secrets
// but would tear words apart.
func newRedactor(config Config) redactor {
	const shortest = 6
	var secrets redactor
	add := func(secret string) {
		if len(secret) >= shortest {
			secrets = append(secrets, secret)
		}
	}
	if auth := config.HTTP.BasicAuth; auth != nil {
		add(base64.StdEncoding.EncodeToString([]byte(auth.User + ":" + auth.Password)))
		add(auth.Password)
	}
	for _, values := range config.HTTP.Header {
		for _, value := range values {
			add(value)
			if scheme, token, found := strings.Cut(value, " "); found && scheme != "" {
				add(token)
			}
		}
	}
	return secrets
}

// clean returns foreign text as one short line without secrets.
func (r redactor) clean(text string) string {
	for _, secret := range r {
		text = strings.ReplaceAll(text, secret, "***")
	}
	return fault.Excerpt(authorization.ReplaceAllString(text, "$1 ***"))
}
