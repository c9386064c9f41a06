package evaluate

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/traffic"
	"github.com/headroom/headroom/pkg/verdict"
)

// TableRow is one table's traffic over the window, in operations, rows or scans per hour.
type TableRow struct {
	Table
	// Value is the measure asked for, nil when unknown.
	Value, Writes, Scans, RowsRead, Position *float64
	// InferredTier is the tier of the mean when none is declared.
	InferredTier string
	Coverage     float64
	Status       string
	Reason       string
	// Source says who counted: "Prometheus" or "PostgreSQL".
	Source string
}

// TrafficAnswer holds a row for every table seen or declared.
type TrafficAnswer struct {
	Rows    []TableRow
	Notices []string
	Window  Window
	Measure query.Measure
}

// activity is what was counted for one table.
type activity struct {
	writes, scans, rowsRead *float64
	coverage                float64
	reason                  string
}

// tableActivity is what a source knows of every table.
type tableActivity struct {
	byTable map[TableID]activity
	seen    []TableID
	source  string
}

// Traffic reads every table's activity over the window.
func (e *Engine) Traffic(ctx context.Context, r Request) (TrafficAnswer, error) {
	w, err := e.window(r, "traffic")
	if err != nil {
		return TrafficAnswer{}, err
	}
	answer := TrafficAnswer{Window: w, Measure: r.Query.Measure}
	m := e.Signals[signal.TableActivity]
	var found tableActivity
	switch m.Form {
	case signal.Counters:
		found, err = e.activityFromPrometheus(ctx, r.Query, m, w)
	case signal.Statistics:
		found, err = e.activityFromPostgres(ctx, w)
	}
	if err != nil {
		return TrafficAnswer{}, err
	}
	for _, t := range e.listTables(r.Query, found.seen) {
		row := TableRow{Table: t, Source: found.source}
		if m.Mapped() {
			e.judgeTable(&row, found.byTable[t.TableID], r.Query.Measure)
		} else {
			row.Status, row.Reason = string(verdict.NoSource), m.Why
		}
		answer.Rows = append(answer.Rows, row)
	}
	return answer, nil
}

func (e *Engine) judgeTable(row *TableRow, a activity, measure query.Measure) {
	row.Coverage = a.coverage
	if a.coverage < e.Profile.Verdicts.MinCoverage {
		row.Status = string(verdict.InsufficientData)
		row.Reason = a.reason
		if row.Reason == "" {
			row.Reason = fmt.Sprintf("the table was observed for %.0f %% of the window; %.0f %% are needed",
				a.coverage*100, e.Profile.Verdicts.MinCoverage*100)
		}
		return
	}
	row.Writes, row.Scans, row.RowsRead = a.writes, a.scans, a.rowsRead
	operations := sum(a.writes, a.scans)
	switch {
	case operations == nil:
		row.Status = string(verdict.InsufficientData)
		row.Reason = "the table's counters were reset inside the window; the rate is known again one window later"
	case row.Declared:
		row.Position = traffic.Position(operations, row.Low, row.High)
		row.Status = string(traffic.Judge(operations, row.Low, row.High))
	default:
		row.InferredTier = traffic.InferTier(*operations, tierThresholds(e.Profile))
		row.Status = string(verdict.NoTarget)
		row.Reason = "no expected range is declared for this table: add it to profile.tables"
	}
	row.Value = pick(measure, row)
}

func pick(measure query.Measure, row *TableRow) *float64 {
	switch measure {
	case query.MeasureWrites:
		return row.Writes
	case query.MeasureScans:
		return row.Scans
	case query.MeasureRowsRead:
		return row.RowsRead
	case query.MeasurePosition:
		return row.Position
	default:
		return sum(row.Writes, row.Scans)
	}
}

func sum(a, b *float64) *float64 {
	if a == nil || b == nil {
		return nil
	}
	total := *a + *b
	return &total
}

// tableScope selects and names the tables of a mapping.
type tableScope struct {
	mapping  signal.Mapping
	matchers []promql.Matcher
	by       []string
}

func tableScopeOf(q query.Query, m signal.Mapping) tableScope {
	t := tableScope{mapping: m, matchers: m.Matchers}
	for _, role := range []signal.Role{signal.RoleServer, signal.RoleDatabase, signal.RoleSchema, signal.RoleTable} {
		if label, ok := m.Labels[role]; ok {
			t.by = append(t.by, label)
		}
	}
	if label, ok := m.Labels[signal.RoleEnvironment]; ok {
		t.matchers = append(t.matchers, promql.OneOf(label, q.Environments)...)
	}
	return t
}

func (t tableScope) id(labels source.Labels) TableID {
	at := func(role signal.Role) string { return labels[t.mapping.Labels[role]] }
	return TableID{Server: at(signal.RoleServer), Database: at(signal.RoleDatabase), Schema: at(signal.RoleSchema), Table: at(signal.RoleTable)}
}

// counters are the selectors of those parts that exist upstream.
func (t tableScope) counters(parts []string) []promql.Selector {
	var selectors []promql.Selector
	for _, metric := range signal.TableMetrics(parts) {
		for _, found := range t.mapping.Metrics {
			if found == metric {
				selectors = append(selectors, promql.Selector{Metric: metric, Matchers: t.matchers})
			}
		}
	}
	return selectors
}

// activityFromPrometheus asks for each measure by table, concurrently.
func (e *Engine) activityFromPrometheus(ctx context.Context, q query.Query, m signal.Mapping, w Window) (tableActivity, error) {
	t := tableScopeOf(q, m)
	found := tableActivity{byTable: map[TableID]activity{}, source: "Prometheus"}
	presence := promql.Selector{Metric: m.Metric, Matchers: t.matchers}
	grid := w.grid()
	var writes, scans, rowsRead, points, seen source.Vector
	tasks, ctx := errgroup.WithContext(ctx)
	ask := func(into *source.Vector, expr string, at time.Time) {
		tasks.Go(func() (err error) {
			*into, err = e.Prometheus.Instant(ctx, expr, at)
			return err
		})
	}
	rates := func(into *source.Vector, parts []string) {
		if counters := t.counters(parts); len(counters) > 0 {
			ask(into, promql.RatePerHour(counters, t.by, w.Length), w.End)
		}
	}
	rates(&writes, signal.WritesParts)
	rates(&scans, signal.ScansParts)
	if q.Measure == query.MeasureRowsRead || q.Format == query.FormatTable {
		rates(&rowsRead, signal.RowsReadParts)
	}
	ask(&points, promql.CountObserved(promql.Observed(presence, t.by, max(grid, 2*time.Minute)), w.Length, grid), w.End)
	length := max(w.Length, groupLookback)
	ask(&seen, promql.Observed(presence, t.by, length), source.AlignEnd(w.End, instantStep, length))
	if err := tasks.Wait(); err != nil {
		return found, err
	}
	put := func(answer source.Vector, set func(*activity, float64)) {
		for _, sample := range answer.Samples {
			id := t.id(sample.Labels)
			a := found.byTable[id]
			set(&a, sample.Value)
			found.byTable[id] = a
		}
	}
	put(writes, func(a *activity, v float64) { a.writes = &v })
	put(scans, func(a *activity, v float64) { a.scans = &v })
	put(rowsRead, func(a *activity, v float64) { a.rowsRead = &v })
	put(points, func(a *activity, v float64) { a.coverage = observation(w, grid, v, time.Time{}).Coverage })
	for _, sample := range seen.Samples {
		found.seen = append(found.seen, t.id(sample.Labels))
	}
	return found, nil
}

// activityFromPostgres reads the rates between two snapshots of the server's own statistics.
func (e *Engine) activityFromPostgres(ctx context.Context, w Window) (tableActivity, error) {
	rates, err := e.Rates.Rates(ctx, w.Length)
	if err != nil {
		return tableActivity{}, err
	}
	found := tableActivity{byTable: map[TableID]activity{}, source: "PostgreSQL"}
	coverage := min(1, float64(rates.To.Sub(rates.From))/float64(w.Length))
	reason := fmt.Sprintf("PostgreSQL's statistics have been observed for %s of %s; two snapshots that far apart are needed",
		rates.To.Sub(rates.From).Round(time.Second), w.Length)
	if rates.Gap != "" {
		reason += ": " + rates.Gap
	}
	for _, rate := range rates.Tables {
		id := TableID{Server: rates.Server, Database: rates.Database, Schema: rate.Schema, Table: rate.Table}
		found.seen = append(found.seen, id)
		found.byTable[id] = activity{
			writes: &rate.Writes, scans: &rate.Scans, rowsRead: &rate.RowsRead, coverage: coverage, reason: reason,
		}
	}
	return found, nil
}
