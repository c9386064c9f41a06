package prom

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/prometheus/common/route"
	"github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/util/features"
	apiv1 "github.com/prometheus/prometheus/web/api/v1"
)

const (
	apiPrefix = "/api/v1"
	// The server's own defaults for query limits, so that what works here
	// works against any Prometheus.
	queryTimeout    = 2 * time.Minute
	queryMaxSamples = 50_000_000
	lookbackDelta   = 5 * time.Minute
	shutdownTimeout = 3 * time.Second
)

// Server answers Prometheus's HTTP API from a database.
type Server struct {
	http    *http.Server
	engine  *promql.Engine
	started time.Time
	dir     string
	failure chan error
}

// Serve answers requests on the listener until Close. The database stays the
// caller's to close, after the server.
func Serve(listener net.Listener, db *Storage, logger *slog.Logger) *Server {
	s := &Server{
		started: time.Now().UTC(),
		dir:     db.Dir(),
		failure: make(chan error, 1),
		engine: promql.NewEngine(promql.EngineOpts{
			Logger: logger, Reg: db.registry, MaxSamples: queryMaxSamples, Timeout: queryTimeout,
			LookbackDelta: lookbackDelta, EnableAtModifier: true, EnableNegativeOffset: true,
			NoStepSubqueryIntervalFn: func(int64) int64 { return time.Minute.Milliseconds() },
		}),
	}
	router := route.New()
	s.newAPI(db, logger, listener.Addr().String()).Register(router)
	api := &requestCounter{next: http.StripPrefix(apiPrefix, router)}

	mux := http.NewServeMux()
	mux.Handle(apiPrefix+"/", api)
	mux.HandleFunc("GET /-/stats", api.serveStats)
	for _, probe := range []string{"healthy", "ready"} {
		mux.HandleFunc("GET /-/"+probe, func(w http.ResponseWriter, _ *http.Request) {
			_, _ = fmt.Fprintf(w, "Prometheus is %s.\n", probe)
		})
	}
	s.http = &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		if err := s.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			s.failure <- fmt.Errorf("serving the Prometheus API: %w", err)
		}
	}()
	return s
}

// Failure yields the error that ended serving, if one did before Close.
func (s *Server) Failure() <-chan error { return s.failure }

// Close lets running queries finish for a moment, then ends them.
func (s *Server) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	err := s.http.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = s.http.Close()
	}
	return errors.Join(err, s.engine.Close())
}

// newAPI fills in the API's positional arguments; the order is the library's.
func (s *Server) newAPI(db *Storage, logger *slog.Logger, address string) *apiv1.API {
	version := libraryVersion()
	return apiv1.NewAPI(
		s.engine,
		db,
		nil, // no remote write
		nil, // no exemplars
		noScrapePools,
		noTargets,
		noAlertmanagers,
		func() config.Config { return config.DefaultConfig },
		map[string]string{"storage.tsdb.path": s.dir, "storage.tsdb.retention.time": Retention.String()},
		apiv1.GlobalURLOptions{ListenAddress: address, Host: address, Scheme: "http"},
		func(f http.HandlerFunc) http.HandlerFunc { return f },
		adminStats{db},
		s.dir,
		false, // admin API
		false, // search API
		0,     // search limit
		logger,
		noRules,
		0, 0, 0, // remote read: unused limits
		false, // not an agent
		nil,   // CORS: same origin only
		s.runtimeInfo,
		&apiv1.PrometheusVersion{Version: version, GoVersion: runtime.Version()},
		noNotifications,
		noSubscription,
		db.registry,
		db.registry,
		nil,   // default statistics renderer
		false, // remote write receiver
		nil,
		false, false, false, // OTLP receiver
		lookbackDelta,
		false, // type and unit labels
		false, // metadata
		nil,   // default error codes
		features.NewRegistry(),
		apiv1.OpenAPIOptions{ExternalURL: "http://" + address, Version: version},
		parser.NewParser(parser.Options{}),
		false, // query cost
		queryTimeout,
	)
}

func (s *Server) runtimeInfo() (apiv1.RuntimeInfo, error) {
	host, err := os.Hostname()
	if err != nil {
		return apiv1.RuntimeInfo{}, err
	}
	return apiv1.RuntimeInfo{
		StartTime: s.started, ServerTime: time.Now().UTC(), CWD: s.dir, Hostname: host,
		ReloadConfigSuccess: true, LastConfigTime: s.started,
		GoroutineCount: runtime.NumGoroutine(), GOMAXPROCS: runtime.GOMAXPROCS(0),
		StorageRetention: Retention.String(),
	}, nil
}

// libraryVersion is the server release that the linked library was cut from.
func libraryVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return unknownVersion
	}
	for _, dependency := range info.Deps {
		if dependency.Path == "github.com/prometheus/prometheus" {
			return releaseOf(dependency.Version)
		}
	}
	return unknownVersion
}

const unknownVersion = "unknown"

var moduleVersion = regexp.MustCompile(`^v0\.(\d)(\d\d)\.(\d+)$`)

// releaseOf maps the library's version to the server's: v0.316.0 is release
// 3.16.0, v0.307.3 is 3.7.3.
func releaseOf(module string) string {
	parts := moduleVersion.FindStringSubmatch(module)
	if parts == nil {
		return unknownVersion
	}
	return parts[1] + "." + strings.TrimPrefix(parts[2], "0") + "." + parts[3]
}
