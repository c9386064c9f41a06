// Package server is the preview's HTTP side: the part of Grafana's API and UI
// paths that the plugin's own pages use, in front of the real plugin binary.
// Everything else is answered with 501, so that a page cannot come to depend on
// something the preview does not have.
package server

import (
	"net"
	"net/http"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/useragent"

	"github.com/headroom/headroom/demo/internal/preview/alerting"
	"github.com/headroom/headroom/demo/internal/preview/datasource"
	"github.com/headroom/headroom/demo/internal/preview/plugindir"
	"github.com/headroom/headroom/demo/internal/preview/process"
)

// GrafanaVersion is the line of @grafana/* packages that the host page is built
// from; pages and the plugin see it as Grafana's version.
const GrafanaVersion = "13.2.2"

// Backend hands out the running plugin process.
type Backend interface {
	Client() (*process.Client, error)
}

// Config is what a server is made of.
type Config struct {
	Dist        string // built plugin distribution
	HostDist    string // built host page
	AppURL      string // root URL of this server, with a trailing slash
	DataSources *datasource.Store
	Backend     Backend
	UserAgent   *useragent.UserAgent
	Now         func() time.Time
}

type server struct {
	Config
}

// New builds the handler.
func New(config Config) http.Handler {
	s := &server{Config: config}
	mux := http.NewServeMux()

	mux.HandleFunc("GET /api/health", s.serverHealth)
	mux.HandleFunc("GET /api/frontend/settings", s.frontendSettings)
	mux.HandleFunc("POST /api/ds/query", s.query)
	mux.HandleFunc("GET /api/datasources", s.listDataSources)
	mux.HandleFunc("GET /api/datasources/uid/{uid}", s.getDataSource)
	mux.HandleFunc("PUT /api/datasources/uid/{uid}", s.updateDataSource)
	mux.HandleFunc("GET /api/datasources/uid/{uid}/health", s.dataSourceHealth)
	mux.HandleFunc("/api/datasources/uid/{uid}/resources/{path...}", s.resource)
	mux.HandleFunc("GET /api/plugins/{id}/settings", s.pluginSettings)
	mux.HandleFunc("GET /api/dashboards/uid/{uid}", s.dashboard)
	alerting.New(config.Now, requestRole).Register(mux)

	mux.HandleFunc("GET /public/plugins/{id}/{path...}", s.pluginAsset)
	mux.HandleFunc("GET /public/build/{path...}", s.hostAsset(""))
	mux.HandleFunc("GET /public/fonts/{path...}", s.hostAsset("fonts"))

	for _, pattern := range []string{
		"GET /a/{app}/{path...}", "GET /plugins/{id}", "GET /d/{uid}", "GET /d/{uid}/{slug}",
		"GET /explore", "GET /connections/datasources/edit/{uid}",
	} {
		mux.HandleFunc(pattern, s.page)
	}
	mux.HandleFunc("GET /{$}", s.home)
	mux.HandleFunc("/", notImplemented)
	return loopbackOnly(mux)
}

// loopbackOnly refuses requests that a foreign page sends here through a name
// that resolves to this machine: the preview has no login.
func loopbackOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !IsLoopback(r.Host) {
			writeError(w, http.StatusForbidden, "preview.notLoopback", "the preview answers on loopback names only, not on "+r.Host)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// IsLoopback reports whether a host, with or without a port, names this machine only.
func IsLoopback(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = hostport
	}
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

func notImplemented(w http.ResponseWriter, r *http.Request) {
	writeError(w, http.StatusNotImplemented, "preview.notImplemented",
		"the preview does not implement "+r.Method+" "+r.URL.Path)
}

func (s *server) serverHealth(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, map[string]string{"database": "ok", "version": GrafanaVersion})
}

// plugins reads the distribution anew: it may have been rebuilt since the last request.
func (s *server) plugins(w http.ResponseWriter) (plugindir.Set, bool) {
	set, err := plugindir.Scan(s.Dist)
	if err != nil {
		writeError(w, http.StatusInternalServerError, "preview.dist", err.Error())
		return plugindir.Set{}, false
	}
	return set, true
}
