// Package stack starts the demo's servers, keeps their samples flowing and
// stops them again.
package stack

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/prometheus/prometheus/tsdb/fileutil"

	"github.com/headroom/headroom/demo/series"
)

// Config says where the stack runs.
type Config struct {
	// DataDir holds the cached history, the databases and the truth file.
	DataDir string
	// PrometheusPort and PostgresPort are TCP ports on 127.0.0.1; 0 takes a free one.
	PrometheusPort, PostgresPort int
	// ReadyFile, when set, is written once everything answers, and removed at the end.
	ReadyFile string
	// History yields the parameters of the history that leads up to an anchor;
	// nil is series.DefaultParams.
	History func(anchor time.Time) series.Params
	// Now is the clock.
	Now func() time.Time
}

func (c Config) historyDir() string    { return filepath.Join(c.DataDir, "history") }
func (c Config) prometheusDir() string { return filepath.Join(c.DataDir, "prometheus") }

// TruthFile is where the stack writes what its history is known to contain.
func (c Config) TruthFile() string { return filepath.Join(c.DataDir, "truth.json") }

// lock creates the data directory and keeps other stacks out of it.
func (c Config) lock() (release func() error, err error) {
	if err := os.MkdirAll(c.DataDir, 0o755); err != nil {
		return nil, fmt.Errorf("creating the data directory: %w", err)
	}
	lock, _, err := fileutil.Flock(filepath.Join(c.DataDir, "lock"))
	if err != nil {
		return nil, fmt.Errorf("another demo stack uses %s: stop it, or choose another directory with -data-dir (%w)",
			c.DataDir, err)
	}
	return lock.Release, nil
}

// listen opens a local port and explains the usual failure.
func listen(ctx context.Context, server string, port int, variable string) (net.Listener, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("port %d for %s is taken: stop what listens there, or choose another port with %s",
			port, server, variable)
	}
	if err != nil {
		return nil, fmt.Errorf("opening port %d for %s: %w", port, server, err)
	}
	return listener, nil
}
