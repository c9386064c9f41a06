package server_test

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/demo/internal/preview/server"
)

func echoQuery(uid string) string {
	return `{"refId":"A","queryType":"echo","datasource":{"uid":"` + uid + `"},"maxDataPoints":500,"intervalMs":15000}`
}

// results is the answer to a query in the shape that Grafana's front end reads.
type results struct {
	Results map[string]struct {
		Status      int    `json:"status"`
		Error       string `json:"error"`
		ErrorSource string `json:"errorSource"`
		Frames      []struct {
			Data struct {
				Values [][]string `json:"values"`
			} `json:"data"`
		} `json:"frames"`
	} `json:"results"`
}

// echo runs one echo query with refId A and returns the facts that the plugin saw.
func (p preview) echo(t *testing.T, body string, headers ...string) map[string]string {
	t.Helper()
	got := p.call(t, "POST", "/api/ds/query", body, headers...)
	if got.status != http.StatusOK {
		t.Fatalf("query = %d %s", got.status, got.body)
	}
	var decoded results
	got.decode(t, &decoded)
	values := decoded.Results["A"].Frames[0].Data.Values
	facts := map[string]string{}
	for i, name := range values[0] {
		facts[name] = values[1][i]
	}
	return facts
}

func TestThePluginLearnsWhatGrafanaTellsIt(t *testing.T) {
	t.Setenv("PREVIEW_TEST_VARIABLE", "of the host")
	p := start(t)
	facts := p.echo(t, `{"from":"1772362800000","to":"1772366400000","queries":[`+echoQuery("works")+`]}`,
		server.RoleHeader, "Viewer", "X-Panel-Id", "7")
	for name, want := range map[string]string{
		"refId": "A", "from": "2026-03-01T11:00:00Z", "to": "2026-03-01T12:00:00Z", "interval": "15s", "maxDataPoints": "500",
		"role": "Viewer", "org": "1", "uid": "works", "jsonData": `{"answer":42}`, "secret": "p4ss",
		"updated": "2026-03-01T12:00:00Z", "userAgent": "Grafana/13.2.2 (linux; amd64)", "appURL": "http://127.0.0.1:3010/",
		"pluginVersion": "1.2.3", "panel": "7", "hostVariable": "",
	} {
		if facts[name] != want {
			t.Errorf("%s = %q, want %q", name, facts[name], want)
		}
	}
}

func TestRelativeTimesAreReadByTheServersClock(t *testing.T) {
	p := start(t)
	for _, test := range []struct{ from, to, wantFrom, wantTo string }{
		{"now-1h", "now", "2026-03-01T11:00:00Z", "2026-03-01T12:00:00Z"},
		{"now/d", "now/d", "2026-03-01T00:00:00Z", "2026-03-01T23:59:59.999Z"},
	} {
		facts := p.echo(t, `{"from":"`+test.from+`","to":"`+test.to+`","queries":[`+echoQuery("works")+`]}`)
		// The end of a day has nanoseconds that the protocol cuts to milliseconds.
		if facts["from"] != test.wantFrom || facts["to"] != test.wantTo {
			t.Errorf("%s to %s = %s to %s, want %s to %s", test.from, test.to, facts["from"], facts["to"], test.wantFrom, test.wantTo)
		}
	}
}

func TestOneFailingQueryMakesTheAnswer400WithEveryResult(t *testing.T) {
	p := start(t)
	got := p.call(t, "POST", "/api/ds/query", `{"from":"now-1h","to":"now","queries":[`+echoQuery("works")+
		`,{"refId":"B","queryType":"fail","datasource":{"uid":"works"}}]}`)
	var decoded results
	got.decode(t, &decoded)
	if got.status != http.StatusBadRequest || decoded.Results["A"].Status != 200 || len(decoded.Results["A"].Frames) != 1 {
		t.Errorf("answer = %d %s", got.status, got.body)
	}
	if b := decoded.Results["B"]; b.Status != 400 || b.Error != "no such thing" || b.ErrorSource != "plugin" {
		t.Errorf("B = %+v", b)
	}
}

func TestRefusedRequests(t *testing.T) {
	p := start(t)
	query := func(fields string) string { return `{"from":"now-1h","to":"now","queries":[{` + fields + `}]}` }
	for _, test := range []struct {
		name, body string
		status     int
		contains   string
	}{
		{"no JSON", `{`, 400, "bad request data"},
		{"no queries", `{"from":"now-1h","to":"now","queries":[]}`, 400, "No queries found"},
		{"no data source", query(`"refId":"A"`), 400, "valid data source identifier"},
		{"an unknown data source", query(`"refId":"A","datasource":{"uid":"none"}`), 404, "Data source not found"},
		{"an expression", query(`"refId":"A","datasource":{"uid":"__expr__"}`), 501, "expressions"},
		{"an unreadable time", `{"from":"yesterday","to":"now","queries":[` + echoQuery("works") + `]}`, 400, `from \"yesterday\"`},
		{"a refId twice", `{"from":"now-1h","to":"now","queries":[` + echoQuery("works") + `,` + echoQuery("works") + `]}`, 400, "same RefId"},
		{"a plugin that refuses as a whole", query(`"refId":"A","queryType":"refuse","datasource":{"uid":"works"}`), 500, "refused as a whole"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := p.call(t, "POST", "/api/ds/query", test.body)
			if got.status != test.status || !strings.Contains(got.body, test.contains) {
				t.Errorf("got %d %s\nwant %d and %q", got.status, got.body, test.status, test.contains)
			}
		})
	}
}

func TestAFailingDataSourceStandsBesideAnother(t *testing.T) {
	p := start(t)
	got := p.call(t, "POST", "/api/ds/query", `{"from":"now-1h","to":"now","queries":[`+echoQuery("works")+
		`,{"refId":"B","queryType":"refuse","datasource":{"uid":"broken"}}]}`)
	var decoded results
	got.decode(t, &decoded)
	if got.status != http.StatusBadRequest || len(decoded.Results["A"].Frames) != 1 ||
		!strings.Contains(decoded.Results["B"].Error, "refused as a whole") {
		t.Errorf("answer = %d %s", got.status, got.body)
	}
}

func TestACancelledRequestEndsThePluginsWork(t *testing.T) {
	p := start(t)
	dir := t.TempDir()
	started, ended := filepath.Join(dir, "started"), filepath.Join(dir, "ended")
	body := `{"from":"now-1h","to":"now","queries":[{"refId":"A","queryType":"wait","datasource":{"uid":"works"},` +
		`"started":"` + started + `","ended":"` + ended + `"}]}`
	ctx, cancel := context.WithCancel(t.Context())
	request, err := http.NewRequestWithContext(ctx, "POST", p.URL+"/api/ds/query", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		if response, err := http.DefaultClient.Do(request); err == nil {
			_ = response.Body.Close()
		}
	}()
	waitForFile(t, started)
	cancel()
	<-gone
	if reason := waitForFile(t, ended); reason != context.Canceled.Error() {
		t.Errorf("the plugin's context ended with %q, want %q", reason, context.Canceled)
	}
}

func waitForFile(t *testing.T, path string) string {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if content, err := os.ReadFile(path); err == nil && (len(content) > 0 || strings.HasSuffix(path, "started")) {
			return string(content)
		}
	}
	t.Fatalf("%s did not appear within 10 s", filepath.Base(path))
	return ""
}

func TestAPluginThatEndsIsReportedAndStartedAgain(t *testing.T) {
	p := start(t)
	before := p.echo(t, `{"from":"now-1h","to":"now","queries":[`+echoQuery("works")+`]}`)["pid"]

	got := p.call(t, "POST", "/api/ds/query",
		`{"from":"now-1h","to":"now","queries":[{"refId":"A","queryType":"exit","datasource":{"uid":"works"}}]}`)
	if got.status != http.StatusInternalServerError || !strings.Contains(got.body, "became unavailable during request") {
		t.Errorf("the query that ended the plugin = %d %s", got.status, got.body)
	}
	p.waitUntil(t, func(a answer) bool {
		return a.status == http.StatusInternalServerError && strings.Contains(a.body, "Plugin unavailable: ")
	})
	p.waitUntil(t, func(a answer) bool { return a.status == http.StatusOK })
	if after := p.echo(t, `{"from":"now-1h","to":"now","queries":[`+echoQuery("works")+`]}`)["pid"]; after == before {
		t.Errorf("the plugin still has pid %s", after)
	}
}

// waitUntil asks for the data source's health until the answer is as expected.
func (p preview) waitUntil(t *testing.T, expected func(answer) bool) {
	t.Helper()
	var last answer
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if last = p.call(t, "GET", "/api/datasources/uid/works/health", ""); expected(last) {
			return
		}
	}
	t.Fatalf("waited 30 s in vain, last answer %d %s", last.status, last.body)
}
