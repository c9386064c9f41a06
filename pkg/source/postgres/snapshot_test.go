//go:build unix

package postgres

import (
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/source/postgres/pgtest"
)

// counters returns one table's counters, or nil.
func counters(t *testing.T, client *Client, schema, table string) *source.TableCounters {
	t.Helper()
	snapshot, err := client.TableSnapshot(testContext(t))
	if err != nil {
		t.Fatal(err)
	}
	for i := range snapshot.Tables {
		if snapshot.Tables[i].Schema == schema && snapshot.Tables[i].Table == table {
			return &snapshot.Tables[i]
		}
	}
	return nil
}

func TestSnapshotCountsRowsAndScans(t *testing.T) {
	t.Parallel()
	name := database(t, "create table jobs (id int primary key, done bool)")
	client := open(t, config(name))
	shared.Exec(t, name,
		"insert into jobs select i, false from generate_series(1, 100) i",
		"update jobs set done = true where id <= 30",
		"delete from jobs where id > 90",
		"set enable_seqscan = off", "select done from jobs where id = 7")

	eventually(t, "the counters of jobs", func() bool {
		got := counters(t, client, "public", "jobs")
		return got != nil && got.Inserted == 100 && got.Updated == 30 && got.Deleted == 10 && got.IndexScans >= 1 && got.IndexRead >= 1
	})
}

func TestSnapshotOfTableWithoutIndexHasNoIndexScans(t *testing.T) {
	t.Parallel()
	name := database(t, "create table log (line text)")
	client := open(t, config(name))
	shared.Exec(t, name, "insert into log values ('a'), ('b')", "select * from log")

	eventually(t, "the counters of log", func() bool {
		got := counters(t, client, "public", "log")
		return got != nil && got.SequentialScans >= 1 && got.SequentialRead >= 2 && got.IndexScans == 0 && got.IndexRead == 0
	})
}

func TestSnapshotRollsPartitionsUpToTheirRoot(t *testing.T) {
	t.Parallel()
	name := database(t,
		"create schema app",
		// Two levels of declarative partitions, in another schema than their root.
		"create table public.opens (at timestamptz, id int) partition by range (at)",
		"create table app.opens_2025 partition of public.opens for values from ('2025-01-01') to ('2026-01-01') partition by hash (id)",
		"create table app.opens_2025_0 partition of app.opens_2025 for values with (modulus 2, remainder 0)",
		"create table app.opens_2025_1 partition of app.opens_2025 for values with (modulus 2, remainder 1)",
		"create table app.opens_2026 partition of public.opens for values from ('2026-01-01') to ('2027-01-01')",
		// Inheritance, as before PostgreSQL 10 and in Timescale.
		"create table public.clicks (at timestamptz)",
		"create table app.clicks_1 () inherits (public.clicks)",
		// The same name elsewhere is another table.
		"create table app.clicks (at timestamptz)")
	client := open(t, config(name))
	shared.Exec(t, name,
		"insert into opens select '2025-05-01', i from generate_series(1, 50) i",
		"insert into opens select '2026-05-01', i from generate_series(1, 7) i",
		"insert into clicks values (now())", "insert into app.clicks_1 values (now()), (now())",
		"insert into app.clicks values (now())")

	eventually(t, "rolled up counters", func() bool {
		opens, clicks, other := counters(t, client, "public", "opens"), counters(t, client, "public", "clicks"), counters(t, client, "app", "clicks")
		return opens != nil && opens.Inserted == 57 && clicks != nil && clicks.Inserted == 3 && other != nil && other.Inserted == 1
	})
	for _, partition := range []string{"opens_2025", "opens_2025_0", "opens_2025_1", "opens_2026", "clicks_1"} {
		if counters(t, client, "app", partition) != nil {
			t.Errorf("partition %s is listed beside its root", partition)
		}
	}
}

func TestSnapshotIdentifiesServerAndClock(t *testing.T) {
	t.Parallel()
	name := database(t)
	got, err := open(t, config(name)).TableSnapshot(testContext(t))
	if err != nil {
		t.Fatal(err)
	}
	if want := config(name).target(); got.Server != want || got.Database != name {
		t.Errorf("got server %q and database %q, want %q and %q", got.Server, got.Database, want, name)
	}
	if since := time.Since(got.At); since < -time.Minute || since > time.Minute {
		t.Errorf("taken at %s, %s ago", got.At, since)
	}
}

func TestEpochChangesWithResetAndRestartOnly(t *testing.T) {
	t.Parallel()
	server := pgtest.Start(t)
	server.Exec(t, "postgres", append(reader("reader"), "create table t (id int)", "insert into t values (1)")...)
	settings := config("postgres")
	settings.Port = server.Port
	client := open(t, settings)
	epoch := func() string {
		t.Helper()
		snapshot, err := client.TableSnapshot(testContext(t))
		if err != nil {
			t.Fatal(err)
		}
		return snapshot.Epoch
	}

	before := epoch()
	server.Exec(t, "postgres", "insert into t values (2)")
	if epoch() != before {
		t.Error("ordinary activity changed the epoch")
	}
	// Before PostgreSQL 15 the statistics collector takes its time.
	changes := func(what string) {
		t.Helper()
		eventually(t, "the epoch to change with "+what, func() bool { return epoch() != before })
		before = epoch()
	}
	server.Exec(t, "postgres", "select pg_stat_reset()")
	changes("a reset of the statistics")
	server.Exec(t, "postgres", "select pg_stat_reset_single_table_counters('t'::regclass)")
	changes("a reset of one table's statistics")
	server.Restart(t)
	changes("a restart")
}
