package alerting_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"testing"
	"time"

	"github.com/headroom/headroom/demo/internal/preview/alerting"
)

// compared are the parts of bodies that have to be Grafana's own; the rest is
// ids, times and addresses, or nothing that the plugin reads.
var compared = map[string]bool{
	"uid": true, "title": true, "folderUID": true, "folderUid": true, "ruleGroup": true, "condition": true, "data": true,
	"refId": true, "datasourceUid": true, "relativeTimeRange": true, "from": true, "to": true, "model": true,
	"intervalMs": true, "maxDataPoints": true, "kpis": true, "expression": true, "conditions": true, "evaluator": true,
	"params": true, "type": true, "for": true, "keep_firing_for": true, "noDataState": true, "execErrState": true,
	"labels": true, "owner": true, "headroom_rule": true, "team": true, "annotations": true, "summary": true,
	"__headroom__": true, "isPaused": true, "notification_settings": true, "receiver": true, "interval": true,
	"rules": true, "groups": true, "name": true, "file": true, "state": true, "health": true, "status": true, "messageId": true,
	"statusCode": true, "teams": true,
}

func TestItAnswersAsGrafanaWasRecordedTo(t *testing.T) {
	raw, err := os.ReadFile("../server/testdata/alerting-contract.json")
	if err != nil {
		t.Fatal(err)
	}
	var contract struct {
		Exchanges []struct {
			Name, Role, Method, Path string
			Body                     json.RawMessage
			Status                   int
			Answer                   any
		}
	}
	if err := json.Unmarshal(raw, &contract); err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	alerting.New(time.Now, func(r *http.Request) (string, error) { return r.Header.Get("Role"), nil }).Register(mux)
	if len(contract.Exchanges) == 0 {
		t.Fatal("nothing was recorded")
	}
	for _, exchange := range contract.Exchanges {
		// The exchanges build on each other, so that none of them runs alone.
		request := httptest.NewRequestWithContext(t.Context(), exchange.Method, exchange.Path, bytes.NewReader(exchange.Body))
		request.Header.Set("Role", exchange.Role)
		got := httptest.NewRecorder()
		mux.ServeHTTP(got, request)
		if got.Code != exchange.Status {
			t.Errorf("%s: status %d, want %d: %s", exchange.Name, got.Code, exchange.Status, got.Body)
			continue
		}
		var body any
		if got.Body.Len() > 0 {
			if err := json.Unmarshal(got.Body.Bytes(), &body); err != nil {
				t.Errorf("%s: %v", exchange.Name, err)
			}
		}
		// A missing right is told in many words, which nobody reads.
		if exchange.Status != http.StatusForbidden && message(body) != message(exchange.Answer) {
			t.Errorf("%s: message %q, want %q", exchange.Name, message(body), message(exchange.Answer))
		}
		if exchange.Path == "/api/teams/search?perpage=1000" {
			continue // Grafana chooses a team's uid
		}
		if a, b := kept(body), kept(exchange.Answer); !reflect.DeepEqual(a, b) {
			t.Errorf("%s:\n got %v\nwant %v", exchange.Name, a, b)
		}
	}
}

func message(body any) any {
	object, _ := body.(map[string]any)
	return object["message"]
}

// kept is a body without what is not compared.
func kept(body any) any {
	switch value := body.(type) {
	case map[string]any:
		parts := map[string]any{}
		for name, part := range value {
			if compared[name] {
				parts[name] = kept(part)
			}
		}
		return parts
	case []any:
		parts := make([]any, len(value))
		for i, part := range value {
			parts[i] = kept(part)
		}
		return parts
	default:
		return body
	}
}
