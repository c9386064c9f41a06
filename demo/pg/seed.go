//go:build unix

package pg

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/headroom/headroom/demo/capacity"
)

// Seed replaces the capacity history by the one that ends yesterday, and fills
// high-traffic tables that are empty.
func (s *Server) Seed(ctx context.Context, model capacity.Model, now time.Time) error {
	conn, err := pgx.Connect(ctx, s.DSN(Database))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	err = pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		if err := seedCapacity(ctx, tx, model, now); err != nil {
			return err
		}
		return seedTables(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("filling the database: %w", err)
	}
	// Plans of the first minutes depend on statistics; autovacuum comes around
	// later. Counts of the inserts go first, or they come on top of ANALYZE's.
	if _, err := conn.Exec(ctx, "SELECT pg_stat_force_next_flush()"); err != nil {
		return fmt.Errorf("flushing table counters: %w", err)
	}
	if _, err := conn.Exec(ctx, "ANALYZE"); err != nil {
		return fmt.Errorf("analysing the database: %w", err)
	}
	return nil
}

func seedCapacity(ctx context.Context, tx pgx.Tx, model capacity.Model, now time.Time) error {
	if _, err := tx.Exec(ctx, "TRUNCATE tenants, tenant_daily, resource_daily"); err != nil {
		return err
	}
	tenants := model.Tenants(now)
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"tenants"}, []string{"id", "name", "plan", "created_at"},
		pgx.CopyFromSlice(len(tenants), func(i int) ([]any, error) {
			t := tenants[i]
			return []any{t.ID, t.Name, t.Plan, t.CreatedAt}, nil
		}))
	if err != nil {
		return err
	}
	days := model.Days(now)
	_, err = tx.CopyFrom(ctx, pgx.Identifier{"tenant_daily"}, []string{"day", "tenants", "emails_sent", "peak_concurrent_users"},
		pgx.CopyFromSlice(len(days), func(i int) ([]any, error) {
			d := days[i]
			return []any{d.Date, d.Tenants, d.EmailsSent, d.PeakConcurrentUsers}, nil
		}))
	if err != nil {
		return err
	}
	_, err = tx.CopyFrom(ctx, pgx.Identifier{"resource_daily"},
		[]string{"day", "db_connections", "redis_memory_bytes", "cpu_cores", "storage_bytes"},
		pgx.CopyFromSlice(len(days), func(i int) ([]any, error) {
			d := days[i]
			return []any{d.Date, d.DBConnections, d.RedisMemoryBytes, d.CPUCores, d.StorageBytes}, nil
		}))
	return err
}

func seedTables(ctx context.Context, tx pgx.Tx) error {
	for _, w := range workloads {
		var empty bool
		if err := tx.QueryRow(ctx, "SELECT NOT EXISTS (SELECT FROM "+w.table+")").Scan(&empty); err != nil {
			return err
		}
		if !empty {
			continue
		}
		if _, err := tx.Exec(ctx, w.insertSQL(), 1, w.rows); err != nil {
			return err
		}
	}
	return nil
}
