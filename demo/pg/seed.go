package pg

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/headroom/headroom/demo/capacity"
	"github.com/headroom/headroom/demo/delivery"
)

// Schema is the SQL that creates tables and the reading role in an empty
// database named Database.
func Schema() string { return schema }

// SeedSQL replaces the capacity history of an anchor by the one that ends
// yesterday, its deployments and incidents by those until now, and fills
// high-traffic tables that are empty.
func SeedSQL(anchor, now time.Time) string {
	var sql strings.Builder
	sql.WriteString("TRUNCATE tenants, tenant_daily, resource_daily, deployments, incidents;\n")
	model := capacity.NewModel(anchor)

	tenants := rows{table: "tenants", columns: "id, name, plan, created_at"}
	for _, t := range model.Tenants(now) {
		tenants.add("%d, '%s', '%s', '%s'", t.ID, t.Name, t.Plan, t.CreatedAt.Format(time.RFC3339))
	}
	tenantDays := rows{table: "tenant_daily", columns: "day, tenants, emails_sent, peak_concurrent_users"}
	resourceDays := rows{table: "resource_daily", columns: "day, db_connections, redis_memory_bytes, cpu_cores, storage_bytes"}
	for _, d := range model.Days(now) {
		day := d.Date.Format(time.DateOnly)
		tenantDays.add("'%s', %d, %d, %d", day, d.Tenants, d.EmailsSent, d.PeakConcurrentUsers)
		resourceDays.add("'%s', %d, %d, %g, %d", day, d.DBConnections, d.RedisMemoryBytes, d.CPUCores, d.StorageBytes)
	}
	deployments, incidents := deliveryRows(delivery.NewHistory(anchor, now))
	for _, r := range []rows{tenants, tenantDays, resourceDays, deployments, incidents} {
		r.writeTo(&sql)
	}
	for _, w := range workloads {
		fmt.Fprintf(&sql, "INSERT INTO %[1]s (id, %[2]s) SELECT k, %[3]s FROM generate_series(1::bigint, %[4]d) AS k"+
			" WHERE NOT EXISTS (SELECT FROM %[1]s);\n", w.table, w.columns, w.values, w.rows)
	}
	return sql.String()
}

// deliveryRows are the rows of the tables deployments and incidents.
func deliveryRows(history delivery.History) (deployments, incidents rows) {
	deployments = rows{table: "deployments", columns: "id, deployed_at, service, environment, outcome, version"}
	for _, d := range history.Deployments {
		deployments.add("'%s', '%s', '%s', '%s', '%s', '%s'", d.ID, d.At.Format(time.RFC3339), d.Service, d.Environment, d.Outcome, d.Version)
	}
	incidents = rows{table: "incidents", columns: "id, started_at, resolved_at, severity, service, title, caused_by_deployment_id"}
	for _, i := range history.Incidents {
		resolved, cause := "NULL", "NULL"
		if !i.Resolved.IsZero() {
			resolved = "'" + i.Resolved.Format(time.RFC3339) + "'"
		}
		if i.CausedBy != "" {
			cause = "'" + i.CausedBy + "'"
		}
		incidents.add("'%s', '%s', %s, '%s', '%s', '%s', %s", i.ID, i.Started.Format(time.RFC3339), resolved, i.Severity, i.Service, i.Title, cause)
	}
	return deployments, incidents
}

// rows builds one INSERT statement of generated values, none of which holds a
// quote.
type rows struct {
	table, columns string
	values         []string
}

func (r *rows) add(format string, args ...any) {
	r.values = append(r.values, "("+fmt.Sprintf(format, args...)+")")
}

func (r *rows) writeTo(sql *strings.Builder) {
	fmt.Fprintf(sql, "INSERT INTO %s (%s) VALUES\n%s;\n", r.table, r.columns, strings.Join(r.values, ",\n"))
}

// Seed executes SeedSQL in one transaction.
func (s *Server) Seed(ctx context.Context, anchor, now time.Time) error {
	conn, err := pgx.Connect(ctx, s.DSN(Database))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	if _, err := conn.Exec(ctx, SeedSQL(anchor, now)); err != nil {
		return fmt.Errorf("filling the database: %w", err)
	}
	// Plans of the first minutes depend on statistics; autovacuum comes around
	// later. Counts of the inserts go first, or they come on top of ANALYZE's.
	for _, sql := range []string{"SELECT pg_stat_force_next_flush()", "ANALYZE"} {
		if _, err := conn.Exec(ctx, sql); err != nil {
			return fmt.Errorf("analysing the database: %w", err)
		}
	}
	return nil
}
