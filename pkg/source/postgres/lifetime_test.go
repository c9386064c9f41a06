//go:build unix

package postgres

import (
	"context"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/fault"
)

func TestOwnConnectionsAllBusy(t *testing.T) {
	t.Parallel()
	settings := config(database(t))
	settings.MaxConnections = 2
	client := open(t, settings)
	release := hold(t, client, 2)
	defer release()
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	expectFault(t, ask(ctx, client, "select 1"), fault.Timeout, "all 2 connections")
}

func TestCancellationReachesTheServer(t *testing.T) {
	t.Parallel()
	name := database(t)
	settings := config(name)
	settings.StatementTimeout = time.Minute
	client := open(t, settings)
	for _, end := range []struct {
		kind  fault.Kind
		begin func() (context.Context, context.CancelFunc)
	}{
		{fault.Cancelled, func() (context.Context, context.CancelFunc) { return context.WithCancel(context.Background()) }},
		{fault.Timeout, func() (context.Context, context.CancelFunc) {
			return context.WithTimeout(context.Background(), 500*time.Millisecond)
		}},
	} {
		ctx, cancel := end.begin()
		result := make(chan error, 1)
		go func() { result <- ask(ctx, client, "select pg_sleep(50)") }()
		eventually(t, "the statement to run", func() bool { return active(t, name, "pg_sleep") == 1 })
		if end.kind == fault.Cancelled {
			cancel()
		}
		expectFault(t, <-result, end.kind)
		eventually(t, "the server to stop", func() bool { return active(t, name, "pg_sleep") == 0 })
		cancel()
	}
	if total := client.pool.Stat().NewConnsCount(); total != 1 {
		t.Errorf("the connection was replaced %d times; a cancelled statement leaves it usable", total-1)
	}
}

func TestCloseEndsWhatIsUnderWay(t *testing.T) {
	t.Parallel()
	name := database(t)
	client := open(t, config(name))
	result := make(chan error, 1)
	go func() { result <- ask(context.Background(), client, "select pg_sleep(4)") }()
	eventually(t, "the statement to run", func() bool { return active(t, name, "pg_sleep") == 1 })
	began := time.Now()
	client.Close()
	expectFault(t, <-result, fault.Cancelled, "settings changed")
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("closing took %s", took)
	}
	eventually(t, "every connection to end", func() bool { return sessions(t, name) == 0 })
}

func TestConnectionsAreLazyAndFew(t *testing.T) {
	t.Parallel()
	name := database(t)
	client := open(t, config(name))
	if got := sessions(t, name); got != 0 {
		t.Errorf("%d sessions before anything was asked", got)
	}
	if err := ask(testContext(t), client, "select 1"); err != nil {
		t.Fatal(err)
	}
	if got := sessions(t, name); got != 1 {
		t.Errorf("%d sessions after one query", got)
	}
	pool := client.pool.Config()
	if pool.MinConns != 0 || pool.MinIdleConns != 0 || pool.MaxConns != DefaultMaxConnections || pool.MaxConnIdleTime > 30*time.Second {
		t.Errorf("the pool keeps %d to %d connections for %s", pool.MinConns, pool.MaxConns, pool.MaxConnIdleTime)
	}
}

// active counts the statements that a database is running.
func active(t *testing.T, database, fragment string) int {
	t.Helper()
	ctx := testContext(t)
	connection, err := shared.Connect(ctx, "postgres")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = connection.Close(ctx) }()
	var count int
	err = connection.QueryRow(ctx, "select count(*) from pg_stat_activity where datname = $1 and state = 'active' and query like '%' || $2 || '%'", database, fragment).Scan(&count)
	if err != nil {
		t.Fatal(err)
	}
	return count
}

func sessions(t *testing.T, database string) int {
	t.Helper()
	ctx := testContext(t)
	connection, err := shared.Connect(ctx, "postgres")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = connection.Close(ctx) }()
	var count int
	if err := connection.QueryRow(ctx, "select count(*) from pg_stat_activity where datname = $1", database).Scan(&count); err != nil {
		t.Fatal(err)
	}
	return count
}

// hold occupies connections of the client until the returned function is called.
func hold(t *testing.T, client *Client, connections int) (release func()) {
	t.Helper()
	var releases []func()
	for range connections {
		// Sessions that have just ended may still hold their slots.
		eventually(t, "a connection", func() bool {
			connection, err := client.pool.Acquire(testContext(t))
			if err == nil {
				releases = append(releases, connection.Release)
			}
			return err == nil
		})
	}
	return func() {
		for _, release := range releases {
			release()
		}
	}
}
