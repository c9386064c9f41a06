package evaluate

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/verdict"
)

// causeKey is the key of the tag by which an incident names the deployment that caused it, by its id.
const causeKey = "caused_by_deployment_id"

// longOpen is how long an annotation without an end is taken for an incident without a doubt.
const longOpen = 7 * 24 * time.Hour

// longestTitle bounds what is shown of an annotation's text.
const longestTitle = 120

// incidentsFromAnnotations tells the incidents that began before a time. One that is still open is a point until somebody
// ends it, and Grafana finds a point at its own time alone, so all of them are read: they are known since the first.
func (e *Engine) incidentsFromAnnotations(ctx context.Context, m signal.Mapping, to time.Time) (chronicle[Incident], error) {
	list, err := e.Annotations.Annotations(ctx, m.Tags, time.Unix(1, 0), to)
	out := chronicle[Incident]{coverage: 1}
	endless := 0
	for _, a := range list {
		if !a.Time.Before(to) {
			continue
		}
		if a.End.IsZero() && to.Sub(a.Time) > longOpen {
			endless++
		}
		if !out.isKnown {
			out.first, out.isKnown = a.Time, true
		}
		out.events = append(out.events, Incident{
			ID: strconv.FormatInt(a.ID, 10), Started: a.Time, Resolved: a.End, Title: titleOf(a), CausedBy: tagged(a, causeKey),
			Severity: tagged(a, m.Labels[signal.RoleSeverity]), Service: tagged(a, m.Labels[signal.RoleService]),
			Environment: tagged(a, m.Labels[signal.RoleEnvironment]),
		})
	}
	out.notices = leftOut(m, float64(endless), "have had no end for more than "+verdict.FormatDuration(longOpen)+" and count as open: give them one (timeEnd) if they are over")
	return out, err
}

// deploymentsFromAnnotations tells the deployments of a span.
func (e *Engine) deploymentsFromAnnotations(ctx context.Context, m signal.Mapping, from, to time.Time) (chronicle[Deployment], error) {
	list, err := e.Annotations.Annotations(ctx, m.Tags, from, to)
	out := chronicle[Deployment]{isKnown: true, coverage: 1}
	for _, a := range list {
		if a.Time.Before(from) || !a.Time.Before(to) {
			continue
		}
		out.events = append(out.events, e.succeeding(Deployment{
			ID: strconv.FormatInt(a.ID, 10), At: a.Time, Outcome: tagged(a, m.Labels[signal.RoleOutcome]), Version: tagged(a, m.Labels[signal.RoleVersion]),
			Service: tagged(a, m.Labels[signal.RoleService]), Environment: tagged(a, m.Labels[signal.RoleEnvironment]),
		}))
	}
	return out, err
}

// tagged is what a tag "key:value" says, empty when there is none; the first one of a key counts.
func tagged(a source.Annotation, key string) string {
	for _, tag := range a.Tags {
		if name, value, ok := strings.Cut(tag, ":"); ok && strings.TrimSpace(name) == key {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// titleOf is the first line of an annotation's text.
func titleOf(a source.Annotation) string {
	line, _, _ := strings.Cut(strings.TrimSpace(a.Text), "\n")
	if letters := []rune(line); len(letters) > longestTitle {
		return string(letters[:longestTitle]) + "…"
	}
	return line
}
