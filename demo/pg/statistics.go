package pg

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/headroom/headroom/demo/series"
)

// TableStatistics are the values of series.TableColumns for one table.
type TableStatistics [len(series.TableColumns)]int64

// ReadStatistics reads pg_stat_user_tables for the tables of series.Tables, in
// their order, as postgres_exporter would.
func ReadStatistics(ctx context.Context, conn *pgx.Conn) ([]TableStatistics, error) {
	const query = `
		SELECT relname, n_tup_ins, n_tup_upd, n_tup_hot_upd, n_tup_del,
		       seq_scan, seq_tup_read, coalesce(idx_scan, 0), coalesce(idx_tup_fetch, 0), n_live_tup, n_dead_tup
		FROM pg_stat_user_tables WHERE schemaname = 'public'`
	rows, err := conn.Query(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("reading table statistics: %w", err)
	}
	byName := map[string]TableStatistics{}
	var (
		name string
		s    TableStatistics
	)
	targets := []any{&name}
	for i := range s {
		targets = append(targets, &s[i])
	}
	if _, err := pgx.ForEachRow(rows, targets, func() error { byName[name] = s; return nil }); err != nil {
		return nil, fmt.Errorf("reading table statistics: %w", err)
	}
	statistics := make([]TableStatistics, len(series.Tables))
	for i := range series.Tables {
		found, ok := byName[series.Tables[i].Name]
		if !ok {
			return nil, fmt.Errorf("table %s has no statistics", series.Tables[i].Name)
		}
		statistics[i] = found
	}
	return statistics, nil
}
