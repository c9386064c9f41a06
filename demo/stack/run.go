package stack

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/prometheus/prometheus/tsdb/fileutil"

	"github.com/headroom/headroom/demo/prom"
)

// Run starts everything, reports readiness, and blocks until the context ends
// or a server fails. It leaves no process behind.
func Run(ctx context.Context, c Config, log *Log) (err error) {
	if err := os.MkdirAll(c.DataDir, 0o755); err != nil {
		return fmt.Errorf("creating the data directory: %w", err)
	}
	lock, _, err := fileutil.Flock(c.lockFile())
	if err != nil {
		return fmt.Errorf("another demo stack uses %s: stop it, or choose another directory with -data-dir (%w)", c.DataDir, err)
	}
	defer func() { err = errors.Join(err, lock.Release()) }()

	listener, err := listen("Prometheus", c.PrometheusPort, "DEMO_PROMETHEUS_PORT")
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }() // a second close, after the server's, is harmless

	m, err := openMetrics(ctx, c, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, m.db.Close()) }()

	server := prom.Serve(listener, m.db, slog.New(slog.DiscardHandler))
	defer func() { err = errors.Join(err, server.Close()) }()

	recording := make(chan error, 1)
	recordCtx, stopRecording := context.WithCancel(ctx)
	go func() { recording <- m.record(recordCtx, c.Now) }()
	defer func() { stopRecording(); err = errors.Join(err, <-recording) }()

	ready := fmt.Sprintf("ready prometheus=http://%s", listener.Addr())
	log.Printf("%s", ready)
	if c.ReadyFile != "" {
		if err := writeReady(c.ReadyFile, ready); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.Remove(c.ReadyFile)) }()
	}
	select {
	case <-ctx.Done():
		log.Printf("stopping")
		return nil
	case err := <-server.Failure():
		return err
	}
}

// writeReady makes the file appear with its whole content.
func writeReady(path, line string) error {
	temporary := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".tmp")
	if err := os.WriteFile(temporary, []byte(line+"\n"), 0o644); err != nil {
		return fmt.Errorf("writing the ready file: %w", err)
	}
	return os.Rename(temporary, path)
}
