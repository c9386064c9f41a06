package query

import (
	"regexp"
	"slices"
	"strings"

	"github.com/headroom/headroom/pkg/strictjson"
)

// allValues stand for every value, as Grafana writes "All" of a variable.
var allValues = []string{"", "$__all", ".*"}

// unreplaced is a dashboard variable whose name reached the backend instead of its value.
var unreplaced = regexp.MustCompile(`^(\$\w+|\$\{[^}]*\}|\[\[.*\]\])$`)

// selection returns the exact values that a filter keeps, none when it keeps all.
//
// A text is one exact value, taken as it is, or a list in Grafana's form for several values of a variable,
// {a,b,c}. In a list a backslash before a comma, brace or backslash keeps that character as it is; before any
// other character it is a backslash. Grafana itself does not escape, so a value with a comma in it has to be
// escaped by whoever writes the list. Empty elements are dropped, and one that stands for all makes it all.
func (c check) selection(path, text string) []string {
	values := []string{text}
	if strings.HasPrefix(text, "{") {
		var closed bool
		if values, closed = splitList(text[1:]); !closed {
			c.Addf(path, `%s is a list without its closing brace: write {a,b}, or {\{} for a value with a brace`, strictjson.Quote(text))
			return nil
		}
		values = slices.DeleteFunc(values, func(v string) bool { return v == "" })
	}
	for _, value := range values {
		if slices.Contains(allValues, value) {
			return nil
		}
		if unreplaced.MatchString(value) {
			c.Addf(path, "%s is a variable that was not replaced; alert rules and provisioned queries have none: write the value", strictjson.Quote(value))
			return nil
		}
	}
	values = distinct(values)
	if len(values) > maxSelected {
		c.Addf(path, "%d values are more than the %d allowed", len(values), maxSelected)
	}
	return values
}

// selections returns the values of a list of which each entry may itself be a list.
func (c check) selections(path string, texts []string) []string {
	var all []string
	for i, text := range texts {
		values := c.selection(strictjson.Element(path, i), text)
		if len(values) == 0 {
			return nil
		}
		all = append(all, values...)
	}
	all = distinct(all)
	if len(all) > maxSelected {
		c.Addf(path, "%d values are more than the %d allowed", len(all), maxSelected)
	}
	return all
}

// splitList splits the inside of a list up to its closing brace, which must be the last character.
func splitList(text string) (values []string, closed bool) {
	var value strings.Builder
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case b == '\\' && i+1 < len(text) && strings.IndexByte(`\,{}`, text[i+1]) >= 0:
			i++
			value.WriteByte(text[i])
		case b == ',':
			values = append(values, value.String())
			value.Reset()
		case b == '}' && i == len(text)-1:
			return append(values, value.String()), true
		default:
			value.WriteByte(b)
		}
	}
	return nil, false
}
