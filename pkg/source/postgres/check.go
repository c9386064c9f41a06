package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/headroom/headroom/pkg/fault"
)

// oldest is the oldest server_version_num that the statistics are read from.
const oldest = 120000

const checkSQL = `
select current_setting('server_version'), current_setting('server_version_num')::int,
       pg_has_role(current_user, 'pg_monitor', 'usage'),
       (select rolsuper from pg_roles where rolname = current_user),
       pg_is_in_recovery(),
       current_setting('track_counts')::bool,
       exists (select from pg_stat_user_tables)`

// Check reports the version and, as notices, what this user or server lacks. An error says that the server
// cannot be read at all.
func (c *Client) Check(ctx context.Context) (version string, notices []string, err error) {
	var number int
	var monitor, superuser, standby, counts, tables bool
	err = c.read(ctx, "", func(ctx context.Context, tx pgx.Tx) error {
		return tx.QueryRow(ctx, checkSQL).Scan(&version, &number, &monitor, &superuser, &standby, &counts, &tables)
	})
	if err != nil {
		return "", nil, err
	}
	notice := func(when bool, text string) {
		if when {
			notices = append(notices, text)
		}
	}
	notice(number < oldest, "PostgreSQL "+fault.Excerpt(version)+" is older than 12: table statistics may not be readable.")
	notice(!monitor, "The user is not a member of pg_monitor: other users' sessions and statements stay hidden. GRANT pg_monitor to it.")
	notice(superuser, "The user is a superuser: a role with only pg_monitor and SELECT on mapped tables is enough.")
	notice(standby, "The server is a standby: it counts its own scans, but no writes. Point the data source at the primary for write rates.")
	notice(!counts, "track_counts is off: table activity is not counted. Turn it on in postgresql.conf.")
	notice(!tables, "The database has no user tables: check that it is the application's.")
	return "PostgreSQL " + version, notices, nil
}
