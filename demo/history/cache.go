package history

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/headroom/headroom/demo/internal/sourcehash"
	"github.com/headroom/headroom/demo/series"
)

// MaxAnchorAge is how long stored history is worth extending: past it, the
// planted events have moved too far back to be seen in a week's view, and the
// whole history is written again around a new anchor.
const MaxAnchorAge = 72 * time.Hour

//go:embed *.go
var sourceFiles embed.FS

// manifest says what a cache directory holds.
type manifest struct {
	Fingerprint string    `json:"fingerprint"`
	Anchor      time.Time `json:"anchor"`
	End         time.Time `json:"end"` // exclusive
}

const manifestName = "manifest.json"

// Cache holds the blocks of one generated history in a directory. They are
// never written to again, so a run may hard-link them.
type Cache struct {
	Dir string
	// Params yields the parameters for an anchor.
	Params func(anchor time.Time) series.Params
}

// Stored is a complete cached history.
type Stored struct {
	Params      series.Params
	Fingerprint string // changes with the code, the anchor and the events
	BlocksDir   string
	End         time.Time // first instant that is not in the blocks
	Fresh       bool      // written by this call
}

// Ensure returns the stored history, writing it first unless a usable one is
// there. A history that is unreadable, was written by other code, or whose
// anchor is older than MaxAnchorAge is replaced.
func (c Cache) Ensure(ctx context.Context, now time.Time, progress Progress) (*Stored, error) {
	stored, err := c.load(now)
	if err != nil {
		return nil, err
	}
	if stored != nil {
		return stored, nil
	}
	return c.write(ctx, now, progress)
}

// load returns nil when there is nothing usable.
func (c Cache) load(now time.Time) (*Stored, error) {
	text, err := os.ReadFile(filepath.Join(c.Dir, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the cached history: %w", err)
	}
	var m manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, nil //nolint:nilerr // a damaged manifest is replaced with its history
	}
	age := now.Sub(m.Anchor)
	if age < 0 || age > MaxAnchorAge {
		return nil, nil
	}
	params := c.Params(m.Anchor)
	fingerprint, err := fingerprint(params)
	if err != nil {
		return nil, err
	}
	if fingerprint != m.Fingerprint {
		return nil, nil
	}
	return &Stored{Params: params, Fingerprint: fingerprint, BlocksDir: c.blocksDir(), End: m.End}, nil
}

func (c Cache) write(ctx context.Context, now time.Time, progress Progress) (*Stored, error) {
	params := c.Params(series.AnchorAt(now))
	fingerprint, err := fingerprint(params)
	if err != nil {
		return nil, err
	}
	model, err := series.NewModel(params)
	if err != nil {
		return nil, err
	}
	// The manifest goes first and comes back last: blocks without it count as
	// nothing, whatever interrupts the writing.
	if err := os.RemoveAll(c.Dir); err != nil {
		return nil, fmt.Errorf("removing the outdated history: %w", err)
	}
	if err := os.MkdirAll(c.blocksDir(), 0o755); err != nil {
		return nil, err
	}
	end := LastBoundary(now)
	if err := WriteBlocks(ctx, series.NewGenerator(model), c.blocksDir(), end, progress); err != nil {
		return nil, err
	}
	m := manifest{Fingerprint: fingerprint, Anchor: params.Anchor, End: end}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(c.Dir, manifestName), append(text, '\n'), 0o644); err != nil {
		return nil, err
	}
	return &Stored{Params: params, Fingerprint: fingerprint, BlocksDir: c.blocksDir(), End: end, Fresh: true}, nil
}

func (c Cache) blocksDir() string { return filepath.Join(c.Dir, "blocks") }

// fingerprint covers everything the stored samples depend on.
func fingerprint(p series.Params) (string, error) {
	generator, err := series.Version()
	if err != nil {
		return "", err
	}
	writer, err := sourcehash.Of(sourceFiles)
	if err != nil {
		return "", err
	}
	params, err := json.Marshal(p)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(generator + writer + string(params)))
	return hex.EncodeToString(sum[:])[:16], nil
}
