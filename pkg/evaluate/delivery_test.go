//go:build unix

package evaluate

import (
	"context"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/signal"
	pgsource "github.com/headroom/headroom/pkg/source/postgres"
	"github.com/headroom/headroom/pkg/source/postgres/pgtest"
	"github.com/headroom/headroom/pkg/verdict"
)

const readerPassword = "s3cret"

// server is one PostgreSQL for all tests of operational KPIs; each has a database of its own.
var server *pgtest.Server

func TestMain(m *testing.M) {
	var err error
	code := 1
	if server, err = pgtest.Open(); err == nil {
		if err = server.TryExec("postgres", "create role reader login password '"+readerPassword+"'"); err == nil {
			code = m.Run()
		}
		server.Close()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

// database creates a database of what the statements say and returns a reader of it.
func database(t *testing.T, statements ...string) *pgsource.Client {
	t.Helper()
	name := strings.ToLower(t.Name())
	server.Exec(t, "postgres", "create database "+name)
	server.Exec(t, name, append(statements, "grant select on all tables in schema public to reader")...)
	client, err := pgsource.New(pgsource.Config{Host: server.Host, Port: server.Port, Database: name, User: "reader", Password: readerPassword, SSLMode: pgsource.SSLDisable})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

// ops is what the tests' team did up to Friday 20 November 2026, 12:00 UTC: a deployment of api every Tuesday and
// Thursday at 10:00 since March, of web every other Wednesday since October.
var ops = []string{
	`create table incidents (id int primary key, started_at timestamptz, resolved_at timestamptz, severity text, service text, caused_by_deployment_id text)`,
	`create table deployments (id text primary key, deployed_at timestamptz, service text, environment text, outcome text)`,
	`insert into deployments select 'api-' || d::date, d + interval '10h', 'api', 'production', 'success'
	   from generate_series('2026-03-03'::timestamptz, '2026-11-19', '1 day') as d where extract(isodow from d) in (2, 4)`,
	`insert into deployments select 'web-' || d::date, d + interval '10h', 'web', 'Production', 'deployed'
	   from generate_series('2026-10-07'::timestamptz, '2026-11-19', '14 days') as d`,
	`insert into deployments select 'staging-' || n, '2026-11-01'::timestamptz + n * interval '1h', 'api', 'staging', 'failed' from generate_series(1, 100) n`,
	`update deployments set outcome = 'rolled_back' where id = 'api-2026-11-12'`,
	`insert into incidents values
	   (1, '2026-03-01 00:00Z', '2026-03-01 01:00Z', 'critical', 'api', null),
	   (2, '2026-10-06 11:00Z', '2026-10-06 12:00Z', 'critical', 'api', null),
	   (3, '2026-10-06 11:30Z', '2026-10-06 12:30Z', 'critical', 'web', null),
	   (4, '2026-10-22 09:00Z', '2026-10-22 09:20Z', 'minor', 'api', 'api-2026-10-20'),
	   (5, '2026-11-10 08:00Z', '2026-11-10 08:10Z', 'SEV1', 'api', null),
	   (6, '2026-11-12 10:30Z', '2026-11-12 10:40Z', null, 'api', null),
	   (7, '2026-11-20 11:00Z', null, 'critical', 'web', null)`,
}

func opsEngine(client *pgsource.Client) *Engine {
	return &Engine{Profile: catalog.Default(), Postgres: client, Signals: map[signal.Name]signal.Mapping{
		signal.Incidents:   {Signal: signal.Incidents, Form: signal.Records, Table: "incidents", Why: "mapped"},
		signal.Deployments: {Signal: signal.Deployments, Form: signal.Records, Table: "public.deployments", Why: "mapped"},
	}}
}

// deliver evaluates a query at now and returns its rows by KPI and labels.
func deliver(t *testing.T, e *Engine, model string) (map[string]verdict.Result, KPIAnswer) {
	t.Helper()
	answer, err := e.Delivery(context.Background(), request(t, model))
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]verdict.Result{}
	for _, row := range answer.Rows {
		key := row.KPI
		for _, label := range []string{"service", "environment"} {
			if v, ok := row.Labels[label]; ok {
				key += "/" + v
			}
		}
		rows[key] = row.Result
	}
	return rows, answer
}

func value(r verdict.Result) float64 {
	if r.Value == nil {
		return math.NaN()
	}
	return *r.Value
}

func TestDelivery(t *testing.T) {
	client := database(t, ops...)
	e := opsEngine(client)

	rows, answer := deliver(t, e, `{"queryType": "delivery"}`)
	if len(rows) != 4 || len(answer.Notices) != 0 || answer.Window.Length != 90*24*time.Hour {
		t.Fatalf("%d rows over %s, notices %q", len(rows), answer.Window.Length, answer.Notices)
	}
	// 60, 60, 20, 10 and 10 minutes; incident 7 is open.
	if r := rows["mttr"]; r.Status != verdict.NoTarget || math.Abs(value(r)-32*60) > 1e-6 || r.Facts["median_seconds"] != 1200 || r.Facts["open_incidents"] != 1 {
		t.Errorf("mttr %v: %+v", value(r), r)
	}
	// 2 and 3 are one outage of 90 minutes, 4 is minor, 6 has no severity, 7 is open since the last hour (the window's
	// end is aligned).
	r := rows["mtbf"]
	operating := 90*86400 - r.Facts["outage_seconds"]
	if r.Status != verdict.NoTarget || math.Abs(value(r)-operating/4) > 1e-6 || r.Facts["incidents"] != 5 || *r.Lower >= value(r) {
		t.Errorf("mtbf %v: %+v", value(r), r)
	}
	if open := r.Facts["outage_seconds"] - (90+10+10)*60; open < 0 || open > 3600 {
		t.Errorf("the open incident lasts %v s", open)
	}
	// Twelve whole weeks with two deployments of api each, three of them with one of web, and one rolled back.
	if r := rows["deployment_frequency"]; r.Status != verdict.Met || value(r) != 2 || *r.Samples != 12 || r.Facts["weeks_with_deployment_ratio"] != 1 {
		t.Errorf("deployment_frequency %v: %+v", value(r), r)
	}
	// api of 6 October (2, within the hour), of 20 October (4 names it), of 12 November (rolled back, and 6); 5 is 22 h after
	// the last one, 7 is of web, a fortnight after.
	if r := rows["change_failure_ratio"]; r.Facts["failed_deployments"] != 3 || r.Facts["failed_by_outcome"] != 1 || r.Facts["caused_incident"] != 2 || r.Status != verdict.InsufficientData && r.Status != verdict.AtRisk {
		t.Errorf("change_failure_ratio %v: %+v", value(r), r)
	}

	rows, _ = deliver(t, e, `{"queryType": "delivery", "groupBy": ["service"], "service": "{api,web,worker}"}`)
	if len(rows) != 12 {
		t.Errorf("%d rows, want a row for everything asked", len(rows))
	}
	if r := rows["mtbf/web"]; r.Facts["incidents"] != 2 || r.Facts["outage_seconds"] < 3600 {
		t.Errorf("mtbf of web: %+v", r)
	}
	if r := rows["mtbf/worker"]; r.Status != verdict.InsufficientData || r.Lower == nil || !strings.Contains(r.Reason, "no failure") {
		t.Errorf("mtbf of a service without incidents: %+v", r)
	}
	// web exists since 7 October: what was before is no week without deployments.
	if r := rows["deployment_frequency/web"]; value(r) != 0 || *r.Samples != 5 || !strings.Contains(r.Reason, "history starts at 2026-10-07") {
		t.Errorf("deployment_frequency of web: %v of %v weeks: %s", value(r), *r.Samples, r.Reason)
	}
	if r := rows["deployment_frequency/worker"]; r.Status != verdict.InsufficientData || !strings.Contains(r.Reason, "set signals.deployments.since") {
		t.Errorf("deployment_frequency of a service without deployments: %+v", r)
	}

	rows, _ = deliver(t, e, `{"queryType": "delivery", "kpis": ["change_failure_ratio"], "environment": "staging"}`)
	if r := rows["change_failure_ratio"]; r.Status != verdict.Missed || value(r) != 1 || *r.Samples != 100 {
		t.Errorf("staging: %+v", r)
	}
	rows, _ = deliver(t, e, `{"queryType": "delivery", "kpis": ["mttr", "deployment_frequency"], "groupBy": ["environment"]}`)
	if r := rows["mttr/"]; r.Status != verdict.NoSource || !strings.Contains(r.Reason, "signals.incidents.columns.environment") {
		t.Errorf("incidents have no environment: %+v", r)
	}
	if r := rows["deployment_frequency/production"]; value(r) != 2 {
		t.Errorf("production: %+v", rows)
	}
}

func TestDeliverySince(t *testing.T) {
	client := database(t, ops...)
	e := opsEngine(client)
	since := time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)
	for _, name := range []signal.Name{signal.Incidents, signal.Deployments} {
		m := e.Signals[name]
		m.Since = &since
		e.Signals[name] = m
	}
	rows, _ := deliver(t, e, `{"queryType": "delivery"}`)
	for kpi, r := range rows {
		if !strings.Contains(r.Reason, "history starts at 2026-10-01T00:00Z") || r.Window > 51*24*time.Hour {
			t.Errorf("%s over %s: %s", kpi, r.Window, r.Reason)
		}
	}
	// Since then nobody has deployed anything of worker: that is known.
	rows, _ = deliver(t, e, `{"queryType": "delivery", "kpis": ["deployment_frequency"], "service": "worker"}`)
	if r := rows["deployment_frequency"]; r.Status != verdict.Missed || value(r) != 0 {
		t.Errorf("%+v", r)
	}
}

func TestDeliveryOfNothing(t *testing.T) {
	client := database(t, ops[0], ops[1])
	rows, answer := deliver(t, opsEngine(client), `{"queryType": "delivery"}`)
	for kpi, r := range rows {
		if r.Status != verdict.InsufficientData || r.Value != nil || !strings.Contains(r.Reason, "since when they are recorded") {
			t.Errorf("%s of empty tables: %+v", kpi, r)
		}
	}
	if len(rows) != 4 || len(answer.Notices) != 0 {
		t.Errorf("%d rows, %q", len(rows), answer.Notices)
	}
}

func TestDeliveryNamesBadRows(t *testing.T) {
	client := database(t, `create table incidents (number text, opened timestamp, closed date, service text)`,
		`create table deployments (id text, deployed_at timestamptz, outcome text)`,
		`insert into incidents values ('a', '2026-11-10 10:00', '2026-11-10', 'api'), ('b', '2026-11-10', '2026-11-11', 'api'), ('b', '2026-11-10', '2026-11-11', 'api'),
		   (null, '2026-11-10', '2026-11-11', 'api'), ('c', null, '2026-11-11', 'api'), ('d', '2026-08-01', '2026-11-11', 'api')`,
		`insert into deployments values ('1', '2026-11-10', 'ok'), ('1', '2026-11-11', 'ok'), ('2', '2026-11-10', 'running'), ('3', null, 'ok'), (null, '2026-11-10', 'ok')`)
	e := opsEngine(client)
	e.Signals[signal.Incidents] = signal.Mapping{Signal: signal.Incidents, Form: signal.Records, Table: "incidents", Columns: map[string]string{"id": "number", "started_at": "opened", "resolved_at": "closed"}}
	rows, answer := deliver(t, e, `{"queryType": "delivery"}`)
	for _, want := range []string{
		"incidents: 1 were resolved before they started", "incidents: 1 have an id that was there already", "incidents: 2 have no id or no start",
		`deployments: 1 have an outcome that is none of the profile's words (delivery.outcomes) and count nowhere, for example "running"`,
		"deployments: 1 have an id that was there already", "deployments: 2 have no id or no time",
	} {
		if !strings.Contains(strings.Join(answer.Notices, "\n"), want) {
			t.Errorf("no notice %q in %q", want, answer.Notices)
		}
	}
	if len(answer.Notices) != 6 {
		t.Errorf("notices %q", answer.Notices)
	}
	if r := rows["mttr"]; *r.Samples != 2 {
		t.Errorf("mttr of %v incidents: %s", *r.Samples, r.Reason)
	}
	if r := rows["change_failure_ratio"]; *r.Samples != 1 {
		t.Errorf("change_failure_ratio of %v deployments: %s", *r.Samples, r.Reason)
	}
}

func TestDeliveryFromStatements(t *testing.T) {
	client := database(t, ops...)
	e := opsEngine(client)
	want, _ := deliver(t, e, `{"queryType": "delivery", "groupBy": ["service"]}`)
	for _, sql := range []struct{ incidents, deployments string }{
		{"select * from incidents", "select * from deployments"},
		{"select id, started_at, resolved_at, severity, service, caused_by_deployment_id from incidents -- all of them", "select * from deployments;\n"},
		{
			"select * from incidents where started_at < $2 and (resolved_at is null or resolved_at >= $1::timestamptz)",
			"select * from deployments where deployed_at between $1 and $2",
		},
	} {
		e.Signals[signal.Incidents] = signal.Mapping{Signal: signal.Incidents, Form: signal.Records, SQL: sql.incidents}
		e.Signals[signal.Deployments] = signal.Mapping{Signal: signal.Deployments, Form: signal.Records, SQL: sql.deployments}
		got, _ := deliver(t, e, `{"queryType": "delivery", "groupBy": ["service"]}`)
		for key, r := range want {
			if !(value(got[key]) == value(r) || r.Value == nil && got[key].Value == nil) || got[key].Reason != r.Reason {
				t.Errorf("%s\n%s: %v %s\nfrom the tables: %v %s", sql.incidents, key, value(got[key]), got[key].Reason, value(r), r.Reason)
			}
		}
	}
}

func TestMappingsThatDoNotFit(t *testing.T) {
	client := database(t, append(ops, `create table tickets (key text, opened_at text, closed_at timestamptz)`)...)
	for _, tt := range []struct {
		mapping signal.Mapping
		want    string
	}{
		{signal.Mapping{Table: "nothing"}, `signals.incidents.table: there is no table "nothing" that this user can see`},
		{signal.Mapping{Table: "tickets"}, `signals.incidents.columns.id: the table tickets has no column "id"; there are key, opened_at, closed_at. Name the one that holds it in signals.incidents.columns.id`},
		{signal.Mapping{Table: "tickets", Columns: map[string]string{"id": "key"}}, `the table tickets has no column "started_at"`},
		{signal.Mapping{Table: "tickets", Columns: map[string]string{"id": "key", "started_at": "opened_at"}}, `the column "opened_at" of the table tickets is of type text, and a time is needed`},
		{signal.Mapping{Table: "incidents", Columns: map[string]string{"severity": "level"}}, `the table incidents has no column "level"`},
		{signal.Mapping{SQL: "select 1 as id"}, `the statement has no column "started_at"; there are id. Name the one that holds it in signals.incidents.columns.started_at, or return it from the statement`},
		{signal.Mapping{SQL: "select * from nothing"}, `does not exist`},
		{signal.Mapping{SQL: "select * from incidents where id = $1"}, `the statement uses $1 as something other than a time`},
		{signal.Mapping{SQL: "select * from incidents where started_at > $3"}, `unclear`},
		{signal.Mapping{SQL: "select $1::timestamptz, $2::timestamptz, $3::text"}, `the statement has 3 parameters`},
		{signal.Mapping{SQL: "delete from incidents"}, `the statement returns no rows`},
	} {
		e := opsEngine(client)
		tt.mapping.Signal, tt.mapping.Form = signal.Incidents, signal.Records
		e.Signals[signal.Incidents] = tt.mapping
		_, err := e.Delivery(context.Background(), request(t, `{"queryType": "delivery", "kpis": ["mttr", "mtbf", "change_failure_ratio"]}`))
		if fault.KindOf(err) != fault.Configuration || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v:\n got %v\nwant %s", tt.mapping, err, tt.want)
		}
		// What does not rest on incidents is answered all the same.
		rows, _ := deliver(t, e, `{"queryType": "delivery"}`)
		if rows["mttr"].Status != verdict.Error || rows["change_failure_ratio"].Status != verdict.Error || rows["deployment_frequency"].Status != verdict.Met {
			t.Errorf("%+v: %+v", tt.mapping, rows)
		}
	}
}

func TestDeliveryWithoutIncidents(t *testing.T) {
	client := database(t, ops...)
	e := opsEngine(client)
	e.Signals[signal.Incidents] = signal.Mapping{Signal: signal.Incidents, Why: "map signals.incidents"}
	rows, _ := deliver(t, e, `{"queryType": "delivery"}`)
	if r := rows["change_failure_ratio"]; r.Facts["failed_deployments"] != 1 || !strings.Contains(r.Reason, "incidents are not held against deployments: map signals.incidents") {
		t.Errorf("%+v", r)
	}
	if rows["mttr"].Status != verdict.NoSource || rows["mtbf"].Status != verdict.NoSource {
		t.Errorf("%+v", rows)
	}
}

func TestDeliveryTrend(t *testing.T) {
	client := database(t, ops...)
	e := opsEngine(client)
	r := request(t, `{"queryType": "delivery", "step": "1w", "timeZone": "Europe/Berlin"}`)
	r.From = now.Add(-45 * 24 * time.Hour) // Tuesday 6 October
	answer, err := e.DeliveryTrend(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	if len(answer.Weeks) != 7 || !answer.Weeks[0].Start.Equal(time.Date(2026, 10, 4, 22, 0, 0, 0, time.UTC)) || answer.Weeks[2].End.Sub(answer.Weeks[2].Start) != 169*time.Hour || len(answer.Notices) != 0 {
		t.Fatalf("weeks %v, notices %q", answer.Weeks, answer.Notices)
	}
	none := math.NaN()
	for _, trend := range answer.Trends {
		want := map[string][]float64{
			"mttr":                 {3600, none, 1200, none, none, 600, none},
			"mtbf":                 {168*3600 - 5400, none, none, none, none, (168*3600 - 1200) / 2, 4*86400 + 13*3600 - 3600},
			"deployment_frequency": {3, 2, 3, 2, 3, 1, 3},
			"change_failure_ratio": {1.0 / 3, 0, 1.0 / 3, 0, 0, 0.5, 0},
		}[trend.KPI]
		for i, w := range want {
			got := math.NaN()
			if trend.Values[i] != nil {
				got = *trend.Values[i]
			}
			if math.Abs(got-w) > 1e-6 || math.IsNaN(got) != math.IsNaN(w) {
				t.Errorf("%s in week %d: %v, want %v", trend.KPI, i, got, w)
			}
			if trend.Whole[i] != (i < 6) {
				t.Errorf("%s: week %d is whole: %t", trend.KPI, i, trend.Whole[i])
			}
		}
	}
	if len(answer.Trends) != 4 {
		t.Errorf("%d trends", len(answer.Trends))
	}
}
