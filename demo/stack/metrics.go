package stack

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/prometheus/prometheus/storage"

	"github.com/headroom/headroom/demo/history"
	"github.com/headroom/headroom/demo/prom"
	"github.com/headroom/headroom/demo/series"
	"github.com/headroom/headroom/demo/truth"
)

// metrics is the time series database and the generator that feeds it.
type metrics struct {
	db     *prom.Storage
	gen    *series.Generator
	stored *history.Stored
	values []float64
	refs   []storage.SeriesRef
}

// params are the parameters of the history that is in the database.
func (m *metrics) params() series.Params { return m.stored.Params }

// ensureHistory writes the cached history and the truth about it as needed.
func (c Config) ensureHistory(ctx context.Context, log *Log) (*history.Stored, error) {
	cache := history.Cache{Dir: c.historyDir(), Params: c.History}
	if cache.Params == nil {
		cache.Params = series.DefaultParams
	}
	stored, err := cache.Ensure(ctx, c.Now(), log.percent("writing history"))
	if err != nil {
		return nil, fmt.Errorf("preparing the history: %w", err)
	}
	if !stored.Fresh {
		log.Printf("history: cached until %s", stored.End.Format(time.RFC3339))
	}
	return stored, truth.Ensure(ctx, c.TruthFile(), stored.Params, stored.Fingerprint)
}

// openMetrics prepares history up to the present minute.
func openMetrics(ctx context.Context, c Config, log *Log) (*metrics, error) {
	stored, err := c.ensureHistory(ctx, log)
	if err != nil {
		return nil, err
	}
	gen, err := history.LayOut(ctx, stored, c.prometheusDir(), c.Now())
	if err != nil {
		return nil, fmt.Errorf("preparing the history: %w", err)
	}
	db, err := prom.OpenStorage(c.prometheusDir(), slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	m := &metrics{
		db: db, gen: gen, stored: stored,
		values: make([]float64, len(gen.Series())),
		refs:   make([]storage.SeriesRef, len(gen.Series())),
	}
	// The present comes after the writing, or its duration would be a gap.
	if err := history.Append(ctx, gen, db, series.MinuteOf(c.Now())+1, m.values); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("filling the history up to now: %w", err)
	}
	log.Printf("history: %d series, %s to %s", len(gen.Series()),
		stored.Params.Anchor.Add(-stored.Params.History).Format(time.RFC3339), c.Now().UTC().Format(time.RFC3339))
	return m, nil
}

// record appends every minute as it completes until the context ends. Table
// statistics come from the running server.
func (m *metrics) record(ctx context.Context, now func() time.Time, tables *liveTables) error {
	for {
		wait := m.gen.Position().Time().Sub(now())
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
		// Several minutes are due when the machine slept: one reading of the
		// tables stands for all of them.
		due := series.MinuteOf(now())
		for m.gen.Position() <= due {
			if err := m.recordMinute(ctx, tables); err != nil {
				if ctx.Err() != nil {
					return nil //nolint:nilerr // what failed was interrupted
				}
				return err
			}
		}
	}
}

func (m *metrics) recordMinute(ctx context.Context, tables *liveTables) error {
	minute, err := m.gen.Next(m.values)
	if err != nil {
		return err
	}
	tables.overlay(ctx, m.gen, m.values)
	app := m.db.AppenderV2(ctx)
	if _, err := history.AppendMinute(app, m.gen.Series(), m.refs, minute, m.values); err != nil {
		_ = app.Rollback()
		return err
	}
	if err := app.Commit(); err != nil {
		return fmt.Errorf("committing the samples of %s: %w", minute.Time().Format(time.RFC3339), err)
	}
	return nil
}
