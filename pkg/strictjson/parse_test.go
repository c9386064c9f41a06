package strictjson

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestParseRefuses(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"truncated":      {`{"a": `, "root: is not valid JSON at byte 6"},
		"trailing":       {`{} {}`, "root: is not valid JSON at byte 4"},
		"list":           {`[1]`, "root: a list is not an object"},
		"text":           {`"secret"`, `root: "secret" is not an object`},
		"NaN":            {`{"a": NaN}`, "root: is not valid JSON at byte 7"},
		"invalid UTF-8":  {"{\"a\": \"\xff\"}", "root: is not valid UTF-8"},
		"too deep":       {strings.Repeat(`{"a":`, 40) + "1" + strings.Repeat("}", 40), "is nested deeper than the 32 levels allowed"},
		"too deep lists": {`{"a":` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + "}", "root: is not valid JSON"},
		"too large":      {`{"a": "` + strings.Repeat("x", MaxBytes) + `"}`, "root: 1048585 bytes are more than the 1048576 allowed"},
	} {
		problems := &Problems{}
		if Parse([]byte(test.text), "root", problems) != nil {
			t.Errorf("%s: a document came back", name)
		}
		if got := problems.Error(); !strings.Contains(got, test.want) || len(got) > 1000 {
			t.Errorf("%s: %.300s", name, got)
		}
	}
}

func TestParseReadsNothingAsAnEmptyObject(t *testing.T) {
	for _, text := range []string{"", " \n", "null", "{}"} {
		problems := &Problems{}
		d := Parse([]byte(text), "", problems)
		if d == nil || !problems.Empty() || len(d.Keys()) != 0 {
			t.Errorf("%q: %v", text, problems)
		}
	}
}

func TestDocumentKeepsTheOrderOfTheText(t *testing.T) {
	problems := &Problems{}
	d := Parse([]byte(`{"b": {"z": 1, "a": {"k": 1}, "m": 3}, "a": "text", "n": null, "l": [1]}`), "p", problems)
	if got := d.Keys(); !reflect.DeepEqual(got, []string{"b", "a", "n", "l"}) {
		t.Errorf("root: %v", got)
	}
	if got := d.Keys("b"); !reflect.DeepEqual(got, []string{"z", "a", "m"}) {
		t.Errorf("b: %v", got)
	}
	if got := d.Keys("b", "a"); !reflect.DeepEqual(got, []string{"k"}) {
		t.Errorf("b.a: %v", got)
	}
	if d.Keys("missing", "x") != nil || len(d.Keys("a")) != 0 {
		t.Error("keys of what is no object")
	}
	if text, ok := d.Text("a"); !ok || text != "text" {
		t.Errorf("text %q", text)
	}
	if _, ok := d.Text("b"); ok {
		t.Error("an object is no text")
	}
	d.SetText("a", "other")
	d.Drop(func(key string) bool { return key == "b" })
	if text, _ := d.Text("a"); text != "other" || !reflect.DeepEqual(d.Keys(), []string{"n", "l", "a"}) {
		t.Errorf("after the change: %v", d.Keys())
	}
}

func TestSub(t *testing.T) {
	problems := &Problems{}
	d := Parse([]byte(`{"a": {"x": 1}, "n": null, "s": "hunter2"}`), "root", problems)
	if sub := d.Sub("a", problems); sub.Path() != "root.a" || !reflect.DeepEqual(sub.Keys(), []string{"x"}) {
		t.Errorf("a: %v", sub)
	}
	for _, absent := range []string{"n", "missing"} {
		if sub := d.Sub(absent, problems); sub == nil || len(sub.Keys()) != 0 {
			t.Errorf("%s: %v", absent, sub)
		}
	}
	if !problems.Empty() {
		t.Fatal(problems)
	}
	if d.Sub("s", problems) != nil || problems.Error() != "root.s: a string is not an object" {
		t.Errorf("s: %v", problems)
	}
	if len(d.Keys()) != 0 {
		t.Errorf("left: %v", d.Keys())
	}
}

func TestProblemsAreBounded(t *testing.T) {
	problems := &Problems{}
	for i := range 1000 {
		problems.Addf(fmt.Sprint("p", i), "is wrong")
		problems.Addf(fmt.Sprint("p", i), "is wrong in another way")
	}
	if len(problems.List()) != maxProblems || !strings.HasSuffix(problems.Error(), "p49: is wrong; and 950 more") {
		t.Errorf("%d: %s", len(problems.List()), problems)
	}
}

func TestMember(t *testing.T) {
	for _, test := range []struct{ parent, key, want string }{
		{"", "a", "a"},
		{"a", "b_2", "a.b_2"},
		{"a", "public.jobs", `a["public.jobs"]`},
		{"", "", `[""]`},
		{"a", "2b", `a["2b"]`},
		{"a", "x\"\n", `a["x\"\n"]`},
		{"a", strings.Repeat("x", 100), `a["` + strings.Repeat("x", 60) + `…"]`},
	} {
		if got := Member(test.parent, test.key); got != test.want {
			t.Errorf("%q %q: %s", test.parent, test.key, got)
		}
	}
}

func TestAlternatives(t *testing.T) {
	known := []string{"availability", "latency_p95", "kpi"}
	for word, want := range map[string]string{
		"availabilty":             `did you mean "availability"? Known: availability, latency_p95, kpi`,
		"LATENCY_P95":             `did you mean "latency_p95"? Known: availability, latency_p95, kpi`,
		"kp":                      `did you mean "kpi"? Known: availability, latency_p95, kpi`,
		"":                        "known: availability, latency_p95, kpi",
		"throughput":              "known: availability, latency_p95, kpi",
		strings.Repeat("k", 5000): "known: availability, latency_p95, kpi",
	} {
		if got := Alternatives(word, known); got != want {
			t.Errorf("%.20s: %s", word, got)
		}
	}
}

func TestNumber(t *testing.T) {
	for value, want := range map[float64]string{
		0: "0", 86400: "86400", 0.999: "0.999", -1: "-1", 1e-9: "1e-09", 1e300: "1e+300", 1e12: "1000000000000",
	} {
		if got := Number(value); got != want {
			t.Errorf("%g: %s", value, got)
		}
	}
}
