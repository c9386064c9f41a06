// Package promqlfake helps fakes of Prometheus in tests.
package promqlfake

import (
	"regexp"

	"github.com/headroom/headroom/pkg/promql"
)

var part = regexp.MustCompile(`label_replace\((.*?), "` + promql.PartLabel + `", "(\d+)", "", ""\)`)

// Parts are the expressions that promql.Together asks as one, by the label value that tells their samples apart: the
// empty one for an expression that was asked alone.
func Parts(expr string) map[string]string {
	parts := map[string]string{}
	for _, match := range part.FindAllStringSubmatch(expr, -1) {
		parts[match[2]] = match[1]
	}
	if len(parts) == 0 {
		parts[""] = expr
	}
	return parts
}
