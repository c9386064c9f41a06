package strictjson

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"
)

// span stands for types that read themselves from text.
type span time.Duration

func (s *span) UnmarshalText(text []byte) error {
	d, err := time.ParseDuration(string(text))
	if err != nil {
		return errors.New("is not a duration")
	}
	*s = span(d)
	return nil
}

type base struct {
	Shared string `json:"shared"`
}

type entry struct {
	Low  float64  `json:"low" jsonschema:"exclusiveMinimum=0,maximum=100"`
	High *float64 `json:"high"`
}

type document struct {
	base
	Name    string           `json:"name" jsonschema:"minLength=1,maxLength=5"`
	Mode    string           `json:"mode" jsonschema:"enum=fast,enum=slow"`
	On      bool             `json:"on"`
	Count   int              `json:"count" jsonschema:"minimum=0,exclusiveMaximum=10"`
	Wait    span             `json:"wait"`
	List    []int            `json:"list" jsonschema:"maxItems=3,minimum=1"`
	Entries map[string]entry `json:"entries" jsonschema:"maxItems=4"`
	Rows    []row            `json:"rows"`
	Private string           `json:"-"`
}

type row struct {
	ID int `json:"id" jsonschema:"required,minimum=1"`
}

func decode(t *testing.T, text string, target *document, decoder Decoder) []string {
	t.Helper()
	problems := &Problems{}
	if d := Parse([]byte(text), "", problems); d != nil {
		d.Decode(target, decoder, problems)
	}
	var messages []string
	for _, p := range problems.List() {
		messages = append(messages, p.String())
	}
	return messages
}

func TestDecodeReportsEveryProblem(t *testing.T) {
	for text, want := range map[string][]string{
		`{"name": 5}`:                      {`name: 5 is not a string`},
		`{"name": ""}`:                     {`name: is empty`},
		`{"name": "abcdef"}`:               {`name: 6 characters are more than the 5 allowed`},
		`{"name": "a\u0000"}`:              {`name: holds a NUL character`},
		`{"name": null}`:                   {`name: null is not a string`},
		`{"Name": "a"}`:                    {`Name: is not a known key; did you mean "name"? Known: shared, name, mode, on, count, wait, list, entries, rows`},
		`{"Private": "a"}`:                 {`Private: is not a known key; known: shared, name, mode, on, count, wait, list, entries, rows`},
		`{"mode": "fasst"}`:                {`mode: "fasst" is not known; did you mean "fast"? Known: fast, slow`},
		`{"on": "true"}`:                   {`on: "true" is not true or false`},
		`{"count": 1.5}`:                   {`count: 1.5 is not a whole number`},
		`{"count": 10}`:                    {`count: 10 is outside [0, 10)`},
		`{"count": -1}`:                    {`count: -1 is outside [0, 10)`},
		`{"count": "1"}`:                   {`count: "1" is not a number`},
		`{"count": 1e999}`:                 {`count: 1e999 is not a finite number`},
		`{"wait": "5 parsecs"}`:            {`wait: "5 parsecs" is not a duration`},
		`{"wait": 5}`:                      {`wait: 5 is not a string`},
		`{"list": [1, 0, "a"]}`:            {`list[1]: 0 is outside [1, ∞)`, `list[2]: "a" is not a number`},
		`{"list": [1, 1, 1, 1]}`:           {`list: 4 entries are more than the 3 allowed`},
		`{"list": {"0": 1}}`:               {`list: an object is not a list`},
		`{"entries": []}`:                  {`entries: a list is not an object`},
		`{"entries": null}`:                {`entries: null is not an object: leave the key out to keep what ships, or set single entries to null to delete them`},
		`{"entries": {"a.b": {"low": 0}}}`: {`entries["a.b"].low: 0 is outside (0, 100]`},
		`{"entries": {"a": {"lowe": 1}}}`:  {`entries.a.lowe: is not a known key; did you mean "low"? Known: low, high`},
		`{"entries": {"a": 1}}`:            {`entries.a: 1 is not an object`},
		`{"entries": {"a": {}, "b": {}, "c": {}, "d": {}, "e": {}}}`: {`entries: 5 entries are more than the 4 allowed`},
		`{"rows": [{}]}`:                                         {`rows[0].id: is missing`},
		`{"rows": [{"id": 0}]}`:                                  {`rows[0].id: 0 is outside [1, ∞)`},
		`{"count": 11, "on": 1, "mode": "x"}`:                    {`count: 11 is outside [0, 10)`, `on: 1 is not true or false`, `mode: "x" is not known; known: fast, slow`},
		`{"name": "a", "name": "b"}`:                             {`name: is given twice`},
		`{"name": "` + strings.Repeat("é", 70) + `", "x": true}`: {`name: 70 characters are more than the 5 allowed`, `x: is not a known key; known: shared, name, mode, on, count, wait, list, entries, rows`},
	} {
		if got := decode(t, text, &document{}, Decoder{}); !reflect.DeepEqual(got, want) {
			t.Errorf("%.80s:\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestDecodeMerges(t *testing.T) {
	old := 9.0
	target := document{
		base: base{Shared: "kept"}, Name: "old", List: []int{7, 8},
		Entries: map[string]entry{"a": {Low: 1, High: &old}, "b": {Low: 2}, "c": {Low: 3}},
	}
	before := target.Entries
	if got := decode(t, `{"name": "new", "list": [1], "wait": "2m",
		"entries": {"a": {"high": 5}, "b": null, "d": {"low": 4}, "gone": null}}`, &target, Decoder{}); got != nil {
		t.Fatal(got)
	}
	if target.Shared != "kept" || target.Name != "new" || target.Wait != span(2*time.Minute) {
		t.Errorf("fields: %+v", target)
	}
	if !reflect.DeepEqual(target.List, []int{1}) {
		t.Errorf("a list is replaced whole: %v", target.List)
	}
	five := 5.0
	want := map[string]entry{"a": {Low: 1, High: &five}, "c": {Low: 3}, "d": {Low: 4}}
	if !reflect.DeepEqual(target.Entries, want) {
		t.Errorf("entries: %+v", target.Entries)
	}
	if len(before) != 3 || *before["a"].High != 9 || old != 9 {
		t.Errorf("the defaults changed with the merge: %+v", before)
	}
}

func TestDecodeNullPointer(t *testing.T) {
	nine := 9.0
	target := document{Entries: map[string]entry{"a": {Low: 1, High: &nine}}}
	if got := decode(t, `{"entries": {"a": {"high": null}}}`, &target, Decoder{}); got != nil {
		t.Fatal(got)
	}
	if target.Entries["a"].High != nil || target.Entries["a"].Low != 1 {
		t.Errorf("%+v", target.Entries["a"])
	}
}

func TestDecodeHidesText(t *testing.T) {
	decoder := Decoder{HideText: true, Unknown: func(string, []string) string { return "is unknown" }}
	got := strings.Join(decode(t, `{"count": "hunter2", "mode": "hunter2", "wait": "hunter2", "on": ["hunter2"], "entries": {"a": "hunter2"}, "x": "hunter2"}`, &document{}, decoder), "; ")
	if strings.Contains(got, "hunter2") {
		t.Errorf("a text is repeated: %s", got)
	}
	if !strings.Contains(got, "x: is unknown") {
		t.Errorf("the sentence for unknown keys is not used: %s", got)
	}
}
