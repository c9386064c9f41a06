package promql

import (
	"context"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/evaluate"
)

// tableSeries writes the counters of one table; each is a sequence of promqltest, none means that it is not exposed.
func tableSeries(name string, counters map[string]string) string {
	var series strings.Builder
	for _, counter := range []string{"n_tup_ins", "n_tup_upd", "n_tup_del", "seq_scan", "idx_scan", "seq_tup_read", "idx_tup_fetch"} {
		values, given := counters[counter]
		if !given {
			values = "0x1440"
		}
		if values != "none" {
			series.WriteString("  pg_stat_user_tables_" + counter + `{server="db-1:5432",datname="app",schemaname="public",relname="` + name + `"} ` + values + "\n")
		}
	}
	return series.String()
}

// tables are a day of a declared table within its range (120,000 writes and 60,000 scans an hour), one without an
// index, one that was reset half an hour ago, one that nobody declared, one with a gap, and one that fell silent.
var tables = "load 1m\n" +
	tableSeries("email_messages", map[string]string{"n_tup_ins": "0+1000x1440", "n_tup_upd": "0+500x1440", "n_tup_del": "0+500x1440", "idx_scan": "0+1000x1440", "idx_tup_fetch": "0+3000x1440"}) +
	tableSeries("jobs", map[string]string{"n_tup_ins": "0+100x1440", "seq_scan": "0+100x1440", "idx_scan": "none", "idx_tup_fetch": "none"}) +
	tableSeries("campaigns", map[string]string{"n_tup_ins": "9000000+100x1409 5+100x30", "idx_scan": "9000000+100x1409 5+100x30"}) +
	tableSeries("undeclared", map[string]string{"n_tup_ins": "0+500x1440"}) +
	tableSeries("attachments", map[string]string{"n_tup_ins": "0+5000x1395 _x30 7000000+5000x14", "idx_scan": "0+1000x1440"}) +
	tableSeries("job_logs", map[string]string{
		"n_tup_ins": "0+100x1200", "n_tup_upd": "0x1200", "n_tup_del": "0x1200", "seq_scan": "0x1200", "idx_scan": "0x1200",
		"seq_tup_read": "0x1200", "idx_tup_fetch": "0x1200",
	})

func (s *scenario) traffic(model object) map[string]evaluate.TableRow {
	s.Helper()
	model["queryType"] = "traffic"
	answer, err := s.engine().Traffic(context.Background(), s.request(model))
	if err != nil {
		s.Fatal(err)
	}
	rows := map[string]evaluate.TableRow{}
	for _, row := range answer.Rows {
		if _, twice := rows[row.Table.Table]; twice {
			s.Errorf("%s has two rows", row.Table.Table)
		}
		rows[row.Table.Table] = row
	}
	return rows
}

func TestTraffic(t *testing.T) {
	s := at(t, 24*time.Hour, tables)
	rows := s.traffic(object{"format": "table"})
	// The 14 declared tables, and the one that nobody declared.
	if len(rows) != 15 {
		t.Errorf("%d rows", len(rows))
	}
	for name, want := range map[string]struct {
		value, writes, scans, read, position float64
		tier, inferred, status, reason       string
	}{
		"email_messages":  {180_000, 120_000, 60_000, 180_000, 0, "CRITICAL", "", "within", ""},
		"jobs":            {12_000, 6_000, 6_000, 0, 0, "HIGH", "", "within", ""},
		"undeclared":      {30_000, 30_000, 0, 0, none, "", "HIGH", "no_target", "no expected range"},
		"campaigns":       {none, none, none, none, none, "HIGH", "", "insufficient_data", "reset inside the window"},
		"attachments":     {none, none, none, none, none, "HIGH", "", "insufficient_data", "observed for"},
		"job_logs":        {none, none, none, none, none, "HIGH", "", "insufficient_data", "no samples in the window"},
		"daily_analytics": {none, none, none, none, none, "MEDIUM", "", "insufficient_data", "no samples in the window"},
	} {
		row := rows[name]
		s.near(name+" operations", row.Value, want.value, 1e-9)
		s.near(name+" writes", row.Writes, want.writes, 1e-9)
		s.near(name+" scans", row.Scans, want.scans, 1e-9)
		s.near(name+" rows read", row.RowsRead, want.read, 1e-9)
		s.near(name+" position", row.Position, want.position, 1e-9)
		if row.Tier != want.tier || row.InferredTier != want.inferred || row.Status != want.status || !strings.Contains(row.Reason, want.reason) {
			t.Errorf("%s: %+v", name, row)
		}
	}
}

func TestTrafficMeasuresAndFilters(t *testing.T) {
	s := at(t, 24*time.Hour, tables)
	for measure, want := range map[string]float64{"operations": 180_000, "writes": 120_000, "scans": 60_000, "rows_read": 180_000, "position": 0,
		"expected_low": 100_000, "expected_high": 1_000_000} {
		rows := s.traffic(object{"measure": measure, "tables": []string{"email_messages"}})
		if len(rows) != 1 {
			t.Errorf("%d rows", len(rows))
		}
		s.near(measure, rows["email_messages"].Value, want, 1e-9)
	}
	for name, test := range map[string]struct {
		query object
		rows  int
	}{
		"by tier":                   {object{"tiers": []string{"CRITICAL"}}, 6},
		"by category":               {object{"categories": []string{"Queue System"}}, 2},
		"by schema and name":        {object{"tables": []string{"public.jobs"}}, 1},
		"a table that nobody knows": {object{"tables": []string{"ghost"}}, 1},
		"by database":               {object{"databases": []string{"app"}}, 15},
		// Of the declared tables five live in another database.
		"a database without a table": {object{"databases": []string{"billing"}}, 9},
		"a tier without a table":     {object{"tiers": []string{"LOW"}}, 0},
		"a table of another tier":    {object{"tables": []string{"jobs"}, "tiers": []string{"CRITICAL"}}, 0},
		"an environment that has no": {object{"environment": "prod"}, 14},
	} {
		if rows := s.traffic(test.query); len(rows) != test.rows {
			t.Errorf("%s: %d rows, want %d", name, len(rows), test.rows)
		}
	}
	ghost := s.traffic(object{"tables": []string{"ghost"}})["ghost"]
	if ghost.Status != "insufficient_data" || ghost.Value != nil {
		t.Errorf("a table that nobody knows: %+v", ghost)
	}
	// Without a label for it, an environment cannot be told apart, and is never left out of the question silently.
	elsewhere := s.traffic(object{"environment": "prod"})["email_messages"]
	if elsewhere.Status != "no_source" || elsewhere.Value != nil || !strings.Contains(elsewhere.Reason, "environment") {
		t.Errorf("an environment without a label: %+v", elsewhere)
	}
}

func TestTrafficOfAnExporterWithoutScans(t *testing.T) {
	s := at(t, 24*time.Hour, "load 1m\n"+tableSeries("jobs", map[string]string{"n_tup_ins": "0+100x1440", "seq_scan": "none", "idx_scan": "none"}))
	row := s.traffic(object{"tables": []string{"jobs"}})["jobs"]
	s.near("operations", row.Value, none, 0)
	if !strings.Contains(row.Reason, "pg_stat_user_tables_seq_scan") {
		t.Errorf("the reason does not name what is missing: %+v", row)
	}
	s.near("writes", s.traffic(object{"tables": []string{"jobs"}, "measure": "writes"})["jobs"].Value, 6000, 1e-9)
}

func (s *scenario) trafficTrend(model object) evaluate.TrafficTrend {
	s.Helper()
	model["queryType"] = "traffic_trend"
	request := s.request(model)
	request.From = s.now.Add(-24 * time.Hour)
	trend, err := s.engine().TrafficTrend(context.Background(), request)
	if err != nil {
		s.Fatal(err)
	}
	return trend
}

func (s *scenario) trendOf(trend evaluate.TrafficTrend, table string) []*float64 {
	s.Helper()
	for _, t := range trend.Tables {
		if t.Table.Table == table {
			return t.Values
		}
	}
	s.Fatalf("%s is not in the trend", table)
	return nil
}

// Every point is stamped at the end of the hour that it sums up.
func TestTrafficTrend(t *testing.T) {
	s := at(t, 24*time.Hour, tables)
	trend := s.trafficTrend(object{})
	if len(trend.Times) != 24 || !trend.Times[0].Equal(time.Unix(3600, 0)) || !trend.Times[23].Equal(s.now) || trend.Step != time.Hour {
		t.Fatalf("times: %v", trend.Times)
	}
	for i, v := range s.trendOf(trend, "email_messages") {
		if i > 0 {
			s.near("email_messages", v, 180_000, 1e-9)
		}
	}
	reset := s.trendOf(trend, "campaigns")
	s.near("an hour before a reset", reset[22], 12_000, 1e-9)
	s.near("the hour of a reset", reset[23], none, 0)
	gap := s.trendOf(trend, "attachments")
	s.near("an hour before a gap", gap[21], 360_000, 1e-9)
	s.near("an hour with half an hour of gap", gap[23], none, 0)
	silent := s.trendOf(trend, "job_logs")
	s.near("the last hour of a table", silent[19], 6000, 1e-9)
	s.near("the hour after it", silent[20], none, 0)
	for _, v := range s.trendOf(trend, "daily_analytics") {
		s.near("a table that was never seen", v, none, 0)
	}
}

func TestTrafficTrendPages(t *testing.T) {
	s := at(t, 24*time.Hour, tables)
	names := func(model object) (list []string) {
		for _, t := range s.trafficTrend(model).Tables {
			list = append(list, t.Table.Table)
		}
		return list
	}
	for name, test := range map[string]struct {
		query object
		want  string
	}{
		"as declared":        {object{"limit": 2}, "email_messages content_inbox_message_refs"},
		"from the third":     {object{"limit": 1, "offset": 2}, "inbox_message_refs"},
		"undeclared ones go": {object{"offset": 14}, "undeclared"},
		"beyond the end":     {object{"offset": 99}, ""},
		"by name":            {object{"sort": "name", "limit": 2}, "attachments billing_analytics"},
		"by value":           {object{"sort": "value", "limit": 2}, "attachments email_messages"},
	} {
		if got := strings.Join(names(test.query), " "); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
	if total := s.trafficTrend(object{"limit": 1}).Total; total != 15 {
		t.Errorf("the total is %d", total)
	}
	trend := s.trafficTrend(object{"maxPoints": 5, "measure": "position"})
	if len(trend.Times) != 4 || trend.Step != 5*time.Hour {
		t.Errorf("%d points of %s", len(trend.Times), trend.Step)
	}
	s.near("position", s.trendOf(trend, "jobs")[3], 0, 0)
	if v := s.trendOf(trend, "undeclared")[3]; v != nil {
		t.Errorf("an undeclared table has the position %g", *v)
	}
	// What is expected of a table does not depend on what was counted.
	trend = s.trafficTrend(object{"measure": "expected_high"})
	for _, name := range []string{"jobs", "daily_analytics"} {
		want := map[string]float64{"jobs": 100_000, "daily_analytics": 10_000}[name]
		for _, v := range s.trendOf(trend, name) {
			s.near("the expected range of "+name, v, want, 0)
		}
	}
	if v := s.trendOf(trend, "undeclared")[3]; v != nil {
		t.Errorf("of an undeclared table %g is expected", *v)
	}
}

// A range within one bucket gives the last whole bucket and never one that is not over.
func TestTrafficTrendOfAnUnfinishedBucket(t *testing.T) {
	s := at(t, 23*time.Hour+30*time.Minute, tables)
	request := s.request(object{"queryType": "traffic_trend"})
	request.From = s.now.Add(-5 * time.Minute)
	trend, err := s.engine().TrafficTrend(context.Background(), request)
	if err != nil {
		t.Fatal(err)
	}
	if len(trend.Times) != 1 || !trend.Times[0].Equal(time.Unix(23*3600, 0)) {
		t.Errorf("times: %v", trend.Times)
	}
}

func TestTrafficPositionIsBounded(t *testing.T) {
	s := at(t, 24*time.Hour, "load 1m\n"+
		tableSeries("jobs", map[string]string{"n_tup_ins": "0+1000000x1440"})+
		tableSeries("campaigns", map[string]string{})+
		tableSeries("job_logs", map[string]string{"n_tup_ins": "0+50x1440"}))
	rows := s.traffic(object{"measure": "position"})
	s.near("a runaway table", rows["jobs"].Value, 1, 0)
	s.near("a table without traffic", rows["campaigns"].Value, -1, 0)
	s.near("a table below its range", rows["job_logs"].Value, math.Log10(3000.0/5000), 1e-9)
}
