package frames

import (
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/headroom/headroom/pkg/evaluate"
)

// cell is a value of a frame's column; nil is null.
func cell(t *testing.T, frame *data.Frame, name string, row int) any {
	t.Helper()
	field, _ := frame.FieldByName(name)
	if field == nil {
		t.Fatalf("there is no column %s", name)
	}
	value, _ := field.ConcreteAt(row)
	return value
}

func TestAnnotations(t *testing.T) {
	at := time.Date(2026, 11, 20, 11, 0, 0, 0, time.UTC)
	incidents := Incidents(evaluate.Events[evaluate.Incident]{Until: at.Add(3 * time.Hour), List: []evaluate.Incident{
		{ID: "7", Started: at, Resolved: at.Add(95 * time.Minute), Severity: "critical", Service: "a,b", Title: "<b>Pages</b> & more", CausedBy: "web-1"},
		{ID: "8", Started: at.Add(time.Hour)},
	}})[0]
	deployments := Deployments(evaluate.Events[evaluate.Deployment]{List: []evaluate.Deployment{
		{ID: "web-1", At: at, Outcome: "success", Service: "web", Environment: "production", Version: "1.2"},
		{ID: "7", At: at, Outcome: "failed"},
	}})[0]
	for _, test := range []struct {
		frame *data.Frame
		row   int
		want  map[string]any
	}{
		{incidents, 0, map[string]any{
			"time": at, "timeEnd": at.Add(95 * time.Minute), "title": "&lt;b&gt;Pages&lt;/b&gt; &amp; more",
			"text": "7, resolved after 1h35m, caused by web-1", "tags": "incident,critical,a b", "id": "incident:7",
		}},
		{incidents, 1, map[string]any{
			"time": at.Add(time.Hour), "timeEnd": at.Add(3 * time.Hour), "title": "Incident", "text": "8, open for 2h", "tags": "incident", "id": "incident:8",
		}},
		{deployments, 0, map[string]any{
			"time": at, "title": "Deployment of web 1.2", "text": "web-1", "tags": "deployment,success,web,production", "id": "deployment:web-1",
		}},
		{deployments, 1, map[string]any{"time": at, "title": "Deployment of 7", "tags": "deployment,failed", "id": "deployment:7"}},
	} {
		for column, want := range test.want {
			if got := cell(t, test.frame, column, test.row); got != want {
				t.Errorf("%s, row %d, %s: %v, want %v", test.frame.Name, test.row, column, got, want)
			}
		}
	}
	if end, _ := deployments.FieldByName("timeEnd"); !end.NilAt(0) {
		t.Error("a deployment has an end")
	}
}
