// Command preview serves the built plugin outside Grafana: the real backend
// binary behind the API paths that its pages use, and a host page made of the
// published @grafana packages. It is a development aid on loopback, no Grafana.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/useragent"
	"github.com/hashicorp/go-hclog"

	"github.com/headroom/headroom/demo/internal/preview/datasource"
	"github.com/headroom/headroom/demo/internal/preview/plugindir"
	"github.com/headroom/headroom/demo/internal/preview/process"
	"github.com/headroom/headroom/demo/internal/preview/server"
)

// demoDefaults are the addresses of the demo stack, for variables of the
// provisioning file that the environment does not set.
var demoDefaults = map[string]string{
	"DEMO_PROMETHEUS_HOST": "127.0.0.1",
	"DEMO_PROMETHEUS_PORT": "19090",
	"DEMO_POSTGRES_HOST":   "127.0.0.1",
	"DEMO_POSTGRES_PORT":   "15432",
}

type options struct {
	dist         string
	hostDist     string
	listen       string
	provisioning string
	logLevel     string
}

func main() {
	var o options
	flag.StringVar(&o.dist, "dist", "../dist", "built plugin distribution")
	flag.StringVar(&o.hostDist, "host", "preview/dist", "built host page (npm run build in demo/preview)")
	flag.StringVar(&o.listen, "listen", "127.0.0.1:"+envOr("PREVIEW_PORT", "3010"), "loopback address to listen on")
	flag.StringVar(&o.provisioning, "provisioning", "preview/provisioning/datasources/headroom.yaml",
		"data source file in Grafana's provisioning format")
	flag.StringVar(&o.logLevel, "log-level", "info", "trace, debug, info, warn or error")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, o)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "preview:", err)
		os.Exit(1)
	}
}

func envOr(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

func run(ctx context.Context, o options) error {
	if !server.IsLoopback(o.listen) {
		return fmt.Errorf("-listen %s: the preview has no login and listens on loopback only", o.listen)
	}
	logger := hclog.New(&hclog.LoggerOptions{Name: "preview", Level: hclog.LevelFromString(o.logLevel)})
	env := func(name string) string { return envOr(name, demoDefaults[name]) }
	list, err := datasource.Load(o.provisioning, env, time.Now())
	if err != nil {
		return err
	}
	agent, err := useragent.New(server.GrafanaVersion, runtime.GOOS, runtime.GOARCH)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.listen)
	if err != nil {
		return err
	}
	appURL := fmt.Sprintf("http://%s/", listener.Addr())

	supervisor := process.New(func() (string, error) { return backendBinary(o.dist) }, logger)
	supervised := make(chan struct{})
	go func() {
		defer close(supervised)
		supervisor.Run(ctx)
	}()

	httpServer := &http.Server{
		Handler: server.New(server.Config{
			Dist: o.dist, HostDist: o.hostDist, AppURL: appURL, Backend: supervisor, UserAgent: agent,
			DataSources: datasource.NewStore(list, time.Now), Now: time.Now,
		}),
		ReadHeaderTimeout: 10 * time.Second,
	}
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
		defer cancel()
		_ = httpServer.Shutdown(grace) // what still runs after the grace period ends with the process
	}()
	logger.Info("listening", "url", appURL)
	err = httpServer.Serve(listener)
	<-supervised
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// backendBinary finds the one plugin of the distribution that has a backend.
func backendBinary(dist string) (string, error) {
	set, err := plugindir.Scan(dist)
	if err != nil {
		return "", err
	}
	for _, plugin := range set.Nested {
		if plugin.Executable != "" {
			return plugin.Binary(), nil
		}
	}
	return "", fmt.Errorf("no plugin in %s names an executable in its plugin.json", dist)
}
