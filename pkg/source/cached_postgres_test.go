package source

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/headroom/headroom/pkg/fault"
)

// statements is a database that says what it was asked.
type statements struct {
	Postgres
	counting
}

func (s *statements) Query(ctx context.Context, sql string, from, to time.Time) (Rows, error) {
	err := s.ask(ctx, fmt.Sprint(sql, from.UnixMilli(), to.UnixMilli()))
	return Rows{Columns: []string{"sql"}, Values: [][]any{{sql}}}, err
}

func TestMappedQueriesAreShared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		database := &statements{counting: counting{takes: time.Second}}
		cached := NewCachedPostgres(database, CachedOptions{})
		end := time.Now()
		ask := func(sql string, end time.Time) {
			rows, err := cached.Query(context.Background(), sql, end.Add(-time.Hour), end)
			if err != nil || len(rows.Values) != 1 || rows.Values[0][0] != sql {
				t.Errorf("%v, %v", rows, err)
			}
		}
		var viewers sync.WaitGroup
		for range 10 {
			viewers.Go(func() { ask("SELECT 1", end) })
		}
		viewers.Wait()
		ask("SELECT 1", end)
		if database.requests() != 1 {
			t.Errorf("%d requests, want 1", database.requests())
		}
		ask("SELECT 2", end)
		ask("SELECT 1", end.Add(time.Minute))
		if database.requests() != 3 {
			t.Errorf("%d requests of three questions", database.requests())
		}
		// A statement may read the present whatever its range is: no answer is settled.
		time.Sleep(DefaultFreshTTL)
		ask("SELECT 1", end)
		if database.requests() != 4 {
			t.Errorf("%d requests after the answer's life", database.requests())
		}
	})
}

func TestErrorsOfMappedQueriesEndSoon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		want := fault.Downstreamf("PostgreSQL", "refused the connection")
		database := &statements{counting: counting{err: want}}
		cached := NewCachedPostgres(database, CachedOptions{})
		now := time.Now()
		if _, err := cached.Query(context.Background(), "SELECT 1", now, now); !errors.Is(err, want) {
			t.Errorf("got %v", err)
		}
		time.Sleep(DefaultErrorTTL)
		database.change(func() { database.err = nil })
		if _, err := cached.Query(context.Background(), "SELECT 1", now, now); err != nil {
			t.Errorf("after the error's life: %v", err)
		}
	})
}

func TestRowsCountTowardsTheStore(t *testing.T) {
	if short, long := sizeOfRows(Rows{Columns: []string{"a"}, Values: [][]any{{1.0}}}), sizeOfRows(Rows{Columns: []string{"a"}, Values: [][]any{{"0123456789"}, {nil}}}); long < short+10+seriesBytes {
		t.Errorf("%d and %d bytes", short, long)
	}
}
