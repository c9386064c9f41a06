package evaluate

import (
	"context"
	"fmt"
	"time"

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
	// unseen is why a table that is not in byTable is unknown, lacking which measures are for none.
	unseen, lacking string
}

// Traffic reads every table's activity over the window.
func (e *Engine) Traffic(ctx context.Context, r Request) (TrafficAnswer, error) {
	w, err := e.window(r, "traffic")
	if err != nil {
		return TrafficAnswer{}, err
	}
	answer := TrafficAnswer{Window: w, Measure: r.Query.Measure}
	found, err := e.tableActivity(ctx, r.Query, w)
	if err != nil && !isMissing(err) {
		return TrafficAnswer{}, err
	}
	for _, t := range e.listTables(r.Query, found.seen) {
		// The ends of the expected range are declared, not measured.
		row := TableRow{Table: t, Source: found.source, Value: expected(r.Query.Measure, t)}
		switch known, ok := found.byTable[t.TableID]; {
		case err != nil:
			row.Status, row.Reason = string(verdict.NoSource), err.Error()
		case !ok:
			row.Status, row.Reason = string(verdict.InsufficientData), found.unseen
		default:
			e.judgeTable(&row, known, r.Query.Measure, found.lacking)
		}
		answer.Rows = append(answer.Rows, row)
	}
	if err != nil {
		answer.Notices = append(answer.Notices, err.Error())
	}
	return answer, nil
}

// tableActivity asks whatever source stands for table activity.
func (e *Engine) tableActivity(ctx context.Context, q query.Query, w Window) (tableActivity, error) {
	m, err := e.mapping(signal.TableActivity)
	if err != nil {
		return tableActivity{}, err
	}
	t, err := tableScopeOf(q, m)
	switch {
	case err != nil:
		return tableActivity{}, err
	case m.Form == signal.Statistics:
		return e.activityFromPostgres(ctx, w)
	default:
		return e.activityFromPrometheus(ctx, q, t, w)
	}
}

func (e *Engine) judgeTable(row *TableRow, a activity, measure query.Measure, lacking string) {
	row.Coverage = a.coverage
	operations := sum(a.writes, a.scans)
	switch {
	case a.coverage < e.Profile.Verdicts.MinCoverage:
		row.Status, row.Reason = string(verdict.InsufficientData), a.reason
		if row.Reason == "" {
			row.Reason = fmt.Sprintf("the table was observed for %s of the window; %s are needed",
				verdict.FormatShare(a.coverage), verdict.FormatShare(e.Profile.Verdicts.MinCoverage))
		}
		return
	case operations == nil && lacking == "":
		// A reset is of all counters of the table, also of those that a lower value does not give away.
		row.Status = string(verdict.InsufficientData)
		row.Reason = "the table's counters were reset inside the window; the rate is known again one window later"
		return
	}
	row.Writes, row.Scans, row.RowsRead = a.writes, a.scans, a.rowsRead
	switch {
	case operations == nil:
		row.Status, row.Reason = string(verdict.NoTarget), lacking+", so that operations cannot be held against the expected range"
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

// expected is the end of the declared range that a measure names; nil for the measures of what was counted.
func expected(measure query.Measure, t Table) *float64 {
	switch {
	case t.Declared && measure == query.MeasureExpectedLow:
		return &t.Low
	case t.Declared && measure == query.MeasureExpectedHigh:
		return &t.High
	default:
		return nil
	}
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
	case query.MeasureExpectedLow, query.MeasureExpectedHigh:
		return expected(measure, row.Table)
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

// activityFromPrometheus asks for each measure by table, concurrently.
func (e *Engine) activityFromPrometheus(ctx context.Context, q query.Query, t tableScope, w Window) (tableActivity, error) {
	found := tableActivity{byTable: map[TableID]activity{}, source: "Prometheus", lacking: t.lacking(signal.ScansParts)}
	found.unseen = fmt.Sprintf("the table has no samples in the window of %s", verdict.FormatDuration(w.Length))
	grid := w.grid()
	var writes, scans, rowsRead, points source.Vector
	tasks, ctx := parallel(ctx)
	ask := func(into *source.Vector, expr string) {
		tasks.Go(func() (err error) {
			*into, err = e.Prometheus.Instant(ctx, expr, w.End)
			return err
		})
	}
	rates := func(into *source.Vector, parts []string) {
		if counters := t.counters(parts); len(counters) > 0 {
			ask(into, promql.RatePerHour(counters, t.by, w.Length))
		}
	}
	rates(&writes, signal.WritesParts)
	rates(&scans, signal.ScansParts)
	if q.Measure == query.MeasureRowsRead || q.Format == query.FormatTable {
		rates(&rowsRead, signal.RowsReadParts)
	}
	ask(&points, t.observedPoints(w.Length, grid))
	tasks.Go(func() (err error) {
		found.seen, err = e.tablesSeen(ctx, t, w.End, w.Length)
		return err
	})
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
	put(points, func(a *activity, v float64) { a.coverage = observation(w, grid, v, time.Time{}).Coverage })
	put(writes, func(a *activity, v float64) { a.writes = &v })
	put(scans, func(a *activity, v float64) { a.scans = &v })
	put(rowsRead, func(a *activity, v float64) { a.rowsRead = &v })
	return found, nil
}

// activityFromPostgres reads the rates between two snapshots of the server's own statistics.
func (e *Engine) activityFromPostgres(ctx context.Context, w Window) (tableActivity, error) {
	rates, err := e.Rates.Rates(ctx, w.Length)
	if err != nil {
		return tableActivity{}, err
	}
	found := tableActivity{byTable: map[TableID]activity{}, source: "PostgreSQL"}
	span := rates.To.Sub(rates.From)
	reason := statisticsGap(rates, w)
	found.unseen = reason
	if float64(span) >= e.Profile.Verdicts.MinCoverage*float64(w.Length) {
		found.unseen = fmt.Sprintf("the table is not in the database %s, or is new in it", rates.Database)
	}
	for _, rate := range rates.Tables {
		id := TableID{Server: rates.Server, Database: rates.Database, Schema: rate.Schema, Table: rate.Table}
		found.seen = append(found.seen, id)
		// A table whose own counters were reset has been observed since then.
		found.byTable[id] = activity{
			writes: &rate.Writes, scans: &rate.Scans, rowsRead: &rate.RowsRead, reason: reason,
			coverage: min(1, float64(rates.To.Sub(rate.From))/float64(w.Length)),
		}
	}
	return found, nil
}
