// Command bench measures the plugin's backend against its limits and prints the
// figures beside them. It fails only when it cannot measure.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/headroom/headroom/demo/internal/bench"
)

func main() {
	o := bench.Options{Out: os.Stdout, Log: os.Stderr}
	flag.StringVar(&o.Dist, "dist", "../dist", "built plugin distribution")
	flag.StringVar(&o.Plugin, "plugin", "", "plugin binary (default: the distribution's, or one that is built)")
	flag.StringVar(&o.DataDir, "data-dir", filepath.Join(".data", "bench"), "directory of the databases and the cached history")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, o)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o bench.Options) (err error) {
	if o.Plugin == "" {
		if o.Plugin, err = binary(ctx, o.Dist, o.DataDir); err != nil {
			return err
		}
	}
	return bench.Run(ctx, o)
}

// binary finds the distribution's binary for this machine, or builds one.
func binary(ctx context.Context, dist, dataDir string) (string, error) {
	built := filepath.Join(dist, "datasource", fmt.Sprintf("gpx_headroom_%s_%s", runtime.GOOS, runtime.GOARCH))
	if _, err := os.Stat(built); err == nil {
		return built, nil
	}
	target, err := filepath.Abs(filepath.Join(dataDir, "gpx_headroom"))
	if err != nil {
		return "", err
	}
	build := exec.CommandContext(ctx, "go", "build", "-o", target, "./pkg")
	build.Dir, build.Stdout, build.Stderr = "..", os.Stderr, os.Stderr
	if err := build.Run(); err != nil {
		return "", fmt.Errorf("building the plugin: %w", err)
	}
	return target, nil
}
