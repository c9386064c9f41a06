package prometheus

import (
	"encoding/base64"
	"strings"
	"unicode"
)

// maxExcerpt bounds how much foreign text (an expression, an upstream's message) a message quotes, in runes.
const maxExcerpt = 300

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
	return excerpt(text)
}

// excerpt returns text as one line of at most maxExcerpt runes.
func excerpt(text string) string {
	text = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, "�"), func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsPrint(r)
	}), " ")
	if runes := []rune(text); len(runes) > maxExcerpt {
		return string(runes[:maxExcerpt]) + "…"
	}
	return text
}
