package history

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/headroom/headroom/demo/series"
)

// LayOut makes dir a database directory that holds the stored blocks and, as
// further blocks, what the generator says happened since. Whatever was in dir
// is removed: samples of an earlier run give way to the generator's, so that
// there is never a gap while the stack was down. It returns the generator
// positioned at the first minute that is in no block.
func LayOut(ctx context.Context, stored *Stored, dir string, now time.Time) (*series.Generator, error) {
	model, err := series.NewModel(stored.Params)
	if err != nil {
		return nil, err
	}
	if err := os.RemoveAll(dir); err != nil {
		return nil, fmt.Errorf("clearing the database directory: %w", err)
	}
	if err := linkTree(stored.BlocksDir, dir); err != nil {
		return nil, fmt.Errorf("laying out the database directory: %w", err)
	}
	gen := series.NewGenerator(model)
	if err := skipTo(ctx, gen, series.MinuteOf(stored.End)); err != nil {
		return nil, err
	}
	if end := LastBoundary(now); end.After(stored.End) {
		if err := WriteBlocks(ctx, gen, dir, end, nil); err != nil {
			return nil, err
		}
	}
	return gen, nil
}

// skipTo walks the generator to the minute: counters are sums over all minutes
// before, so there is no shorter way.
func skipTo(ctx context.Context, gen *series.Generator, minute series.Minute) error {
	values := make([]float64, len(gen.Series()))
	for gen.Position() < minute {
		if _, err := gen.Next(values); err != nil {
			return err
		}
		if gen.Position()%1440 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

// linkTree recreates the directory tree from under to with hard links, or
// copies where the file system refuses them.
func linkTree(from, to string) error {
	return filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, relative)
		if entry.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		if os.Link(path, target) == nil {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, text, 0o644)
	})
}
