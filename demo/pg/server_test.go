//go:build unix

package pg

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/headroom/headroom/demo/capacity"
	"github.com/headroom/headroom/demo/series"
)

var now = time.Date(2025, 3, 12, 16, 0, 0, 0, time.UTC)

// startServer runs a server of its own and seeds it.
func startServer(t *testing.T, dir string) *Server {
	t.Helper()
	if testing.Short() {
		t.Skip("starts a PostgreSQL server")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	server, err := Start(t.Context(), Config{Dir: dir, Port: port, Logf: t.Logf})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	})
	if err := server.Seed(t.Context(), now, now); err != nil {
		t.Fatal(err)
	}
	return server
}

func open(t *testing.T, dsn string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(t.Context()) })
	return conn
}

// enterableDir is a temporary directory that the server's user may enter.
func enterableDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestServer(t *testing.T) {
	dir := enterableDir(t)
	server := startServer(t, dir)
	t.Run("capacity history", func(t *testing.T) { testCapacityHistory(t, open(t, server.DSN(Database))) })
	t.Run("role", func(t *testing.T) { testRole(t, server) })
	t.Run("writer follows the plan", func(t *testing.T) { testWriterFollowsThePlan(t, server) })
	t.Run("writer keeps tables small", func(t *testing.T) { testWriterKeepsTablesSmall(t, server) })
	t.Run("port taken", func(t *testing.T) { testPortTaken(t, server, dir) })
	t.Run("second start", func(t *testing.T) { testSecondStart(t, server, dir) })
}

func testCapacityHistory(t *testing.T, conn *pgx.Conn) {
	var tenants, days, resources, latest int
	err := conn.QueryRow(t.Context(), `SELECT (SELECT count(*) FROM tenants), (SELECT count(*) FROM tenant_daily),
		(SELECT count(*) FROM resource_daily), (SELECT tenants FROM tenant_daily ORDER BY day DESC LIMIT 1)`).
		Scan(&tenants, &days, &resources, &latest)
	if err != nil {
		t.Fatal(err)
	}
	if tenants != capacity.TenantsAtAnchor || latest != tenants || days != capacity.HistoryDays || resources != days {
		t.Errorf("%d tenants (the last day says %d), %d and %d days", tenants, latest, days, resources)
	}
}

// testRole checks that the reading role can read what it needs and no more.
func testRole(t *testing.T, server *Server) {
	dsn := strings.NewReplacer("user="+Superuser, "user=headroom", "password="+superPassword, "password=headroom").Replace(server.DSN(Database))
	conn := open(t, dsn)
	for _, sql := range []string{
		"SELECT FROM tenants", "SELECT FROM tenant_daily", "SELECT FROM resource_daily",
		"SELECT FROM deployments", "SELECT FROM incidents",
		"SELECT FROM pg_stat_user_tables", "SELECT FROM pg_stat_statements", "SELECT FROM pg_stat_activity",
	} {
		if _, err := conn.Exec(t.Context(), sql); err != nil {
			t.Errorf("%s: %v", sql, err)
		}
	}
	const create = "CREATE TABLE intruder (id integer)"
	for _, step := range []struct{ sql, want string }{
		{"SELECT FROM email_messages", "permission denied"},
		{create, "read-only transaction"},
		{"SET default_transaction_read_only = off", ""},
		{create, "permission denied"},
		{"INSERT INTO tenants VALUES (0, '', '', now())", "permission denied"},
	} {
		_, err := conn.Exec(t.Context(), step.sql)
		if step.want == "" && err != nil || step.want != "" && (err == nil || !strings.Contains(err.Error(), step.want)) {
			t.Errorf("%s: %v, want %q", step.sql, err, step.want)
		}
	}
}

// testWriterFollowsThePlan compares PostgreSQL's own counters with the model's
// increments after three simulated minutes.
func testWriterFollowsThePlan(t *testing.T, server *Server) {
	model := newModel(t)
	writer, err := NewWriter(t.Context(), server.DSN(Database), model)
	if err != nil {
		t.Fatal(err)
	}
	observer := open(t, server.DSN(Database))
	before, err := ReadStatistics(t.Context(), observer)
	if err != nil {
		t.Fatal(err)
	}
	for at := now; !at.After(now.Add(3 * time.Minute)); at = at.Add(tick) {
		if err := writer.step(t.Context(), at); err != nil {
			t.Fatal(err)
		}
	}
	writer.Close(t.Context()) // a backend's last counts arrive when it ends
	want := make([]series.TableCounts, len(series.Tables))
	for i := range want {
		for minute := series.MinuteOf(now) + 1; minute <= series.MinuteOf(now)+3; minute++ {
			c := model.Table(i, minute)
			want[i].Inserted += c.Inserted
			want[i].Updated += c.Updated
			want[i].Deleted += c.Deleted
			want[i].SeqScans += c.SeqScans
			want[i].IndexScans += c.IndexScans
		}
	}
	// Statistics of a backend that ended appear after a moment.
	var differences []string
	for range 100 {
		after, err := ReadStatistics(t.Context(), observer)
		if err != nil {
			t.Fatal(err)
		}
		if differences = compare(before, after, want); differences == nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Error(strings.Join(differences, "\n"))
}

// compare lists the tables whose counters did not gain what was planned.
func compare(before, after []TableStatistics, want []series.TableCounts) (differences []string) {
	for i, table := range series.Tables {
		got := gained(before[i], after[i])
		// The writer looks up a table's first and last key when it connects, and
		// so does the planner when it estimates a range.
		const lookups = 6
		if extra := got.IndexScans - want[i].IndexScans; extra >= 0 && extra <= lookups {
			got.IndexScans = want[i].IndexScans
		}
		if got != want[i] {
			differences = append(differences, fmt.Sprintf("%s: PostgreSQL counted %+v, planned were %+v", table.Name, got, want[i]))
		}
	}
	return differences
}

// gained is the difference of two readings in the counts that the writer is in
// control of.
func gained(before, after TableStatistics) series.TableCounts {
	difference := func(column string) int64 {
		for i, name := range series.TableColumns {
			if name == column {
				return after[i] - before[i]
			}
		}
		panic("no column " + column)
	}
	return series.TableCounts{
		Inserted: difference("n_tup_ins"), Updated: difference("n_tup_upd"), Deleted: difference("n_tup_del"),
		SeqScans: difference("seq_scan"), IndexScans: difference("idx_scan"),
	}
}

func newModel(t *testing.T) *series.Model {
	t.Helper()
	model, err := series.NewModel(series.Params{Anchor: now, History: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	return model
}

// testWriterKeepsTablesSmall grows a table past the bound and lets a minute pass.
func testWriterKeepsTablesSmall(t *testing.T, server *Server) {
	conn := open(t, server.DSN(Database))
	const table = 0
	var newest int64
	if err := conn.QueryRow(t.Context(), "SELECT max(id) FROM "+workloads[table].table).Scan(&newest); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(t.Context(), workloads[table].insertSQL(), newest+1, newest+maxRows); err != nil {
		t.Fatal(err)
	}
	writer, err := NewWriter(t.Context(), server.DSN(Database), newModel(t))
	if err != nil {
		t.Fatal(err)
	}
	defer writer.Close(t.Context())
	before := writer.tables[table].rows()
	for at := now; !at.After(now.Add(time.Minute)); at = at.Add(tick) {
		if err := writer.step(t.Context(), at); err != nil {
			t.Fatal(err)
		}
	}
	var rows int64
	if err := conn.QueryRow(t.Context(), "SELECT count(*) FROM "+workloads[table].table).Scan(&rows); err != nil {
		t.Fatal(err)
	}
	if rows != writer.tables[table].rows() {
		t.Errorf("the table has %d rows, the writer believes %d", rows, writer.tables[table].rows())
	}
	if rows >= before-1000 {
		t.Errorf("the table went from %d to %d rows within a minute above the bound of %d", before, rows, maxRows)
	}
}

// testSecondStart stops the server, and starts it again on the same directory.
func testSecondStart(t *testing.T, server *Server, dir string) {
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-server.Exited():
	default:
		t.Error("Stop returned before the process ended")
	}
	before, err := filepath.Glob(filepath.Join(dir, "data-*"))
	if err != nil {
		t.Fatal(err)
	}
	again := startServer(t, dir)
	after, err := filepath.Glob(filepath.Join(dir, "data-*"))
	if err != nil {
		t.Fatal(err)
	}
	if len(after) != 1 || strings.Join(before, " ") != strings.Join(after, " ") {
		t.Errorf("clusters were %v and are %v", before, after)
	}
	var rows int
	if err := open(t, again.DSN(Database)).QueryRow(t.Context(), "SELECT count(*) FROM email_messages").Scan(&rows); err != nil {
		t.Fatal(err)
	}
	if rows <= int(workloads[0].rows) {
		t.Errorf("%d rows after a restart: the table was filled again", rows)
	}
}

// testPortTaken starts a second cluster, with the same binaries, on the port.
func testPortTaken(t *testing.T, server *Server, dir string) {
	other := enterableDir(t)
	installed, err := filepath.Glob(filepath.Join(dir, "npm-*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, binaries := range installed {
		if err := os.Symlink(binaries, filepath.Join(other, filepath.Base(binaries))); err != nil {
			t.Fatal(err)
		}
	}
	_, err = Start(t.Context(), Config{Dir: other, Port: server.port, Logf: t.Logf})
	if err == nil || !strings.Contains(err.Error(), "Address already in use") {
		t.Errorf("error %v, want the server's own words", err)
	}
}
