package process_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/hashicorp/go-hclog"

	"github.com/headroom/headroom/demo/internal/preview/previewtest"
	"github.com/headroom/headroom/demo/internal/preview/process"
)

func TestMain(m *testing.M) {
	code := m.Run()
	previewtest.Cleanup()
	os.Exit(code)
}

// run starts a supervisor for the test's lifetime; the returned function stops it.
func run(t *testing.T, binary func() (string, error)) (*process.Supervisor, func()) {
	t.Helper()
	supervisor := process.New(binary, hclog.NewNullLogger())
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		supervisor.Run(ctx)
	}()
	stop := func() {
		cancel()
		<-ended
	}
	t.Cleanup(stop)
	return supervisor, stop
}

func waitForClient(t *testing.T, supervisor *process.Supervisor) *process.Client {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	client, err := supervisor.Wait(ctx)
	if err != nil {
		t.Fatalf("no plugin process: %v", err)
	}
	return client
}

func TestRestartsAProcessThatWasKilled(t *testing.T) {
	binary := previewtest.Binary(t)
	supervisor, _ := run(t, func() (string, error) { return binary, nil })
	first := waitForClient(t, supervisor)
	if err := syscall.Kill(first.PID, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the end of the process is noticed", func() bool {
		_, err := supervisor.Client()
		return errors.Is(err, process.ErrUnavailable)
	})
	if second := waitForClient(t, supervisor); second.PID == first.PID {
		t.Errorf("pid is still %d, want another process", first.PID)
	}
}

func TestFindsABinaryThatIsBuiltLater(t *testing.T) {
	later := filepath.Join(t.TempDir(), "later")
	supervisor, _ := run(t, func() (string, error) { return later, nil })
	eventually(t, "the missing binary is reported", func() bool {
		_, err := supervisor.Client()
		return err != nil && strings.Contains(err.Error(), "build the backend first")
	})
	if err := os.Link(previewtest.Binary(t), later); err != nil {
		t.Fatal(err)
	}
	waitForClient(t, supervisor)
}

func TestSaysWhyAProgramIsNoPlugin(t *testing.T) {
	script := filepath.Join(t.TempDir(), "script")
	if err := os.WriteFile(script, []byte("#!/bin/sh\necho hello\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	supervisor, _ := run(t, func() (string, error) { return script, nil })
	eventually(t, "the failed handshake is reported", func() bool {
		_, err := supervisor.Client()
		return errors.Is(err, process.ErrUnavailable) && strings.Contains(err.Error(), script) &&
			strings.Contains(err.Error(), "next start in")
	})
}

func TestEndsTheProcessWithItself(t *testing.T) {
	binary := previewtest.Binary(t)
	supervisor, stop := run(t, func() (string, error) { return binary, nil })
	pid := waitForClient(t, supervisor).PID
	stop()
	eventually(t, "the process is gone", func() bool { return errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) })
	if _, err := supervisor.Client(); err == nil || !strings.Contains(err.Error(), "shutting down") {
		t.Errorf("error after the end = %v, want one that says so", err)
	}
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("waited 30 s in vain: %s", what)
}
