//go:build unix

package pgtest

import (
	"fmt"
	"os"
	"slices"
	"testing"
)

// Standby runs a streaming standby of the server until the test ends. The server needs wal_level=replica.
func (s *Server) Standby(tb testing.TB) *Server {
	tb.Helper()
	directory, err := os.MkdirTemp("", "pgtest")
	if err != nil {
		tb.Fatal(err)
	}
	standby := &Server{Host: s.Host, directory: directory, programs: s.programs}
	tb.Cleanup(standby.Close)
	if err := standby.own(directory); err != nil {
		tb.Fatal(err)
	}
	if err := s.WriteFile("pg_hba.conf", access+"local replication "+Superuser+" trust\n"); err != nil {
		tb.Fatal(err)
	}
	// A copy of the stopped cluster needs nothing but the server's own programs.
	s.stop()
	if output, err := standby.shell("cp", "-R", s.Data(), standby.Data()); err != nil {
		tb.Fatalf("copying the cluster: %v\n%s", err, output)
	}
	if err := s.run(); err != nil {
		tb.Fatal(err)
	}
	standby.settings = append(slices.Clone(s.settings), fmt.Sprintf("primary_conninfo=host=%s port=%d user=%s", s.directory, s.Port, Superuser))
	if err := standby.WriteFile("standby.signal", ""); err != nil {
		tb.Fatal(err)
	}
	if standby.Port, err = freePort(); err != nil {
		tb.Fatal(err)
	}
	if err := standby.run(); err != nil {
		tb.Fatal(err)
	}
	return standby
}
