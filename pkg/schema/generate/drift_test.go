package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/headroom/headroom/pkg/query"
)

const root = "../../.."

func TestCommittedSchemasAreTheGeneratedOnes(t *testing.T) {
	files, err := generate(root)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 2 {
		t.Errorf("%d files", len(files))
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join(root, directory, name))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s is out of date: run go generate ./... && npm run generate:types", name)
		}
	}
}

func TestEveryQueryTypeHasAModel(t *testing.T) {
	if len(models) != len(query.Types) {
		t.Fatalf("%d models, %d query types", len(models), len(query.Types))
	}
	for i, model := range models {
		field, _ := reflect.TypeOf(model).FieldByName("QueryType")
		if want := "enum=" + string(query.Types[i]); !strings.Contains(field.Tag.Get("jsonschema"), want) {
			t.Errorf("%T is not of type %s", model, query.Types[i])
		}
	}
}
