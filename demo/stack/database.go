package stack

import (
	"context"
	"errors"
	"fmt"
	"net"
	"path/filepath"

	"github.com/headroom/headroom/demo/capacity"
	"github.com/headroom/headroom/demo/pg"
	"github.com/headroom/headroom/demo/series"
)

// freePostgresPort resolves port 0 and refuses a port that is taken, before
// anything slow begins. PostgreSQL itself opens the port later.
func freePostgresPort(port int) (int, error) {
	listener, err := listen("PostgreSQL", port, "DEMO_POSTGRES_PORT")
	if err != nil {
		return 0, err
	}
	return listener.Addr().(*net.TCPAddr).Port, listener.Close()
}

// startDatabase brings up a server without tenants or traffic yet.
func startDatabase(ctx context.Context, c Config, port int, log *Log) (*pg.Server, error) {
	server, err := pg.Start(ctx, pg.Config{Dir: filepath.Join(c.DataDir, "postgres"), Port: port, Logf: log.Printf})
	if err != nil {
		return nil, err
	}
	log.Printf("postgres: running on %s", server.Address())
	return server, nil
}

// populate fills the database for the anchor's history and connects the writer.
func populate(ctx context.Context, c Config, server *pg.Server, params series.Params) (*pg.Writer, error) {
	if err := server.Seed(ctx, capacity.NewModel(params.Anchor), c.Now()); err != nil {
		return nil, err
	}
	model, err := series.NewModel(params)
	if err != nil {
		return nil, err
	}
	writer, err := pg.NewWriter(ctx, server.DSN(pg.Database), model)
	if err != nil {
		return nil, fmt.Errorf("connecting the writer: %w", err)
	}
	return writer, nil
}

// background runs a task until stop is called, which returns its error.
type background struct {
	cancel context.CancelFunc
	done   chan error
	failed chan error // receives the error as well, for those who watch
}

func runInBackground(ctx context.Context, task func(context.Context) error) *background {
	ctx, cancel := context.WithCancel(ctx)
	b := &background{cancel: cancel, done: make(chan error, 1), failed: make(chan error, 1)}
	go func() {
		err := task(ctx)
		if err != nil {
			b.failed <- err
		}
		b.done <- err
	}()
	return b
}

// stop ends the task. Its error was already reported when it failed by itself.
func (b *background) stop() error {
	b.cancel()
	err := <-b.done
	select {
	case <-b.failed:
		return err
	default:
		return nil
	}
}

var errPostgresExited = errors.New("PostgreSQL ended unexpectedly")
