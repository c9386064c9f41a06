//go:build unix

package pg

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// Names and credentials of the demo. The server listens on the loopback
// interface alone, and holds nothing that is not generated.
const (
	Database      = "app"
	Superuser     = "demo"
	superPassword = "demo"
	startTimeout  = 60 * time.Second
)

//go:embed schema.sql
var schema string

// Config says where the server lives.
type Config struct {
	// Dir holds binaries and data. A root user's unreachable directory is
	// replaced by one under /var/tmp.
	Dir string
	// Port on 127.0.0.1; it must be free.
	Port int
	// Logf takes progress lines.
	Logf func(format string, args ...any)
}

// Server is a running PostgreSQL server with the demo's schema in place.
type Server struct {
	process *process
	port    int
	logFile string
}

// Start installs, initialises and starts the server as far as needed, and
// returns when it answers and has its schema.
func Start(ctx context.Context, c Config) (*Server, error) {
	owner, err := serverAccount()
	if err != nil {
		return nil, err
	}
	home, err := owner.home(c.Dir)
	if err != nil {
		return nil, fmt.Errorf("preparing PostgreSQL's directory: %w", err)
	}
	bin, err := Binaries(ctx, home, c.Logf)
	if err != nil {
		return nil, err
	}
	data := filepath.Join(home, "data-"+clusterID(bin))
	created, err := ensureCluster(ctx, owner, bin, home, data, c.Logf)
	if err != nil {
		return nil, err
	}
	s := &Server{port: c.Port, logFile: filepath.Join(home, "postgres.log")}
	if err := s.launch(ctx, owner, bin, data); err != nil {
		return nil, err
	}
	if created {
		if err := s.createSchema(ctx, data); err != nil {
			return nil, errors.Join(err, s.Stop())
		}
	}
	return s, nil
}

// complete marks a data directory whose schema is in place; one without it is
// the remains of an interrupted first start.
const complete = "headroom-schema-complete"

// clusterID names the data directory after what must not change under it.
func clusterID(bin string) string {
	sum := sha256.Sum256([]byte(bin + "\x00" + schema))
	return hex.EncodeToString(sum[:])[:12]
}

// ensureCluster creates the data directory unless a complete one is there, and
// drops those of other versions.
func ensureCluster(
	ctx context.Context, owner account, bin, home, data string, logf func(string, ...any),
) (created bool, err error) {
	if _, err := os.Stat(filepath.Join(data, complete)); err == nil {
		return false, nil
	}
	outdated, err := filepath.Glob(filepath.Join(home, "data-*"))
	if err != nil {
		return false, err
	}
	for _, dir := range outdated {
		if err := os.RemoveAll(dir); err != nil {
			return false, fmt.Errorf("removing an outdated cluster: %w", err)
		}
	}
	logf("postgres: creating the cluster")
	if err := owner.own(data); err != nil {
		return false, fmt.Errorf("creating the cluster's directory: %w", err)
	}
	password := data + ".password"
	if err := owner.write(password, superPassword+"\n"); err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, os.Remove(password)) }()
	initdb := exec.CommandContext(ctx, filepath.Join(bin, "initdb"), "--pgdata="+data, "--username="+Superuser,
		"--pwfile="+password, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync")
	initdb.SysProcAttr = owner.processAttributes()
	initdb.Dir = data
	initdb.Env = serverEnvironment()
	if output, err := initdb.CombinedOutput(); err != nil {
		return false, fmt.Errorf("initdb: %w: %s", err, output)
	}
	return true, nil
}

// serverEnvironment keeps the caller's PG* variables and locale out.
func serverEnvironment() []string {
	return []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "TZ=UTC"}
}

// launch starts the postmaster and waits until it accepts connections.
func (s *Server) launch(ctx context.Context, owner account, bin, data string) error {
	settings := []string{
		"listen_addresses=127.0.0.1",
		"port=" + strconv.Itoa(s.port),
		"unix_socket_directories=",
		"max_connections=200", // as pg_settings_max_connections says in the metrics
		"shared_buffers=128MB",
		"shared_preload_libraries=pg_stat_statements",
		"timezone=UTC",
		"jit=off", "max_parallel_workers_per_gather=0",
		// Everything can be generated again: durability would only cost.
		"fsync=off", "synchronous_commit=off", "full_page_writes=off",
		"wal_level=minimal", "max_wal_senders=0", "max_wal_size=256MB", "checkpoint_timeout=15min",
		"log_checkpoints=off", "log_min_messages=warning",
	}
	arguments := []string{"-D", data}
	for _, setting := range settings {
		arguments = append(arguments, "-c", setting)
	}
	log, err := os.Create(s.logFile)
	if err != nil {
		return fmt.Errorf("creating PostgreSQL's log: %w", err)
	}
	defer func() { _ = log.Close() }() // the server has its own descriptor

	cmd := exec.Command(filepath.Join(bin, "postgres"), arguments...) //nolint:noctx // until Stop ends it in its own way
	cmd.SysProcAttr = owner.processAttributes()
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = data, serverEnvironment(), log, log
	if s.process, err = startProcess(cmd); err != nil {
		return fmt.Errorf("starting PostgreSQL: %w", err)
	}
	if err := s.awaitConnection(ctx, data); err != nil {
		return errors.Join(err, s.Stop())
	}
	return nil
}

// awaitConnection waits until this server answers. Another one on the same port
// might, while this one is about to find the port taken.
func (s *Server) awaitConnection(ctx context.Context, data string) error {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	for {
		serves, err := s.dataDirectory(ctx)
		if err == nil && serves == data {
			return nil
		}
		if err == nil {
			err = fmt.Errorf("another server answers there, with its data in %s", serves)
		}
		select {
		case <-s.process.exited:
			return fmt.Errorf("PostgreSQL ended while starting (%w):\n%s", s.process.err, lastLines(s.logFile))
		case <-ctx.Done():
			return fmt.Errorf("PostgreSQL does not answer on port %d: %w:\n%s", s.port, err, lastLines(s.logFile))
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// dataDirectory asks whoever answers on the port where its data is.
func (s *Server) dataDirectory(ctx context.Context) (dir string, err error) {
	conn, err := pgx.Connect(ctx, s.DSN("postgres"))
	if err != nil {
		return "", err
	}
	err = conn.QueryRow(ctx, "SHOW data_directory").Scan(&dir)
	return dir, errors.Join(err, conn.Close(ctx))
}

// createSchema creates the database, its tables and the reading role.
func (s *Server) createSchema(ctx context.Context, data string) error {
	if err := s.execute(ctx, "postgres", "CREATE DATABASE "+Database); err != nil {
		return err
	}
	if err := s.execute(ctx, Database, schema); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(data, complete), nil, 0o644)
}

func (s *Server) execute(ctx context.Context, database, sql string) error {
	conn, err := pgx.Connect(ctx, s.DSN(database))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	if _, err := conn.Exec(ctx, sql); err != nil {
		return fmt.Errorf("creating the schema in %s: %w", database, err)
	}
	return nil
}

// DSN is the superuser's connection string for a database.
func (s *Server) DSN(database string) string { return DSN(s.port, database) }

// DSN is the superuser's connection string for a database of the server on a port.
func DSN(port int, database string) string {
	return strings.Join([]string{
		"host=127.0.0.1", "port=" + strconv.Itoa(port), "user=" + Superuser, "password=" + superPassword,
		"dbname=" + database, "sslmode=disable", "application_name=headroom-demo",
	}, " ")
}

// Address is host and port of the server.
func (s *Server) Address() string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(s.port)) }

// Exited is closed when the server process has ended.
func (s *Server) Exited() <-chan struct{} { return s.process.exited }

// Stop shuts the server down and waits for its end.
func (s *Server) Stop() error { return s.process.stop() }
