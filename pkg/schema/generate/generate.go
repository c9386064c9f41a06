package main

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"strings"

	"github.com/invopop/jsonschema"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/settings"
	"github.com/headroom/headroom/pkg/signal"
)

const (
	module = "github.com/headroom/headroom"
	// The files, below the root of the module.
	queriesFile   = "pkg/schema/queries.gen.json"
	settingsFile  = "pkg/schema/settings.gen.json"
	referenceFile = "docs/queries.md"
)

// described are the packages whose comments become descriptions.
var described = []string{"pkg/catalog", "pkg/query", "pkg/settings"}

// models are the structs of the query types in the order of query.Types.
var models = []any{
	query.KPIQuery{}, query.KPITrendQuery{}, query.ErrorBudgetQuery{}, query.ErrorBudgetTrendQuery{}, query.DeliveryQuery{}, query.IncidentsQuery{},
	query.DeploymentsQuery{}, query.TrafficQuery{}, query.TrafficTrendQuery{},
	query.ProjectionQuery{}, query.RequirementsQuery{}, query.CoverageQuery{},
}

// generate returns the schemas and the reference of queries by file name, from the types and from the comments found below root.
func generate(root string) (map[string][]byte, error) {
	reflector, err := newReflector(root)
	if err != nil {
		return nil, err
	}
	union := queriesSchema(reflector)
	queries, err := marshal(union)
	if err != nil {
		return nil, err
	}
	page, err := reference(union)
	if err != nil {
		return nil, err
	}
	settings, err := marshal(settingsSchema(reflector))
	if err != nil {
		return nil, err
	}
	return map[string][]byte{queriesFile: queries, settingsFile: settings, referenceFile: page}, nil
}

func newReflector(root string) (*jsonschema.Reflector, error) {
	reflector := &jsonschema.Reflector{
		Anonymous:                  true,
		RequiredFromJSONSchemaTags: true,
		Mapper:                     mapType,
	}
	// The library derives import paths from relative directories, so it has to stand at the root.
	before, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	if err := os.Chdir(root); err != nil {
		return nil, err
	}
	defer func() { _ = os.Chdir(before) }()
	for _, path := range described {
		if err := reflector.AddGoComments(module, path, jsonschema.WithFullComment()); err != nil {
			return nil, err
		}
	}
	for key, comment := range reflector.CommentMap {
		reflector.CommentMap[key] = strings.Join(strings.Fields(comment), " ")
	}
	return reflector, nil
}

// mapType describes the types that are texts in JSON.
func mapType(t reflect.Type) *jsonschema.Schema {
	if t != reflect.TypeFor[catalog.Duration]() {
		return nil
	}
	return &jsonschema.Schema{Type: "string", Pattern: "^([0-9]+(ms|[smhdwy]))+$", Examples: []any{"30d", "1h30m"}}
}

// queriesSchema is the union of the query types, told apart by queryType.
func queriesSchema(reflector *jsonschema.Reflector) *jsonschema.Schema {
	union := &jsonschema.Schema{
		Version: jsonschema.Version, Title: "QueryModel", Definitions: jsonschema.Definitions{},
		Description: "A query to the Headroom data source, without the fields that Grafana itself keeps in every query.",
	}
	for _, model := range models {
		adopt(union, reflector, model)
		union.OneOf = append(union.OneOf, refer(model))
	}
	return union
}

// settingsSchema describes what a provisioning file holds for the data source.
func settingsSchema(reflector *jsonschema.Reflector) *jsonschema.Schema {
	document := &jsonschema.Schema{
		Version: jsonschema.Version, Title: "DataSourceSettings", Type: "object", Definitions: jsonschema.Definitions{},
		Properties: jsonschema.NewProperties(), AdditionalProperties: jsonschema.FalseSchema,
		Description: "The settings of the Headroom data source. Grafana's own keys may stand beside these in jsonData.",
	}
	adopt(document, reflector, settings.Settings{})
	adopt(document, reflector, settings.Secrets{})
	document.Properties.Set("jsonData", refer(settings.Settings{}))
	document.Properties.Set("secureJsonData", refer(settings.Secrets{}))

	// The values of headers have keys of the user's choice.
	document.Definitions["Secrets"].AdditionalProperties = &jsonschema.Schema{Type: "string"}
	openMaps(document.Definitions, reflect.TypeFor[settings.Settings](), map[string][]string{"signals": signalNames()})
	openMaps(document.Definitions, reflect.TypeFor[settings.Prometheus](), nil)
	openMaps(document.Definitions, reflect.TypeFor[catalog.Profile](), map[string][]string{
		"targets": catalog.KPIs, "benchmarks": catalog.KPIs, "windows": catalog.WindowSubjects, "curves": catalog.Resources,
	})
	return document
}

// adopt moves a model's definitions into a document.
func adopt(document *jsonschema.Schema, reflector *jsonschema.Reflector, model any) {
	for name, definition := range reflector.Reflect(model).Definitions {
		document.Definitions[name] = definition
	}
}

func refer(model any) *jsonschema.Schema {
	return &jsonschema.Schema{Ref: "#/$defs/" + reflect.TypeOf(model).Name()}
}

func signalNames() []string {
	names := make([]string, len(signal.Names))
	for i, name := range signal.Names {
		names[i] = string(name)
	}
	return names
}

// openMaps says of the maps of a struct what tags cannot: that null deletes an entry and, where the set of keys
// is closed, which there are.
func openMaps(definitions jsonschema.Definitions, owner reflect.Type, closed map[string][]string) {
	properties := definitions[owner.Name()].Properties
	for field := range owner.Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Type.Kind() != reflect.Map || name == "-" {
			continue
		}
		property, _ := properties.Get(name)
		property.AdditionalProperties = &jsonschema.Schema{
			AnyOf: []*jsonschema.Schema{property.AdditionalProperties, {Type: "null"}},
		}
		if keys := closed[name]; keys != nil {
			property.PropertyNames = &jsonschema.Schema{}
			for _, key := range keys {
				property.PropertyNames.Enum = append(property.PropertyNames.Enum, key)
			}
		}
	}
}

// marshal writes the schema for people to read: indented, with <, > and & as they are.
func marshal(s *jsonschema.Schema) ([]byte, error) {
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return nil, err
	}
	for escaped, plain := range map[string]string{`\u003c`: "<", `\u003e`: ">", `\u0026`: "&"} {
		text = bytes.ReplaceAll(text, []byte(escaped), []byte(plain))
	}
	return append(text, '\n'), nil
}
