package plugin

import (
	"net/http"
	"strings"
	"testing"
)

func TestRulesAreAFile(t *testing.T) {
	d := connected(t, upstream(t))
	status, answer := call(t, d, nil, "GET", "rules?format=prometheus", "")
	if status != http.StatusOK || !strings.HasPrefix(answer, "# Written by Headroom") {
		t.Fatalf("%d %s", status, answer)
	}
	for _, part := range []string{"groups:", "- name: headroom_recordings", "record: headroom:requests:increase1h", "alert: HeadroomErrorBudgetBurn", "No alerts on latency_p95"} {
		if !strings.Contains(answer, part) {
			t.Errorf("%q is not in\n%s", part, answer)
		}
	}
	if status, answer := call(t, d, nil, "GET", "rules?format=grafana", ""); status != http.StatusBadRequest || !strings.Contains(answer, "Use prometheus") {
		t.Errorf("%d %s", status, answer)
	}
}

// A file without what nobody could look for would pass for the whole.
func TestRulesOfAPrometheusThatFails(t *testing.T) {
	a := upstream(t)
	a.fault = func(w http.ResponseWriter, _ *http.Request, _ string) bool {
		w.WriteHeader(http.StatusServiceUnavailable)
		return true
	}
	if status, answer := call(t, connected(t, a), nil, "GET", "rules", ""); status < 500 || !strings.Contains(answer, "error") {
		t.Errorf("%d %s", status, answer)
	}
}
