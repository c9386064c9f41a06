//go:build unix

package evaluate

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/delivery"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	pgsource "github.com/headroom/headroom/pkg/source/postgres"
	"github.com/headroom/headroom/pkg/verdict"
)

// marked is a Grafana with these annotations.
type marked struct {
	list []source.Annotation
	err  error
}

func (m marked) Annotations(_ context.Context, tags []string, from, to time.Time) ([]source.Annotation, error) {
	var out []source.Annotation
	for _, a := range m.list {
		end := a.End
		if end.IsZero() {
			end = a.Time
		}
		hasAll := !slices.ContainsFunc(tags, func(tag string) bool { return !slices.Contains(a.Tags, tag) })
		if hasAll && !a.Time.After(to) && !end.Before(from) {
			out = append(out, a)
		}
	}
	slices.SortFunc(out, func(a, b source.Annotation) int { return a.Time.Compare(b.Time) })
	return out, m.err
}

// annotationEngine reads both signals from annotations.
func annotationEngine(list ...source.Annotation) *Engine {
	resolver := signal.Resolver{HasGrafana: true, Overrides: map[signal.Name]signal.Override{
		signal.Incidents: {Tags: []string{"incident"}}, signal.Deployments: {Tags: []string{"deployment"}, Labels: map[signal.Role]string{signal.RoleOutcome: "result"}},
	}}
	signals, err := resolver.Resolve(context.Background(), now)
	if err != nil {
		panic(err)
	}
	return &Engine{Profile: catalog.Default(), Annotations: marked{list: list}, Signals: signals}
}

// opsAnnotations are the rows of ops as annotations.
func opsAnnotations(t *testing.T, client *pgsource.Client) []source.Annotation {
	t.Helper()
	e := opsEngine(client)
	wide := request(t, `{"queryType": "incidents", "limit": 1000}`)
	wide.From = now.Add(-400 * 24 * time.Hour)
	incidents, err := e.Incidents(context.Background(), wide)
	if err != nil {
		t.Fatal(err)
	}
	var list []source.Annotation
	for i, one := range incidents.List {
		list = append(list, source.Annotation{
			ID: int64(1000 + i), Time: one.Started, End: one.Resolved, Text: one.Title,
			Tags: tagsOf("incident", "service", one.Service, "severity", one.Severity, causeKey, one.CausedBy),
		})
	}
	ids := map[string]int64{}
	for _, environment := range []string{"{production,Production}", "staging"} {
		wide = request(t, `{"queryType": "deployments", "limit": 1000, "environment": "`+environment+`"}`)
		wide.From = now.Add(-400 * 24 * time.Hour)
		deployments, err := e.Deployments(context.Background(), wide)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range deployments.List {
			ids[one.ID] = int64(len(list) + 1)
			list = append(list, source.Annotation{
				ID: ids[one.ID], Time: one.At, Tags: tagsOf("deployment", "service", one.Service, "environment", one.Environment, "result", one.Outcome),
			})
		}
	}
	// An incident names its deployment by Grafana's own id.
	for _, a := range list {
		for i, tag := range a.Tags {
			if id, named := strings.CutPrefix(tag, causeKey+":"); named {
				a.Tags[i] = fmt.Sprint(causeKey, ":", ids[id])
			}
		}
	}
	return list
}

func tagsOf(first string, pairs ...string) []string {
	tags := []string{first}
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			tags = append(tags, pairs[i]+":"+pairs[i+1])
		}
	}
	return tags
}

// The same events as annotations come to the same as rows of PostgreSQL: value, samples, bounds and facts.
func TestAnnotationsAgreeWithPostgres(t *testing.T) {
	client := database(t, ops...)
	fromRows, fromAnnotations := opsEngine(client), annotationEngine(opsAnnotations(t, client)...)
	for _, model := range []string{
		`{"queryType": "delivery"}`, `{"queryType": "delivery", "window": "30d"}`, `{"queryType": "delivery", "groupBy": ["service"], "service": "{api,web,worker}"}`,
		`{"queryType": "delivery", "kpis": ["deployment_frequency", "change_failure_ratio"], "environment": "staging"}`,
		`{"queryType": "delivery", "kpis": ["deployment_frequency"], "groupBy": ["environment"]}`,
	} {
		want, _ := deliver(t, fromRows, model)
		got, answer := deliver(t, fromAnnotations, model)
		if len(got) != len(want) || len(answer.Notices) > 0 {
			t.Errorf("%s: %d rows, want %d; %q", model, len(got), len(want), answer.Notices)
		}
		for key, w := range want {
			g := got[key]
			if g.Status != w.Status || math.Abs(value(g)-value(w)) > 1e-6 || (g.Value == nil) != (w.Value == nil) || fmt.Sprint(g.Facts) != fmt.Sprint(w.Facts) || *g.Samples != *w.Samples {
				t.Errorf("%s\n%s of annotations: %s %v %v %v\nof rows: %s %v %v %v", model, key, g.Status, value(g), g.Facts, g.Reason, w.Status, value(w), w.Facts, w.Reason)
			}
		}
	}
}

func TestTrendOfAnnotations(t *testing.T) {
	r := request(t, `{"queryType": "delivery", "step": "1w", "timeZone": "Europe/Berlin", "groupBy": ["service"]}`)
	r.From = now.Add(-45 * 24 * time.Hour)
	client := database(t, ops...)
	list := opsAnnotations(t, client)
	want, err := opsEngine(client).DeliveryTrend(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	got, err := annotationEngine(list...).DeliveryTrend(context.Background(), r)
	if err != nil || len(got.Trends) != len(want.Trends) {
		t.Fatalf("%d trends, want %d: %v", len(got.Trends), len(want.Trends), err)
	}
	for i, w := range want.Trends {
		g := got.Trends[i]
		if g.KPI != w.KPI || fmt.Sprint(g.Labels, g.Whole) != fmt.Sprint(w.Labels, w.Whole) {
			t.Errorf("%s %v %v, want %s %v %v", g.KPI, g.Labels, g.Whole, w.KPI, w.Labels, w.Whole)
		}
		for week := range w.Values {
			if (g.Values[week] == nil) != (w.Values[week] == nil) || w.Values[week] != nil && math.Abs(*g.Values[week]-*w.Values[week]) > 1e-6 {
				t.Errorf("%s %v in week %d: %v, want %v", w.KPI, w.Labels, week, g.Values[week], w.Values[week])
			}
		}
	}
}

// Deployments of PostgreSQL are held against incidents of Grafana, and the other way round.
func TestEventsOfTwoSources(t *testing.T) {
	client := database(t, ops...)
	rows, annotations := opsEngine(client), annotationEngine(opsAnnotations(t, client)...)
	for name, mixed := range map[string]map[signal.Name]signal.Mapping{
		"deployments of PostgreSQL": {signal.Deployments: rows.Signals[signal.Deployments], signal.Incidents: annotations.Signals[signal.Incidents]},
		"incidents of PostgreSQL":   {signal.Deployments: annotations.Signals[signal.Deployments], signal.Incidents: rows.Signals[signal.Incidents]},
	} {
		e := &Engine{Profile: catalog.Default(), Postgres: rows.Postgres, Annotations: annotations.Annotations, Signals: mixed}
		got, answer := deliver(t, e, `{"queryType": "delivery"}`)
		// The incident that names its deployment by an id of the other source is put down to none.
		r := got["change_failure_ratio"]
		if r.Facts["failed_by_outcome"] != 1 || r.Facts["caused_incident"] != 1 || len(answer.Notices) > 0 {
			t.Errorf("%s: %+v, notices %q", name, r, answer.Notices)
		}
		if got["deployment_frequency"].Status != verdict.Met || value(got["deployment_frequency"]) != 2 || value(got["mttr"]) == 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestAnnotationsThatAreOdd(t *testing.T) {
	at := func(day int) time.Time { return time.Date(2026, 11, day, 10, 0, 0, 0, time.UTC) }
	e := annotationEngine(
		source.Annotation{ID: 1, Time: at(10), Text: "Mail is late\nfor all", Tags: []string{"incident", "service: api", "severity:critical", "service:web"}},
		source.Annotation{ID: 2, Time: at(11), Tags: []string{"deployment", "service:api", "result:rolled-back-and-forth"}},
		source.Annotation{ID: 3, Time: at(12), Tags: []string{"deployment", "service:api"}},
		source.Annotation{ID: 4, Time: at(13), Tags: []string{"deployment", "service:api", "environment:staging"}},
		source.Annotation{ID: 5, Time: at(14), End: at(15), Text: strings.Repeat("ü", 500), Tags: []string{"incident"}},
	)
	rows, answer := deliver(t, e, `{"queryType": "delivery"}`)
	if r := rows["mttr"]; r.Facts["open_incidents"] != 1 || *r.Samples != 1 {
		t.Errorf("a point is open: %+v", r)
	}
	if r := rows["change_failure_ratio"]; *r.Samples != 1 {
		t.Errorf("one without an outcome is a success, and without an environment of production: %+v", r)
	}
	if notices := strings.Join(answer.Notices, "\n"); !strings.Contains(notices, "1 have had no end for more than 7d and count as open") || !strings.Contains(notices, `1 have an outcome that is none of the profile's words (delivery.outcomes) and count nowhere, for example "rolled-back-and-forth"`) {
		t.Errorf("notices %q", answer.Notices)
	}
	listing := request(t, `{"queryType": "incidents"}`)
	listing.From = now.Add(-30 * 24 * time.Hour)
	events, err := e.Incidents(context.Background(), listing)
	if err != nil || len(events.List) != 2 || events.List[0].Title != "Mail is late" || events.List[0].Service != "api" || len([]rune(events.List[1].Title)) != longestTitle+1 {
		t.Errorf("%+v, %v", events, err)
	}
	coverage, err := e.Coverage(context.Background(), request(t, `{"queryType": "coverage", "signals": ["incidents", "deployments"]}`))
	if err != nil || coverage.Rows[0].Status != SignalConnected || coverage.Rows[0].Source != "Grafana" {
		t.Errorf("%+v, %v", coverage, err)
	}
}

func TestGrafanaThatFails(t *testing.T) {
	e := annotationEngine()
	e.Annotations = marked{err: fault.Downstreamf("Grafana", "it is down")}
	for _, ask := range []func() error{
		func() error {
			_, err := e.Delivery(context.Background(), request(t, `{"queryType": "delivery"}`))
			return err
		},
		func() error {
			_, err := e.Incidents(context.Background(), request(t, `{"queryType": "incidents"}`))
			return err
		},
		func() error {
			_, err := e.Deployments(context.Background(), request(t, `{"queryType": "deployments"}`))
			return err
		},
	} {
		if err := ask(); fault.KindOf(err) != fault.Downstream || !strings.Contains(err.Error(), "it is down") {
			t.Errorf("%v", err)
		}
	}
	var nothing signal.Resolver
	nothing.Overrides = map[signal.Name]signal.Override{signal.Incidents: {Tags: []string{"incident"}}}
	signals, err := nothing.Resolve(context.Background(), now)
	if m := signals[signal.Incidents]; err != nil || m.Mapped() || !strings.Contains(m.Why, "set the secret grafanaToken") {
		t.Errorf("%+v, %v", m, err)
	}
}

// Whatever the annotations are, the answer is what the definitions make of them.
func TestAnnotationsAgreeWithTheDomain(t *testing.T) {
	const day = 24 * time.Hour
	q := request(t, `{"queryType": "delivery"}`).Query
	rapid.Check(t, func(t *rapid.T) {
		end := now.Truncate(time.Hour).Add(-time.Hour)
		var list []source.Annotation
		var incidents []delivery.Incident
		var deployments []delivery.Deployment
		for i := range rapid.IntRange(0, 30).Draw(t, "events") {
			id := fmt.Sprint(i + 1)
			from := end.Add(-time.Duration(rapid.IntRange(0, 100*24*60).Draw(t, "minutes ago")) * time.Minute)
			service := rapid.SampledFrom([]string{"api", "web"}).Draw(t, "service")
			if rapid.Bool().Draw(t, "is incident") {
				one := delivery.Incident{ID: id, Started: from, Service: service, Severity: rapid.SampledFrom([]string{"critical", "minor"}).Draw(t, "severity")}
				if length := rapid.IntRange(0, 3000).Draw(t, "length"); length > 0 {
					one.Resolved = from.Add(time.Duration(length) * time.Minute)
				}
				incidents = append(incidents, one)
				list = append(list, source.Annotation{ID: int64(i + 1), Time: from, End: one.Resolved, Tags: tagsOf("incident", "service", service, "severity", one.Severity)})
				continue
			}
			one := delivery.Deployment{ID: id, At: from, Service: service, Outcome: rapid.SampledFrom([]delivery.Outcome{"success", "failed"}).Draw(t, "outcome")}
			deployments = append(deployments, one)
			list = append(list, source.Annotation{ID: int64(i + 1), Time: from, Tags: tagsOf("deployment", "service", service, "result", string(one.Outcome))})
		}
		e := annotationEngine(list...)
		w := Window{End: end, Length: 90 * day}
		told, err := e.sumIncidents(context.Background(), q, w.Start(), w.End, nil, outages)
		if err != nil {
			t.Fatal(err)
		}
		failures := slices.DeleteFunc(slices.Clone(incidents), func(i delivery.Incident) bool { return i.Severity == "minor" })
		var got delivery.Outages
		for _, one := range told.tallies {
			got = one.outages
		}
		if want := delivery.MergeOutages(failures, w.Start(), w.End); got != want {
			t.Fatalf("%+v, want %+v", got, want)
		}
		counted, err := e.countDeployments(context.Background(), q, w.Start(), w.End, true)
		if err != nil {
			t.Fatal(err)
		}
		a := delivery.Attribution{Within: 4 * time.Hour, Counts: func(i delivery.Incident) bool { return i.Severity == "critical" }}
		recent := slices.DeleteFunc(slices.Clone(deployments), func(d delivery.Deployment) bool { return d.At.Before(w.Start()) || !d.At.Before(w.End) })
		suspects := slices.DeleteFunc(slices.Clone(incidents), func(i delivery.Incident) bool { return i.Started.Before(w.Start()) || !i.Started.Before(w.End) })
		if got, want := counted.changesOf(""), delivery.CountChanges(recent, a.Causes(recent, suspects), w.Start(), w.End); got != want {
			t.Fatalf("%+v, want %+v", got, want)
		}
	})
}
