//go:build unix

package recordsql

import (
	"context"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/headroom/headroom/pkg/delivery"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/source/postgres"
	"github.com/headroom/headroom/pkg/source/postgres/pgtest"
)

// server is one PostgreSQL for every test.
var server *pgtest.Server

const password = "s3cret"

func TestMain(m *testing.M) {
	var err error
	if server, err = pgtest.Open(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := 1
	if err = server.TryExec("postgres", "create role reader login password '"+password+"'"); err != nil {
		fmt.Fprintln(os.Stderr, err)
	} else {
		code = m.Run()
	}
	server.Close()
	os.Exit(code)
}

// open creates a database with what the statements say and returns a reader of it.
func open(t *testing.T, name string, statements ...string) *postgres.Client {
	t.Helper()
	server.Exec(t, "postgres", "create database "+name)
	server.Exec(t, name, append(statements, "grant select on all tables in schema public to reader")...)
	client, err := postgres.New(postgres.Config{Host: server.Host, Port: server.Port, Database: name, User: "reader", Password: password, SSLMode: postgres.SSLDisable})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

func relationOf(t interface{ Fatal(...any) }, client *postgres.Client, m signal.Mapping) Relation {
	rows, err := client.Select(context.Background(), DescribeTable, m.Table)
	if err != nil {
		t.Fatal(err)
	}
	r, err := FromTable(m, rows)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func answer(t interface{ Fatal(...any) }, client *postgres.Client, s Statement, err error) []map[string]any {
	if err != nil {
		t.Fatal(err)
	}
	rows, err := client.Select(context.Background(), s.SQL, s.Arguments...)
	if err != nil {
		t.Fatal(err, s.SQL)
	}
	return named(rows)
}

func named(rows source.Rows) []map[string]any {
	list := make([]map[string]any, len(rows.Values))
	for i, values := range rows.Values {
		list[i] = map[string]any{}
		for j, column := range rows.Columns {
			list[i][column] = values[j]
		}
	}
	return list
}

// number is a figure, NaN where there is none.
func number(v any) float64 {
	if f, ok := v.(float64); ok {
		return f
	}
	return math.NaN()
}

func same(a, b float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= 1e-6*math.Max(1, math.Abs(b))
}

var from = time.Date(2026, 8, 3, 0, 0, 0, 0, time.UTC)

const (
	span     = 3000 // minutes of the window
	weekSize = 1000 // minutes of a bucket
)

func at(minute int) time.Time { return from.Add(time.Duration(minute) * time.Minute) }

func literal(t time.Time) string {
	if t.IsZero() {
		return "null"
	}
	return "'" + t.Format(time.RFC3339) + "'"
}

func text(s string) string {
	if s == "" {
		return "null"
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

func drawIncidents(t *rapid.T) []delivery.Incident {
	var list []delivery.Incident
	for range rapid.IntRange(0, 14).Draw(t, "incidents") {
		i := delivery.Incident{
			ID:      rapid.SampledFrom([]string{"a", "b", "c", "d", "e", "f", "g", "h", "ü'", ""}).Draw(t, "id"),
			Started: at(rapid.IntRange(-500, span+500).Draw(t, "started")),
			Service: rapid.SampledFrom([]string{"", "api", "web"}).Draw(t, "service"), Severity: rapid.SampledFrom([]string{"", "Critical", "minor"}).Draw(t, "severity"),
			CausedBy: rapid.SampledFrom([]string{"", "", "1", "2", "99"}).Draw(t, "caused by"),
		}
		switch rapid.IntRange(0, 9).Draw(t, "end") {
		case 0: // open
		case 1:
			i.Resolved = i.Started.Add(-time.Minute)
		default:
			i.Resolved = i.Started.Add(time.Duration(rapid.IntRange(0, 700).Draw(t, "minutes")) * time.Minute)
		}
		list = append(list, i)
	}
	return list
}

func drawDeployments(t *rapid.T) []delivery.Deployment {
	var list []delivery.Deployment
	// Which of two deployments at the same moment was the last one is nobody's to say.
	for _, minute := range rapid.SliceOfNDistinct(rapid.IntRange(-400, span+400), 0, 14, rapid.ID).Draw(t, "deployed at") {
		list = append(list, delivery.Deployment{
			ID: rapid.SampledFrom([]string{"1", "2", "3", "4", "5", "6", "7", "8", ""}).Draw(t, "id"), At: at(minute),
			Service: rapid.SampledFrom([]string{"", "api", "web"}).Draw(t, "service"),
			Outcome: rapid.SampledFrom([]delivery.Outcome{"success", "SUCCESS", "failed", "rolled_back", "running"}).Draw(t, "outcome"),
		})
	}
	return list
}

func fill(t interface{ Fatal(...any) }, database string, incidents []delivery.Incident, deployments []delivery.Deployment) {
	statements := []string{"truncate incidents, deployments, unique_deployments"}
	for _, i := range incidents {
		statements = append(statements, fmt.Sprintf("insert into incidents values (%s, %s, %s, %s, %s, %s)",
			text(i.ID), literal(i.Started), literal(i.Resolved), text(i.Severity), text(i.Service), text(i.CausedBy)))
	}
	for _, d := range deployments {
		values := fmt.Sprintf("values (%s, %s, %s, %s)", text(d.ID), literal(d.At), text(d.Service), text(string(d.Outcome)))
		statements = append(statements, "insert into deployments "+values)
		if d.ID != "" {
			statements = append(statements, "insert into unique_deployments "+values+" on conflict do nothing")
		}
	}
	if err := server.TryExec(database, statements...); err != nil {
		t.Fatal(err)
	}
}

// unique are the rows that a table with a unique id takes.
func unique(deployed []delivery.Deployment) []delivery.Deployment {
	var list []delivery.Deployment
	for _, d := range deployed {
		if d.ID != "" && !slices.ContainsFunc(list, func(other delivery.Deployment) bool { return other.ID == d.ID }) {
			list = append(list, d)
		}
	}
	return list
}

// touching are the incidents that a question about the window reads.
func touching(list []delivery.Incident) []delivery.Incident {
	var out []delivery.Incident
	for _, i := range list {
		if i.Started.Before(at(span)) && (i.Resolved.IsZero() || !i.Resolved.Before(from)) {
			out = append(out, i)
		}
	}
	return out
}

func ofService(list []delivery.Incident, service string) []delivery.Incident {
	var out []delivery.Incident
	for _, i := range list {
		if i.Service == service {
			out = append(out, i)
		}
	}
	return out
}

func failures(list []delivery.Incident) []delivery.Incident {
	var out []delivery.Incident
	for _, i := range list {
		if isFailure(i) {
			out = append(out, i)
		}
	}
	return out
}

func isFailure(i delivery.Incident) bool { return i.Severity != "minor" }

func scope() Scope {
	return Scope{
		From: from, To: at(span), Failures: []string{"critical"}, Production: []string{"production"}, Within: 2 * time.Hour,
		Success: []string{"success"}, Failed: []string{"failed"}, RolledBack: []string{"rolled_back"},
	}
}

func bounds() []time.Time { return []time.Time{from, at(weekSize), at(2 * weekSize), at(span)} }

// What PostgreSQL sums up is what the domain says of the same rows: merged outages, percentiles, attribution, what is
// left out, by service and by week.
func TestPostgresAgreesWithTheDomain(t *testing.T) {
	client := open(t, "agreement",
		"create table incidents (id text, started_at timestamptz, resolved_at timestamptz, severity text, service text, caused_by_deployment_id text)",
		"create table deployments (id text, deployed_at timestamptz, service text, outcome text)",
		"create table unique_deployments (id text primary key, deployed_at timestamptz, service text, outcome text)")
	incidentTable := relationOf(t, client, signal.Mapping{Signal: signal.Incidents, Table: "incidents"})
	deploymentTable := relationOf(t, client, signal.Mapping{Signal: signal.Deployments, Table: "public.deployments"})
	uniqueTable := relationOf(t, client, signal.Mapping{Signal: signal.Deployments, Table: "unique_deployments"})
	if !uniqueTable.uniqueID || deploymentTable.uniqueID {
		t.Fatal("the unique id is not seen")
	}
	rapid.Check(t, func(t *rapid.T) {
		rows, deployed := drawIncidents(t), drawDeployments(t)
		fill(t, "agreement", rows, deployed)
		incidents, defects := delivery.CheckIncidents(touching(rows))
		for _, grouped := range []bool{false, true} {
			s := scope()
			if grouped {
				s.GroupBy = []string{"service"}
			}
			statement, err := Resolutions(incidentTable, s)
			compareResolutions(t, answer(t, client, statement, err), incidents, defects, grouped)
			statement, err = Outages(incidentTable, s)
			compareOutages(t, answer(t, client, statement, err), incidents, grouped)
			s.Bounds = bounds()
			statement, err = Resolutions(incidentTable, s)
			compareWeeklyResolutions(t, answer(t, client, statement, err), incidents, grouped)
			statement, err = Outages(incidentTable, s)
			compareWeeklyOutages(t, answer(t, client, statement, err), incidents, grouped)
			statement, err = Deployments(deploymentTable, &incidentTable, s)
			compareDeployments(t, answer(t, client, statement, err), deployed, rows, grouped)
			statement, err = Deployments(uniqueTable, &incidentTable, s)
			compareDeployments(t, answer(t, client, statement, err), unique(deployed), rows, grouped)
		}
	})
}

// group is the row's group, "" when there is none.
func group(row map[string]any) string {
	name, _ := row["g1"].(string)
	return name
}

func inGroup(list []delivery.Incident, row map[string]any, grouped bool) []delivery.Incident {
	if grouped {
		return ofService(list, group(row))
	}
	return list
}

func compareResolutions(t *rapid.T, rows []map[string]any, incidents []delivery.Incident, defects delivery.Defects, grouped bool) {
	seen := 0.0
	for _, row := range rows {
		if number(row["incomplete"]) != defects.Incomplete || number(row["reversed"]) != defects.Reversed || number(row["duplicates"]) != defects.Duplicates {
			t.Fatalf("left out %v, want %+v", row, defects)
		}
		if row["bucket"] == nil {
			continue // no incident at all
		}
		want := delivery.Resolve(inGroup(incidents, row, grouped), from, at(span))
		if number(row["resolved"]) != want.Count || !same(number(row["mean"]), want.Mean) || !same(number(row["median"]), want.Median) ||
			!same(number(row["p90"]), want.P90) || number(row["open"]) != want.Open {
			t.Fatalf("%v, want %+v", row, want)
		}
		seen += want.Count + want.Open
	}
	if all := delivery.Resolve(incidents, from, at(span)); seen != all.Count+all.Open {
		t.Fatalf("%v incidents in %v, want %+v", seen, rows, all)
	}
}

func compareWeeklyResolutions(t *rapid.T, rows []map[string]any, incidents []delivery.Incident, grouped bool) {
	for _, row := range rows {
		if row["bucket"] == nil {
			continue
		}
		week := int(number(row["bucket"]))
		if week > 3 {
			continue // resolved after the window
		}
		want := delivery.Resolve(inGroup(incidents, row, grouped), bounds()[week-1], bounds()[week])
		if number(row["resolved"]) != want.Count || !same(number(row["mean"]), want.Mean) {
			t.Fatalf("week %d: %v, want %+v", week, row, want)
		}
	}
}

func compareOutages(t *rapid.T, rows []map[string]any, incidents []delivery.Incident, grouped bool) {
	seen := 0.0
	for _, row := range rows {
		want := delivery.MergeOutages(failures(inGroup(incidents, row, grouped)), from, at(span))
		got := delivery.Outages{Count: number(row["outages"]), Incidents: number(row["incidents"]), Seconds: number(row["seconds"])}
		if want.Count > 0 && got != want || want.Count == 0 && got.Count > 0 {
			t.Fatalf("%+v, want %+v", got, want)
		}
		seen += want.Incidents
	}
	if all := delivery.MergeOutages(failures(incidents), from, at(span)); seen != all.Incidents {
		t.Fatalf("%v incidents in %v, want %+v", seen, rows, all)
	}
}

func compareWeeklyOutages(t *rapid.T, rows []map[string]any, incidents []delivery.Incident, grouped bool) {
	for _, row := range rows {
		if row["bucket"] == nil {
			continue
		}
		week := int(number(row["bucket"]))
		want := delivery.MergeOutages(failures(inGroup(incidents, row, grouped)), bounds()[week-1], bounds()[week])
		if number(row["outages"]) != want.Count || number(row["seconds"]) != want.Seconds {
			t.Fatalf("week %d: %v, want %+v", week, row, want)
		}
	}
}

func compareDeployments(t *rapid.T, rows []map[string]any, deployed []delivery.Deployment, incidents []delivery.Incident, grouped bool) {
	var inside []delivery.Deployment
	for _, d := range deployed {
		d.Outcome = delivery.Outcome(strings.ToLower(string(d.Outcome)))
		if !d.At.Before(from) && d.At.Before(at(span)) {
			inside = append(inside, d)
		}
	}
	valid, defects := delivery.CheckDeployments(inside)
	// What is put down to the last deployment before it may be one before the window, or a copy of another.
	var all []delivery.Deployment
	for _, d := range deployed {
		d.Outcome = delivery.Outcome(strings.ToLower(string(d.Outcome)))
		if d.Outcome != "running" {
			all = append(all, d)
		}
	}
	var relevant []delivery.Incident
	for _, i := range incidents {
		if !i.Started.Before(from) && i.Started.Before(at(span)) && (i.Resolved.IsZero() || !i.Resolved.Before(i.Started)) {
			relevant = append(relevant, i)
		}
	}
	caused := delivery.Attribution{Within: 2 * time.Hour, Counts: isFailure}.Causes(all, relevant)
	type sum struct{ total, successful, byOutcome, caused float64 }
	want, got := map[string]sum{}, map[string]sum{}
	for _, d := range valid {
		service := ""
		if grouped {
			service = d.Service
		}
		week := 1
		for week < 3 && !d.At.Before(bounds()[week]) {
			week++
		}
		key := fmt.Sprint(service, week)
		w := want[key]
		w.total++
		switch {
		case d.Outcome != delivery.Success:
			w.byOutcome++
		case caused[d.ID]:
			w.caused++
			fallthrough
		default:
			w.successful++
		}
		want[key] = w
	}
	var left delivery.Defects
	for _, row := range rows {
		left.Incomplete += number(row["incomplete"])
		left.Unknown += number(row["unknown"])
		left.Duplicates += number(row["duplicates"])
		key := fmt.Sprint(group(row), number(row["bucket"]))
		g := got[key]
		got[key] = sum{g.total + number(row["total"]), g.successful + number(row["successful"]), g.byOutcome + number(row["by_outcome"]), g.caused + number(row["caused"])}
	}
	for key, g := range got {
		if g == (sum{}) {
			delete(got, key)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) || left != defects {
		t.Fatalf("grouped %t: got %v %+v, want %v %+v\n%v\n%v", grouped, got, left, want, defects, deployed, incidents)
	}
}
