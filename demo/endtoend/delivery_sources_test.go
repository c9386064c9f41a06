package endtoend

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/tsdb"

	"github.com/headroom/headroom/demo/delivery"
	"github.com/headroom/headroom/demo/prom"
	"github.com/headroom/headroom/demo/truth"
)

// eventDays is how far back the demo's incidents and deployments are also series.
const eventDays = 50

// sampler appends samples of series, which it tells apart by their labels.
type sampler struct {
	t    *testing.T
	app  storage.AppenderV2
	at   time.Time
	refs map[string]storage.SeriesRef
}

func (s *sampler) add(value float64, pairs ...string) {
	s.t.Helper()
	key := strings.Join(pairs, "\xff")
	ref, err := s.app.Append(s.refs[key], labels.FromStrings(pairs...), 0, s.at.UnixMilli(), value, nil, nil, storage.AppendV2Options{})
	if err != nil {
		s.t.Fatal(err)
	}
	s.refs[key] = ref
}

// prometheusOf serves a history as a Prometheus would hold it that evaluates its rules and scrapes the deployments'
// counters every minute: ALERTS and ALERTS_FOR_STATE while an incident lasts, deployments_total by outcome.
func prometheusOf(t *testing.T, history delivery.History, end time.Time) (url string) {
	t.Helper()
	dir := t.TempDir()
	start := end.AddDate(0, 0, -eventDays).Truncate(time.Minute)
	// A block that is filled from its start needs a range of twice its length.
	w, err := tsdb.NewBlockWriter(slog.New(slog.DiscardHandler), dir, 2*(eventDays+1)*24*time.Hour.Milliseconds())
	if err != nil {
		t.Fatal(err)
	}
	s := &sampler{t: t, refs: map[string]storage.SeriesRef{}}
	counts := map[[3]string]float64{}
	for _, d := range history.Deployments {
		counts[[3]string{d.Service, d.Environment, d.Outcome}] = 0
	}
	next := 0
	for s.at = start; s.at.Before(end); s.at = s.at.Add(time.Minute) {
		s.app = w.AppenderV2(t.Context())
		s.add(1, "__name__", "up", "job", "ci", "instance", "ci:8080")
		for ; next < len(history.Deployments) && !history.Deployments[next].At.After(s.at); next++ {
			d := history.Deployments[next]
			counts[[3]string{d.Service, d.Environment, d.Outcome}]++
		}
		for of, count := range counts {
			s.add(count, "__name__", "deployments_total", "job", "ci", "service", of[0], "environment", of[1], "outcome", of[2])
		}
		for _, i := range history.Incidents {
			if i.Started.After(s.at) || !i.Resolved.IsZero() && !i.Resolved.After(s.at) {
				continue
			}
			s.add(1, "__name__", "ALERTS", "alertname", i.Title, "alertstate", "firing", "service", i.Service, "severity", i.Severity)
			s.add(float64(i.Started.Unix()), "__name__", "ALERTS_FOR_STATE", "alertname", i.Title, "service", i.Service, "severity", i.Severity)
		}
		if err := s.app.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return serve(t, dir)
}

// serve answers Prometheus's API from a database directory.
func serve(t *testing.T, dir string) (url string) {
	t.Helper()
	logger := slog.New(slog.DiscardHandler)
	db, err := prom.OpenStorage(dir, logger)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := prom.Serve(listener, db, logger)
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return "http://" + listener.Addr().String()
}

// The same incidents and deployments as series give what the rows in PostgreSQL give, and the truth: durations to a
// step, counts exactly.
func TestDeliveryOfSeriesAgreesWithTheRows(t *testing.T) {
	history := delivery.NewHistory(world.truth.Anchor, time.Now())
	fromRows := delivering(t)
	fromSeries := dataSource{uid: t.Name(), jsonData: object{
		"prometheus": object{"url": prometheusOf(t, history, world.truth.Anchor.Add(10*time.Minute))},
		"signals":    object{"incidents": object{"metric": "ALERTS"}, "deployments": object{"metric": "deployments_total"}},
	}}
	for _, window := range []struct {
		length string
		step   time.Duration
	}{{"14d", time.Minute}, {"30d", time.Minute}, {"45d", 2 * time.Minute}} {
		for _, service := range []string{"", "api", "web", "mailer"} {
			t.Run(window.length+" "+service, func(t *testing.T) {
				model := object{"queryType": "delivery", "format": "table", "window": window.length, "service": service, "timeZone": "UTC"}
				answer := fromSeries.frames(t, before(world.truth.Anchor, time.Hour), model)
				got, want := rows(answer[0]), rows(fromRows.frames(t, before(world.truth.Anchor, time.Hour), model)[0])
				to := evaluatedAt(t, answer[0])
				length := time.Duration(by(t, want, "kpi", "mttr").number(t, "window_seconds")) * time.Second
				known := truth.DeliveryOf(history, to.Add(-length), to, service)
				for kpi, tolerance := range map[string]float64{
					"mttr": window.step.Seconds(), "mtbf": window.step.Seconds(), "deployment_frequency": 0, "change_failure_ratio": 0,
				} {
					g, w := by(t, got, "kpi", kpi), by(t, want, "kpi", kpi)
					near(t, kpi+"'s samples", g.number(t, "samples"), w.number(t, "samples"), exact)
					if g["status"] != w["status"] || (g["value"] == nil) != (w["value"] == nil) {
						t.Errorf("%s: %v of series (%v), %v of rows (%v)", kpi, g["status"], g["reason"], w["status"], w["reason"])
						continue
					}
					if g["value"] == nil {
						continue
					}
					if diff := math.Abs(g.number(t, "value") - w.number(t, "value")); diff > tolerance+1e-9 {
						t.Errorf("%s: %v of series, %v of rows", kpi, g["value"], w["value"])
					}
				}
				near(t, "deployments", by(t, got, "kpi", "change_failure_ratio").number(t, "samples"), float64(known.Deployments), exact)
			})
		}
	}
}

// grafanaOf serves a history as annotations, as Grafana does: what overlaps the time asked for, tags as "key:value".
func grafanaOf(t *testing.T, history delivery.History, token string) (url string) {
	t.Helper()
	type annotation struct {
		ID      int64    `json:"id"`
		Time    int64    `json:"time"`
		TimeEnd int64    `json:"timeEnd"`
		Text    string   `json:"text"`
		Tags    []string `json:"tags"`
	}
	var list []annotation
	numbers := map[string]int64{}
	for _, d := range history.Deployments {
		numbers[d.ID] = int64(len(list) + 1)
		list = append(list, annotation{numbers[d.ID], d.At.UnixMilli(), d.At.UnixMilli(), d.Version,
			[]string{"deployment", "service:" + d.Service, "environment:" + d.Environment, "outcome:" + d.Outcome}})
	}
	for _, i := range history.Incidents {
		end := i.Started // without an end an annotation is a point
		if !i.Resolved.IsZero() {
			end = i.Resolved
		}
		tags := []string{"incident", "service:" + i.Service, "severity:" + i.Severity}
		if number, named := numbers[i.CausedBy]; named {
			tags = append(tags, fmt.Sprint("caused_by_deployment_id:", number))
		}
		list = append(list, annotation{int64(len(list) + 1), i.Started.UnixMilli(), end.UnixMilli(), i.Title, tags})
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/api/annotations" || r.Header.Get("Authorization") != "Bearer "+token {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		from, _ := strconv.ParseInt(r.FormValue("from"), 10, 64)
		to, _ := strconv.ParseInt(r.FormValue("to"), 10, 64)
		limit, _ := strconv.Atoi(r.FormValue("limit"))
		page := []annotation{}
		for _, a := range list {
			if len(page) < limit && a.Time <= to && a.TimeEnd >= from && slices.Contains(a.Tags, r.FormValue("tags")) {
				page = append(page, a)
			}
		}
		_ = json.NewEncoder(w).Encode(page)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// The same incidents and deployments as annotations give exactly what the truth is.
func TestDeliveryOfAnnotationsAgreesWithTheTruth(t *testing.T) {
	const token = "glsa_reads-annotations"
	history := delivery.NewHistory(world.truth.Anchor, time.Now())
	d := dataSource{uid: t.Name(), secrets: map[string]string{"grafanaToken": token}, jsonData: object{
		"grafana": object{"url": grafanaOf(t, history, token)},
		"signals": object{"incidents": object{"tags": []string{"incident"}}, "deployments": object{"tags": []string{"deployment"}}},
	}}
	for _, window := range []string{"30d", "90d"} {
		for _, service := range []string{"", "api", "web", "mailer"} {
			t.Run(window+" "+service, func(t *testing.T) {
				answer := d.frames(t, before(world.truth.Anchor, time.Hour),
					object{"queryType": "delivery", "format": "table", "window": window, "service": service, "timeZone": "UTC"})
				to := evaluatedAt(t, answer[0])
				list := rows(answer[0])
				length := time.Duration(by(t, list, "kpi", "mttr").number(t, "window_seconds")) * time.Second
				agree(t, list, truth.DeliveryOf(history, to.Add(-length), to, service))
			})
		}
	}
}
