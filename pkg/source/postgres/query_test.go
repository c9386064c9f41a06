//go:build unix

package postgres

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/fault"
)

var (
	from = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	to   = time.Date(2026, 11, 2, 12, 30, 0, 0, time.FixedZone("IST", 5*3600+1800))
)

func TestQueryMapsTypes(t *testing.T) {
	t.Parallel()
	client := open(t, config(database(t)))
	for expression, want := range map[string]any{
		"null::int":                              nil,
		"7::int2":                                7.0,
		"-7::int4":                               -7.0,
		"9007199254740992::int8":                 9007199254740992.0,
		"1.5::float4":                            1.5,
		"'-Infinity'::float8":                    math.Inf(-1),
		"'NaN'::float8":                          nil,
		"12345.678::numeric":                     12345.678,
		"'NaN'::numeric":                         nil,
		"true":                                   true,
		"'a ''quoted'' \\ ☃'::text":              `a 'quoted' \ ☃`,
		"'x'::char(3)":                           "x  ",
		"'e1'::name":                             "e1",
		"'{\"a\": 1}'::json":                     `{"a": 1}`,
		"array[1,2]":                             "{1,2}",
		"'10.0.0.1'::inet":                       "10.0.0.1",
		"'2026-11-01 10:00:00+02'::timestamptz":  time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC),
		"'2026-11-01 10:00:00.25'::timestamp":    time.Date(2026, 11, 1, 10, 0, 0, 250e6, time.UTC),
		"'2026-11-01'::date":                     time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC),
		"'infinity'::timestamptz":                nil,
		"'90 minutes'::interval":                 5400.0,
		"'1 year 1 month 1 day 1.5s'::interval":  365.25*86400 + 30*86400 + 86400 + 1.5,
		"extract(epoch from '2h'::interval)":     7200.0,
		"count(*) from generate_series(1, 1000)": 1000.0,
	} {
		got, err := client.Query(testContext(t), "select "+expression, from, to)
		if err != nil {
			t.Errorf("%s: %v", expression, err)
			continue
		}
		if want := [][]any{{want}}; !reflect.DeepEqual(got.Values, want) {
			t.Errorf("%s: got %#v, want %#v", expression, got.Values, want)
		}
	}
}

func TestQueryNamesColumnsAndKeepsOrder(t *testing.T) {
	t.Parallel()
	got, err := open(t, config(database(t))).Query(testContext(t), "select n as queue, n * 2 as depth from generate_series(1, 3) n order by n desc", from, to)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"queue", "depth"}; !reflect.DeepEqual(got.Columns, want) {
		t.Errorf("got columns %v, want %v", got.Columns, want)
	}
	if want := [][]any{{3.0, 6.0}, {2.0, 4.0}, {1.0, 2.0}}; !reflect.DeepEqual(got.Values, want) {
		t.Errorf("got %v, want %v", got.Values, want)
	}
}

func TestQueryTakesTheRangeAsTheTypeItWants(t *testing.T) {
	t.Parallel()
	client := open(t, config(database(t, "create table events (at timestamptz, local timestamp, day date)", "grant select on events to reader")))
	for _, test := range []struct {
		sql  string
		want any
	}{
		{"select 1", 1.0},
		{"select $1::timestamptz", from},
		{"select $2::timestamptz", nil},
		{"select $2::timestamptz where $1::timestamptz is not null", to.UTC()},
		{"select $2::timestamp where $1::timestamp is not null", to.UTC()},
		{"select $1::date", from},
		{"select extract(epoch from $2::timestamptz - $1::timestamptz)::int", to.Sub(from).Seconds()},
		{"select count(*) from events where at >= $1 and at < $2", 0.0},
		{"select count(*) from events where local >= $1 and day < $2", 0.0},
	} {
		got, err := client.Query(testContext(t), test.sql, from, to)
		if test.want == nil {
			if fault.KindOf(err) != fault.Configuration || !strings.Contains(err.Error(), "$1::timestamptz") {
				t.Errorf("%s: got %v, want a configuration error that shows the cast", test.sql, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", test.sql, err)
		} else if !reflect.DeepEqual(got.Values, [][]any{{test.want}}) {
			t.Errorf("%s: got %v, want %v", test.sql, got.Values, test.want)
		}
	}
}

func TestQueryRefusesOtherParameters(t *testing.T) {
	t.Parallel()
	client := open(t, config(database(t)))
	for sql, want := range map[string]string{
		"select $1::timestamptz, $2::timestamptz, $3::text": "3 parameters",
		"select to_timestamp($1)":                           "other than a time",
	} {
		_, err := client.Query(testContext(t), sql, from, to)
		if fault.KindOf(err) != fault.Configuration || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want a configuration error with %q", sql, err, want)
		}
	}
}

func TestQueryLimitsRowsAndBytes(t *testing.T) {
	t.Parallel()
	settings := config(database(t))
	settings.MaxRows = 100
	client := open(t, settings)
	if got, err := client.Query(testContext(t), "select generate_series(1, 100)", from, to); err != nil || len(got.Values) != 100 {
		t.Errorf("100 rows: got %d and %v", len(got.Values), err)
	}
	for sql, want := range map[string]string{
		"select generate_series(1, 101)":                          "more than 100 rows",
		"select generate_series(1, 2000000000)":                   "more than 100 rows",
		"select repeat('x', 1000000) from generate_series(1, 90)": "more than 16 MB",
		"select repeat('x', 20000000)":                            "larger than 16 MB",
	} {
		began := time.Now()
		_, err := client.Query(testContext(t), sql, from, to)
		if fault.KindOf(err) != fault.Configuration || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want a configuration error with %q", sql, err, want)
		}
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("%s: refused only after %s", sql, took)
		}
	}
	if _, err := client.Query(testContext(t), "select 1", from, to); err != nil {
		t.Errorf("after the refusals: %v", err)
	}
}

// TestQueryCannotWrite runs as the owner of everything: only the transaction and the protocol stand in the way.
func TestQueryCannotWrite(t *testing.T) {
	t.Parallel()
	name := database(t, "create table kept (id int)", "insert into kept values (1)")
	settings := config(name)
	settings.User = "writer"
	settings.MaxConnections = 1
	client := open(t, settings)
	for _, sql := range []string{
		"delete from kept",
		"with gone as (delete from kept returning id) select * from gone",
		"insert into kept values (2) returning id",
		"select 1; delete from kept",
		"select 1; commit; delete from kept",
		"commit",
		"set transaction read write",
		"set session characteristics as transaction read write",
		"set default_transaction_read_only = off",
		"select set_config('transaction_read_only', 'off', false)",
		"create table stolen as select * from kept",
		"copy kept to program 'true'",
		"copy kept from stdin",
		"do $$ begin delete from kept; end $$",
		"",
		"-- only a comment",
	} {
		if got, err := client.Query(testContext(t), sql, from, to); fault.KindOf(err) != fault.Configuration {
			t.Errorf("%q: got %v and %v, want a configuration error", sql, got, err)
		}
	}
	// What a session keeps is undone as well: the next transaction is as it should be.
	if _, err := client.Query(testContext(t), "select set_config('default_transaction_read_only', 'off', false)", from, to); err != nil {
		t.Fatal(err)
	}
	got, err := client.Query(testContext(t), "select count(*), current_setting('default_transaction_read_only'), current_setting('transaction_read_only') from kept", from, to)
	if want := [][]any{{1.0, "on", "on"}}; err != nil || !reflect.DeepEqual(got.Values, want) {
		t.Errorf("afterwards: got %v and %v, want %v", got.Values, err, want)
	}
}

func TestSessionIsNamedAndBounded(t *testing.T) {
	t.Parallel()
	got, err := open(t, config(database(t))).Query(testContext(t),
		"select current_setting('application_name'), current_setting('statement_timeout'), current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout')", from, to)
	if want := [][]any{{"headroom", "5s", "2s", "10s"}}; err != nil || !reflect.DeepEqual(got.Values, want) {
		t.Errorf("got %v and %v, want %v", got.Values, err, want)
	}
}

func TestEnvironmentHasNoPart(t *testing.T) {
	name := database(t)
	for variable, value := range map[string]string{
		"PGHOST": "nowhere.invalid", "PGUSER": "nobody", "PGPASSWORD": "wrong", "PGDATABASE": "none", "PGSSLMODE": "verify-full",
		"PGOPTIONS": "-c statement_timeout=1", "PGAPPNAME": "other", "PGTARGETSESSIONATTRS": "standby",
	} {
		t.Setenv(variable, value)
	}
	got, err := open(t, config(name)).Query(testContext(t), "select current_user::text, current_setting('application_name')", from, to)
	if want := [][]any{{"reader", "headroom"}}; err != nil || !reflect.DeepEqual(got.Values, want) {
		t.Errorf("got %v and %v, want %v", got.Values, err, want)
	}
}

func ExampleClient_Query() {
	client, err := New(Config{Host: "db.example.com", Database: "app", User: "headroom"})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer client.Close()
	fmt.Println(client.config.SSLMode, client.config.Port, client.config.MaxRows)
	// Output: require 5432 10000
}
