// Command data writes the demo's history and what is true of it, without
// starting a server: for containers that mount it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/headroom/headroom/demo/stack"
)

func main() {
	config := stack.Config{Now: time.Now}
	var out string
	flag.StringVar(&config.DataDir, "data-dir", ".data", "directory of the cached history and the truth file")
	flag.StringVar(&out, "out", "", "directory to write to (default <data-dir>/export)")
	flag.Parse()
	if out == "" {
		out = filepath.Join(config.DataDir, "export")
	}

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := stack.Export(ctx, config, out, stack.NewLog(os.Stderr))
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "demo data:", err)
		os.Exit(1)
	}
}
