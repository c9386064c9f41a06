package stack

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/headroom/headroom/demo/history"
	"github.com/headroom/headroom/demo/pg"
	"github.com/headroom/headroom/demo/prom"
	"github.com/headroom/headroom/demo/series"
)

// Export writes the history for servers that run elsewhere, in containers say:
// a Prometheus data directory up to the present minute (dir/prometheus), SQL
// that an empty PostgreSQL runs in order (dir/postgres), and truth.json.
func Export(ctx context.Context, c Config, dir string, log *Log) (err error) {
	release, err := c.lock()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	stored, err := c.ensureHistory(ctx, log)
	if err != nil {
		return err
	}
	metricsDir := filepath.Join(dir, "prometheus")
	if err := exportMetrics(ctx, c, stored, metricsDir); err != nil {
		return err
	}
	if err := exportSQL(filepath.Join(dir, "postgres"), stored.Params, c); err != nil {
		return err
	}
	log.Printf("wrote %s, %s and %s", metricsDir, filepath.Join(dir, "postgres"), c.TruthFile())
	return nil
}

func exportMetrics(ctx context.Context, c Config, stored *history.Stored, dir string) (err error) {
	gen, err := history.LayOut(ctx, stored, dir, c.Now())
	if err != nil {
		return err
	}
	db, err := prom.OpenStorage(dir, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	// What is younger than the last block stays in the write-ahead log.
	err = history.Append(ctx, gen, db, series.MinuteOf(c.Now())+1, make([]float64, len(gen.Series())))
	if err = errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("writing the history: %w", err)
	}
	return allowEveryone(dir)
}

// allowEveryone lets a container's own user, whoever that is, write where a
// database does: blocks stay as they are, directories and logs change.
func allowEveryone(dir string) error {
	return filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return os.Chmod(path, 0o777)
		}
		switch filepath.Base(filepath.Dir(path)) {
		case "wal", "chunks_head":
			return os.Chmod(path, 0o666)
		}
		return nil
	})
}

func exportSQL(dir string, params series.Params, c Config) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	scripts := map[string]string{
		"10-schema.sql": pg.Schema(),
		"20-seed.sql":   pg.SeedSQL(params.Anchor, c.Now()),
	}
	for name, sql := range scripts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(sql), 0o644); err != nil {
			return fmt.Errorf("writing the database scripts: %w", err)
		}
	}
	return nil
}
