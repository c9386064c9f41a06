package stack

import (
	"context"
	"errors"
	"fmt"
	"net"
	"path/filepath"

	"github.com/headroom/headroom/demo/pg"
	"github.com/headroom/headroom/demo/series"
)

// freePostgresPort resolves port 0 and refuses a port that is taken, before
// anything slow begins. PostgreSQL itself opens the port later.
func freePostgresPort(ctx context.Context, port int) (int, error) {
	listener, err := listen(ctx, "PostgreSQL", port, "DEMO_POSTGRES_PORT")
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
	if err := server.Seed(ctx, params.Anchor, c.Now()); err != nil {
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

// background is a task that runs until it fails or is stopped.
type background struct {
	cancel context.CancelFunc
	done   chan struct{} // closed when the task has ended
	err    error         // how it ended; read after done is closed
}

func runInBackground(ctx context.Context, task func(context.Context) error) *background {
	ctx, cancel := context.WithCancel(ctx)
	b := &background{cancel: cancel, done: make(chan struct{})}
	go func() {
		defer close(b.done)
		b.err = task(ctx)
	}()
	return b
}

// stop ends the task and returns its error, if it failed before or by that.
func (b *background) stop() error {
	b.cancel()
	<-b.done
	return b.err
}

var errPostgresExited = errors.New("PostgreSQL ended unexpectedly")
