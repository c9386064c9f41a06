package postgres

import (
	"context"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/headroom/headroom/pkg/fault"
)

// fault classifies an error of an operation. sql is the mapped query it ran, or empty.
func (c *Client) fault(ctx context.Context, err error, sql string) error {
	var classified *fault.Error
	if errors.As(err, &classified) {
		return classified
	}
	if ended := c.endedFault(ctx); ended != nil {
		return ended
	}
	var reported *pgconn.PgError
	if errors.As(err, &reported) {
		return c.serverFault(reported, sql)
	}
	var connecting *pgconn.ConnectError
	var tooLong *pgproto3.ExceededMaxBodyLenErr
	if errors.As(err, &tooLong) {
		if errors.As(err, &connecting) {
			return fault.Configurationf(Name, "what answers at %s is not PostgreSQL", c.config.target()).
				WithCure("Check host and port in the data source's settings")
		}
		return fault.Configurationf(Name, "a row of the answer is larger than %d MB", maxMessageBytes>>20).
			WithCure("Select only the columns that are needed")
	}
	// pgx's own errors carry the configuration with the password; only causes are kept.
	if strings.Contains(err.Error(), "server refused TLS connection") {
		return fault.Configurationf(Name, "%s does not offer TLS, which TLS mode %q asks for", c.config.target(), c.config.SSLMode).
			WithCure("Turn on ssl at the server, or use TLS mode %q in a network that you trust", SSLDisable)
	}
	if network := fault.FromNetwork(Name, c.config.target(), connectionCause(err)); network != nil {
		return network
	}
	return fault.Downstreamf(Name, "the query to %s failed", c.config.target()).
		WithCure("See Grafana's and the server's log").Wrapping(connectionCause(err))
}

// connectionCause takes off what pgx wraps around an error of connecting.
func connectionCause(err error) error {
	var connect *pgconn.ConnectError
	if errors.As(err, &connect) {
		return connect.Unwrap()
	}
	return err
}

// endedFault classifies the end of the operation's context, or returns nil while it is alive.
func (c *Client) endedFault(ctx context.Context) *fault.Error {
	switch cause := context.Cause(ctx); {
	case cause == nil:
		return nil
	case errors.Is(cause, errOwnTimeout):
		return fault.Timeoutf(Name, "%s did not answer within %s", c.config.target(), c.config.ConnectTimeout+c.config.StatementTimeout).
			WithCure("Check the server's load and the network, or raise the timeouts in the data source's settings").Wrapping(cause)
	case errors.Is(cause, errClosed):
		return (&fault.Error{Kind: fault.Cancelled, Source: Name, Cause: "the data source's settings changed while it was asked"}).
			WithCure("Ask again").Wrapping(cause)
	default:
		return fault.FromContext(ctx, Name)
	}
}

// acquireFault classifies not getting a connection: none could be opened, or none came free.
func (c *Client) acquireFault(ctx context.Context, err error) error {
	stat := c.pool.Stat()
	if errors.Is(context.Cause(ctx), context.Canceled) || errors.Is(context.Cause(ctx), errClosed) {
		return c.endedFault(ctx)
	}
	if ctx.Err() != nil && stat.AcquiredConns() == stat.MaxConns() {
		return fault.Timeoutf(Name, "all %d connections of this data source stayed busy", stat.MaxConns()).
			WithCure("Ask for less at a time, speed up the mapped queries, or raise the connection limit in the data source's settings").
			Wrapping(ctx.Err())
	}
	return c.fault(ctx, err, "")
}
