// Command demo starts the demo stack and, over it, the built plugin in the preview, or in the real Grafana whose
// home directory GRAFANA_HOME names. It ends with everything it started. Arguments are a command to run against it
// instead of waiting to be interrupted, with the address in BASE_URL: its end is the end.
package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

// startLimit bounds the wait for a program to answer; writing months of history takes most of it.
const startLimit = 10 * time.Minute

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	bin := filepath.Dir(self)
	demo, err := os.Getwd()
	if err != nil {
		return err
	}
	temporary, err := os.MkdirTemp("", "headroom-demo-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(temporary) }()
	ready := filepath.Join(temporary, "ready")
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var children sync.WaitGroup
	defer children.Wait()
	defer cancel()
	failed := make(chan error, 2)
	start := func(name string, command *exec.Cmd) error {
		command.Stdout, command.Stderr = os.Stdout, os.Stderr
		// A group of its own, so that an interrupt at the terminal reaches the child once, through Cancel.
		command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		command.Cancel = func() error { return command.Process.Signal(syscall.SIGTERM) }
		command.WaitDelay = 20 * time.Second
		if err := command.Start(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		children.Go(func() {
			if err := command.Wait(); err != nil && ctx.Err() == nil {
				failed <- fmt.Errorf("%s ended: %w", name, err)
				return
			}
			failed <- nil
		})
		return nil
	}
	if err := start("stack", exec.CommandContext(ctx, filepath.Join(bin, "stack"), "-ready-file", ready)); err != nil {
		return err
	}
	if err := waitFor(ctx, failed, func() bool { _, err := os.Stat(ready); return err == nil }); err != nil {
		return err
	}
	front, address, err := frontEnd(ctx, bin, demo)
	if err != nil {
		return err
	}
	if err := start("front end", front); err != nil {
		return err
	}
	if err := waitFor(ctx, failed, answers(ctx, address)); err != nil {
		return err
	}
	if len(os.Args) > 1 {
		return against(ctx, address, os.Args[1:])
	}
	fmt.Printf("\n  Headroom is at %s/a/headroom-performance-app/overview\n  Interrupt (Ctrl+C) ends it.\n\n", address)
	select {
	case <-ctx.Done():
		return nil
	case err := <-failed:
		return err
	}
}

// against runs a command with the address of what was started.
func against(ctx context.Context, address string, arguments []string) error {
	command := exec.CommandContext(ctx, arguments[0], arguments[1:]...)
	command.Env = append(os.Environ(), "BASE_URL="+address)
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	return command.Run()
}

// waitFor polls until the condition holds, a child ends or the limit is over.
func waitFor(ctx context.Context, failed <-chan error, holds func() bool) error {
	limit := time.After(startLimit)
	for !holds() {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case err := <-failed:
			if err == nil {
				err = errors.New("a program ended before it was ready")
			}
			return err
		case <-limit:
			return fmt.Errorf("not ready after %s", startLimit)
		case <-time.After(200 * time.Millisecond):
		}
	}
	return nil
}

func answers(ctx context.Context, address string) func() bool {
	client := http.Client{Timeout: time.Second}
	return func() bool {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/api/datasources/uid/headroom/health", nil)
		if err != nil {
			return false
		}
		response, err := client.Do(request)
		if err != nil {
			return false
		}
		_ = response.Body.Close()
		return response.StatusCode < http.StatusInternalServerError
	}
}

// frontEnd is the preview, or the Grafana of GRAFANA_HOME with the plugin linked into a plugins directory.
func frontEnd(ctx context.Context, bin, demo string) (command *exec.Cmd, address string, err error) {
	home := os.Getenv("GRAFANA_HOME")
	if home == "" {
		port := envOr("PREVIEW_PORT", "3010")
		return exec.CommandContext(ctx, filepath.Join(bin, "preview"), "-dist", "../dist", "-host", "preview/dist",
			"-listen", "127.0.0.1:"+port, "-provisioning", "preview/provisioning/datasources/headroom.yaml"), "http://127.0.0.1:" + port, nil
	}
	data := filepath.Join(demo, ".data", "grafana")
	plugins := filepath.Join(data, "plugins")
	if err := os.MkdirAll(plugins, 0o755); err != nil {
		return nil, "", err
	}
	link := filepath.Join(plugins, "headroom-performance-app")
	_ = os.Remove(link)
	if err := os.Symlink(filepath.Join(filepath.Dir(demo), "dist"), link); err != nil {
		return nil, "", err
	}
	port := envOr("GRAFANA_PORT", "3000")
	command = exec.CommandContext(ctx, grafanaBinary(home), "server", "--homepath", home)
	command.Env = append(os.Environ(),
		"GF_DEFAULT_APP_MODE=development", "GF_SERVER_HTTP_ADDR=127.0.0.1", "GF_SERVER_HTTP_PORT="+port,
		"GF_PATHS_DATA="+data, "GF_PATHS_LOGS="+filepath.Join(data, "logs"), "GF_PATHS_PLUGINS="+plugins,
		"GF_PATHS_PROVISIONING="+filepath.Join(demo, "preview", "provisioning"), "GF_LOG_LEVEL=warn",
		"GF_ANALYTICS_REPORTING_ENABLED=false", "GF_ANALYTICS_CHECK_FOR_UPDATES=false",
		"GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES=false", "GF_PLUGINS_PREINSTALL_DISABLED=true",
		"DEMO_PROMETHEUS_HOST="+envOr("DEMO_PROMETHEUS_HOST", "127.0.0.1"), "DEMO_PROMETHEUS_PORT="+envOr("DEMO_PROMETHEUS_PORT", "19090"),
		"DEMO_POSTGRES_HOST="+envOr("DEMO_POSTGRES_HOST", "127.0.0.1"), "DEMO_POSTGRES_PORT="+envOr("DEMO_POSTGRES_PORT", "15432"))
	return command, "http://127.0.0.1:" + port, nil
}

// grafanaBinary is where a package or a build from source has the server.
func grafanaBinary(home string) string {
	for _, path := range []string{"bin/grafana", "bin/linux-amd64/grafana", "bin/linux-arm64/grafana"} {
		if _, err := os.Stat(filepath.Join(home, path)); err == nil {
			return filepath.Join(home, path)
		}
	}
	return filepath.Join(home, "bin", "grafana")
}

func envOr(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}
