package pg

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/headroom/headroom/demo/series"
)

const (
	// tick is how often a batch goes out: often enough that a minute's rate is
	// smooth, rare enough to cost next to nothing.
	tick = 5 * time.Second
	// maxRows bounds a table; above it, deletes take the place of reads.
	maxRows = 200_000
)

// Writer gives the high-traffic tables the operations that the model foresees
// for each minute, in real statements.
type Writer struct {
	model *series.Model
	// busy executes keyed statements, scanner whole-table reads: each has
	// planner settings that leave it no other way.
	busy, scanner *pgx.Conn
	tables        []keyRange
	random        *rand.Rand
	minute        series.Minute
	planned, done []series.TableCounts
}

// keyRange is the consecutive keys that a table holds, from oldest to newest.
type keyRange struct{ oldest, newest int64 }

func (k keyRange) rows() int64 { return k.newest - k.oldest + 1 }

// NewWriter connects to the database with the superuser's connection string.
func NewWriter(ctx context.Context, dsn string, model *series.Model) (*Writer, error) {
	w := &Writer{
		model:   model,
		random:  rand.New(rand.NewPCG(1, 2)), // which rows are hit is of no interest
		planned: make([]series.TableCounts, len(workloads)),
		done:    make([]series.TableCounts, len(workloads)),
	}
	var err error
	// One scan an operation: no join may share or skip index lookups.
	w.busy, err = connect(ctx, dsn, "enable_seqscan", "enable_bitmapscan",
		"enable_hashjoin", "enable_mergejoin", "enable_memoize", "enable_material")
	if err != nil {
		return nil, err
	}
	w.scanner, err = connect(ctx, dsn, "enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan")
	if err != nil {
		w.Close(ctx)
		return nil, err
	}
	for _, load := range workloads {
		var keys keyRange
		query := "SELECT coalesce(min(id), 1), coalesce(max(id), 0) FROM " + load.table
		if err := w.busy.QueryRow(ctx, query).Scan(&keys.oldest, &keys.newest); err != nil {
			w.Close(ctx)
			return nil, fmt.Errorf("reading the keys of %s: %w", load.table, err)
		}
		w.tables = append(w.tables, keys)
	}
	return w, nil
}

func connect(ctx context.Context, dsn string, off ...string) (*pgx.Conn, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, err
	}
	for _, setting := range off {
		config.RuntimeParams[setting] = "off"
	}
	return pgx.ConnectConfig(ctx, config)
}

// Close ends the writer's connections.
func (w *Writer) Close(ctx context.Context) {
	for _, conn := range []*pgx.Conn{w.busy, w.scanner} {
		if conn != nil {
			_ = conn.Close(ctx) // the connection is gone either way
		}
	}
}

// Run writes a batch every few seconds until the context ends or the database
// fails.
func (w *Writer) Run(ctx context.Context, now func() time.Time) error {
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	for {
		if err := w.step(ctx, now()); err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return fmt.Errorf("writing to the demo's tables: %w", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
	}
}

// step executes what is due by now and has not been done: the plan of minute m
// covers (m−1, m], and is due in proportion to how much of it has passed.
func (w *Writer) step(ctx context.Context, now time.Time) error {
	minute := series.MinuteOf(now) + 1
	passed := float64(now.Sub(series.MinuteOf(now).Time())) / float64(series.Cadence)
	if minute != w.minute {
		if minute == w.minute+1 {
			// Finish the minute that just ended, so that none is short.
			if err := w.execute(ctx, 1); err != nil {
				return err
			}
		}
		w.begin(minute, passed)
	}
	return w.execute(ctx, passed)
}

// begin takes up the plan of a minute, starting at the share that has passed.
// On a start in mid-minute, what is past stays undone.
func (w *Writer) begin(minute series.Minute, passed float64) {
	first := minute != w.minute+1
	w.minute = minute
	for i := range w.planned {
		w.planned[i] = w.model.Table(i, minute)
		w.done[i] = series.TableCounts{}
		if first {
			w.done[i] = share(w.planned[i], passed)
		}
	}
}

// share is the part of a minute's counts that is due once a part has passed.
func share(c series.TableCounts, passed float64) series.TableCounts {
	part := func(n int64) int64 { return int64(float64(n) * passed) }
	return series.TableCounts{
		Inserted: part(c.Inserted), Updated: part(c.Updated), Deleted: part(c.Deleted),
		SeqScans: part(c.SeqScans), IndexScans: part(c.IndexScans),
	}
}

// execute sends one batch that brings every table to the passed share of its
// plan. The batch is one implicit transaction.
func (w *Writer) execute(ctx context.Context, passed float64) error {
	keyed, whole := &pgx.Batch{}, &pgx.Batch{}
	tables := append([]keyRange(nil), w.tables...)
	due := make([]series.TableCounts, len(workloads))
	for i := range workloads {
		due[i] = share(w.planned[i], passed)
		tables[i] = w.queue(keyed, whole, workloads[i], tables[i], due[i], w.done[i])
	}
	if err := send(ctx, w.busy, keyed); err != nil {
		return err
	}
	if err := send(ctx, w.scanner, whole); err != nil {
		return err
	}
	w.tables, w.done = tables, due
	return nil
}

// queue adds one table's statements and returns its keys afterwards.
func (w *Writer) queue(keyed, whole *pgx.Batch, load workload, keys keyRange, due, done series.TableCounts) keyRange {
	inserts, updates := due.Inserted-done.Inserted, due.Updated-done.Updated
	deletes := due.Deleted - done.Deleted
	reads := due.IndexScans - done.IndexScans - updates - deletes
	// An extra delete is two operations, and so replaces two reads.
	if extra := min(keys.rows()+inserts-deletes-maxRows, reads/2); extra > 0 {
		deletes += extra
		reads -= 2 * extra
	}
	if inserts > 0 {
		keyed.Queue(load.insertSQL(), keys.newest+1, keys.newest+inserts)
		keys.newest += inserts
	}
	if deletes = min(deletes, keys.rows()-1); deletes > 0 {
		keyed.Queue(load.deleteSQL(), keys.oldest, keys.oldest+deletes-1)
		keys.oldest += deletes
	}
	if updates > 0 {
		keyed.Queue(load.updateSQL(), w.distinctKeys(keys, updates))
	}
	if reads > 0 {
		keyed.Queue(load.readSQL(), w.keys(keys, reads))
	}
	for range due.SeqScans - done.SeqScans {
		whole.Queue(load.scanSQL())
	}
	return keys
}

// keys draws n keys, repetitions allowed.
func (w *Writer) keys(in keyRange, n int64) []int64 {
	drawn := make([]int64, n)
	for i := range drawn {
		drawn[i] = in.oldest + w.random.Int64N(in.rows())
	}
	return drawn
}

// distinctKeys draws a run of n neighbouring keys: updating a row twice in one
// statement would count once.
func (w *Writer) distinctKeys(in keyRange, n int64) []int64 {
	n = min(n, in.rows())
	first := in.oldest + w.random.Int64N(in.rows()-n+1)
	run := make([]int64, n)
	for i := range run {
		run[i] = first + int64(i)
	}
	return run
}

func send(ctx context.Context, conn *pgx.Conn, batch *pgx.Batch) error {
	if batch.Len() == 0 {
		return nil
	}
	return conn.SendBatch(ctx, batch).Close()
}
