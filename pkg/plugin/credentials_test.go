package plugin

import (
	"net/http"
	"testing"
)

// Answers are shared by those who forward the same credentials, or none, and by nobody else; so are the mappings
// that rest on what a user may see.
func TestForwardedCredentialsKeepUsersApart(t *testing.T) {
	a := upstream(t)
	d := connected(t, a)
	model := `{"queryType": "kpi", "kpis": ["error_ratio"], "window": "6h"}`
	for _, step := range []struct {
		who       string
		headers   map[string]string
		questions bool
	}{
		{"the first without credentials", nil, true},
		{"another without", nil, false},
		{"Ann", map[string]string{"Authorization": "Bearer ann"}, true},
		{"Ann again", map[string]string{"Authorization": "Bearer ann"}, false},
		{"Bob", map[string]string{"Authorization": "Bearer bob"}, true},
		{"Bob with a cookie", map[string]string{"Authorization": "Bearer bob", "Cookie": "session=1"}, true},
		{"one without again", nil, false},
	} {
		if r := ask(t, d, step.headers, model)["A"]; r.Error != nil {
			t.Fatal(r.Error)
		}
		names := a.count("/label/__name__/")
		if r := ask(t, d, step.headers, model)["A"]; r.Error != nil {
			t.Fatal(r.Error)
		}
		if again := a.count(""); again != 0 {
			t.Errorf("%s: %d requests for what was just answered", step.who, again)
		}
		if (names > 0) != step.questions {
			t.Errorf("%s: %d requests for names", step.who, names)
		}
	}
}

func TestResourcesKeepUsersApart(t *testing.T) {
	a := upstream(t)
	d := connected(t, a)
	for _, step := range []struct {
		user      string
		questions bool
	}{{"ann", true}, {"ann", false}, {"bob", true}, {"ann", false}} {
		headers := map[string][]string{"Authorization": {"Bearer " + step.user}}
		for path, body := range map[string]string{"variables?of=service": "", "explain": `{"queryType": "kpi", "kpis": ["error_ratio"], "window": "6h"}`} {
			method := http.MethodGet
			if body != "" {
				method = http.MethodPost
			}
			if status, answer := call(t, d, headers, method, path, body); status != http.StatusOK {
				t.Fatalf("%s: %d %s", path, status, answer)
			}
		}
		if asked := a.count("/query") > 0; asked != step.questions {
			t.Errorf("%s: asked upstream %v, want %v", step.user, asked, step.questions)
		}
	}
}
