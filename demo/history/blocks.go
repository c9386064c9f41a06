// Package history writes generated samples as Prometheus TSDB blocks, keeps
// them on disk as long as they are what the generator would write again, and
// lays out a database directory from them.
package history

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"time"

	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/tsdb"

	"github.com/headroom/headroom/demo/series"
)

// BlockRanges are the block lengths used, longest first: each is three times
// the next, as in Prometheus's own compaction levels.
var BlockRanges = []time.Duration{54 * time.Hour, 18 * time.Hour, 6 * time.Hour, 2 * time.Hour}

// HeadRange is the shortest block; younger samples belong into the open head.
const HeadRange = 2 * time.Hour

// samplesPerCommit bounds the memory of one uncommitted batch.
const samplesPerCommit = 50_000

// Progress is told how much of a known amount of work is done, from 0 to 1.
type Progress func(done float64)

// LastBoundary returns the last instant at or before t at which blocks may end.
func LastBoundary(t time.Time) time.Time { return alignDown(t, HeadRange) }

// WriteBlocks writes the generator's minutes from its position up to end,
// exclusive, as blocks into dir. End must be a block boundary. Blocks that are
// complete when an error or a cancellation occurs stay in dir.
func WriteBlocks(ctx context.Context, gen *series.Generator, dir string, end time.Time, progress Progress) error {
	if !end.Equal(LastBoundary(end)) {
		return fmt.Errorf("history cannot end at %s: blocks end on even hours UTC", end.Format(time.RFC3339))
	}
	first, last := gen.Position(), series.MinuteOf(end)
	w := &blockRun{gen: gen, dir: dir, values: make([]float64, len(gen.Series()))}
	for gen.Position() < last {
		start := gen.Position().Time()
		length, blockEnd := nextBlock(start, end)
		if err := w.write(ctx, length, series.MinuteOf(blockEnd)); err != nil {
			return fmt.Errorf("writing the block from %s to %s: %w",
				start.Format(time.RFC3339), blockEnd.Format(time.RFC3339), err)
		}
		if progress != nil {
			progress(float64(gen.Position()-first) / float64(last-first))
		}
	}
	return nil
}

// nextBlock chooses the longest block range whose aligned block around start
// ends by end. A start inside that block makes it a partial one.
func nextBlock(start, end time.Time) (length time.Duration, blockEnd time.Time) {
	for _, length := range BlockRanges {
		blockEnd := alignDown(start, length).Add(length)
		if !blockEnd.After(end) {
			return length, blockEnd
		}
	}
	return HeadRange, end
}

// alignDown aligns to multiples since the Unix epoch, as the TSDB does;
// time.Truncate counts from the year 1.
func alignDown(t time.Time, d time.Duration) time.Time {
	ms, step := t.UnixMilli(), d.Milliseconds()
	return time.UnixMilli(int64(math.Floor(float64(ms)/float64(step))) * step).UTC()
}

// blockRun carries the generator and the reused buffer from block to block.
type blockRun struct {
	gen    *series.Generator
	dir    string
	values []float64
}

func (r *blockRun) write(ctx context.Context, length time.Duration, end series.Minute) (err error) {
	// A head accepts samples back to half its range, so a block filled from its
	// start needs a range of twice its length.
	w, err := tsdb.NewBlockWriter(slog.New(slog.DiscardHandler), r.dir, 2*length.Milliseconds())
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := w.Close(); err == nil {
			err = closeErr
		}
	}()
	if err := Append(ctx, r.gen, w, end, r.values); err != nil {
		return err
	}
	_, err = w.Flush(ctx)
	return err
}

// Appendable is what [Append] writes to: a block writer or an open database.
type Appendable interface {
	AppenderV2(ctx context.Context) storage.AppenderV2
}

// Append writes the generator's minutes before end to the database. The buffer
// values must have the length of the generator's series.
func Append(ctx context.Context, gen *series.Generator, to Appendable, end series.Minute, values []float64) error {
	all := gen.Series()
	refs := make([]storage.SeriesRef, len(all))
	for gen.Position() < end {
		app, pending := to.AppenderV2(ctx), 0
		for gen.Position() < end && pending < samplesPerCommit {
			minute, err := gen.Next(values)
			if err != nil {
				_ = app.Rollback()
				return err
			}
			n, err := AppendMinute(app, all, refs, minute, values)
			if err != nil {
				_ = app.Rollback()
				return err
			}
			pending += n
		}
		if err := app.Commit(); err != nil {
			return fmt.Errorf("committing samples: %w", err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// AppendMinute adds the present values of one minute to an open appender and
// returns how many there were. It remembers series references in refs.
func AppendMinute(
	app storage.AppenderV2, all []series.Series, refs []storage.SeriesRef, minute series.Minute, values []float64,
) (int, error) {
	count := 0
	for i, v := range values {
		if math.IsNaN(v) {
			continue
		}
		ref, err := app.Append(refs[i], all[i].Labels, 0, minute.UnixMilli(), v, nil, nil, storage.AppendV2Options{})
		if err != nil {
			return count, fmt.Errorf("appending %s: %w", all[i].Labels, err)
		}
		refs[i] = ref
		count++
	}
	return count, nil
}
