package history

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/tsdb"
	"github.com/prometheus/prometheus/tsdb/chunkenc"

	"github.com/headroom/headroom/demo/series"
)

var firstStart = time.Date(2025, 3, 14, 9, 31, 20, 0, time.UTC)

func shortCache(t *testing.T) Cache {
	t.Helper()
	return Cache{Dir: t.TempDir(), Params: func(anchor time.Time) series.Params {
		return series.Params{Anchor: anchor, History: 8 * time.Hour}
	}}
}

func ensure(t *testing.T, c Cache, now time.Time) *Stored {
	t.Helper()
	stored, err := c.Ensure(t.Context(), now, nil)
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

func TestEnsureWritesOnceAndAgainWhenOutdated(t *testing.T) {
	c := shortCache(t)
	first := ensure(t, c, firstStart)
	if !first.Fresh || !first.End.Equal(LastBoundary(firstStart)) {
		t.Fatalf("first history: %+v", first)
	}
	second := ensure(t, c, firstStart.Add(30*time.Hour))
	if second.Fresh || second.Fingerprint != first.Fingerprint || !second.End.Equal(first.End) {
		t.Errorf("after 30 hours the history was not reused: %+v", second)
	}
	if old := ensure(t, c, first.Params.Anchor.Add(MaxAnchorAge+time.Second)); !old.Fresh || old.Fingerprint == first.Fingerprint {
		t.Errorf("history with an anchor older than %s was kept", MaxAnchorAge)
	}
	if earlier := ensure(t, c, firstStart); !earlier.Fresh {
		t.Error("history from the future was kept")
	}
}

func TestEnsureReplacesWhatItCannotUse(t *testing.T) {
	for name, spoil := range map[string]func(c *Cache) error{
		"damaged manifest": func(c *Cache) error {
			return os.WriteFile(filepath.Join(c.Dir, manifestName), []byte(`{"fingerprint":`), 0o644)
		},
		"interrupted before the manifest": func(c *Cache) error { return os.Remove(filepath.Join(c.Dir, manifestName)) },
		"other events": func(c *Cache) error {
			params := c.Params
			c.Params = func(anchor time.Time) series.Params {
				p := params(anchor)
				p.Events = []series.Event{{Kind: series.QuietNight, Start: anchor.Add(-time.Hour), End: anchor}}
				return p
			}
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := shortCache(t)
			ensure(t, c, firstStart)
			if err := spoil(&c); err != nil {
				t.Fatal(err)
			}
			if stored := ensure(t, c, firstStart); !stored.Fresh {
				t.Error("it was reused")
			}
		})
	}
}

func TestEnsureEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c := shortCache(t)
	if _, err := c.Ensure(ctx, firstStart, nil); !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v, want the context's", err)
	}
	if stored := ensure(t, c, firstStart); !stored.Fresh {
		t.Error("the remains of a cancelled writing were reused")
	}
}

// A second start, hours later, must leave no gap and change no sample.
func TestLayOutContinuesWithoutAGap(t *testing.T) {
	c := shortCache(t)
	dir := filepath.Join(t.TempDir(), "prometheus")
	early := samples(t, c, dir, firstStart)
	lateNow := firstStart.Add(5*time.Hour + 42*time.Minute)
	late := samples(t, c, dir, lateNow)

	origin := ensure(t, c, lateNow).Params.Anchor.Add(-8 * time.Hour)
	if want := int(series.MinuteOf(lateNow)-series.MinuteOf(origin)) + 1; len(late) != want {
		t.Errorf("%d samples, want one a minute: %d", len(late), want)
	}
	for i := range early {
		if late[i] != early[i] {
			t.Fatalf("sample %d changed from %+v to %+v", i, early[i], late[i])
		}
	}
	for i := 1; i < len(late); i++ {
		if late[i].t-late[i-1].t != series.Cadence.Milliseconds() {
			t.Fatalf("%d ms between samples at %s", late[i].t-late[i-1].t, time.UnixMilli(late[i].t).UTC())
		}
		if late[i].v < late[i-1].v {
			t.Errorf("the counter falls at %s", time.UnixMilli(late[i].t).UTC())
		}
	}
}

type sample struct {
	t int64
	v float64
}

// samples lays the history out up to now and reads one counter back.
func samples(t *testing.T, c Cache, dir string, now time.Time) []sample {
	t.Helper()
	gen, err := LayOut(t.Context(), ensure(t, c, now), dir, now)
	if err != nil {
		t.Fatal(err)
	}
	db, err := tsdb.Open(dir, slog.New(slog.DiscardHandler), nil, tsdb.DefaultOptions(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	if err := Append(t.Context(), gen, db, series.MinuteOf(now)+1, make([]float64, len(gen.Series()))); err != nil {
		t.Fatal(err)
	}
	querier, err := db.Querier(0, now.UnixMilli())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = querier.Close() }()
	set := querier.Select(t.Context(), false, nil,
		labels.MustNewMatcher(labels.MatchEqual, "__name__", "pg_stat_user_tables_idx_scan"),
		labels.MustNewMatcher(labels.MatchEqual, "relname", "campaigns"))
	var found []sample
	for set.Next() {
		it := set.At().Iterator(nil)
		for it.Next() != chunkenc.ValNone {
			ts, v := it.At()
			found = append(found, sample{ts, v})
		}
	}
	if err := set.Err(); err != nil {
		t.Fatal(err)
	}
	return found
}
