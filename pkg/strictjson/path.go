package strictjson

import (
	"regexp"
	"strconv"
)

// maxShown is how many runes of a user's own text a message repeats.
const maxShown = 60

var plainKey = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// Member returns the path of an object's member: parent.key, or parent["key"] where key is no identifier.
func Member(parent, key string) string {
	switch {
	case len(key) > maxShown || !plainKey.MatchString(key):
		return parent + "[" + Quote(key) + "]"
	case parent == "":
		return key
	default:
		return parent + "." + key
	}
}

// Element returns the path of a list's element.
func Element(parent string, index int) string {
	return parent + "[" + strconv.Itoa(index) + "]"
}

// Quote returns s in double quotes for a message, shortened when it is long.
func Quote(s string) string {
	return strconv.Quote(shorten(s))
}

func shorten(s string) string {
	runes := 0
	for at := range s {
		if runes == maxShown {
			return s[:at] + "…"
		}
		runes++
	}
	return s
}
