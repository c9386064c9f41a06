package promql

import (
	"testing"
	"time"
)

func TestParseMatcher(t *testing.T) {
	for text, want := range map[string]Matcher{
		`env="prod"`:                {"env", "=", "prod"},
		` route !~ "/internal/.*" `: {"route", "!~", "/internal/.*"},
		`a=~"b|c"`:                  {"a", "=~", "b|c"},
		`a!=""`:                     {"a", "!=", ""},
		`a="quoted \" and \\"`:      {"a", "=", `quoted " and \`},
		`a="} or vector(1) #"`:      {"a", "=", "} or vector(1) #"},
		`a="a)|(b"`:                 {"a", "=", "a)|(b"}, // an exact value may be anything
	} {
		if got, err := ParseMatcher(text); err != nil || got != want {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{
		``, `env`, `env=prod`, `env='prod'`, `env="prod`, `env="prod" or vector(1)`, `env="a",b="c"`, `1a="b"`, `a-b="c"`,
		`env=="prod"`, `env=~"["`, `env=~"a)|(b"`, `env!~"a)|(.*"`, `env="\q"`, "env=\"a\nb\"", `{env="prod"}`,
	} {
		if got, err := ParseMatcher(text); err == nil {
			t.Errorf("%s is read as %+v", text, got)
		}
	}
}

func TestSelectors(t *testing.T) {
	for want, s := range map[string]Selector{
		`up`:                          {Metric: "up"},
		`up{a="b"}`:                   {Metric: "up", Matchers: []Matcher{{"a", "=", "b"}}},
		`up{a="\"}",b=~"c|d"}`:        {Metric: "up", Matchers: []Matcher{{"a", "=", `"}`}, {"b", "=~", "c|d"}}},
		`{"http.requests"}`:           {Metric: "http.requests"},
		`{"http.requests","a.b"="c"}`: {Metric: "http.requests", Matchers: []Matcher{{"a.b", "=", "c"}}},
		`{a="line\nbreak"}`:           {Matchers: []Matcher{{"a", "=", "line\nbreak"}}},
	} {
		if got := s.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	base := Selector{Metric: "up", Matchers: make([]Matcher, 0, 4)}
	one, two := base.With(Matcher{"a", "=", "1"}), base.With(Matcher{"a", "=", "2"})
	if one.String() != `up{a="1"}` || two.String() != `up{a="2"}` {
		t.Errorf("selectors share their matchers: %s, %s", one, two)
	}
}

func TestOneOf(t *testing.T) {
	for _, test := range []struct {
		values []string
		want   string
	}{
		{nil, `up`},
		{[]string{"a.b"}, `up{s="a.b"}`},
		{[]string{"a.b", "c|d", ""}, `up{s=~"a\\.b|c\\|d|"}`},
	} {
		if got := (Selector{Metric: "up"}).With(OneOf("s", test.values)...).String(); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}

func TestDuration(t *testing.T) {
	for want, d := range map[string]time.Duration{
		"30d": 30 * 24 * time.Hour, "36h": 36 * time.Hour, "90m": 90 * time.Minute, "1296s": 1296 * time.Second,
		"1500ms": 1500 * time.Millisecond, "1ms": time.Nanosecond,
	} {
		if got := Duration(d); got != want {
			t.Errorf("%s is %s, want %s", d, got, want)
		}
	}
}

func TestTemplates(t *testing.T) {
	c := Selector{Metric: "c", Matchers: []Matcher{{"a", "=", "b"}}}
	for want, got := range map[string]string{
		`sum(increase(c{a="b"}[5m]))`:                                   Increase(c, nil, 5*time.Minute),
		`sum by (x, "y.z") (increase(c{a="b"}[5m]))`:                    Increase(c, []string{"x", "y.z"}, 5*time.Minute),
		`count_over_time((group(last_over_time(c{a="b"}[2m])))[1h:1m])`: CountObserved(Observed(c, nil, 2*time.Minute), time.Hour, time.Minute),
		`(e) unless on () (max(m) > 0)`:                                 Unless("e", "m"),
		`e`:                                                             Unless("e", ""),
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
