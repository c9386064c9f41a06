package stack

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"

	"golang.org/x/sync/errgroup"

	"github.com/headroom/headroom/demo/pg"
	"github.com/headroom/headroom/demo/prom"
)

// Run starts everything, reports readiness, and blocks until the context ends
// or a server fails. It leaves no process behind.
func Run(ctx context.Context, c Config, log *Log) (err error) {
	release, err := c.lock()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()

	listener, err := listen(ctx, "Prometheus", c.PrometheusPort, "DEMO_PROMETHEUS_PORT")
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }() // a second close, after the server's, is harmless
	postgresPort, err := freePostgresPort(ctx, c.PostgresPort)
	if err != nil {
		return err
	}

	if err := removeStaleReady(c.ReadyFile); err != nil {
		return err
	}
	m, database, err := openBoth(ctx, c, postgresPort, log)
	if m != nil {
		defer func() { err = errors.Join(err, m.db.Close()) }()
	}
	if database != nil {
		defer func() { err = errors.Join(err, database.Stop()) }()
	}
	if err != nil {
		return err
	}
	return serve(ctx, c, listener, m, database, log)
}

// openBoth prepares history and PostgreSQL at the same time. On an error it
// returns what did open, for the caller to close.
func openBoth(ctx context.Context, c Config, postgresPort int, log *Log) (m *metrics, database *pg.Server, err error) {
	group, groupCtx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		m, err = openMetrics(groupCtx, c, log)
		return err
	})
	group.Go(func() (err error) {
		database, err = startDatabase(groupCtx, c, postgresPort, log)
		return err
	})
	err = group.Wait()
	return m, database, err
}

// serve answers queries and keeps data flowing until the context ends or a part
// fails.
func serve(ctx context.Context, c Config, listener net.Listener, m *metrics, database *pg.Server, log *Log) (err error) {
	writer, err := populate(ctx, c, database, m.params())
	if err != nil {
		return err
	}
	defer writer.Close(context.WithoutCancel(ctx))
	writing := runInBackground(ctx, func(ctx context.Context) error { return writer.Run(ctx, c.Now) })
	defer func() { err = errors.Join(err, writing.stop()) }()

	statistics := &exporter{dsn: database.DSN(pg.Database)}
	defer statistics.close()
	tables := &liveTables{read: statistics.read}
	recording := runInBackground(ctx, func(ctx context.Context) error { return m.record(ctx, c.Now, tables) })
	defer func() { err = errors.Join(err, recording.stop()) }()

	server := prom.Serve(listener, m.db, slog.New(slog.DiscardHandler))
	defer func() { err = errors.Join(err, server.Close()) }()

	ready := fmt.Sprintf("ready prometheus=http://%s postgres=%s", listener.Addr(), database.Address())
	if c.ReadyFile != "" {
		if err := writeReady(c.ReadyFile, ready); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.Remove(c.ReadyFile)) }()
	}
	log.Printf("%s", ready)

	select {
	case <-ctx.Done():
		log.Printf("stopping")
		return nil
	case err := <-server.Failure():
		return err
	// A task that failed is stopped below, and its error returned.
	case <-writing.done:
		return nil
	case <-recording.done:
		return nil
	case <-database.Exited():
		return errPostgresExited
	}
}

// removeStaleReady removes what a killed stack left behind.
func removeStaleReady(path string) error {
	if path == "" {
		return nil
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing a stale ready file: %w", err)
	}
	return nil
}

// writeReady makes the file appear with its whole content.
func writeReady(path, line string) error {
	temporary := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".tmp")
	if err := os.WriteFile(temporary, []byte(line+"\n"), 0o644); err != nil {
		return fmt.Errorf("writing the ready file: %w", err)
	}
	return os.Rename(temporary, path)
}
