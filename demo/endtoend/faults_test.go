package endtoend

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
)

// secret is the password or token of every data source that is made to fail: no answer may hold it.
const secret = "correct-horse-battery-staple"

// refused checks that an answer is a classified error: its status, whose error it is, and a message that names
// cause and cure, without a secret.
func refused(t *testing.T, response backend.DataResponse, status backend.Status, wants ...string) {
	t.Helper()
	if response.Error == nil {
		t.Errorf("answered with %d frames, want an error with %q", len(response.Frames), wants)
		return
	}
	message := response.Error.Error()
	if response.Status != status {
		t.Errorf("status %d, want %d: %s", response.Status, status, message)
	}
	if response.ErrorSource != backend.ErrorSourceDownstream {
		t.Errorf("the error counts as the plugin's own (%q): %s", response.ErrorSource, message)
	}
	says(t, message, wants...)
}

// says checks a message's words, and that neither a secret nor a defect is among them.
func says(t *testing.T, message string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(message, want) {
			t.Errorf("%q does not say %q", message, want)
		}
	}
	for _, never := range []string{secret, "goroutine", "panic", "internal error", "%!"} {
		if strings.Contains(message, never) {
			t.Errorf("%q is in %q", never, message)
		}
	}
}

// alive checks at a test's end that the plugin still answers: the client is of one process, a restarted one has another.
func alive(t *testing.T) {
	t.Helper()
	if response := connected().ask(t, lastHour(), object{"queryType": "projection"}); response.Error != nil {
		t.Errorf("the plugin does not answer any more: %v", response.Error)
	}
}

// lastHour is the hour before the truth's anchor.
func lastHour() span { return before(world.truth.Anchor, time.Hour) }

// noticesOf are the notices of an answer.
func noticesOf(frames data.Frames) string {
	var texts []string
	for _, frame := range frames {
		if frame.Meta == nil {
			continue
		}
		for _, notice := range frame.Meta.Notices {
			texts = append(texts, notice.Text)
		}
	}
	return strings.Join(texts, "\n")
}

// health checks the data source and returns its parts by name.
func (d dataSource) health(t *testing.T) (ok bool, parts map[string]healthPart) {
	t.Helper()
	answer, err := d.process().Diagnostics.CheckHealth(t.Context(), &pluginv2.CheckHealthRequest{PluginContext: d.context(t)})
	if err != nil {
		t.Fatal(err)
	}
	says(t, answer.GetMessage())
	var details struct{ Parts []healthPart }
	if err := json.Unmarshal(answer.GetJsonDetails(), &details); err != nil {
		t.Fatal(err)
	}
	parts = map[string]healthPart{}
	for _, part := range details.Parts {
		parts[part.Name] = part
	}
	return answer.GetStatus() == pluginv2.CheckHealthResponse_OK, parts
}

// healthPart is one part of the health check's details.
type healthPart struct {
	Name, Status, Message string
	Notices               []string
}
