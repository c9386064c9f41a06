package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/useragent"
	"github.com/hashicorp/go-hclog"

	"github.com/headroom/headroom/demo/internal/preview/datasource"
	"github.com/headroom/headroom/demo/internal/preview/process"
	"github.com/headroom/headroom/demo/internal/preview/server"
	"github.com/headroom/headroom/demo/stack"
)

// startLimit bounds the start: a cold one writes 35 days of history.
const startLimit = 5 * time.Minute

// world is what is measured: the demo's servers, the plugin's binary and the preview before it.
type world struct {
	prometheusURL string
	postgresPort  int
	previewURL    string
	plugin        *process.Client
	direct        *direct
	store         *datasource.Store
	// now is a moment of the history, whose alignment every measurement shares.
	now time.Time

	log      io.Writer
	binary   string
	stop     context.CancelFunc
	finished []<-chan struct{}
}

// open starts everything and waits until it answers.
func open(ctx context.Context, o Options) (w *world, err error) {
	ctx, cancel := context.WithCancel(ctx)
	w = &world{log: o.Log, binary: o.Plugin, stop: cancel}
	defer func() {
		if err != nil {
			w.close()
		}
	}()
	if err := os.MkdirAll(o.DataDir, 0o755); err != nil {
		return w, err
	}
	if err := w.startStack(ctx, o); err != nil {
		return w, err
	}
	w.direct = newDirect(w.prometheusURL)
	supervisor, plugin, err := w.startPlugin(ctx)
	if err != nil {
		return w, err
	}
	w.plugin = plugin
	// A minute ago every scrape of the minute has arrived.
	w.now = time.Now().Add(-time.Minute).Truncate(time.Minute)
	return w, w.startPreview(ctx, o, supervisor)
}

func (w *world) close() {
	w.stop()
	for _, finished := range w.finished {
		<-finished
	}
	if w.direct != nil {
		w.direct.close()
	}
}

// run calls a function in the background and waits for it in close.
func (w *world) run(function func()) {
	done := make(chan struct{})
	w.finished = append(w.finished, done)
	go func() {
		defer close(done)
		function()
	}()
}

func (w *world) startStack(ctx context.Context, o Options) error {
	config := stack.Config{DataDir: o.DataDir, ReadyFile: filepath.Join(o.DataDir, "ready"), Now: time.Now}
	ended := make(chan error, 1)
	w.run(func() { ended <- stack.Run(ctx, config, stack.NewLog(w.log)) })
	limit := time.After(startLimit)
	for {
		if line, err := os.ReadFile(config.ReadyFile); err == nil {
			_, err := fmt.Sscanf(strings.TrimSpace(string(line)), "ready prometheus=%s postgres=127.0.0.1:%d", &w.prometheusURL, &w.postgresPort)
			return err
		}
		select {
		case err := <-ended:
			return errors.Join(errors.New("the stack ended before it was ready"), err)
		case <-limit:
			return fmt.Errorf("the stack is not ready after %s", startLimit)
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// startPlugin runs another process of the plugin's binary.
func (w *world) startPlugin(ctx context.Context) (*process.Supervisor, *process.Client, error) {
	supervisor := process.New(func() (string, error) { return w.binary, nil }, hclog.NewNullLogger())
	w.run(func() { supervisor.Run(ctx) })
	starting, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	client, err := supervisor.Wait(starting)
	return supervisor, client, err
}

// startPreview serves /api/ds/query before the same plugin process.
func (w *world) startPreview(ctx context.Context, o Options, supervisor *process.Supervisor) error {
	agent, err := useragent.New(server.GrafanaVersion, runtime.GOOS, runtime.GOARCH)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	w.previewURL = "http://" + listener.Addr().String()
	w.store = datasource.NewStore([]datasource.DataSource{w.previewSource(w.trivial("trivial-preview"))}, time.Now)
	preview := &http.Server{ReadHeaderTimeout: 10 * time.Second, Handler: server.New(server.Config{
		Dist: o.Dist, AppURL: w.previewURL + "/", Backend: supervisor, UserAgent: agent, DataSources: w.store, Now: time.Now,
	})}
	w.run(func() {
		<-ctx.Done()
		_ = preview.Close()
	})
	w.run(func() { _ = preview.Serve(listener) }) // its end is the context's
	return nil
}

func (w *world) previewSource(d dataSource) datasource.DataSource {
	return datasource.DataSource{
		ID: 1, OrgID: 1, UID: d.uid, Name: d.uid, Type: pluginType, Access: "proxy", Updated: time.Unix(0, 0),
		JSONData: d.jsonData, SecureJSONData: d.secrets,
	}
}

// prometheusOnly is a data source over Prometheus alone.
func (w *world) prometheusOnly(uid string) dataSource {
	return dataSource{uid: uid, jsonData: object{"prometheus": object{"url": w.prometheusURL}}}
}

// connected is a data source over both servers.
func (w *world) connected(uid string) dataSource {
	return dataSource{
		uid: uid,
		jsonData: object{
			"prometheus": object{"url": w.prometheusURL},
			"postgres":   object{"host": "127.0.0.1", "port": w.postgresPort, "database": "app", "user": "headroom", "sslMode": "disable"},
		},
		secrets: map[string]string{"postgresPassword": "headroom"},
	}
}

// trivial is a data source whose memory utilization costs Prometheus next to nothing.
func (w *world) trivial(uid string) dataSource {
	d := w.prometheusOnly(uid)
	d.jsonData["signals"] = object{"memory_utilization": object{"expr": "vector(0.5)"}}
	return d
}
