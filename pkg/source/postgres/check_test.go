//go:build unix

package postgres

import (
	"strings"
	"testing"

	"github.com/headroom/headroom/pkg/source/postgres/pgtest"
)

func TestCheckNotices(t *testing.T) {
	t.Parallel()
	server := pgtest.Start(t, "track_counts=off")
	server.Exec(t, "postgres", append(append(reader("plain"), reader("monitor", "pg_monitor")...),
		"create role admin superuser login password '"+password+"'")...)
	server.Exec(t, "postgres", "create database app")
	server.Exec(t, "app", "create table t (id int)")
	for _, test := range []struct {
		user, database string
		notices        []string
	}{
		{"monitor", "app", []string{"track_counts"}},
		{"plain", "app", []string{"GRANT pg_monitor", "track_counts"}},
		{"admin", "app", []string{"superuser", "track_counts"}},
		{"monitor", "postgres", []string{"track_counts", "no user tables"}},
	} {
		settings := config(test.database)
		settings.Port, settings.User = server.Port, test.user
		version, notices, err := open(t, settings).Check(testContext(t))
		if err != nil {
			t.Errorf("%s: %v", test.user, err)
			continue
		}
		if !strings.HasPrefix(version, "PostgreSQL 1") {
			t.Errorf("got version %q", version)
		}
		if len(notices) != len(test.notices) {
			t.Errorf("%s in %s: got %q, want notices about %q", test.user, test.database, notices, test.notices)
			continue
		}
		for i, want := range test.notices {
			if !strings.Contains(notices[i], want) {
				t.Errorf("%s in %s: got %q, want %q in it", test.user, test.database, notices[i], want)
			}
		}
	}
}

// TestStandby runs a real streaming standby: it is recognised, and its counters are its own.
func TestStandby(t *testing.T) {
	t.Parallel()
	primary := pgtest.Start(t, "wal_level=replica", "max_wal_senders=4")
	primary.Exec(t, "postgres", append(reader("reader", "pg_monitor"), "create table t (id int)", "grant select on t to reader")...)
	standby := primary.Standby(t)

	settings := config("postgres")
	settings.Port = primary.Port
	first, err := open(t, settings).TableSnapshot(testContext(t))
	if err != nil {
		t.Fatal(err)
	}
	settings.Port = standby.Port
	client := open(t, settings)
	eventually(t, "replication", func() bool { return ask(testContext(t), client, "select * from t") == nil })
	_, notices, err := client.Check(testContext(t))
	if err != nil || len(notices) != 1 || !strings.Contains(notices[0], "standby") {
		t.Errorf("got notices %q and %v, want one about the standby", notices, err)
	}
	second, err := client.TableSnapshot(testContext(t))
	if err != nil {
		t.Fatal(err)
	}
	if first.Epoch == second.Epoch {
		t.Error("primary and standby have the same epoch: a failover would read as activity")
	}
}
