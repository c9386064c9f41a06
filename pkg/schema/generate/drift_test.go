package main

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/headroom/headroom/pkg/query"
)

const root = "../../.."

func TestCommittedFilesAreTheGeneratedOnes(t *testing.T) {
	files, err := generate(root)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 3 {
		t.Errorf("%d files", len(files))
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join(root, name))
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

// The examples of the reference can be copied as they are, and are of the type that they stand under.
func TestExamplesAreQueries(t *testing.T) {
	for _, queryType := range query.Types {
		for _, e := range examples[queryType] {
			parsed, err := query.Parse(json.RawMessage(e.Model), "A", "")
			if err != nil || parsed.QueryType != queryType {
				t.Errorf("%s, %s: %s, %v", queryType, e.Title, parsed.QueryType, err)
			}
		}
	}
}

// What the reference says in passing about a query holds.
func TestQueriesOfTheTextAreQueries(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(root, referenceFile))
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```json\n(.*?)```").FindAllStringSubmatch(string(page), -1)
	if len(blocks) < len(query.Types) {
		t.Fatalf("%d examples", len(blocks))
	}
	for _, block := range blocks {
		if !json.Valid([]byte(block[1])) {
			t.Errorf("not JSON: %s", block[1])
		}
	}
	for _, wanted := range []string{"did you mean \"availability\"", "did you mean \"window\"", "`maxDataPoints`", "| `<groupBy>` | label |"} {
		if !strings.Contains(string(page), wanted) {
			t.Errorf("the page does not say %s", wanted)
		}
	}
}

// A column without a meaning stops the generator, and a meaning of no column is stale.
func TestMeaningsAreOfColumns(t *testing.T) {
	used := map[string]bool{}
	for _, queryType := range query.Types {
		for _, a := range answersOf(queryType) {
			for _, field := range a.Frame.Fields {
				names := append([]string{field.Name}, slices.Collect(maps.Keys(field.Labels))...)
				for _, name := range names {
					key := string(queryType) + "." + name
					if _, own := columnMeanings[key]; !own {
						key = name
					}
					used[key] = true
				}
			}
		}
	}
	for key := range columnMeanings {
		if !used[key] {
			t.Errorf("no column %s", key)
		}
	}
}
