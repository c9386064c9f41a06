// Command stack runs the demo's Prometheus and PostgreSQL with months of
// history, until it is interrupted.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"github.com/headroom/headroom/demo/stack"
)

func main() {
	config := stack.Config{Now: time.Now}
	flag.StringVar(&config.DataDir, "data-dir", fromEnv("DEMO_DATA_DIR", ".data"),
		"directory of the databases and the truth file (env DEMO_DATA_DIR)")
	flag.IntVar(&config.PrometheusPort, "prometheus-port", portFromEnv("DEMO_PROMETHEUS_PORT", 19090),
		"port of the Prometheus API on 127.0.0.1, 0 for any (env DEMO_PROMETHEUS_PORT)")
	flag.IntVar(&config.PostgresPort, "postgres-port", portFromEnv("DEMO_POSTGRES_PORT", 15432),
		"port of PostgreSQL on 127.0.0.1, 0 for any (env DEMO_POSTGRES_PORT)")
	flag.StringVar(&config.ReadyFile, "ready-file", "", "file to write once everything answers")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := stack.Run(ctx, config, stack.NewLog(os.Stderr))
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "demo stack:", err)
		os.Exit(1)
	}
}

func fromEnv(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

func portFromEnv(name string, fallback int) int {
	text := os.Getenv(name)
	if text == "" {
		return fallback
	}
	port, err := strconv.Atoi(text)
	if err != nil || port < 0 || port > 65535 {
		fmt.Fprintf(os.Stderr, "demo stack: %s is %q: it must be a port number from 0 to 65535\n", name, text)
		os.Exit(2)
	}
	return port
}
