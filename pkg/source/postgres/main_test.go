//go:build unix

package postgres

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/headroom/headroom/pkg/source/postgres/pgtest"
)

// shared is one server for all tests that leave its settings alone; each test has a database of its own.
var shared *pgtest.Server

// databases numbers them, as a test may run more than once.
var databases atomic.Int64

const password = "s3cret-of-the-reader"

func TestMain(m *testing.M) {
	var err error
	if shared, err = pgtest.Open("max_connections=40"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := 1
	roles := append(reader("reader", "pg_monitor"), "create role writer superuser login password '"+password+"'")
	if err = shared.TryExec("postgres", roles...); err == nil {
		code = m.Run()
	}
	shared.Close()
	if code == 0 {
		err = goleak.Find()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// reader returns the statements that create a login role with the given memberships.
func reader(name string, memberOf ...string) []string {
	statements := []string{fmt.Sprintf("create role %s login password '%s'", name, password)}
	for _, role := range memberOf {
		statements = append(statements, fmt.Sprintf("grant %s to %s", role, name))
	}
	return statements
}

// database creates a database named after the test with the given contents and returns its name.
func database(t *testing.T, statements ...string) string {
	t.Helper()
	name := strings.ToLower(strings.NewReplacer("/", "_", "-", "_", " ", "_").Replace(t.Name()))
	name = fmt.Sprintf("%s_%d", name[:min(len(name), 50)], databases.Add(1))
	shared.Exec(t, "postgres", fmt.Sprintf("create database %q", name))
	if len(statements) > 0 {
		shared.Exec(t, name, statements...)
	}
	return name
}

// config is the reader's way into a database of the shared server.
func config(database string) Config {
	return Config{
		Host: shared.Host, Port: shared.Port, Database: database, User: "reader", Password: password,
		SSLMode: SSLDisable, ConnectTimeout: 5 * time.Second, StatementTimeout: 5 * time.Second,
	}
}

func open(t *testing.T, config Config) *Client {
	t.Helper()
	client, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

// testContext ends before the test binary would, so that what hangs fails by name.
func testContext(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// eventually waits for what another session does in its own time, such as handing in statistics.
func eventually(t *testing.T, what string, met func() bool) {
	t.Helper()
	for deadline := time.Now().Add(15 * time.Second); !met(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}
