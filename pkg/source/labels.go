package source

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Key identifies a label set: equal for equal sets, different for different ones.
func (l Labels) Key() string {
	var key strings.Builder
	for _, name := range slices.Sorted(maps.Keys(l)) {
		key.WriteString(strconv.Quote(name))
		key.WriteByte('=')
		key.WriteString(strconv.Quote(l[name]))
		key.WriteByte(',')
	}
	return key.String()
}
