//go:build unix

// Package pgtest runs throw-away PostgreSQL servers for tests, from whatever server is installed.
package pgtest

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Superuser owns the cluster; it connects without a password over the socket only.
const Superuser = "owner"

// unprivileged is the uid and gid (nobody's) that the server runs as when the tests run as root, which it
// refuses to be run by.
const unprivileged = 65534

// Server is a running cluster on the loopback address. TCP connections need a password (SCRAM).
type Server struct {
	Host string
	Port int

	directory string
	programs  string
	settings  []string
	process   *exec.Cmd
	log       *lockedBuffer
}

// Start runs a server until the test ends, with settings such as "max_connections=10". It fails the test when
// no server is installed.
func Start(tb testing.TB, settings ...string) *Server {
	tb.Helper()
	s, err := Open(settings...)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(s.Close)
	return s
}

// Open runs a server until Close, for TestMain.
func Open(settings ...string) (*Server, error) {
	programs, err := binaries()
	if err != nil {
		return nil, err
	}
	// Not the test's own directory: a socket's path is limited to about 100 characters.
	directory, err := os.MkdirTemp("", "pgtest")
	if err != nil {
		return nil, err
	}
	s := &Server{Host: "127.0.0.1", directory: directory, programs: programs, settings: settings}
	if err := s.create(); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// access lets the superuser in over the socket and everybody else by password.
const access = "local all " + Superuser + " trust\nhost all all 127.0.0.1/32 scram-sha-256\n"

func (s *Server) create() error {
	if err := s.own(s.directory); err != nil {
		return err
	}
	initdb := s.command("initdb", "-D", s.Data(), "-U", Superuser, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
	if output, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, output)
	}
	if err := s.WriteFile("pg_hba.conf", access); err != nil {
		return err
	}
	port, err := freePort()
	if err != nil {
		return err
	}
	s.Port = port
	return s.run()
}

// Data is the cluster's directory.
func (s *Server) Data() string { return filepath.Join(s.directory, "data") }

// WriteFile writes a file of the cluster's directory that only the server may read.
func (s *Server) WriteFile(name, text string) error {
	path := filepath.Join(s.Data(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return err
	}
	return s.own(path)
}

// own gives a file to the user that the server runs as.
func (s *Server) own(path string) error {
	if os.Getuid() != 0 {
		return nil
	}
	return os.Chown(path, unprivileged, unprivileged)
}

// shell runs a program of the system as the user that the server runs as.
func (s *Server) shell(program string, arguments ...string) ([]byte, error) {
	path, err := exec.LookPath(program)
	if err != nil {
		return nil, err
	}
	return s.command(path, arguments...).CombinedOutput()
}

// command prepares one of the server's programs, or any other by its path.
func (s *Server) command(program string, arguments ...string) *exec.Cmd {
	if !filepath.IsAbs(program) {
		program = filepath.Join(s.programs, program)
	}
	command := exec.Command(program, arguments...)
	command.Dir = s.directory
	command.Env = append(os.Environ(), "LC_ALL=C", "LD_LIBRARY_PATH="+filepath.Join(s.programs, "..", "lib"))
	if os.Getuid() == 0 {
		command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: unprivileged, Gid: unprivileged}}
	}
	return command
}

// run starts the server and waits until it answers.
func (s *Server) run() error {
	arguments := []string{"-D", s.Data(), "-p", strconv.Itoa(s.Port), "-k", s.directory, "-h", s.Host,
		"-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off", "-c", "shared_buffers=16MB",
		"-c", "autovacuum=off", "-c", "password_encryption=scram-sha-256"}
	for _, setting := range s.settings {
		arguments = append(arguments, "-c", setting)
	}
	s.log = &lockedBuffer{}
	s.process = s.command("postgres", arguments...)
	s.process.Stdout, s.process.Stderr = s.log, s.log
	if err := s.process.Start(); err != nil {
		return err
	}
	deadline := time.Now().Add(30 * time.Second)
	for {
		err := s.TryExec("postgres", "select 1")
		if err == nil {
			return nil
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("the server did not start: %w\n%s", err, s.log)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// Restart ends the server, as an administrator would, and starts it again on the same port.
func (s *Server) Restart(tb testing.TB) {
	tb.Helper()
	s.stop()
	if err := s.run(); err != nil {
		tb.Fatal(err)
	}
}

func (s *Server) stop() {
	if s.process == nil {
		return
	}
	// SIGINT is the fast shutdown: it ends sessions and writes everything, statistics included.
	_ = s.process.Process.Signal(syscall.SIGINT)
	_ = s.process.Wait()
	s.process = nil
}

// Close ends the server and removes its files.
func (s *Server) Close() {
	s.stop()
	_ = os.RemoveAll(s.directory)
}

// Exec runs statements as the superuser in a session of their own; when it returns, that session's statistics
// have been handed in.
func (s *Server) Exec(tb testing.TB, database string, statements ...string) {
	tb.Helper()
	if err := s.TryExec(database, statements...); err != nil {
		tb.Fatal(err)
	}
}

// TryExec is Exec for where a failure is expected.
func (s *Server) TryExec(database string, statements ...string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	connection, err := s.Connect(ctx, database)
	if err != nil {
		return err
	}
	defer func() { _ = connection.Close(ctx) }()
	if _, err := connection.Exec(ctx, strings.Join(statements, ";\n")); err != nil {
		return fmt.Errorf("%w in %s", err, strings.Join(statements, "; "))
	}
	return nil
}

// Connect opens a session of the superuser.
func (s *Server) Connect(ctx context.Context, database string) (*pgx.Conn, error) {
	return pgx.Connect(ctx, fmt.Sprintf("host=%s port=%d user=%s dbname=%s sslmode=disable", s.directory, s.Port, Superuser, database))
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().(*net.TCPAddr).Port, nil
}

// lockedBuffer keeps the server's log for the message of a failure.
type lockedBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}
