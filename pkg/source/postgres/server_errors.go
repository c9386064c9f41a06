package postgres

import (
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/headroom/headroom/pkg/fault"
)

// serverFault classifies an error that the server reports, by its SQLSTATE: messages are in the server's
// language. See https://www.postgresql.org/docs/current/errcodes-appendix.html.
func (c *Client) serverFault(reported *pgconn.PgError, sql string) *fault.Error {
	if classified := c.connectionRefusal(reported); classified != nil {
		return classified.Wrapping(reported)
	}
	if classified := c.interruption(reported, sql); classified != nil {
		return classified.Wrapping(reported)
	}
	return queryFault(reported, sql).Wrapping(reported)
}

// connectionRefusal classifies what keeps this user out.
func (c *Client) connectionRefusal(reported *pgconn.PgError) *fault.Error {
	switch reported.Code {
	case "28P01": // invalid_password
		return fault.Configurationf(Name, "the password of user %q was refused", c.config.User).
			WithCure("Correct user and password in the data source's settings")
	case "28000": // invalid_authorization_specification: no such role, or no line in pg_hba.conf
		refused := fault.Configurationf(Name, "user %q may not connect to database %q: %s", c.config.User, c.config.Database, fault.Excerpt(reported.Message))
		if c.config.SSLMode == SSLDisable {
			return refused.WithCure("Check the user and pg_hba.conf; if the server only accepts TLS, use TLS mode %q or stricter", SSLRequire)
		}
		return refused.WithCure("Check the user, pg_hba.conf and, if it asks for one, the client certificate")
	case "3D000": // invalid_catalog_name
		return fault.Configurationf(Name, "database %q does not exist", c.config.Database).
			WithCure("Correct the database in the data source's settings")
	case "53300": // too_many_connections
		return fault.Downstreamf(Name, "the server has no connection left").
			WithCure("Close idle connections or raise max_connections; a pooler such as PgBouncer helps")
	case "57P03": // cannot_connect_now
		return fault.Downstreamf(Name, "the server is starting up, shutting down or recovering").
			WithCure("Try again when it accepts connections")
	case "08P01": // protocol_violation, with which poolers refuse settings
		if strings.Contains(reported.Message, "startup parameter") {
			return fault.Configurationf(Name, "the connection pooler refuses a startup parameter: %s", fault.Excerpt(reported.Message)).
				WithCure("Add default_transaction_read_only to its ignore_startup_parameters; transactions are read-only all the same")
		}
	}
	return nil
}

// interruption classifies what stopped a statement that was under way.
func (c *Client) interruption(reported *pgconn.PgError, sql string) *fault.Error {
	switch reported.Code {
	case "57014": // query_canceled
		if strings.Contains(reported.Message, "user request") {
			return fault.Downstreamf(Name, "the query was cancelled on the server%s", quote(sql)).
				WithCure("Ask the server's administrator why")
		}
		return fault.Timeoutf(Name, "the query took longer than the statement timeout of %s%s", c.config.StatementTimeout, quote(sql)).
			WithCure("Ask for a shorter range, add an index, or raise the statement timeout in the data source's settings")
	case "55P03": // lock_not_available
		return fault.Downstreamf(Name, "a table stayed locked for %s%s", min(lockTimeout, c.config.StatementTimeout), quote(sql)).
			WithCure("Try again after the migration or maintenance that holds the lock")
	case "57P01", "57P02", "57P05", "25P03": // admin_shutdown, crash_shutdown, idle timeouts
		return fault.Downstreamf(Name, "the server ended the connection: %s", fault.Excerpt(reported.Message)).
			WithCure("Try again; if it repeats, see the server's log")
	case "40001": // serialization_failure, which on a standby is a conflict with recovery
		return fault.Downstreamf(Name, "the query was cancelled by a conflict with replication%s", quote(sql)).
			WithCure("Try again, or raise max_standby_streaming_delay on the standby")
	case "53100", "53200", "53400": // disk_full, out_of_memory, configuration_limit_exceeded
		return fault.Downstreamf(Name, "the server ran out of resources: %s%s", fault.Excerpt(reported.Message), quote(sql)).
			WithCure("See the server's log; ask for less at a time")
	}
	return nil
}

// queryFault classifies what is wrong with a statement.
func queryFault(reported *pgconn.PgError, sql string) *fault.Error {
	said := fault.Excerpt(reported.Message)
	switch reported.Code {
	case "42501": // insufficient_privilege
		return fault.Configurationf(Name, "this user lacks a permission: %s%s", said, quote(sql)).
			WithCure("Grant it (GRANT SELECT …, GRANT pg_monitor …) to the data source's user")
	case "25006", "25001": // read_only_sql_transaction, active_sql_transaction: an attempt to make it another
		return fault.Configurationf(Name, "the query would write, and this data source only reads: %s%s", said, quote(sql)).
			WithCure("Map a query that only selects")
	case "42P18": // indeterminate_datatype
		return fault.Configurationf(Name, "the type of a parameter is unclear: %s%s", said, quote(sql)).
			WithCure("Cast the range's ends: $1::timestamptz, $2::timestamptz")
	case "42P01", "42703", "42883", "3F000": // undefined table, column, function, schema
		return fault.Configurationf(Name, "the query names something that does not exist: %s%s", said, quote(sql)).
			WithCure("Correct the mapped query, or the database that it is sent to")
	}
	switch class := reported.Code[:min(2, len(reported.Code))]; class {
	case "42": // syntax error or access rule violation
		return fault.Configurationf(Name, "the query was refused: %s%s", said, quote(sql)).
			WithCure("Correct the mapped query; it must be a single SELECT")
	case "22": // data exception
		return fault.Configurationf(Name, "the query failed on the data: %s%s", said, quote(sql)).
			WithCure("Correct the mapped query, for example by nullif() around a divisor")
	default:
		return fault.Downstreamf(Name, "the server reported: %s (SQLSTATE %s)%s", said, reported.Code, quote(sql)).
			WithCure("See the server's log")
	}
}

// quote appends the mapped query to a message.
func quote(sql string) string {
	if sql == "" {
		return ""
	}
	return " (in " + fault.Excerpt(sql) + ")"
}
