package promql

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/headroom/headroom/pkg/delivery"
	"github.com/headroom/headroom/pkg/evaluate"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/verdict"
)

// eventful is a scenario whose incidents are alerts and whose deployments are read from a metric.
func eventful(t *testing.T, after time.Duration, metric, series string) *scenario {
	t.Helper()
	s := at(t, after, series).with(`{"targets": {"mttr": {"minSamples": 1}, "change_failure_ratio": {"minSamples": 1}, "deployment_frequency": {"minSamples": 1}},
		"delivery": {"attributionWindow": "1h"}}`)
	s.overrides[signal.Incidents] = signal.Override{Metric: "ALERTS"}
	if metric != "" {
		s.overrides[signal.Deployments] = signal.Override{Metric: metric}
	}
	return s
}

// delivery answers a delivery query by KPI and service.
func (s *scenario) delivery(model object) (map[string]verdict.Result, []string) {
	s.Helper()
	model["queryType"] = "delivery"
	answer, err := s.engine().Delivery(context.Background(), s.request(model))
	if err != nil {
		s.Fatal(err)
	}
	rows := map[string]verdict.Result{}
	for _, row := range answer.Rows {
		rows[strings.TrimSuffix(row.KPI+"/"+row.Labels["service"], "/")] = row.Result
	}
	return rows, answer.Notices
}

// firing are the samples of an alert by minute, each with the start of the alert, as promqltest writes them.
type firing struct {
	labels   string
	from, to int // minutes of the first and the last sample
	active   int // minutes; negative where ALERTS_FOR_STATE is not kept
}

func alertSeries(length int, alerts ...firing) string {
	text := "load 1m\n  up 1x" + fmt.Sprint(length) + "\n"
	byLabels := map[string][]firing{}
	for _, one := range alerts {
		byLabels[one.labels] = append(byLabels[one.labels], one)
	}
	for labels, list := range byLabels {
		slices.SortFunc(list, func(a, b firing) int { return a.from - b.from })
		values, states, at := "", "", 0
		for _, one := range list {
			// Prometheus marks a series that ends as stale.
			gap := ""
			if one.from > at {
				gap = fmt.Sprintf(" stale _x%d", one.from-at-1)
				if one.from-at == 1 {
					gap = " stale"
				}
			}
			values += gap + fmt.Sprintf(" 1x%d", one.to-one.from)
			states += gap
			if one.active >= 0 {
				states += fmt.Sprintf(" %dx%d", one.active*60, one.to-one.from)
			} else {
				states += fmt.Sprintf(" _x%d", one.to-one.from+1)
			}
			at = one.to + 1
		}
		values, states = values+" stale", states+" stale"
		text += fmt.Sprintf("  ALERTS{%s,alertstate=\"firing\"}%s\n", labels, values)
		text += fmt.Sprintf("  ALERTS_FOR_STATE{%s}%s\n", labels, states)
	}
	return text
}

// The examples of docs/kpi/mtbf.md and mttr.md, as alerts.
func TestIncidentsOfAlerts(t *testing.T) {
	const api = `alertname="Down",service="api",severity="critical"`
	const slow = `alertname="Slow",service="api",severity="critical"`
	for _, tt := range []struct {
		name            string
		alerts          []firing
		outages         float64
		outageMinutes   float64
		resolved, mean  float64 // minutes
		open            float64
		notice, missing string
	}{
		{"two that overlap", []firing{{api, 60, 120, 60}, {slow, 90, 150, 90}}, 1, 90, 2, 60, 0, "", ""},
		{"two that touch", []firing{{api, 60, 120, 60}, {slow, 120, 150, 120}}, 1, 90, 2, 45, 0, "", ""},
		{"two apart", []firing{{api, 60, 120, 60}, {slow, 160, 190, 160}}, 2, 90, 2, 45, 0, "", ""},
		{"open", []firing{{api, 900, 1000, 900}}, 1, 100, 0, none, 1, "", ""},
		{"pending first: it began when it became active", []firing{{api, 70, 120, 60}}, 1, 60, 1, 60, 0, "", ""},
		{"without ALERTS_FOR_STATE", []firing{{api, 60, 120, -1}}, 1, 60, 1, 60, 0, "", ""},
		{"a gap of four minutes is none", []firing{{api, 60, 80, -1}, {api, 85, 120, -1}}, 1, 60, 1, 60, 0, "", ""},
		{"a gap of half an hour of the same alert", []firing{{api, 60, 80, 60}, {api, 110, 120, 60}}, 1, 60, 1, 60, 0, "", ""},
		{"a gap of half an hour without ALERTS_FOR_STATE", []firing{{api, 60, 80, -1}, {api, 110, 120, -1}}, 2, 30, 2, 15, 0, "", ""},
		{"several instances are one incident", []firing{{api + `,instance="a"`, 60, 100, 60}, {api + `,instance="b"`, 80, 120, 80}}, 1, 60, 1, 60, 0, "", ""},
		{"one minute", []firing{{api, 60, 60, 60}}, 1, 0, 1, 0, 0, "", ""},
		{"none", nil, 0, 0, 0, none, 0, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := eventful(t, 1000*time.Minute, "", alertSeries(1000, tt.alerts...))
			rows, notices := s.delivery(object{"kpis": []string{"mttr", "mtbf"}, "window": "1000m"})
			mttr, mtbf := rows["mttr"], rows["mtbf"]
			if got := *mttr.Samples; got != tt.resolved || mttr.Facts["open_incidents"] != tt.open {
				t.Errorf("%v resolved, %v open: %s", got, mttr.Facts["open_incidents"], mttr.Reason)
			}
			if tt.resolved > 0 && math.Abs(*mttr.Value-tt.mean*60) > 60 {
				t.Errorf("mttr %v, want %v: %s", *mttr.Value, tt.mean*60, mttr.Reason)
			}
			if *mtbf.Samples != tt.outages || math.Abs(mtbf.Facts["outage_seconds"]-tt.outageMinutes*60) > 120 {
				t.Errorf("%v outages of %v s: %s", *mtbf.Samples, mtbf.Facts["outage_seconds"], mtbf.Reason)
			}
			if len(notices) > 0 {
				t.Errorf("notices %q", notices)
			}
			if !strings.Contains(mttr.Reason, "read from ALERTS in steps of 1m") {
				t.Errorf("the reason does not say how exact it is: %s", mttr.Reason)
			}
		})
	}
}

// An incident that was open before the window has its whole length, where that is recorded.
func TestAlertsAcrossTheStart(t *testing.T) {
	const api = `alertname="Down",service="api",severity="critical"`
	for _, tt := range []struct {
		name    string
		active  int
		minutes float64
		notice  string
	}{
		{"its start is recorded", 100, 450, ""},
		{"it is not", -1, 50, "1 fired already when the time looked at begins and count from there"},
	} {
		s := eventful(t, 1000*time.Minute, "", alertSeries(1000, firing{api, 100, 550, tt.active}))
		rows, notices := s.delivery(object{"kpis": []string{"mttr", "mtbf"}, "window": "500m"})
		if got := *rows["mttr"].Value / 60; math.Abs(got-tt.minutes) > 1 {
			t.Errorf("%s: %v minutes, want %v", tt.name, got, tt.minutes)
		}
		if got := rows["mtbf"].Facts["outage_seconds"] / 60; math.Abs(got-50) > 2 {
			t.Errorf("%s: an outage of %v minutes within the window", tt.name, got)
		}
		if text := strings.Join(notices, "\n"); tt.notice == "" && text != "" || !strings.Contains(text, tt.notice) {
			t.Errorf("%s: notices %q", tt.name, notices)
		}
	}
}

// Only what the matchers and the labels say counts.
func TestAlertsAreKept(t *testing.T) {
	series := alertSeries(1000,
		firing{`alertname="Down",app="api",level="critical",environment="production"`, 100, 110, 100},
		firing{`alertname="Down",app="web",level="warning",environment="production"`, 200, 220, 200},
		firing{`alertname="Down",app="web",level="critical",environment="staging"`, 300, 330, 300},
		firing{`alertname="Disk",app="web",level="critical"`, 400, 440, 400},
		firing{`alertname="Watchdog",level="critical"`, 0, 1000, 0},
	)
	s := eventful(t, 1000*time.Minute, "", series)
	s.overrides[signal.Incidents] = signal.Override{
		Metric: "ALERTS", Matchers: []promql.Matcher{{Label: "alertname", Op: "!=", Value: "Watchdog"}},
		Labels: map[signal.Role]string{signal.RoleSeverity: "level"},
	}
	rows, _ := s.delivery(object{"kpis": []string{"mttr", "mtbf"}, "window": "1000m", "groupBy": []string{"service"}, "service": "{api,web,worker}"})
	for key, want := range map[string]float64{"mttr/api": 1, "mttr/web": 2, "mttr/worker": 0, "mtbf/api": 1, "mtbf/web": 1, "mtbf/worker": 0} {
		if got := *rows[key].Samples; got != want {
			t.Errorf("%s: %v of %v: %s", key, got, want, rows[key].Reason)
		}
	}
	if r := rows["mtbf/worker"]; r.Lower == nil || !strings.Contains(r.Reason, "no failure in 16h40m") {
		t.Errorf("a service without alerts is known not to have failed: %+v", r)
	}
	rows, _ = s.delivery(object{"kpis": []string{"mttr"}, "window": "1000m", "environment": "staging"})
	if got := *rows["mttr"].Samples; got != 1 {
		t.Errorf("staging: %v", got)
	}
	s.overrides[signal.Incidents] = signal.Override{Metric: "ALERTS", Matchers: []promql.Matcher{{Label: "alertname", Op: "=", Value: "Watchdog"}}}
	rows, _ = s.delivery(object{"kpis": []string{"mttr"}, "window": "1000m", "service": "api"})
	if r := rows["mttr"]; r.Status != verdict.NoSource || !strings.Contains(r.Reason, "signals.incidents.labels.service") {
		t.Errorf("without the label: %+v", r)
	}
}

// Where nothing was scraped nobody looked: that is no time without incidents.
func TestAlertsNeedSomebodyWhoLooks(t *testing.T) {
	s := eventful(t, 4000*time.Minute, "", "load 1m\n  up 1x1000 _x2000 1x1000\n")
	rows, _ := s.delivery(object{"kpis": []string{"mtbf"}, "window": "4000m"})
	if r := rows["mtbf"]; r.Status != verdict.InsufficientData || r.Lower != nil || math.Abs(*r.Coverage-0.5) > 0.02 {
		t.Errorf("half of the window was not observed: %+v", r)
	}
	s = eventful(t, 4000*time.Minute, "", "load 1m\n  up _x3000 1x1000\n")
	rows, _ = s.delivery(object{"kpis": []string{"mtbf"}, "window": "4000m"})
	if r := rows["mtbf"]; (r.Window-1000*time.Minute).Abs() > 10*time.Minute || !strings.Contains(r.Reason, "history starts") {
		t.Errorf("over %s: %s", r.Window, r.Reason)
	}
	s = eventful(t, 4000*time.Minute, "", "load 1m\n  nothing 1x4000\n")
	rows, _ = s.delivery(object{"kpis": []string{"mtbf"}, "window": "4000m"})
	if r := rows["mtbf"]; r.Status != verdict.InsufficientData || !strings.Contains(r.Reason, "set signals.incidents.since") {
		t.Errorf("nobody knows: %+v", r)
	}
}

func TestDeploymentsOfSeries(t *testing.T) {
	const week = 7 * 24 * 60
	for _, tt := range []struct {
		name, metric, series  string
		total, failed, before float64
	}{
		{"a counter", "deployments_total", `
  deployments_total{service="api",outcome="success"} 5x99 6x999 8x10000
  deployments_total{service="api",outcome="failed"} 0x499 1x10000`, 4, 1, 0},
		{"1 to 2 is one and not 1.03", "deployments_total", `
  deployments_total{service="api",outcome="success"} 1x500 2x10000`, 1, 0, 0},
		{"the first failure begins its series", "deployments_total", `
  deployments_total{service="api",outcome="success"} 7x10000
  deployments_total{service="api",outcome="failed"} stale _x998 1x9000`, 1, 1, 0},
		{"what was counted before the metric was scraped is not of the window", "deployments_total", `
  deployments_total{service="api",outcome="success"} stale _x499 70x9000`, 0, 0, 0},
		{"a counter that begins anew", "deployments_total", `
  deployments_total{service="api",outcome="success"} 5x500 1x500 2x9000`, 2, 0, 0},
		{"a gap", "deployments_total", `
  deployments_total{service="api",outcome="success"} 5x500 _x30 7x9000`, 2, 0, 0},
		{"no outcome is a success", "deployments_total", `
  deployments_total{service="api"} 5x500 6x9000`, 1, 0, 0},
		{"the time of the last one", "last_deployment_timestamp_seconds", `
  last_deployment_timestamp_seconds{service="api",result="success"} 0x99 5000x500 30000x99 _x30 30000x500 60000x9000
  last_deployment_timestamp_seconds{service="api",result="failed"} stale _x1999 120000x9000`, 4, 1, 0},
		{"several instances tell the same time", "last_deployment_timestamp_seconds", `
  last_deployment_timestamp_seconds{service="api",instance="a"} 5000x500 30000x9000
  last_deployment_timestamp_seconds{service="api",instance="b"} 5000x501 30000x9000`, 1, 0, 0},
		{"the version that runs", "app_info", `
  app_info{service="api",version="1",instance="a"} 1x500
  app_info{service="api",version="2",instance="a"} stale _x499 1x10000
  app_info{service="api",version="2",instance="b"} _x505 1x10000
  app_info{service="web",version="1"} stale _x499 1x10000`, 1, 0, 0},
		{"back to the version before", "app_info", `
  app_info{service="api",version="1"} 1x500 _x500 1x9000
  app_info{service="api",version="2"} stale _x499 1x500`, 2, 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := eventful(t, week*time.Minute, tt.metric, "load 1m\n  up 1x10080"+tt.series)
			rows, notices := s.delivery(object{"kpis": []string{"change_failure_ratio"}, "window": "7d"})
			r := rows["change_failure_ratio"]
			if *r.Samples != tt.total || r.Facts["failed_deployments"] != tt.failed || len(notices) > 0 {
				t.Errorf("%v deployments, %v failed: %s %q\n%s", *r.Samples, r.Facts["failed_deployments"], r.Reason, notices, strings.Join(s.upstream.asked, "\n"))
			}
		})
	}
}

// What a metric cannot tell is said.
func TestDeploymentsThatCannotBeRead(t *testing.T) {
	for name, test := range map[string]struct{ metric, series, want string }{
		"no samples":         {"deployments_total", "", "deployments_total has had no samples in the last 400 days"},
		"no version":         {"app_info", `app_info{service="api"} 1x1000`, "app_info has no label of the version: name it in signals.deployments.labels.version"},
		"milliseconds":       {"a_timestamp_seconds", `a_timestamp_seconds{service="api"} 1x500 1790000000000x500`, "1 values of a_timestamp_seconds lie in the future"},
		"not of deployments": {"http_requests_total", `http_requests_total{service="api"} 0+1000x1000`, "counts more than 100000 deployments"},
	} {
		s := eventful(t, 1000*time.Minute, test.metric, "load 1m\n  up 1x1000\n  "+test.series)
		answer, err := s.engine().Delivery(context.Background(), s.request(object{"queryType": "delivery", "kpis": []string{"deployment_frequency"}, "window": "1000m"}))
		text := fmt.Sprint(err, answer.Notices)
		for _, row := range answer.Rows {
			text += row.Result.Reason
		}
		if !strings.Contains(text, test.want) {
			t.Errorf("%s: %s", name, text)
		}
	}
}

// A service that exists and is not deployed is known not to be: its series say so.
func TestFrequencyOfSeries(t *testing.T) {
	s := eventful(t, 5*7*24*time.Hour, "deployments_total", "load 1h\n  deployments_total{service=\"api\"} "+steps(840, 168)+
		"\n  deployments_total{service=\"web\"} 3x840\n  deployments_total{service=\"late\"} stale _x499 1x340\n")
	// The epoch was a Thursday: four weeks are whole, of the latest service one.
	rows, _ := s.delivery(object{"kpis": []string{"deployment_frequency"}, "window": "35d", "groupBy": []string{"service"}})
	for service, want := range map[string][2]float64{"api": {1, 4}, "web": {0, 4}, "late": {0, 1}} {
		r := rows["deployment_frequency/"+service]
		if r.Value == nil || *r.Value != want[0] || *r.Samples != want[1] {
			t.Errorf("%s: %v of %v weeks: %s", service, r.Value, *r.Samples, r.Reason)
		}
	}
}

// steps are the values of a counter that grows by one every so many samples.
func steps(length, every int) string {
	var values []string
	for i := range length + 1 {
		values = append(values, fmt.Sprint((i+every/2)/every))
	}
	return strings.Join(values, " ")
}

const testMinutes = 24 * 60

// The same events as series come to what the definitions make of the events themselves, within the resolution: merged
// outages, durations, counts, attribution.
func TestSeriesAgreeWithTheDomain(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var incidents []delivery.Incident
		var alerts []firing
		for i := range rapid.IntRange(0, 8).Draw(rt, "incidents") {
			service := rapid.SampledFrom([]string{"api", "web"}).Draw(rt, "service")
			from := rapid.IntRange(10, testMinutes-200).Draw(rt, "from")
			to := from + rapid.IntRange(1, 190).Draw(rt, "minutes")
			name := fmt.Sprintf("A%d", i)
			alerts = append(alerts, firing{fmt.Sprintf(`alertname=%q,service=%q,severity="critical"`, name, service), from, to, from})
			incidents = append(incidents, delivery.Incident{ID: name, Started: minutes(from), Resolved: minutes(to), Service: service, Severity: "critical"})
		}
		deployments, counters := drawDeployments(rt)
		s := eventful(t, testMinutes*time.Minute, "deployments_total", alertSeries(testMinutes, alerts...)+counters)
		rows, _ := s.delivery(object{"window": "1d", "groupBy": []string{"service"}, "service": "{api,web}"})
		a := delivery.Attribution{Within: time.Hour, Counts: func(delivery.Incident) bool { return true }}
		from, to := minutes(0), minutes(testMinutes)
		for _, service := range []string{"api", "web"} {
			of := slices.DeleteFunc(slices.Clone(incidents), func(i delivery.Incident) bool { return i.Service != service })
			resolved := delivery.Resolve(of, from, to)
			mttr := rows["mttr/"+service]
			if *mttr.Samples != resolved.Count || resolved.Count > 0 && math.Abs(*mttr.Value-resolved.Mean) > 60 {
				rt.Fatalf("mttr of %s: %v %v, want %+v", service, *mttr.Samples, mttr.Value, resolved)
			}
			outages := delivery.MergeOutages(of, from, to)
			mtbf := rows["mtbf/"+service]
			if math.Abs(mtbf.Facts["outage_seconds"]-outages.Seconds) > 60*outages.Incidents || mtbf.Facts["incidents"] != outages.Incidents {
				rt.Fatalf("outages of %s: %+v, want %+v", service, mtbf.Facts, outages)
			}
			mine := slices.DeleteFunc(slices.Clone(deployments), func(d delivery.Deployment) bool { return d.Service != service })
			changes := delivery.CountChanges(mine, a.Causes(deployments, incidents), from, to)
			ratio := rows["change_failure_ratio/"+service]
			if *ratio.Samples != changes.Total || ratio.Facts["failed_by_outcome"] != changes.ByOutcome {
				rt.Fatalf("changes of %s: %v %+v, want %+v", service, *ratio.Samples, ratio.Facts, changes)
			}
			if ratio.Facts["failed_deployments"] != changes.Failed && !nearTheEdge(mine, of) {
				rt.Fatalf("failures of %s: %+v, want %+v", service, ratio.Facts, changes)
			}
		}
	})
}

func minutes(n int) time.Time { return time.Unix(int64(n)*60, 0).UTC() }

// nearTheEdge says whether a minute more or less decides which deployment an incident is put down to.
func nearTheEdge(deployments []delivery.Deployment, incidents []delivery.Incident) bool {
	for _, d := range deployments {
		for _, i := range incidents {
			after := i.Started.Sub(d.At)
			if after.Abs() <= 2*time.Minute || (after-time.Hour).Abs() <= 2*time.Minute {
				return true
			}
		}
	}
	return false
}

func drawDeployments(rt *rapid.T) (list []delivery.Deployment, series string) {
	for _, service := range []string{"api", "web"} {
		for _, outcome := range []delivery.Outcome{delivery.Success, delivery.Failed} {
			at := rapid.SliceOfNDistinct(rapid.IntRange(2, testMinutes-2), 0, 5, rapid.ID).Draw(rt, "deployed")
			slices.Sort(at)
			values, last := "", 0
			for n, minute := range at {
				values += fmt.Sprintf(" %dx%d", n, minute-last-1)
				last = minute
				list = append(list, delivery.Deployment{ID: fmt.Sprint(service, outcome, n), At: minutes(minute), Service: service, Outcome: outcome})
			}
			series += fmt.Sprintf("  deployments_total{service=%q,outcome=%q}%s %dx%d\n", service, outcome, values, len(at), testMinutes-last)
		}
	}
	return list, series
}

func TestEventsOfSeriesAreListed(t *testing.T) {
	s := eventful(t, 1000*time.Minute, "deployments_total", alertSeries(1000,
		firing{`alertname="Down",service="api",severity="critical"`, 700, 760, 690},
		firing{`alertname="Slow",service="web",severity="warning"`, 990, 1000, 990},
		firing{`alertname="Down",service="web",severity="critical"`, 100, 160, 100})+
		`  deployments_total{service="api",outcome="success"} 0x680 1x300
`)
	engine := s.engine()
	incidents, err := engine.Incidents(context.Background(), s.request(object{"queryType": "incidents"}))
	if err != nil || len(incidents.List) != 2 || len(incidents.Notices) > 0 {
		t.Fatalf("%+v, %v", incidents, err)
	}
	first := incidents.List[0]
	if first.Title != "Down" || first.Service != "api" || first.Severity != "critical" || !first.Started.Equal(minutes(690)) || first.Resolved.Sub(minutes(760)).Abs() > time.Minute {
		t.Errorf("%+v", first)
	}
	if !incidents.List[1].Resolved.IsZero() {
		t.Errorf("it still fires: %+v", incidents.List[1])
	}
	deployments, err := engine.Deployments(context.Background(), s.request(object{"queryType": "deployments", "service": "api"}))
	if err != nil || len(deployments.List) != 1 || deployments.List[0].Outcome != "success" || deployments.List[0].At.Sub(minutes(681)).Abs() > time.Minute {
		t.Errorf("%+v, %v", deployments, err)
	}
	limited, err := engine.Incidents(context.Background(), s.request(object{"queryType": "incidents", "limit": 1}))
	if err != nil || len(limited.List) != 1 || limited.List[0].Title != "Slow" || !strings.Contains(strings.Join(limited.Notices, ""), "the latest 1 of 2 are shown") {
		t.Errorf("%+v, %v", limited, err)
	}
}

func TestEventsOfSeriesAreSeen(t *testing.T) {
	s := eventful(t, 1000*time.Minute, "deployments_total", alertSeries(1000, firing{`alertname="Down",service="api"`, 700, 760, 690})+
		"  deployments_total{service=\"api\"} 0x1000\n")
	answer, err := s.engine().Coverage(context.Background(), s.request(object{"queryType": "coverage", "signals": []string{"incidents", "deployments"}}))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range answer.Rows {
		if row.Status != evaluate.SignalConnected || *row.Value != 1 || row.LastSeen.IsZero() || row.Source != "Prometheus" {
			t.Errorf("%+v", row)
		}
	}
}
