//go:build unix

package postgres

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source/postgres/pgtest"
)

// expectFault checks an error's kind and wording, that it says what to do, and that no secret is in it or in
// what it wraps.
func expectFault(t *testing.T, err error, kind fault.Kind, wants ...string) {
	t.Helper()
	var classified *fault.Error
	if !errors.As(err, &classified) {
		t.Fatalf("got %v, want a classified error", err)
	}
	if classified.Kind != kind {
		t.Errorf("got kind %s, want %s: %v", classified.Kind, kind, err)
	}
	for _, want := range wants {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("got %q, want %q in it", err, want)
		}
	}
	if classified.Cure == "" && kind != fault.Cancelled {
		t.Errorf("%q names no cure", err)
	}
	for wrapped := error(classified); wrapped != nil; wrapped = errors.Unwrap(wrapped) {
		if text := fmt.Sprintf("%v %+v", wrapped, wrapped); strings.Contains(text, password) {
			t.Errorf("the password is in %T: %s", wrapped, text)
		}
	}
}

func ask(ctx context.Context, client *Client, sql string) error {
	_, err := client.Query(ctx, sql, from, to)
	return err
}

func TestInvalidSettings(t *testing.T) {
	t.Parallel()
	valid := Config{Host: "db.example.com", Database: "app", User: "reader", Password: password}
	for want, change := range map[string]func(*Config){
		"no host":             func(c *Config) { c.Host = " " },
		"not a single name":   func(c *Config) { c.Host = "reader:" + password + "@db.example.com" },
		"port 70000":          func(c *Config) { c.Port = 70000 },
		"no database":         func(c *Config) { c.Database = "" },
		"no user":             func(c *Config) { c.User = "" },
		`TLS mode "prefer"`:   func(c *Config) { c.SSLMode = "prefer" },
		"negative":            func(c *Config) { c.MaxConnections = -1 },
		"root certificate":    func(c *Config) { c.RootCert = "not PEM" },
		"client certificate":  func(c *Config) { c.ClientKey = "-----BEGIN " + password },
		"a timeout or limit ": func(c *Config) { c.StatementTimeout = -time.Second },
	} {
		config := valid
		change(&config)
		_, err := New(config)
		expectFault(t, err, fault.Configuration, want)
	}
}

func TestConnectionFaults(t *testing.T) {
	t.Parallel()
	name := database(t)
	closed := listen(t)
	_ = closed.Close()
	silent := listen(t)
	for _, test := range []struct {
		what   string
		change func(*Config)
		kind   fault.Kind
		want   string
	}{
		{"wrong password", func(c *Config) { c.Password = "wrong-" + password }, fault.Configuration, `password of user "reader" was refused`},
		{"unknown user", func(c *Config) { c.User = "nobody" }, fault.Configuration, "refused"},
		{"unknown database", func(c *Config) { c.Database = "none" }, fault.Configuration, `database "none" does not exist`},
		{"refused", func(c *Config) { c.Port = port(closed) }, fault.Downstream, "refused the connection"},
		{"half-open", func(c *Config) { c.Port = port(silent); c.ConnectTimeout = 300 * time.Millisecond }, fault.Timeout, "did not answer"},
		{"unknown host", func(c *Config) { c.Host = "db.invalid" }, fault.Configuration, `host name "db.invalid" does not exist`},
		{"no socket", func(c *Config) { c.Host = "/nowhere" }, fault.Configuration, "/nowhere/.s.PGSQL."},
		{"no TLS offered", func(c *Config) { c.SSLMode = SSLRequire }, fault.Configuration, "does not offer TLS"},
		{"not PostgreSQL", func(c *Config) { c.Port = port(webServer(t)) }, fault.Configuration, "is not PostgreSQL"},
	} {
		settings := config(name)
		test.change(&settings)
		_, _, err := open(t, settings).Check(testContext(t))
		t.Run(test.what, func(t *testing.T) { expectFault(t, err, test.kind, test.want) })
	}
}

func listen(t *testing.T) net.Listener {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	return listener
}

func port(listener net.Listener) int { return listener.Addr().(*net.TCPAddr).Port }

// webServer answers everybody with a line of HTTP.
func webServer(t *testing.T) net.Listener {
	t.Helper()
	listener := listen(t)
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = connection.Write([]byte("HTTP/1.1 400 Bad Request\r\n\r\n"))
			_ = connection.Close()
		}
	}()
	return listener
}

func TestServerWithoutConnectionsLeft(t *testing.T) {
	t.Parallel()
	server := pgtest.Start(t, "max_connections=5", "superuser_reserved_connections=3")
	server.Exec(t, "postgres", reader("reader")...)
	settings := config("postgres")
	settings.Port = server.Port
	holder, late := open(t, settings), open(t, settings)
	release := hold(t, holder, 2)
	_, err := late.TableSnapshot(testContext(t))
	release()
	expectFault(t, err, fault.Downstream, "no connection left", "max_connections")
}

func TestQueryFaults(t *testing.T) {
	t.Parallel()
	name := database(t, "create table secret (id int)", "create table orders (id int, at timestamptz)", "grant select on orders to reader")
	settings := config(name)
	settings.StatementTimeout = time.Second
	client := open(t, settings)
	for _, test := range []struct {
		sql   string
		kind  fault.Kind
		wants []string
	}{
		{"selct 1", fault.Configuration, []string{"syntax error", "selct 1"}},
		{"select * from nowhere", fault.Configuration, []string{"does not exist", "nowhere"}},
		{"select total from orders", fault.Configuration, []string{"does not exist", "total"}},
		{"select nothing(1)", fault.Configuration, []string{"does not exist", "nothing"}},
		{"select * from secret", fault.Configuration, []string{"lacks a permission", "secret", "GRANT"}},
		{"select 1/0", fault.Configuration, []string{"division by zero", "nullif"}},
		{"select pg_sleep(20)", fault.Timeout, []string{"statement timeout of 1s", "pg_sleep"}},
		{"select 'unterminated", fault.Configuration, []string{"refused"}},
	} {
		t.Run(test.sql, func(t *testing.T) { expectFault(t, ask(testContext(t), client, test.sql), test.kind, test.wants...) })
	}
}

func TestLockedTable(t *testing.T) {
	t.Parallel()
	name := database(t, "create table orders (id int)", "grant select on orders to reader")
	migration, err := shared.Connect(testContext(t), name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = migration.Close(context.Background()) }()
	if _, err := migration.Exec(testContext(t), "begin; lock table orders"); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	expectFault(t, ask(testContext(t), open(t, config(name)), "select * from orders"), fault.Downstream, "stayed locked for 2s")
	if took := time.Since(began); took > 4*time.Second {
		t.Errorf("waited %s for a lock", took)
	}
}

func TestConnectionKilledInTheMiddle(t *testing.T) {
	t.Parallel()
	name := database(t)
	client := open(t, config(name))
	for function, want := range map[string]string{"pg_terminate_backend": "ended the connection", "pg_cancel_backend": "cancelled on the server"} {
		result := make(chan error, 1)
		go func() { result <- ask(context.Background(), client, "select pg_sleep(20)") }()
		eventually(t, "the statement to run", func() bool { return active(t, name, "pg_sleep") == 1 })
		shared.Exec(t, "postgres", fmt.Sprintf("select %s(pid) from pg_stat_activity where datname = '%s' and query like '%%pg_sleep%%'", function, name))
		expectFault(t, <-result, fault.Downstream, want)
		if err := ask(testContext(t), client, "select 1"); err != nil {
			t.Errorf("after %s: %v", function, err)
		}
	}
}
