package datasource

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
)

// expander matches Grafana's own notation, which it resolves before $NAME.
var expander = regexp.MustCompile(`\$__(env|file)\{([^}]*)\}`)

// expandString replaces $NAME, ${NAME}, $__env{NAME} and $__file{path}; $$ is a
// literal dollar sign. An unset variable becomes empty, as in Grafana.
func expandString(value string, env func(string) string) (string, error) {
	parts := strings.Split(value, "$$")
	for i, part := range parts {
		var failed error
		part = expander.ReplaceAllStringFunc(part, func(match string) string {
			groups := expander.FindStringSubmatch(match)
			if groups[1] == "env" {
				return env(groups[2])
			}
			content, err := os.ReadFile(groups[2])
			if err != nil {
				failed = fmt.Errorf("$__file: %w", err)
			}
			return strings.TrimSpace(string(content))
		})
		if failed != nil {
			return "", failed
		}
		parts[i] = os.Expand(part, env)
	}
	return strings.Join(parts, "$"), nil
}

// expandValue expands every string inside a jsonData value. A string that an
// expansion changed and that now reads as a number or a boolean becomes one, so
// "port: ${PORT}" arrives as a number; this is Grafana's rule.
func expandValue(value any, env func(string) string) (any, error) {
	switch v := value.(type) {
	case string:
		return expandScalar(v, env)
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, item := range v {
			expanded, err := expandValue(item, env)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", key, err)
			}
			out[key] = expanded
		}
		return out, nil
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			expanded, err := expandValue(item, env)
			if err != nil {
				return nil, fmt.Errorf("[%d]: %w", i, err)
			}
			out[i] = expanded
		}
		return out, nil
	default:
		return value, nil
	}
}

func expandScalar(value string, env func(string) string) (any, error) {
	expanded, err := expandString(value, env)
	if err != nil || expanded == value || strings.Contains(value, "$$") {
		return expanded, err
	}
	if n, err := strconv.ParseInt(expanded, 10, 64); err == nil {
		return n, nil
	}
	if f, err := strconv.ParseFloat(expanded, 64); err == nil {
		return f, nil
	}
	if b, err := strconv.ParseBool(expanded); err == nil {
		return b, nil
	}
	return expanded, nil
}
