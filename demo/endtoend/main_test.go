// Package endtoend tests the plugin's real binary, over its real interface,
// against a real Prometheus and a real PostgreSQL with known content.
package endtoend

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/go-hclog"

	"github.com/headroom/headroom/demo/internal/preview/process"
	"github.com/headroom/headroom/demo/stack"
	"github.com/headroom/headroom/demo/truth"
)

// world is what the tests share: the servers, the plugin and the truth.
var world struct {
	prometheusURL string
	postgresPort  int
	plugin        *process.Client
	binary        string
	truth         *truth.Truth
}

// startLimit bounds the start: a cold one writes 35 days of history.
const startLimit = 5 * time.Minute

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "end-to-end tests:", err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (code int, err error) {
	ctx, cancel := context.WithCancel(context.Background())
	temporary, err := os.MkdirTemp("", "headroom-endtoend-")
	if err != nil {
		cancel()
		return 1, err
	}
	defer func() { _ = os.RemoveAll(temporary) }()

	world.binary = filepath.Join(temporary, "gpx_headroom")
	build := exec.CommandContext(ctx, "go", "build", "-o", world.binary, "./pkg")
	build.Dir, build.Stderr = filepath.Join("..", ".."), os.Stderr
	if err := build.Run(); err != nil {
		cancel()
		return 1, fmt.Errorf("building the plugin: %w", err)
	}

	// The generated history is cached between runs, apart from a running demo's.
	config := stack.Config{DataDir: filepath.Join("..", ".data", "endtoend"), ReadyFile: filepath.Join(temporary, "ready"), Now: time.Now}
	stackEnded := make(chan error, 1)
	go func() { stackEnded <- stack.Run(ctx, config, stack.NewLog(os.Stderr)) }()
	supervisor := process.New(func() (string, error) { return world.binary, nil }, hclog.NewNullLogger())
	supervised := make(chan struct{})
	go func() {
		defer close(supervised)
		supervisor.Run(ctx)
	}()
	defer func() {
		cancel()
		<-supervised
		if err := <-stackEnded; err != nil {
			fmt.Fprintln(os.Stderr, "the demo stack ended with:", err)
		}
	}()

	if err := awaitReady(config.ReadyFile, stackEnded); err != nil {
		return 1, err
	}
	if world.truth, err = truth.Load(config.TruthFile()); err != nil {
		return 1, err
	}
	starting, done := context.WithTimeout(ctx, 30*time.Second)
	defer done()
	if world.plugin, err = supervisor.Wait(starting); err != nil {
		return 1, err
	}
	return m.Run(), nil
}

// awaitReady waits for the stack and reads where it listens.
func awaitReady(file string, ended chan error) error {
	limit := time.After(startLimit)
	for {
		if line, err := os.ReadFile(file); err == nil {
			_, err := fmt.Sscanf(strings.TrimSpace(string(line)), "ready prometheus=%s postgres=127.0.0.1:%d", &world.prometheusURL, &world.postgresPort)
			return err
		}
		select {
		case err := <-ended:
			ended <- err
			return fmt.Errorf("the stack ended before it was ready: %w", err)
		case <-limit:
			return fmt.Errorf("the stack is not ready after %s", startLimit)
		case <-time.After(100 * time.Millisecond):
		}
	}
}
