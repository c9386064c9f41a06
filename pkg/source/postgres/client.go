// Package postgres reads a PostgreSQL database (12 or newer) through a small, lazy pool: read-only transactions
// with timeouts on the server, so that neither a mistake nor a slow query of this data source can harm it.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source"
)

const (
	// idleTime is how long a connection waits for its next use: connections are scarcer on the server than
	// reconnecting is dear.
	idleTime = 15 * time.Second
	// lockTimeout bounds waiting for a lock, such as a migration's: statistics can wait, an application cannot.
	lockTimeout = 2 * time.Second
	// goodbye bounds ending a transaction and hearing back from a cancelled statement.
	goodbye = time.Second
	// maxMessageBytes bounds one protocol message, so one row: pgx reads it whole into memory.
	maxMessageBytes = 16 << 20
)

var _ source.Postgres = (*Client)(nil)

// Client is a source.Postgres over a pool. It is safe for concurrent use.
type Client struct {
	config Config
	pool   *pgxpool.Pool
	begin  string
	// closed ends what is still under way at Close.
	closed context.Context
	close  context.CancelFunc
}

// New returns a client; it opens no connection yet. An error is a fault.Configuration one.
func New(config Config) (*Client, error) {
	config, err := config.normalized()
	if err != nil {
		return nil, err
	}
	poolConfig, err := config.pool()
	if err != nil {
		return nil, err
	}
	pool, err := pgxpool.NewWithConfig(context.Background(), poolConfig)
	if err != nil {
		return nil, fault.Configurationf(Name, "the settings cannot be used")
	}
	c := &Client{config: config, pool: pool, begin: config.beginStatement()}
	c.closed, c.close = context.WithCancel(context.Background())
	return c, nil
}

// pool translates the configuration. pgx insists on parsing a text first, which would let the environment in, so
// every part of it is set again.
func (c Config) pool() (*pgxpool.Config, error) {
	poolConfig, err := pgxpool.ParseConfig("host=localhost user=none database=none sslmode=disable passfile=''")
	if err != nil {
		return nil, fault.Configurationf(Name, "an environment variable PG… of Grafana's server is invalid").
			WithCure("Unset the PG… variables where Grafana runs; this data source does not use them")
	}
	poolConfig.MaxConns = int32(c.MaxConnections)
	poolConfig.MaxConnIdleTime = idleTime
	poolConfig.HealthCheckPeriod = idleTime / 3
	poolConfig.PingTimeout = c.ConnectTimeout

	connection := poolConfig.ConnConfig
	connection.Host, connection.Port = c.Host, uint16(c.Port)
	connection.Database, connection.User, connection.Password = c.Database, c.User, c.Password
	connection.Fallbacks, connection.ValidateConnect = nil, nil
	connection.ConnectTimeout = c.ConnectTimeout
	connection.MaxProtocolMessageBodyLen = maxMessageBytes
	connection.RuntimeParams = map[string]string{
		"application_name":              "headroom",
		"default_transaction_read_only": "on",
	}
	// Statements are not kept prepared: poolers in transaction mode hand every transaction another session.
	connection.DefaultQueryExecMode = pgx.QueryExecModeExec
	connection.StatementCacheCapacity, connection.DescriptionCacheCapacity = 0, 0
	connection.BuildContextWatcherHandler = func(conn *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.CancelRequestContextWatcherHandler{Conn: conn, DeadlineDelay: goodbye}
	}
	connection.TLSConfig, err = c.tlsConfig()
	if err != nil {
		return nil, err
	}
	return poolConfig, nil
}

// beginStatement sets the limits with the transaction, in one round trip. As settings of the session they would
// be refused by poolers at connecting, or leak to their other clients.
func (c Config) beginStatement() string {
	return fmt.Sprintf("begin transaction read only; set local statement_timeout = %d; set local lock_timeout = %d; set local idle_in_transaction_session_timeout = %d",
		c.StatementTimeout.Milliseconds(), min(lockTimeout, c.StatementTimeout).Milliseconds(), (c.StatementTimeout + c.ConnectTimeout).Milliseconds())
}

// Close ends every connection, cancelling what is under way.
func (c *Client) Close() {
	c.close()
	c.pool.Close()
}

// read runs do in a read-only transaction, which is always rolled back: nothing that a statement sets outlives
// it. sql is what messages quote; it is empty for Headroom's own statements.
func (c *Client) read(ctx context.Context, sql string, do func(context.Context, pgx.Tx) error) error {
	ctx, cancel := c.bounded(ctx)
	defer cancel()
	connection, tx, err := c.beginTransaction(ctx)
	if err != nil {
		return err
	}
	defer connection.Release()
	defer func() {
		// Not with ctx: when it has ended, the connection could not be used again.
		ctx, cancel := context.WithTimeout(context.Background(), goodbye)
		defer cancel()
		_ = tx.Rollback(ctx)
	}()
	if err := do(ctx, tx); err != nil {
		return c.fault(ctx, err, sql)
	}
	return nil
}

// beginTransaction takes a connection on which a transaction begins. Idle connections may all be dead since the
// server restarted, so as many are tried as there can be; nothing has run on them yet.
func (c *Client) beginTransaction(ctx context.Context) (*pgxpool.Conn, pgx.Tx, error) {
	for attempt := 0; ; attempt++ {
		connection, err := c.pool.Acquire(ctx)
		if err != nil {
			return nil, nil, c.acquireFault(ctx, err)
		}
		tx, err := connection.BeginTx(ctx, pgx.TxOptions{BeginQuery: c.begin})
		if err == nil {
			return connection, tx, nil
		}
		dead := connection.Conn().IsClosed()
		connection.Release()
		if !dead || ctx.Err() != nil || attempt == c.config.MaxConnections {
			return nil, nil, c.fault(ctx, err, "")
		}
	}
}

// errOwnTimeout is the cause of a context that the client's own limit ended, not the caller's.
var errOwnTimeout = errors.New("the server did not answer within connect and statement timeout")

var errClosed = errors.New("the data source was closed")

// bounded ends an operation also when the server does not keep to the statement timeout, as a dead one does not,
// and when the client is closed.
func (c *Client) bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancelTimeout := context.WithTimeoutCause(ctx, c.config.ConnectTimeout+c.config.StatementTimeout, errOwnTimeout)
	ctx, cancel := context.WithCancelCause(ctx)
	stop := context.AfterFunc(c.closed, func() { cancel(errClosed) })
	return ctx, func() {
		stop()
		cancel(nil)
		cancelTimeout()
	}
}
