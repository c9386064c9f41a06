package evaluate

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/recordsql"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/verdict"
)

// records are what stands for incidents or deployments, with what a query asks of them.
type records struct {
	mapping signal.Mapping
	// relation is there where PostgreSQL sums them up.
	relation recordsql.Relation
	scope    scope
}

// records finds what stands for a signal and checks that it can be filtered and grouped as asked.
func (e *Engine) records(ctx context.Context, name signal.Name, q query.Query) (records, error) {
	m, err := e.mapping(name)
	if err != nil {
		return records{}, err
	}
	r := records{mapping: m, scope: recordScope(q)}
	if m.Form != signal.Records {
		return r, labelled(m, q)
	}
	if r.relation, err = e.relation(ctx, m); err != nil {
		return r, err
	}
	asked := recordsql.Scope{Services: q.Services, Environments: q.Environments, GroupBy: q.GroupBy}
	if column, ok := asked.Scopes(r.relation); !ok {
		return r, unscoped{fmt.Sprintf("%s have no %s to filter or group by: name its column in signals.%s.columns.%s", name, column, name, column)}
	}
	return r, nil
}

// labelled says what keeps events with labels from being filtered and grouped as asked.
func labelled(m signal.Mapping, q query.Query) error {
	for _, role := range []signal.Role{signal.RoleService, signal.RoleEnvironment} {
		if m.Labels[role] == "" && (slices.Contains(q.GroupBy, string(role)) || len(wantedOf(q, string(role))) > 0) {
			return unscoped{fmt.Sprintf("%s (%s) have no %s to filter or group by: name its label in signals.%s.labels.%s", m.Signal, describe(m), role, m.Signal, role)}
		}
	}
	return nil
}

// relation asks the database what columns the rows have.
func (e *Engine) relation(ctx context.Context, m signal.Mapping) (recordsql.Relation, error) {
	if m.Table != "" {
		described, err := e.Postgres.Select(ctx, recordsql.DescribeTable, m.Table)
		if err != nil {
			return recordsql.Relation{}, err
		}
		return recordsql.FromTable(m, described)
	}
	described, err := e.Postgres.Describe(ctx, m.SQL)
	if err != nil {
		return recordsql.Relation{}, err
	}
	return recordsql.FromStatement(m, described)
}

// recordScope is the grouping of rows: the columns have the names of the roles.
func recordScope(q query.Query) scope {
	s := groupingOf(q)
	s.by = nil
	for i := range q.GroupBy {
		s.by = append(s.by, fmt.Sprintf("g%d", i+1))
	}
	return s
}

// question is the scope of a statement over a window.
func (e *Engine) question(q query.Query, from, to time.Time) recordsql.Scope {
	d := e.Profile.Delivery
	return recordsql.Scope{
		From: from, To: to, Services: q.Services, Environments: q.Environments, GroupBy: q.GroupBy,
		Production: lower(d.ProductionEnvironments), Failures: lower(d.FailureSeverities),
		Success: lower(d.Outcomes.Success), Failed: lower(d.Outcomes.Failed), RolledBack: lower(d.Outcomes.RolledBack),
		Within: time.Duration(d.AttributionWindow),
	}
}

func lower(words []string) []string {
	list := make([]string, len(words))
	for i, word := range words {
		list[i] = strings.ToLower(word)
	}
	return list
}

// zone is the time zone in which the query's weeks are counted.
func (e *Engine) zone(q query.Query) (*time.Location, error) {
	name := q.TimeZone
	if name == "" {
		name = e.Profile.TimeZone
	}
	zone, err := catalog.TimeZone(name)
	if err != nil {
		return nil, fault.Userf("the time zone %q %s", name, err)
	}
	return zone, nil
}

// summary is a row of sums by column.
type summary map[string]any

// ask runs a statement and returns its rows.
func (e *Engine) ask(ctx context.Context, statement recordsql.Statement, err error) ([]summary, error) {
	if err != nil {
		return nil, err
	}
	rows, err := e.Postgres.Select(ctx, statement.SQL, statement.Arguments...)
	if err != nil {
		return nil, err
	}
	list := make([]summary, len(rows.Values))
	for i, values := range rows.Values {
		list[i] = make(summary, len(values))
		for j, column := range rows.Columns {
			list[i][column] = values[j]
		}
	}
	return list, nil
}

// number is a figure, 0 where there is none.
func (s summary) number(column string) float64 {
	v, _ := s[column].(float64)
	return v
}

// time is a time, zero where there is none.
func (s summary) time(column string) time.Time {
	v, _ := s[column].(time.Time)
	return v
}

func (s summary) text(column string) string {
	v, _ := s[column].(string)
	return v
}

// group reads a row's group.
func (s summary) group(in scope) group {
	labels := make(source.Labels, len(in.by))
	for _, column := range in.by {
		labels[column] = s.text(column)
	}
	return in.groupOf(labels)
}

// knownSince is the observation of a window in which every event is known since first; zero is since ever.
func knownSince(w Window, first time.Time) verdict.Observation {
	o := observed(w, 1)
	if first.After(w.Start()) {
		o.HistoryStart, o.Window = first, w.End.Sub(first)
	}
	return o
}

// leftOut says in a notice how many events of a signal are not what they should be, and what becomes of them.
func leftOut(m signal.Mapping, count float64, why string) []string {
	if count == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s: %s %s", m.Signal, verdict.FormatCount(count), why)}
}
