package promql

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"

	headroom "github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/verdict"
)

// hostile are texts that mean something in PromQL, in a regular expression or in a string literal.
var hostile = []string{
	`api"} or vector(1) #`, `api",service=~".*`, `a\`, `a\"`, `\\`, "line\nbreak", "tab\there", `.+`, `api|web`, `(?i)API`, `a)|(b`,
	`[`, `$1 ${a}`, `'`, "`", `%s`, `x{{.}}`, `日本語 🚀`, "\u202ereversed", "bell\x07", `") by (le) or up{a="`, `;DROP TABLE jobs`,
}

// Whatever stands in a filter is one exact value: it finds its own service and no other, and every selector of the
// metric holds it as it is.
func TestFiltersAreExactValues(t *testing.T) {
	var series strings.Builder
	series.WriteString("load 1m\n" + `  http_requests_total{service="api",code="500"} 0+1000x720` + "\n" + `  http_requests_total{service="b",code="500"} 0+1000x720` + "\n")
	for _, name := range hostile {
		series.WriteString("  http_requests_total{service=" + strconv.Quote(name) + `,code="200"} 0+1000x720` + "\n")
	}
	s := at(t, 12*time.Hour, series.String())
	engine := s.engine()
	for _, name := range hostile {
		t.Run(name, func(t *testing.T) {
			s.upstream.asked = nil
			answer, err := engine.KPI(t.Context(), s.request(object{
				"queryType": "kpi", "kpis": []string{"error_ratio"}, "window": "6h", "service": name, "groupBy": []string{"service"},
			}))
			if err != nil {
				t.Fatal(err)
			}
			if len(answer.Rows) != 1 || answer.Rows[0].Labels["service"] != name {
				t.Fatalf("rows: %+v", answer.Rows)
			}
			if r := answer.Rows[0].Result; r.Status != verdict.Met || r.Value == nil || *r.Value != 0 {
				t.Errorf("%s: %s", r.Status, r.Reason)
			}
			everySelectorHas(t, s.upstream, "service", name)
		})
	}
}

// everySelectorHas parses what was asked and looks for the matcher in each selector.
func everySelectorHas(t *testing.T, u *upstream, label, value string) {
	t.Helper()
	if len(u.asked) == 0 {
		t.Error("nothing was asked")
	}
	for _, expr := range u.asked {
		parsed, err := u.parser.ParseExpr(expr)
		if err != nil {
			t.Fatalf("%s: %v", expr, err)
		}
		parser.Inspect(parsed, func(node parser.Node, _ []parser.Node) error {
			selector, ok := node.(*parser.VectorSelector)
			if !ok {
				return nil
			}
			for _, m := range selector.LabelMatchers {
				if m.Name == label && m.Type == labels.MatchEqual && m.Value == value {
					return nil
				}
			}
			t.Errorf("a selector without %s=%q in %s", label, value, expr)
			return nil
		})
	}
}

// The same values in a list are a regular expression, which matches each of them and nothing else.
func TestListsMatchTheirValuesOnly(t *testing.T) {
	for _, matcher := range headroom.OneOf("service", hostile) {
		compiled := labels.MustNewMatcher(labels.MatchRegexp, matcher.Label, matcher.Value)
		for _, name := range hostile {
			if !compiled.Matches(name) {
				t.Errorf("%q is not matched", name)
			}
		}
		for _, other := range []string{"api", "b", "", "a", "API", "x"} {
			if compiled.Matches(other) {
				t.Errorf("%q is matched", other)
			}
		}
	}
}

// FuzzSelectors writes selectors with any text and reads them back with Prometheus's own parser.
func FuzzSelectors(f *testing.F) {
	for _, text := range hostile {
		f.Add("http_requests_total", "service", text)
		f.Add(text, text, text)
	}
	language := parser.NewParser(parser.Options{})
	f.Fuzz(func(t *testing.T, metric, label, value string) {
		if metric == "" || label == "" || strings.ToValidUTF8(metric+label+value, "") != metric+label+value {
			t.Skip("names are not empty, and Prometheus holds valid UTF-8 only")
		}
		written := headroom.Selector{Metric: metric, Matchers: []headroom.Matcher{{Label: label, Op: "=", Value: value}}}.String()
		matchers, err := language.ParseMetricSelector(written)
		if err != nil {
			t.Fatalf("%s: %v", written, err)
		}
		found := map[string]string{}
		for _, m := range matchers {
			found[m.Name] = m.Value
		}
		if label == model.MetricNameLabel {
			t.Skip("a metric has one name")
		}
		if len(matchers) != 2 || found[model.MetricNameLabel] != metric || found[label] != value {
			t.Errorf("%s is %v", written, matchers)
		}
	})
}
