package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/invopop/jsonschema"

	"github.com/headroom/headroom/pkg/query"
)

//go:embed queries.md.tmpl
var referenceText string

// referenceType is one query type of the reference.
type referenceType struct {
	Name, Description string
	Fields            []referenceField
	Examples          []example
	Answers           []referenceAnswer
}

// referenceField is one field of a query.
type referenceField struct{ Name, Kind, Default, Allowed, Description string }

// referenceAnswer is one frame that answers.
type referenceAnswer struct {
	// Title is "numeric" or "table", or the frame's type where there is no choice.
	Title, FrameType string
	Columns          []referenceColumn
}

// referenceColumn is one column of a frame. Labels are those of a time series' value.
type referenceColumn struct{ Name, Kind, Unit, Meaning string }

// reference is the page of every query type, from the models, their schema and the frames that answer them.
func reference(schema *jsonschema.Schema) ([]byte, error) {
	page, err := template.New("queries.md").Parse(referenceText)
	if err != nil {
		return nil, err
	}
	types := make([]referenceType, len(models))
	for i, model := range models {
		name := reflect.TypeOf(model).Name()
		if types[i], err = describe(query.Types[i], schema.Definitions[name], name); err != nil {
			return nil, err
		}
	}
	_, refusal := query.Parse(json.RawMessage(misspelt), "A", "")
	if refusal == nil {
		return nil, fmt.Errorf("the example of an error is a valid query: %s", misspelt)
	}
	var out bytes.Buffer
	err = page.Execute(&out, map[string]any{
		"Types": types, "Misspelt": misspelt, "Error": refusal.Error(), "GrafanaFields": "`" + strings.Join(query.GrafanaFields, "`, `") + "`",
	})
	return out.Bytes(), err
}

// misspelt is a query whose refusal is shown.
const misspelt = `{"queryType": "kpi", "kpis": ["availabilty"], "windows": "30d"}`

func describe(t query.Type, definition *jsonschema.Schema, model string) (referenceType, error) {
	out := referenceType{
		Name:        string(t),
		Description: sentence(strings.TrimPrefix(definition.Description, model+" ")),
	}
	for pair := definition.Properties.Oldest(); pair != nil; pair = pair.Next() {
		if pair.Key != "queryType" {
			out.Fields = append(out.Fields, fieldOf(pair.Key, pair.Value))
		}
	}
	if out.Examples = slices.Clone(examples[t]); len(out.Examples) == 0 {
		return out, fmt.Errorf("the query type %s has no example: add one to examples.go", t)
	}
	for i, e := range out.Examples {
		var text bytes.Buffer
		if err := json.Indent(&text, []byte(e.Model), "", "  "); err != nil {
			return out, fmt.Errorf("example %q of %s: %w", e.Title, t, err)
		}
		out.Examples[i].Model = oneLineLists(text.String())
	}
	answers := answersOf(t)
	if len(answers) == 0 {
		return out, fmt.Errorf("the query type %s has no answer: add one to answers.go", t)
	}
	for _, a := range answers {
		described, err := answerOf(t, a)
		if err != nil {
			return out, err
		}
		out.Answers = append(out.Answers, described)
	}
	return out, nil
}

var list = regexp.MustCompile(`\[\n\s+([^\]]*?)\n\s+\]`)

// oneLineLists writes short lists in one line, as people do.
func oneLineLists(text string) string {
	return list.ReplaceAllStringFunc(text, func(l string) string {
		return "[" + strings.Join(strings.Fields(strings.Trim(l, "[]")), " ") + "]"
	})
}

func fieldOf(name string, s *jsonschema.Schema) referenceField {
	f := referenceField{Name: name, Kind: kinds[s.Type], Allowed: allowed(s), Description: cell(sentence(s.Description))}
	switch s.Type {
	case "array":
		f.Kind = "list of " + kinds[s.Items.Type] + "s"
	case "boolean":
		f.Default = "`false`"
	}
	if s.Default != nil {
		f.Default = fmt.Sprintf("`%v`", s.Default)
	}
	return f
}

// allowed writes the values that a field can have: a closed set, or bounds.
func allowed(s *jsonschema.Schema) string {
	values := s
	var bounds []string
	if s.Items != nil {
		values = s.Items
		if s.MaxItems != nil {
			bounds = append(bounds, fmt.Sprintf("at most %s entries", grouped(float64(*s.MaxItems))))
		}
	}
	switch low, high := limit(values.Minimum), limit(values.Maximum); {
	case len(values.Enum) > 0:
		names := make([]string, len(values.Enum))
		for i, v := range values.Enum {
			names[i] = fmt.Sprintf("`%v`", v)
		}
		return strings.Join(names, ", ")
	case !math.IsNaN(low) && !math.IsNaN(high):
		bounds = append(bounds, grouped(low)+" to "+grouped(high))
	}
	return strings.Join(bounds, ", ")
}

// limit reads a bound, NaN when there is none.
func limit(n json.Number) float64 {
	if v, err := n.Float64(); err == nil {
		return v
	}
	return math.NaN()
}

// grouped writes a whole number with separators, 1,000.
func grouped(v float64) string {
	digits := fmt.Sprintf("%.0f", v)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

func answerOf(t query.Type, a answer) (referenceAnswer, error) {
	out := referenceAnswer{Title: a.Format, FrameType: string(a.Frame.Meta.Type)}
	if out.Title == "" {
		out.Title = out.FrameType
	}
	series := strings.HasPrefix(out.FrameType, "timeseries")
	for _, field := range a.Frame.Fields {
		column := referenceColumn{Name: "`" + field.Name + "`", Kind: kindOf(field)}
		if field.Config != nil && !series {
			column.Unit = columnUnits[field.Config.Unit]
		}
		meaning, err := meaningOf(t, field.Name)
		if err != nil {
			return out, err
		}
		column.Meaning = meaning
		out.Columns = append(out.Columns, column)
		labels := make([]string, 0, len(field.Labels))
		for label := range field.Labels {
			labels = append(labels, label)
		}
		slices.Sort(labels)
		for _, label := range labels {
			if meaning, err = meaningOf(t, label); err != nil {
				return out, err
			}
			out.Columns = append(out.Columns, referenceColumn{Name: "`" + label + "`", Kind: "label", Meaning: meaning})
		}
	}
	return out, nil
}

func meaningOf(t query.Type, column string) (string, error) {
	for _, key := range []string{string(t) + "." + column, column} {
		if meaning, ok := columnMeanings[key]; ok {
			return cell(meaning), nil
		}
	}
	return "", fmt.Errorf("the column %s of %s has no meaning: add it to columns.go", column, t)
}

// kinds name the types of JSON and of frames for people.
var kinds = map[string]string{
	"string": "text", "integer": "whole number", "float64": "number", "boolean": "true or false", "bool": "true or false", "time.Time": "time",
}

func kindOf(field *data.Field) string {
	return kinds[strings.TrimPrefix(field.Type().NonNullableType().ItemTypeString(), "*")]
}

// sentence begins with a capital and ends with a full stop.
func sentence(text string) string {
	if text = strings.TrimSuffix(strings.TrimSpace(text), "."); text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

// cell keeps a text within its cell of a table.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "*", `\*`, "\n", " ").Replace(text)
}
