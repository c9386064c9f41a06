// Package promql assembles PromQL from typed parts. Label values and metric names are always quoted here and
// nowhere else, so that no value of a query, a variable or a setting can change the meaning of an expression.
package promql

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Matcher compares one label with a value.
type Matcher struct {
	Label string
	// Op is "=", "!=", "=~" or "!~".
	Op    string
	Value string
}

// Selector selects the series of one metric.
type Selector struct {
	Metric   string
	Matchers []Matcher
}

var (
	legacyMetric = regexp.MustCompile(`^[a-zA-Z_:][a-zA-Z0-9_:]*$`)
	legacyLabel  = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_]*$`)
	matcherText  = regexp.MustCompile(`^\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*")\s*$`)
)

// ParseMatcher reads one matcher as written in PromQL, for example route!~"/internal/.*".
func ParseMatcher(text string) (Matcher, error) {
	parts := matcherText.FindStringSubmatch(text)
	if parts == nil {
		return Matcher{}, fmt.Errorf("%q is not a matcher such as env=\"prod\" or route!~\"/internal/.*\"", text)
	}
	value, err := strconv.Unquote(parts[3])
	if err != nil {
		return Matcher{}, fmt.Errorf("%s is not a quoted string: %w", parts[3], err)
	}
	m := Matcher{Label: parts[1], Op: parts[2], Value: value}
	if strings.HasSuffix(m.Op, "~") {
		// By itself, since "a)|(b" is valid only inside the brackets in which Prometheus anchors it, and would then
		// match more than what stands between them.
		if _, err := regexp.Compile(value); err != nil {
			return Matcher{}, fmt.Errorf("%s is not a regular expression: %w", parts[3], err)
		}
	}
	return m, nil
}

// OneOf matches a label against exact values; no values means no matcher.
func OneOf(label string, values []string) []Matcher {
	switch len(values) {
	case 0:
		return nil
	case 1:
		return []Matcher{{Label: label, Op: "=", Value: values[0]}}
	}
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = regexp.QuoteMeta(v)
	}
	return []Matcher{{Label: label, Op: "=~", Value: strings.Join(quoted, "|")}}
}

// With returns the selector with more matchers.
func (s Selector) With(more ...Matcher) Selector {
	return Selector{Metric: s.Metric, Matchers: append(slices.Clone(s.Matchers), more...)}
}

// Named returns the selector with another metric name.
func (s Selector) Named(metric string) Selector {
	return Selector{Metric: metric, Matchers: s.Matchers}
}

// String writes the selector.
func (s Selector) String() string {
	parts := make([]string, 0, len(s.Matchers)+1)
	name := s.Metric
	if name != "" && !legacyMetric.MatchString(name) {
		parts = append(parts, strconv.Quote(name))
		name = ""
	}
	for _, m := range s.Matchers {
		parts = append(parts, label(m.Label)+m.Op+strconv.Quote(m.Value))
	}
	if len(parts) == 0 {
		return name
	}
	return name + "{" + strings.Join(parts, ",") + "}"
}

// Over writes the selector as a range vector.
func (s Selector) Over(window time.Duration) string {
	return s.String() + "[" + Duration(window) + "]"
}

// By writes an aggregation: sum by (a, b) (expr), or sum(expr) without labels.
func By(op string, labels []string, expr string) string {
	if len(labels) == 0 {
		return op + "(" + expr + ")"
	}
	return op + " by (" + Labels(labels) + ") (" + expr + ")"
}

// And returns labels with those of more that are not among them.
func And(labels []string, more ...string) []string {
	out := slices.Clone(labels)
	for _, l := range more {
		if !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

// Labels writes a label list.
func Labels(labels []string) string {
	quoted := make([]string, len(labels))
	for i, l := range labels {
		quoted[i] = label(l)
	}
	return strings.Join(quoted, ", ")
}

// Duration writes a duration in whole seconds or milliseconds, with the largest unit that divides it.
func Duration(d time.Duration) string {
	for _, unit := range []struct {
		name string
		size time.Duration
	}{{"d", 24 * time.Hour}, {"h", time.Hour}, {"m", time.Minute}, {"s", time.Second}} {
		if d >= unit.size && d%unit.size == 0 {
			return strconv.FormatInt(int64(d/unit.size), 10) + unit.name
		}
	}
	return strconv.FormatInt(max(1, d.Milliseconds()), 10) + "ms"
}

// Subquery writes (expr)[window:step].
func Subquery(expr string, window, step time.Duration) string {
	return "(" + expr + ")[" + Duration(window) + ":" + Duration(step) + "]"
}

func label(name string) string {
	if legacyLabel.MatchString(name) {
		return name
	}
	return strconv.Quote(name)
}
