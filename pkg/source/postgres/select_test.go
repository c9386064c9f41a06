//go:build unix

package postgres

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source"
)

func TestSelectTakesArguments(t *testing.T) {
	t.Parallel()
	client := open(t, config(database(t)))
	at := time.Date(2026, 10, 25, 1, 30, 0, 0, time.FixedZone("CEST", 7200))
	for _, test := range []struct {
		sql       string
		arguments []any
		want      []any
	}{
		{"select 1", nil, []any{1.0}},
		{"select $1::timestamptz, $1 at time zone 'UTC'", []any{at}, []any{at.UTC(), at.UTC()}},
		{"select $1::timestamp, $2::date", []any{at, at}, []any{at.UTC(), at.UTC().Truncate(24 * time.Hour)}},
		{"select $1::text, $2::float8", []any{`quoted ' " \ ☃`, 1.5}, []any{`quoted ' " \ ☃`, 1.5}},
		{"select 'b' = any($1::text[]), cardinality($1), cardinality($2::text[])", []any{[]string{"a'", "b", `{"c"}`}, []string{}}, []any{true, 3.0, 0.0}},
		{"select width_bucket($1::timestamptz, $2::timestamptz[])", []any{at, []time.Time{at.Add(-time.Hour), at, at.Add(time.Hour)}}, []any{2.0}},
	} {
		got, err := client.Select(testContext(t), test.sql, test.arguments...)
		if err != nil {
			t.Errorf("%s: %v", test.sql, err)
			continue
		}
		if !reflect.DeepEqual(got.Values, [][]any{test.want}) {
			t.Errorf("%s: got %v, want %v", test.sql, got.Values, test.want)
		}
	}
	if _, err := client.Select(testContext(t), "select $1::text"); fault.KindOf(err) != fault.Internal {
		t.Errorf("a missing argument: %v", err)
	}
	if _, err := client.Select(testContext(t), "select $1::text", "a\x00b"); fault.KindOf(err) != fault.Configuration {
		t.Errorf("a NUL character: %v", err)
	}
}

func TestDescribe(t *testing.T) {
	t.Parallel()
	client := open(t, config(database(t, "create table events (id uuid, at timestamptz, local timestamp, day date, name varchar(9))", "grant select on events to reader")))
	got, err := client.Describe(testContext(t), "select id, at, local, day, name, 1 as n from events where at >= $1 and local < $2")
	want := source.Description{
		Columns:    []source.Column{{Name: "id", Type: "uuid"}, {Name: "at", Type: "timestamptz"}, {Name: "local", Type: "timestamp"}, {Name: "day", Type: "date"}, {Name: "name", Type: "varchar"}, {Name: "n", Type: "int4"}},
		Parameters: []string{"timestamptz", "timestamp"},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v and %v", got, err)
	}
	// Nothing is run: a division by zero would be seen.
	if _, err := client.Describe(testContext(t), "select 1 / 0 from events"); err != nil {
		t.Error(err)
	}
	if _, err := client.Describe(testContext(t), "select nothing from events"); fault.KindOf(err) != fault.Configuration || !strings.Contains(err.Error(), "does not exist") {
		t.Errorf("a missing column: %v", err)
	}
}
