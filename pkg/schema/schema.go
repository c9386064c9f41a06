// Package schema holds the JSON Schemas of the saved queries and of the settings, generated from the Go types
// that parse them. They say what the shape is; the rules across fields are in the packages query, settings and
// catalog alone.
package schema

import _ "embed"

//go:generate go run ./generate

// Queries is the JSON Schema (2020-12) of a query without Grafana's own fields.
//
//go:embed queries.gen.json
var Queries []byte

// Settings is the JSON Schema (2020-12) of the data source's jsonData and secureJsonData.
//
//go:embed settings.gen.json
var Settings []byte
