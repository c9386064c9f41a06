package grafana

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const token = "glsa_s3cretOfTheServiceAccount"

var origin = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

func at(minute int) time.Time { return origin.Add(time.Duration(minute) * time.Minute) }

// server answers as Grafana 12.3.0 was seen to: what overlaps the time, the latest end first, at most limit; a tag
// without a value is met by any tag of that key.
type server struct {
	*httptest.Server
	list  []annotation
	asked int
}

func serve(t testing.TB, list ...annotation) *server {
	t.Helper()
	s := &server{list: list}
	s.Server = httptest.NewServer(http.HandlerFunc(s.answer))
	t.Cleanup(s.Close)
	return s
}

func (s *server) answer(w http.ResponseWriter, r *http.Request) {
	s.asked++
	if r.URL.Path == "/api/health" {
		_, _ = w.Write([]byte(`{"database": "ok", "version": "12.3.0", "commit": "fb857bba"}`))
		return
	}
	if r.URL.Path != annotationsPath || r.Header.Get("Authorization") != "Bearer "+token {
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = fmt.Fprintf(w, `{"message": "Invalid API key", "sent": %q}`, r.Header.Get("Authorization"))
		return
	}
	number := func(name string, otherwise int64) int64 {
		if n, err := strconv.ParseInt(r.FormValue(name), 10, 64); err == nil {
			return n
		}
		return otherwise
	}
	from, to := number("from", 0), number("to", 0)
	page := []annotation{}
	for _, a := range s.list {
		isMet := !slices.ContainsFunc(r.Form["tags"], func(tag string) bool {
			return !slices.ContainsFunc(a.Tags, func(has string) bool { return has == tag || strings.HasPrefix(has, tag+":") })
		})
		if isMet && (from == 0 || to == 0 || a.Time <= to && a.TimeEnd >= from) {
			page = append(page, a)
		}
	}
	slices.SortFunc(page, func(a, b annotation) int {
		return cmp.Or(cmp.Compare(b.TimeEnd, a.TimeEnd), cmp.Compare(b.Time, a.Time))
	})
	page = page[:min(int64(len(page)), number("limit", 100))]
	_ = json.NewEncoder(w).Encode(page)
}

func open(t testing.TB, url string) *Client {
	t.Helper()
	c, err := New(Config{URL: url, Token: token, Timeout: 5 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func mark(id int64, from, to int, tags ...string) annotation {
	return annotation{ID: id, Time: at(from).UnixMilli(), TimeEnd: at(to).UnixMilli(), Text: "text", Tags: tags}
}

func TestAnnotations(t *testing.T) {
	s := serve(t,
		mark(1, 100, 160, "incident", "service:api"), mark(2, 50, 50, "incident"), mark(3, 70, 80, "deployment"),
		mark(4, 75, 75, "incident:other"), mark(5, 0, 20, "incident"), mark(6, 500, 500, "incident"))
	list, err := open(t, s.URL+"/").Annotations(context.Background(), []string{"incident"}, at(20), at(400))
	if err != nil {
		t.Fatal(err)
	}
	want := []source.Annotation{
		{ID: 5, Time: at(0), End: at(20), Text: "text", Tags: []string{"incident"}},
		{ID: 2, Time: at(50), Text: "text", Tags: []string{"incident"}}, // a point has no end
		{ID: 1, Time: at(100), End: at(160), Text: "text", Tags: []string{"incident", "service:api"}},
	}
	if fmt.Sprint(list) != fmt.Sprint(want) {
		t.Errorf("%+v", list)
	}
	if version, err := open(t, s.URL).Check(context.Background()); err != nil || version != "12.3.0" {
		t.Errorf("%q, %v", version, err)
	}
}

// However many there are and however they overlap, all are found, each once.
func TestMoreThanAPage(t *testing.T) {
	s := serve(t)
	for i := range 3*pageSize + 7 {
		s.list = append(s.list, mark(int64(i+1), i/3, i/3+i%50, "deployment"))
	}
	list, err := open(t, s.URL).Annotations(context.Background(), []string{"deployment"}, at(0), at(10_000))
	if err != nil || len(list) != len(s.list) || s.asked > 20 {
		t.Errorf("%d of %d in %d requests, %v", len(list), len(s.list), s.asked, err)
	}
	if !slices.IsSortedFunc(list, func(a, b source.Annotation) int { return a.Time.Compare(b.Time) }) {
		t.Error("not in order")
	}
}

func TestTooMany(t *testing.T) {
	crowd := serve(t)
	for i := range pageSize + 1 {
		crowd.list = append(crowd.list, mark(int64(i+1), 100, 100, "deployment"))
	}
	_, err := open(t, crowd.URL).Annotations(context.Background(), []string{"deployment"}, at(0), at(1000))
	if fault.KindOf(err) != fault.Configuration || !strings.Contains(err.Error(), "more than 2000 annotations lie at one moment (2026-11-01T01:") {
		t.Errorf("%v", err)
	}
	flood := serve(t)
	for i := range maxAnnotations + pageSize {
		flood.list = append(flood.list, mark(int64(i+1), i, i, "deployment"))
	}
	if _, err = open(t, flood.URL).Annotations(context.Background(), []string{"deployment"}, at(0), at(1_000_000)); fault.KindOf(err) != fault.Configuration || !strings.Contains(err.Error(), "more than 50000 annotations") {
		t.Errorf("%v", err)
	}
}

// What comes back does not depend on where the time is halved.
func TestPagesProperty(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := &server{}
		for i := range rapid.IntRange(0, 60).Draw(rt, "n") * 100 {
			from := (i * 7919) % 3000
			s.list = append(s.list, mark(int64(i+1), from, from+(i*31)%200, "incident"))
		}
		s.Server = httptest.NewServer(http.HandlerFunc(s.answer))
		defer s.Close()
		from := rapid.IntRange(0, 3000).Draw(rt, "from")
		to := from + rapid.IntRange(1, 3000).Draw(rt, "length")
		c := open(t, s.URL)
		defer c.Close()
		list, err := c.Annotations(context.Background(), []string{"incident"}, at(from), at(to))
		if err != nil {
			rt.Fatal(err)
		}
		want := 0
		for _, a := range s.list {
			if a.Time <= at(to).UnixMilli() && a.TimeEnd >= at(from).UnixMilli() {
				want++
			}
		}
		if len(list) != want {
			rt.Fatalf("%d of %d", len(list), want)
		}
	})
}

// Every failure names its cause and cure, and never the token, which a proxy may echo.
func TestFaults(t *testing.T) {
	status := func(code int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "/login")
			w.WriteHeader(code)
			_, _ = w.Write([]byte(body + r.Header.Get("Authorization")))
		}
	}
	for name, tt := range map[string]struct {
		answer http.HandlerFunc
		kind   fault.Kind
		want   string
	}{
		"no token":      {status(401, `{"message": "Invalid API key"}`), fault.Configuration, "refused the token (401 Unauthorized). Make a token of a service account"},
		"no permission": {status(403, `{"title": "Access denied"}`), fault.Configuration, "does not let the token read annotations (403 Forbidden). Give its service account the role Viewer"},
		"elsewhere":     {status(404, "<html>"), fault.Configuration, "there is no Grafana at http://127.0.0.1"},
		"a login page":  {status(200, "<html>"), fault.Configuration, "is not Grafana's API"},
		"a redirect":    {status(302, ""), fault.Configuration, "redirects (302 Found), and the token is sent to no other address"},
		"busy":          {status(429, ""), fault.Downstream, "limits the rate of requests"},
		"broken":        {status(503, ""), fault.Downstream, "failed (503 Service Unavailable)"},
		"strange":       {status(418, ""), fault.Downstream, "answered 418"},
		"cut off": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			_, _ = w.Write([]byte(`[{"id": 1`))
		}, fault.Downstream, "closed the connection before its answer was complete"},
		"slow": {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, fault.Timeout, "did not answer within 50ms. Check its load, or raise grafana.timeoutSeconds"},
	} {
		s := httptest.NewServer(tt.answer)
		c, err := New(Config{URL: s.URL, Token: token, Timeout: 50 * time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		for what, ask := range map[string]func() error{
			"annotations": func() error {
				_, err := c.Annotations(context.Background(), []string{"incident"}, at(0), at(1))
				return err
			},
			"check": func() error { _, err := c.Check(context.Background()); return err },
		} {
			err := ask()
			if fault.KindOf(err) != tt.kind || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "Grafana: ") || strings.Contains(err.Error(), token) {
				t.Errorf("%s, %s: %s %v", name, what, fault.KindOf(err), err)
			}
		}
		c.Close()
		s.Close()
	}
}

func TestUnreachable(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	for url, want := range map[string]string{
		gone.URL: "refused the connection",
		"":       "its address is not known: Grafana did not tell the plugin its root_url. Set grafana.url",
	} {
		_, err := open(t, url).Annotations(context.Background(), []string{"incident"}, at(0), at(1))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", url, err)
		}
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := open(t, gone.URL).Annotations(cancelled, nil, at(0), at(1)); fault.KindOf(err) != fault.Cancelled {
		t.Errorf("%v", err)
	}
}
