package prometheus

import (
	"context"
	"encoding/pem"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/fault"
)

func encodePEM(der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

const empty = `{"status":"success","data":{"resultType":"vector","result":[]}}`

func TestRedirectToAnotherHostIsRefused(t *testing.T) {
	var reached atomic.Int64
	// Another name for the same machine is another host.
	thief := upstream(t, func(http.ResponseWriter, *http.Request) { reached.Add(1) })
	elsewhere := strings.Replace(thief.URL, "127.0.0.1", "localhost", 1)
	for _, target := range []string{elsewhere, thief.URL} {
		for _, status := range []int{301, 302, 303, 307, 308} {
			server := upstream(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, target+"/stolen", status) })
			client := open(t, server.URL)
			expectFault(t, ask(context.Background(), client), fault.Configuration, "redirects to another host", "credentials")
			_, err := client.MetricNames(context.Background(), "", time.Time{}, time.Time{})
			expectFault(t, err, fault.Configuration, "redirects to another host")
		}
	}
	if reached.Load() != 0 {
		t.Errorf("the other host was asked %d times", reached.Load())
	}
}

func TestRedirectOnTheSameHostKeepsTheQuery(t *testing.T) {
	for _, status := range []int{301, 302, 307, 308} {
		server := upstream(t, func(w http.ResponseWriter, r *http.Request) {
			if !strings.HasPrefix(r.URL.Path, "/moved") {
				http.Redirect(w, r, "/moved"+r.URL.Path, status)
				return
			}
			if r.FormValue("query") != "up" || r.Method != http.MethodPost {
				t.Errorf("%d: asked for %q by %s", status, r.FormValue("query"), r.Method)
			}
			_, _ = w.Write([]byte(empty))
		})
		if err := ask(context.Background(), open(t, server.URL)); err != nil {
			t.Errorf("%d: %v", status, err)
		}
	}
}

func TestEndlessRedirect(t *testing.T) {
	var asked atomic.Int64
	server := upstream(t, func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		http.Redirect(w, r, r.URL.Path+"/", http.StatusTemporaryRedirect)
	})
	expectFault(t, ask(context.Background(), open(t, server.URL)), fault.Configuration, "more than 3 times")
	if got := asked.Load(); got != 1+maxRedirects {
		t.Errorf("%d requests, want %d", got, 1+maxRedirects)
	}
}

func TestSameHost(t *testing.T) {
	for _, test := range []struct {
		from, to string
		want     bool
	}{
		{"http://p:9090/a", "http://p:9090/b", true},
		{"http://P/a", "http://p:80/b", true},
		{"http://p/a", "https://p/a", true},
		{"https://p/a", "http://p/a", false},
		{"http://p:9090/a", "https://p:9091/a", false},
		{"http://p:9090/a", "http://p:9091/a", false},
		{"http://p/a", "http://p.evil/a", false},
		{"http://p/a", "http://p@evil/a", false},
	} {
		from, err := url.Parse(test.from)
		if err != nil {
			t.Fatal(err)
		}
		to, err := url.Parse(test.to)
		if err != nil {
			t.Fatal(err)
		}
		if got := sameHost(from, to); got != test.want {
			t.Errorf("%s to %s: got %t", test.from, test.to, got)
		}
	}
}
