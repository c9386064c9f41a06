package server_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/useragent"
	"github.com/hashicorp/go-hclog"

	"github.com/headroom/headroom/demo/internal/preview/datasource"
	"github.com/headroom/headroom/demo/internal/preview/previewtest"
	"github.com/headroom/headroom/demo/internal/preview/process"
	"github.com/headroom/headroom/demo/internal/preview/server"
)

func TestMain(m *testing.M) {
	code := m.Run()
	previewtest.Cleanup()
	os.Exit(code)
}

// now is the server's clock in every test.
var now = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

type preview struct {
	*httptest.Server
}

// start runs a server in front of the test plugin.
func start(t *testing.T) preview {
	t.Helper()
	binary := previewtest.Binary(t)
	supervisor := process.New(func() (string, error) { return binary, nil }, hclog.NewNullLogger())
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		supervisor.Run(ctx)
	}()
	t.Cleanup(func() {
		cancel()
		<-ended
	})
	waiting, stopWaiting := context.WithTimeout(ctx, 30*time.Second)
	defer stopWaiting()
	if _, err := supervisor.Wait(waiting); err != nil {
		t.Fatal(err)
	}
	return serve(t, supervisor)
}

func serve(t *testing.T, backend server.Backend) preview {
	t.Helper()
	agent, err := useragent.New(server.GrafanaVersion, "linux", "amd64")
	if err != nil {
		t.Fatal(err)
	}
	host := t.TempDir()
	for name, content := range map[string]string{"host.js": "host()", "fonts/a.woff2": "font", "chunks/chunk-ABCDEFGH.js": "chunk()"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(host, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(host, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	httpServer := httptest.NewServer(server.New(server.Config{
		Dist: previewtest.Dist(t), HostDist: host, AppURL: "http://127.0.0.1:3010/", Backend: backend, UserAgent: agent,
		Now: func() time.Time { return now }, DataSources: datasource.NewStore(dataSources(), func() time.Time { return now }),
	}))
	t.Cleanup(httpServer.Close)
	return preview{httpServer}
}

func dataSources() []datasource.DataSource {
	common := datasource.DataSource{OrgID: 1, Type: previewtest.DataSourceID, Access: "proxy", Version: 1, Updated: now}
	works, broken := common, common
	works.ID, works.UID, works.Name, works.IsDefault, works.Editable = 1, "works", "Works", true, true
	works.JSONData = map[string]any{"answer": 42}
	works.SecureJSONData = map[string]string{"password": "p4ss"}
	broken.ID, broken.UID, broken.Name = 2, "broken", "Broken"
	broken.JSONData = map[string]any{"broken": true}
	return []datasource.DataSource{works, broken}
}

// answer is a response that was read whole.
type answer struct {
	status int
	header http.Header
	body   string
}

func (p preview) call(t *testing.T, method, path, body string, headers ...string) answer {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, p.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
		if headers[i] == "Host" {
			request.Host = headers[i+1]
		}
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, string(content)}
}

func (a answer) decode(t *testing.T, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(a.body), into); err != nil {
		t.Fatalf("%v in %s", err, a.body)
	}
}

func TestEveryPathHasTheStatusThatGrafanaGivesIt(t *testing.T) {
	p := start(t)
	for _, test := range []struct {
		name, method, path, body string
		status                   int
		contains                 string
	}{
		{"health of the server", "GET", "/api/health", "", 200, `"version":"13.2.2"`},
		{"settings of the front end", "GET", "/api/frontend/settings", "", 200, `"module":"public/plugins/test-app/datasource/module.js"`},
		{"list of data sources", "GET", "/api/datasources", "", 200, `"secureJsonFields":{"password":true}`},
		{"a data source", "GET", "/api/datasources/uid/works", "", 200, `"jsonData":{"answer":42}`},
		{"an unknown data source", "GET", "/api/datasources/uid/none", "", 404, "Data source not found"},
		{"a healthy data source", "GET", "/api/datasources/uid/works/health", "", 200, `{"message":"works","status":"OK"}`},
		{"an unhealthy one", "GET", "/api/datasources/uid/broken/health", "", 400, `"details":{"verboseMessage":"as configured"},"message":"broken","status":"ERROR"`},
		{"health of an unknown one", "GET", "/api/datasources/uid/none/health", "", 404, "Data source not found"},
		{"resource of an unknown one", "GET", "/api/datasources/uid/none/resources/x", "", 404, "Data source not found"},
		{"settings of the app", "GET", "/api/plugins/test-app/settings", "", 200, `"path":"/a/test-app/start"`},
		{"settings of an unknown plugin", "GET", "/api/plugins/none/settings", "", 404, "Plugin not found"},
		{"a dashboard", "GET", "/api/dashboards/uid/first", "", 200, `"title":"First"`},
		{"an unknown dashboard", "GET", "/api/dashboards/uid/none", "", 404, "Dashboard not found"},
		{"a module of the app", "GET", "/public/plugins/test-app/module.js", "", 200, "define"},
		{"a nested module below its parent", "GET", "/public/plugins/test-app/datasource/module.js", "", 200, "nested"},
		{"a nested module by its own id", "GET", "/public/plugins/test-datasource/module.js", "", 200, "nested"},
		{"a missing file", "GET", "/public/plugins/test-app/none.js", "", 404, "/public/plugins/test-app/none.js"},
		{"a folder", "GET", "/public/plugins/test-app/datasource", "", 404, "no file"},
		{"a file of the host page", "GET", "/public/build/host.js", "", 200, "host()"},
		{"a font", "GET", "/public/fonts/a.woff2", "", 200, "font"},
		{"a page of the app", "GET", "/a/test-app/start", "", 200, "window.grafanaBootData"},
		{"a page of another app", "GET", "/a/other/start", "", 404, "no app other"},
		{"a dashboard's page", "GET", "/d/first/any-slug", "", 200, "window.grafanaBootData"},
		{"Explore", "GET", "/explore?panes=%7B%7D", "", 200, "window.grafanaBootData"},
		{"the data source's page", "GET", "/connections/datasources/edit/works", "", 200, "window.grafanaBootData"},
		{"an unknown API path", "GET", "/api/alertmanager/grafana", "", 501, "GET /api/alertmanager/grafana"},
		{"an unknown page", "GET", "/alerting/list", "", 501, "GET /alerting/list"},
		{"another method of a known path", "DELETE", "/api/datasources/uid/works", "", 501, "DELETE /api/datasources/uid/works"},
		{"a role that is none", "GET", "/a/test-app/start?role=King", "", 400, `unknown role`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := p.call(t, test.method, test.path, test.body)
			if got.status != test.status || !strings.Contains(got.body, test.contains) {
				t.Errorf("%s %s = %d %s\nwant %d and %q", test.method, test.path, got.status, got.body, test.status, test.contains)
			}
			if strings.Contains(got.body, "p4ss") {
				t.Error("the answer holds a secret")
			}
		})
	}
}

func TestTheRootLeadsToTheAppsDefaultPage(t *testing.T) {
	got := serve(t, nil).call(t, "GET", "/", "")
	if got.status != http.StatusFound || got.header.Get("Location") != "/a/test-app/start" {
		t.Errorf("got %d to %q", got.status, got.header.Get("Location"))
	}
}

func TestOnlyLoopbackNamesAreAnswered(t *testing.T) {
	p := serve(t, nil)
	for host, want := range map[string]int{
		"localhost:3010": 200, "127.0.0.1": 200, "[::1]:3010": 200, "rebound.example.com": 403, "10.0.0.1:3010": 403,
	} {
		if got := p.call(t, "GET", "/api/health", "", "Host", host); got.status != want {
			t.Errorf("host %s = %d, want %d", host, got.status, want)
		}
	}
}

func TestThePageCarriesRoleAndTheme(t *testing.T) {
	p := serve(t, nil)
	got := p.call(t, "GET", "/a/test-app/start?role=Viewer&theme=light", "")
	for _, want := range []string{`"orgRole":"Viewer"`, `"theme":"light"`, `"lightTheme":true`} {
		if !strings.Contains(got.body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if got := p.call(t, "GET", "/a/test-app/start", ""); !strings.Contains(got.body, `"orgRole":"Admin"`) || !strings.Contains(got.body, `"theme":"dark"`) {
		t.Error("the page is not Admin and dark by default")
	}
}

func TestEditsNeedTheRightAndReachThePlugin(t *testing.T) {
	p := start(t)
	const edit = `{"name":"Works","jsonData":{"answer":43},"secureJsonData":{}}`
	if got := p.call(t, "PUT", "/api/datasources/uid/works", edit, server.RoleHeader, "Editor"); got.status != 403 {
		t.Errorf("an editor's edit = %d, want 403", got.status)
	}
	if got := p.call(t, "PUT", "/api/datasources/uid/broken", edit); got.status != 403 || !strings.Contains(got.body, "read-only") {
		t.Errorf("an edit of a read-only data source = %d %s", got.status, got.body)
	}
	if got := p.call(t, "PUT", "/api/datasources/uid/works", edit); got.status != 200 || !strings.Contains(got.body, `"version":2`) {
		t.Fatalf("an admin's edit = %d %s", got.status, got.body)
	}
	facts := p.echo(t, `{"from":"0","to":"1","queries":[`+echoQuery("works")+`]}`)
	if facts["jsonData"] != `{"answer":43}` || facts["secret"] != "p4ss" {
		t.Errorf("the plugin got %s and secret %q", facts["jsonData"], facts["secret"])
	}
}

func TestBrowsersKeepWhatIsNamedByItsContent(t *testing.T) {
	p := serve(t, nil)
	for path, want := range map[string]string{
		"/public/build/host.js":                                              "no-cache",
		"/public/build/chunks/chunk-ABCDEFGH.js":                             "public, max-age=31536000, immutable",
		"/public/plugins/test-app/module.js":                                 "no-cache",
		"/public/plugins/test-app/module.js?_cache=1.0.0":                    "no-cache",
		"/public/plugins/test-app/module.js?_cache=0123456789abcdef01234567": "public, max-age=31536000, immutable",
	} {
		if got := p.call(t, "GET", path, "").header.Get("Cache-Control"); got != want {
			t.Errorf("%s: Cache-Control %q, want %q", path, got, want)
		}
	}
}
