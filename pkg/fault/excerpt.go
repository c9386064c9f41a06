package fault

import (
	"strings"
	"unicode"
)

// maxExcerpt bounds how much foreign text a message quotes, in runes.
const maxExcerpt = 300

// Excerpt returns foreign text (an expression, an upstream's message) as one printable line of bounded length,
// fit to be quoted in a message.
func Excerpt(text string) string {
	text = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, "�"), func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsPrint(r)
	}), " ")
	if runes := []rune(text); len(runes) > maxExcerpt {
		return string(runes[:maxExcerpt]) + "…"
	}
	return text
}
