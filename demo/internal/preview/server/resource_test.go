package server_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/headroom/headroom/demo/internal/preview/server"
)

func TestResourceCallsPassThroughUnchanged(t *testing.T) {
	p := start(t)
	got := p.call(t, "POST", "/api/datasources/uid/works/resources/catalog/a%20b?x=1&y=%2F", `{"body":true}`,
		server.RoleHeader, "Viewer", "X-Kept", "yes", "Cookie", "grafana_session=1", "Authorization", "Bearer t",
		"Origin", "http://preview", "Referer", "http://preview/a/page")
	if got.status != http.StatusTeapot || got.header.Get("Content-Type") != "application/json" ||
		len(got.header.Values("X-Test")) != 2 {
		t.Errorf("answer = %d %v", got.status, got.header)
	}
	var seen struct {
		Method, Path, URL, Body, Role string
		Headers                       http.Header
	}
	got.decode(t, &seen)
	if seen.Method != "POST" || seen.Path != "catalog/a b" || seen.URL != "catalog/a%20b?x=1&y=%2F" ||
		seen.Body != `{"body":true}` || seen.Role != "Viewer" {
		t.Errorf("the plugin saw %+v", seen)
	}
	if seen.Headers.Get("X-Kept") != "yes" {
		t.Error("a header of the caller is missing")
	}
	for _, name := range []string{"Cookie", "Authorization", "Origin", "Referer", server.RoleHeader} {
		if value := seen.Headers.Get(name); value != "" {
			t.Errorf("the plugin saw %s: %s", name, value)
		}
	}
}

func TestResourceAnswersAreStreamed(t *testing.T) {
	p := start(t)
	request, err := http.NewRequestWithContext(t.Context(), "GET", p.URL+"/api/datasources/uid/works/resources/chunks", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	first := make([]byte, 64)
	n, err := response.Body.Read(first)
	if err != nil || string(first[:n]) != "first," {
		t.Fatalf("first chunk = %q, %v", first[:n], err)
	}
	arrived := time.Now()
	if n, _ = response.Body.Read(first); string(first[:n]) != "second" {
		t.Fatalf("second chunk = %q", first[:n])
	}
	// The plugin pauses 300 ms between the two.
	if gap := time.Since(arrived); gap < 100*time.Millisecond {
		t.Errorf("the chunks came %s apart: the first was held back", gap)
	}
}
