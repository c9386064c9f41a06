package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/headroom/headroom/pkg/source"
)

// identitySQL tells which counters a snapshot reads. Everything in it is open to every user, from PostgreSQL 12
// on. Two servers behind one name do not start in the same microsecond, so the start tells them apart; an
// address would not do, as one server has several.
const identitySQL = `
select clock_timestamp(), current_database(), d.datid::bigint, pg_postmaster_start_time(), d.stats_reset
from pg_stat_database d
where d.datname = current_database()`

// relationsSQL reads the counters of each relation together with the name of the table it belongs to: the root
// of its partition tree. pg_inherits knows declarative partitions, those of before PostgreSQL 10, and the chunks
// of Timescale's hypertables. idx_scan is null without an index. Temporary tables are one session's own affair.
const relationsSQL = `
with recursive tree (relation, root) as (
  select i.inhrelid, i.inhparent
  from pg_inherits i
  where i.inhseqno = 1
    and not exists (select from pg_inherits above where above.inhrelid = i.inhparent)
  union all
  select i.inhrelid, t.root
  from tree t
  join pg_inherits i on i.inhparent = t.relation and i.inhseqno = 1
)
select s.relid::bigint, n.nspname::text, c.relname::text,
       s.n_tup_ins, s.n_tup_upd, s.n_tup_del,
       s.seq_scan, coalesce(s.idx_scan, 0), s.seq_tup_read, coalesce(s.idx_tup_fetch, 0)
from pg_stat_user_tables s
left join tree t on t.relation = s.relid
join pg_class c on c.oid = coalesce(t.root, s.relid)
join pg_namespace n on n.oid = c.relnamespace
where c.relpersistence <> 't'
order by s.relid`

// statistics are the counters of every relation at one moment.
type statistics struct {
	at               time.Time
	server, database string
	epoch            string
	relations        []relation
}

// relation is one table or partition; its counters' Schema and Table are those of the root of its tree.
type relation struct {
	id       int64
	counters source.TableCounters
}

// statistics reads the counters without rolling partitions up.
func (c *Client) statistics(ctx context.Context) (statistics, error) {
	var s statistics
	err := c.read(ctx, "", func(ctx context.Context, tx pgx.Tx) error {
		var err error
		if s, err = c.identity(ctx, tx); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, relationsSQL)
		if err != nil {
			return err
		}
		s.relations, err = pgx.CollectRows(rows, scanRelation)
		return err
	})
	return s, err
}

func (c *Client) identity(ctx context.Context, tx pgx.Tx) (statistics, error) {
	var s statistics
	var databaseID int64
	var started time.Time
	var reset *time.Time
	err := tx.QueryRow(ctx, identitySQL).Scan(&s.at, &s.database, &databaseID, &started, &reset)
	if err != nil {
		return s, err
	}
	s.server = c.config.target()
	resetAt := "never"
	if reset != nil {
		resetAt = reset.UTC().Format(time.RFC3339Nano)
	}
	s.epoch = fmt.Sprintf("server started %s, database %d, statistics reset %s",
		started.UTC().Format(time.RFC3339Nano), databaseID, resetAt)
	return s, nil
}

func scanRelation(row pgx.CollectableRow) (relation, error) {
	var r relation
	t := &r.counters
	err := row.Scan(&r.id, &t.Schema, &t.Table, &t.Inserted, &t.Updated, &t.Deleted,
		&t.SequentialScans, &t.IndexScans, &t.SequentialRead, &t.IndexRead)
	return r, err
}

// TableSnapshot reads the counters of every user table once, partitions added to the root of their tree. Two
// snapshots of a tree differ by more than its activity when partitions were attached or dropped in between:
// Sampler compares relation by relation instead.
func (c *Client) TableSnapshot(ctx context.Context) (source.TableSnapshot, error) {
	s, err := c.statistics(ctx)
	if err != nil {
		return source.TableSnapshot{}, err
	}
	snapshot := source.TableSnapshot{At: s.at, Server: s.server, Database: s.database, Epoch: s.epoch}
	positions := map[[2]string]int{}
	for _, r := range s.relations {
		name := [2]string{r.counters.Schema, r.counters.Table}
		position, known := positions[name]
		if !known {
			positions[name] = len(snapshot.Tables)
			snapshot.Tables = append(snapshot.Tables, r.counters)
			continue
		}
		add(&snapshot.Tables[position], r.counters)
	}
	return snapshot, nil
}

func add(sum *source.TableCounters, more source.TableCounters) {
	sum.Inserted += more.Inserted
	sum.Updated += more.Updated
	sum.Deleted += more.Deleted
	sum.SequentialScans += more.SequentialScans
	sum.IndexScans += more.IndexScans
	sum.SequentialRead += more.SequentialRead
	sum.IndexRead += more.IndexRead
}
