package frames

import (
	"html"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/headroom/headroom/pkg/evaluate"
	"github.com/headroom/headroom/pkg/verdict"
)

// annotation is one event in the fields by which Grafana takes a frame as annotations.
type annotation struct {
	id          string
	time        time.Time
	timeEnd     *time.Time
	title, text string
	tags        []string
}

// Incidents are annotations, each from an incident's start to its resolution, an open one's to the end of the range.
func Incidents(events evaluate.Events[evaluate.Incident]) data.Frames {
	list := make([]annotation, len(events.List))
	for i, incident := range events.List {
		end, state := incident.Resolved, "resolved after "
		if end.IsZero() {
			end, state = events.Until, "open for "
		}
		text := []string{incident.ID, state + verdict.FormatDuration(end.Sub(incident.Started).Round(time.Second))}
		if incident.CausedBy != "" {
			text = append(text, "caused by "+incident.CausedBy)
		}
		list[i] = annotation{
			id: "incident:" + incident.ID, time: incident.Started, timeEnd: &end, title: orText(incident.Title, "Incident"),
			text: strings.Join(text, ", "), tags: []string{"incident", incident.Severity, incident.Service, incident.Environment},
		}
	}
	return annotations("incidents", list)
}

// Deployments are annotations, each at one time.
func Deployments(events evaluate.Events[evaluate.Deployment]) data.Frames {
	list := make([]annotation, len(events.List))
	for i, deployment := range events.List {
		what := strings.TrimSpace(deployment.Service + " " + deployment.Version)
		list[i] = annotation{
			id: "deployment:" + deployment.ID, time: deployment.At, title: strings.TrimSpace("Deployment of " + orText(what, deployment.ID)),
			text: deployment.ID, tags: []string{"deployment", deployment.Outcome, deployment.Service, deployment.Environment},
		}
	}
	return annotations("deployments", list)
}

// annotations builds the frame. Grafana shows title and text as HTML, of which nothing comes from the rows: they are
// escaped. It splits tags at commas, and drops all but one event of the same id, also across queries.
func annotations(name string, list []annotation) data.Frames {
	frame := table(name)
	times, ends := make([]time.Time, len(list)), make([]*time.Time, len(list))
	for i, event := range list {
		times[i], ends[i] = event.time, event.timeEnd
	}
	column(frame, "time", "", "", times)
	column(frame, "timeEnd", "", "", ends)
	for _, c := range []struct {
		name string
		get  func(annotation) string
	}{
		{"title", func(a annotation) string { return html.EscapeString(a.title) }},
		{"text", func(a annotation) string { return html.EscapeString(a.text) }},
		{"tags", func(a annotation) string { return tags(a.tags) }},
		{"id", func(a annotation) string { return a.id }},
	} {
		column(frame, c.name, "", "", stringsOf(list, c.get))
	}
	return data.Frames{frame}
}

// tags joins what is known.
func tags(values []string) string {
	var known []string
	for _, value := range values {
		if value != "" {
			known = append(known, strings.ReplaceAll(value, ",", " "))
		}
	}
	return strings.Join(known, ",")
}

func orText(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}
