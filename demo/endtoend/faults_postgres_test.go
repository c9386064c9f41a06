package endtoend

import (
	"context"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/jackc/pgx/v5"
)

// statement maps requests to SQL, so that the error ratio is read from PostgreSQL.
func statement(sql string) object { return object{"requests": object{"sql": sql}} }

const (
	twoInAThousand = "SELECT 1000::float8 AS total, 2::float8 AS failed, 1::float8 AS coverage"
	sleepFor30s    = twoInAThousand + " FROM pg_sleep(30)"
)

// reading is a data source over PostgreSQL alone, as a user with the secret for a password.
func reading(t *testing.T, user, sql string, changes object) dataSource {
	t.Helper()
	settings := object{"host": "127.0.0.1", "port": world.postgresPort, "database": "app", "user": user, "sslMode": "disable"}
	for key, value := range changes {
		settings[key] = value
	}
	return dataSource{
		uid:      t.Name(),
		jsonData: object{"postgres": settings, "signals": statement(sql)},
		secrets:  map[string]string{"postgresPassword": secret},
	}
}

var errorRatio = object{"queryType": "kpi", "kpis": []string{"error_ratio"}, "window": "1h", "format": "table"}

// role makes a user for the test's length.
func role(t *testing.T, name, options string) {
	t.Helper()
	conn := admin(t)
	create := fmt.Sprintf("DROP ROLE IF EXISTS %s; CREATE ROLE %s LOGIN PASSWORD '%s' %s", name, name, secret, options)
	if _, err := conn.Exec(t.Context(), create); err != nil {
		t.Fatal(err)
	}
}

func TestPostgresFaults(t *testing.T) {
	defer alive(t)
	role(t, "fault_reader", "IN ROLE pg_monitor")
	role(t, "fault_crowded", "IN ROLE pg_monitor CONNECTION LIMIT 0")
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = closed.Close()
	for _, test := range []struct {
		name, user, sql string
		changes         object
		status          backend.Status
		wants           []string
	}{
		{"wrong password", "headroom", twoInAThousand, nil, backend.StatusBadRequest, []string{`the password of user "headroom" was refused`, "Correct user and password"}},
		{"no such user", "nobody_here", twoInAThousand, nil, backend.StatusBadRequest, []string{"nobody_here", "user"}},
		{"no such database", "fault_reader", twoInAThousand, object{"database": "absent"}, backend.StatusBadRequest, []string{`database "absent" does not exist`, "Correct the database"}},
		{"no connection left", "fault_crowded", twoInAThousand, nil, backend.StatusBadGateway, []string{"no connection left", "raise max_connections"}},
		{"dead port", "fault_reader", twoInAThousand, object{"port": closed.Addr().(*net.TCPAddr).Port}, backend.StatusBadGateway, []string{"refused the connection", "Check that it runs"}},
		{"TLS where there is none", "fault_reader", twoInAThousand, object{"sslMode": "require"}, backend.StatusBadRequest, []string{"does not offer TLS", "Turn on ssl"}},
		{"half-open", "fault_reader", twoInAThousand, object{"port": portOf(t, halfOpen(t)), "connectTimeoutSeconds": 1, "statementTimeoutSeconds": 1}, backend.StatusTimeout, []string{"did not answer", "raise the timeout"}},
		{"too slow", "fault_reader", sleepFor30s, object{"statementTimeoutSeconds": 1}, backend.StatusTimeout, []string{"statement timeout of 1s", "raise the statement timeout"}},
		{"no such table", "fault_reader", "SELECT total, failed, coverage FROM absent", nil, backend.StatusBadRequest, []string{"does not exist", "Correct the mapped query"}},
		{"no permission", "fault_reader", "SELECT count(*)::float8 AS total, 0::float8 AS failed, 1::float8 AS coverage FROM pg_authid", nil, backend.StatusBadRequest, []string{"lacks a permission", "Grant it"}},
		{"a write", "headroom_writer", "DELETE FROM tenants RETURNING 1 AS total, 0 AS failed, 1 AS coverage", nil, backend.StatusBadRequest, []string{"only reads", "only selects"}},
		{"two statements", "fault_reader", twoInAThousand + "; DROP TABLE tenants", nil, backend.StatusBadRequest, []string{"refused", "single SELECT"}},
		{"too many rows", "fault_reader", twoInAThousand + " FROM generate_series(1, 3)", nil, backend.StatusBadRequest, []string{"3 rows", "exactly one row"}},
		{"another column", "fault_reader", "SELECT 1 AS a", nil, backend.StatusBadRequest, []string{`no column "total"`, "exactly one row with the columns"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.user == "headroom_writer" {
				role(t, test.user, "SUPERUSER")
			}
			refused(t, reading(t, test.user, test.sql, test.changes).ask(t, lastHour(), errorRatio), test.status, test.wants...)
		})
	}
	countTenants(t)
}

func portOf(t *testing.T, address string) int {
	t.Helper()
	var port int
	if _, err := fmt.Sscanf(address, "http://127.0.0.1:%d", &port); err != nil {
		t.Fatal(err)
	}
	return port
}

func TestPostgresKilledMidQuery(t *testing.T) {
	defer alive(t)
	role(t, "fault_killed", "")
	d := reading(t, "fault_killed", sleepFor30s, nil)
	conn := admin(t)
	answered := make(chan backend.DataResponse, 1)
	go func() { answered <- d.ask(t, lastHour(), errorRatio) }()
	eventually(t, conn, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'fault_killed' AND query LIKE '%pg_sleep%'")
	refused(t, <-answered, backend.StatusBadGateway, "PostgreSQL: ", "ended the connection", "Try again")
}

func TestCancellationReachesPostgres(t *testing.T) {
	defer alive(t)
	role(t, "fault_cancelled", "")
	d := reading(t, "fault_cancelled", sleepFor30s, nil)
	conn := admin(t)
	ctx, cancel := context.WithCancel(t.Context())
	answered := make(chan error, 1)
	go func() { answered <- d.askContext(ctx, t, lastHour(), errorRatio).Error }()
	running := "SELECT true FROM pg_stat_activity WHERE usename = 'fault_cancelled' AND state = 'active' AND query LIKE '%pg_sleep%'"
	eventually(t, conn, running)
	cancel()
	if err := <-answered; err == nil || !strings.Contains(err.Error(), "cancel") {
		t.Errorf("the answer is %v", err)
	}
	eventually(t, conn, "SELECT true WHERE NOT EXISTS ("+running+")")
}

// eventually runs a statement until it gives true.
func eventually(t *testing.T, conn *pgx.Conn, sql string) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		var done bool
		if err := conn.QueryRow(t.Context(), sql).Scan(&done); err == nil && done {
			return
		}
	}
	t.Fatalf("waited 10 s in vain: %s", sql)
}

func TestHealthNamesWhatTheUserLacks(t *testing.T) {
	defer alive(t)
	role(t, "fault_plain", "")
	ok, parts := reading(t, "fault_plain", twoInAThousand, nil).health(t)
	part := parts["PostgreSQL"]
	if !ok || part.Status != "warning" {
		t.Errorf("health is ok: %v, %+v", ok, parts)
	}
	says(t, strings.Join(part.Notices, "\n"), "not a member of pg_monitor", "GRANT pg_monitor")
}

// TestGoodRowsBesideADeadDatabase asks for KPIs of both sources while one of them is down.
func TestGoodRowsBesideADeadDatabase(t *testing.T) {
	defer alive(t)
	d := connected().with(t.Name(), "signals", statement(twoInAThousand))
	d.jsonData["postgres"] = object{"host": "127.0.0.1", "port": portOf(t, closedPort(t)), "database": "app", "user": "headroom", "sslMode": "disable"}
	d.secrets = map[string]string{"postgresPassword": secret}
	frames := d.frames(t, lastHour(), object{
		"queryType": "kpi", "kpis": []string{"error_ratio", "latency_p95"}, "window": "1h", "format": "table",
	})
	list := rows(frames[0])
	if row := by(t, list, "kpi", "latency_p95"); row["value"] == nil {
		t.Errorf("the good row is lost: %v", row)
	}
	if row := by(t, list, "kpi", "error_ratio"); row["status"] != "error" || row["value"] != nil {
		t.Errorf("the failed row is %v", row)
	}
	says(t, noticesOf(frames), "error_ratio", "PostgreSQL", "refused the connection", "Check that it runs")
	ok, parts := d.health(t)
	if ok || parts["Prometheus"].Status != "ok" || parts["PostgreSQL"].Status != "error" {
		t.Errorf("health is ok: %v, %+v", ok, parts)
	}
	says(t, parts["PostgreSQL"].Message, "refused the connection", "Check that it runs")
}

// TestGoodRowsBesideADeadPrometheus is the same the other way round.
func TestGoodRowsBesideADeadPrometheus(t *testing.T) {
	defer alive(t)
	d := connected().with(t.Name(), "signals", statement(twoInAThousand))
	d.jsonData["prometheus"] = object{"url": closedPort(t)}
	frames := d.frames(t, lastHour(), object{
		"queryType": "kpi", "kpis": []string{"error_ratio", "latency_p95"}, "window": "1h", "format": "table",
	})
	list := rows(frames[0])
	if row := by(t, list, "kpi", "error_ratio"); row["value"] != 0.002 {
		t.Errorf("the good row is %v", row)
	}
	if row := by(t, list, "kpi", "latency_p95"); row["status"] != "error" || row["value"] != nil {
		t.Errorf("the failed row is %v", row)
	}
	says(t, noticesOf(frames), "latency_p95", "Prometheus", "refused the connection", "Check that it runs")
	ok, parts := d.health(t)
	if ok || parts["Prometheus"].Status != "error" || parts["PostgreSQL"].Status == "error" {
		t.Errorf("health is ok: %v, %+v", ok, parts)
	}
}

// closedPort is an address at which nothing listens.
func closedPort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return "http://" + listener.Addr().String()
}
