package promql

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/evaluate"
	"github.com/headroom/headroom/pkg/verdict"
)

// budget answers an error_budget query.
func (s *scenario) budget(kpi string, model object) []evaluate.BudgetRow {
	s.Helper()
	model["queryType"], model["kpis"] = "error_budget", []string{kpi}
	answer, err := s.engine().ErrorBudget(context.Background(), s.request(model))
	if err != nil {
		s.Fatal(err)
	}
	return answer.Rows
}

// rules are the long windows and factors that ship, in their order.
var rules = []struct {
	severity string
	long     time.Duration
	factor   float64
}{{"page", time.Hour, 14.4}, {"page", 6 * time.Hour, 6}, {"ticket", 24 * time.Hour, 3}, {"ticket", 72 * time.Hour, 1}}

// Eight days of requests of which one in a hundred fails, so that every window burns alike.
const steadily = `load 1m
  http_requests_total{service="api",code="200"} 0+990x11520
  http_requests_total{service="api",code="500"} 0+10x11520
`

func TestErrorBudgetOfRequests(t *testing.T) {
	for _, test := range []struct {
		name, kpi      string
		burn           float64
		budgetMinutes  float64
		budgetRequests float64
	}{
		{name: "availability: ten times the 0.1 % that may fail", kpi: "availability", burn: 10, budgetMinutes: 43.2 * 7 / 30, budgetRequests: 10_080},
		{name: "error ratio: all of the 1 % that may fail", kpi: "error_ratio", burn: 1, budgetMinutes: 432 * 7.0 / 30, budgetRequests: 100_800},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := at(t, 8*24*time.Hour, steadily)
			rows := s.budget(test.kpi, object{"period": "7d"})
			if len(rows) != len(rules) {
				t.Fatalf("%d rows", len(rows))
			}
			for i, row := range rows {
				s.near("the burn rate over the long window", row.Burn.Long, test.burn, 1e-9)
				s.near("the burn rate over the short window", row.Burn.Short, test.burn, 1e-9)
				s.near("the value", row.Burn.Value, test.burn/rules[i].factor, 1e-9)
				if row.Method != "requests" || row.Window != 7*24*time.Hour || row.Budget == nil {
					t.Fatalf("%+v", row)
				}
				s.near("the budget in minutes", &row.Budget.Minutes, test.budgetMinutes, 1e-9)
				s.near("the budget in requests", &row.Budget.Events, test.budgetRequests, 1e-4)
				s.near("what is left", &row.Budget.Remaining, 1-test.burn, 1e-9)
				if row.Status != verdict.Missed || row.ExhaustsAt == nil || row.ExhaustsAt.After(s.now) {
					t.Errorf("a spent budget is %s, exhausted at %v", row.Status, row.ExhaustsAt)
				}
			}
		})
	}
}

// The budget is counted as the KPI itself is: by probes where there are any.
func TestErrorBudgetOfProbes(t *testing.T) {
	// Eight days, of which 12 minutes just before the last half hour were down: 0.119 % of a week.
	s := at(t, 8*24*time.Hour, `load 1m
  probe_success{job="blackbox",instance="https://app"} 1x11478 0x11 1x30
  http_requests_total{code="500"} 0+1000x11520
`)
	rows := s.budget("availability", object{"period": "28d"})
	window := rows[0].Window
	for _, row := range rows {
		if row.Method != "probe" || row.CountsRequests() || row.Budget == nil {
			t.Fatalf("%+v", row)
		}
		s.near("what is burnt, in minutes", &row.Budget.BurntMinutes, 12, 1e-3)
		s.near("the budget in minutes", &row.Budget.Minutes, window.Minutes()/1000, 1e-9)
	}
	if !strings.Contains(rows[0].Reason, "history starts") || window > 8*24*time.Hour+time.Minute {
		t.Errorf("over %s: %s", window, rows[0].Reason)
	}
	s.near("the burn rate over an hour", rows[0].Burn.Long, 12.0/60/0.001, 1e-9)
	s.near("the burn rate over five minutes", rows[0].Burn.Short, 0, 0)
	s.near("the burn rate over six hours", rows[1].Burn.Long, 12.0/360/0.001, 1e-9)
}

func TestErrorBudgetOfLatency(t *testing.T) {
	histogram := func(bounds ...string) string {
		counts := map[string]string{"1": "900", "2": "950", "2.5": "975", "+Inf": "1000"}
		text := "load 1m\n  http_request_duration_seconds_count 0+1000x2880\n"
		for _, bound := range append(bounds, "+Inf") {
			text += "  http_request_duration_seconds_bucket{le=\"" + bound + "\"} 0+" + counts[bound] + "x2880\n"
		}
		return text
	}
	s := at(t, 48*time.Hour, histogram("1", "2", "2.5"))
	for _, row := range s.budget("latency_p95", object{"period": "7d"}) {
		s.near("the burn rate", row.Burn.Long, 1, 1e-9) // 5 % above 2 s is all that may be
		s.near("what is left", &row.Budget.Remaining, 0, 1e-9)
		if row.Method != "histogram" {
			t.Errorf("by %s", row.Method)
		}
	}
	asked := 0
	for _, expr := range s.upstream.asked {
		if strings.Contains(expr, "http_request_duration_seconds_bucket") && strings.Contains(expr, "increase") {
			asked++
			if !strings.Contains(expr, `le=~"2|\\+Inf"`) {
				t.Errorf("asks for more buckets than those that tell: %s", expr)
			}
		}
	}
	if asked == 0 {
		t.Error("asked for no buckets")
	}

	s = at(t, 48*time.Hour, histogram("1", "2.5"))
	for _, row := range s.budget("latency_p95", object{"period": "7d"}) {
		if row.Burn.Value != nil || row.Budget != nil || row.Status != verdict.InsufficientData ||
			!strings.HasPrefix(row.Reason, "bucket_resolution") || !strings.Contains(row.Reason, "a bucket bound at 2 s") {
			t.Errorf("%+v", row)
		}
	}
	for _, measure := range []string{"remaining", "burn"} {
		trend := s.budgetTrend("latency_p95", 6, object{"measure": measure})
		if len(trend.Notices) != 1 || !strings.Contains(trend.Notices[0], "bucket_resolution") {
			t.Errorf("the trend of %s says nothing of its resolution: %q", measure, trend.Notices)
		}
	}
}

func TestErrorBudgetByGroup(t *testing.T) {
	s := at(t, 8*24*time.Hour, steadily+`  http_requests_total{service="web",code="200"} 0+1000x11520
  http_requests_total{service="gone",code="200"} 0+1000x5000
`)
	values := map[string]*float64{}
	reasons := map[string]string{}
	for _, row := range s.budget("error_ratio", object{"groupBy": []string{"service"}, "service": "{api,web,gone,never}"}) {
		if row.Rule.Long == time.Hour {
			values[row.Labels["service"]], reasons[row.Labels["service"]] = row.Burn.Value, row.Reason
		}
	}
	if len(values) != 4 {
		t.Fatalf("there is no row for everything asked: %v", values)
	}
	s.near("api", values["api"], 1/14.4, 1e-9)
	s.near("web, which never failed", values["web"], 0, 0)
	s.near("gone", values["gone"], none, 0)
	s.near("never", values["never"], none, 0)
	for _, service := range []string{"gone", "never"} {
		if !strings.Contains(reasons[service], "no events in the last 1h") {
			t.Errorf("%s: %s", service, reasons[service])
		}
	}
}

// An outage of which a share of requests fails is detected after (1 − target) ÷ share × factor × long window, and the
// alert ends when the bad share of its short window falls to (1 − target) × factor (SRE workbook, chapter 5: detection
// and reset time). Requests are scraped every 15 s; what a window sees of its edges is right to two scrapes.
func TestOutageTimeline(t *testing.T) {
	const scrape, allowed = 15 * time.Second, 0.001
	start := 4 * 24 * time.Hour
	for _, test := range []struct {
		name     string
		share    float64
		lasts    time.Duration
		detected []time.Duration // by rule, after the start
	}{
		{"everything fails", 1, 15 * time.Minute, []time.Duration{52 * time.Second, 130 * time.Second, 259 * time.Second, 259 * time.Second}},
		{"a tenth fails", 0.1, time.Hour, []time.Duration{518 * time.Second, 1296 * time.Second, 2592 * time.Second, 2592 * time.Second}},
		{"one in a hundred fails: the fastest page is for more than 1.44 %", 0.01, 8 * time.Hour, []time.Duration{0, 216 * time.Minute, 432 * time.Minute, 432 * time.Minute}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := at(t, 0, outage(start, test.lasts, test.share, scrape))
			fires := func(rule int, after time.Duration) bool {
				s.now = time.Unix(0, 0).UTC().Add(start + after)
				value := s.budget("availability", object{})[rule].Burn.Value
				return value != nil && *value > 1
			}
			for i, rule := range rules {
				if want := time.Duration(allowed / test.share * rule.factor * float64(rule.long)); test.detected[i] == 0 {
					if fires(i, test.lasts) {
						t.Errorf("%s over %s fires at a burn of %g", rule.severity, rule.long, test.share/allowed)
					}
					continue
				} else if (want - test.detected[i]).Abs() > time.Second {
					t.Fatalf("the formula gives %s, the test says %s", want, test.detected[i])
				}
				// A window of three days moves in steps of 130 seconds.
				early := 2 * scrape
				late := early + max(scrape, rule.long/2000)
				if fires(i, test.detected[i]-early) {
					t.Errorf("%s over %s fires %s before %s", rule.severity, rule.long, early, test.detected[i])
				}
				if !fires(i, test.detected[i]+late) {
					t.Errorf("%s over %s does not fire %s after %s", rule.severity, rule.long, late, test.detected[i])
				}
				reset := time.Duration(float64(rule.long/12) * (1 - allowed*rule.factor/test.share))
				if !fires(i, test.lasts+reset-early) {
					t.Errorf("%s over %s has ended %s before %s", rule.severity, rule.long, early, reset)
				}
				if fires(i, test.lasts+reset+late) {
					t.Errorf("%s over %s has not ended %s after %s", rule.severity, rule.long, late, reset)
				}
			}
		})
	}
}

// outage is a service of 100 requests a second of which a share fails for a while; a day follows.
func outage(start, lasts time.Duration, share float64, scrape time.Duration) string {
	per := 100 * scrape.Seconds()
	before, during, after := float64(start/scrape), float64(lasts/scrape), float64(24*time.Hour/scrape)
	counter := func(code string, quiet, failing float64) string {
		return fmt.Sprintf("  http_requests_total{code=%q} 0+%gx%g %g+%gx%g %g+%gx%g\n", code, quiet, before,
			quiet*before+failing, failing, during-1, quiet*before+failing*during+quiet, quiet, after-1)
	}
	return "load " + scrape.String() + "\n" + counter("200", per, per*(1-share)) + counter("500", 0, per*share)
}

// A service that stays within its budget never pages, however few its requests: over 30 days, whenever a request
// failed and hour by hour.
func TestQuietDaysPageNobody(t *testing.T) {
	const length = 30 * 24 * 60 // minutes
	for _, test := range []struct {
		name     string
		every    int   // minutes between requests
		failures []int // the minutes at which the next request fails
	}{
		{"four requests an hour, three of which fail in a month, two of them in one hour", 15, []int{5000, 20_010, 20_040}},
		{"a request a minute, nine of which fail in a month", 1, []int{3000, 3100, 9000, 15_000, 15_001, 22_000, 30_000, 36_000, 43_000}},
		{"a request an hour, one of which fails", 60, []int{30_000}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var good, bad strings.Builder
			failed, served, next := 0, 0, 0
			for minute := range length {
				if minute%test.every == 0 {
					if next < len(test.failures) && minute >= test.failures[next] {
						failed++
						next++
					} else {
						served++
					}
				}
				fmt.Fprintf(&good, " %d", served)
				fmt.Fprintf(&bad, " %d", failed)
			}
			if next != len(test.failures) {
				t.Fatal("not every failure happened")
			}
			s := at(t, 0, "load 1m\n  http_requests_total{code=\"200\"}"+good.String()+"\n  http_requests_total{code=\"500\"}"+bad.String()+"\n").with("{}")
			looked, known := 0, 0
			look := func(minute int) {
				if minute >= length {
					return
				}
				s.now = time.Unix(int64(minute)*60, 0).UTC()
				for _, row := range s.budget("availability", object{}) {
					looked++
					if row.Burn.Value != nil {
						known++
					}
					if row.Burn.Value != nil && *row.Burn.Value > 1 {
						t.Errorf("%s over %s fires at minute %d: %+v", row.Rule.Severity, row.Rule.Long, minute, row.Burn)
					}
				}
			}
			for _, at := range test.failures {
				for _, after := range []int{1, 2, 4, 16, 31, 61, 119, 240, 359} {
					look(at + test.every + after)
				}
			}
			for minute := 24 * 60; minute < length; minute += 12 * 60 {
				look(minute)
			}
			t.Logf("%d verdicts, %d with a value", looked, known)
		})
	}
}

// budgetTrend answers an error_budget_trend query over the hours before now.
func (s *scenario) budgetTrend(kpi string, hours int, model object) evaluate.BudgetTrendAnswer {
	s.Helper()
	model["queryType"], model["kpis"] = "error_budget_trend", []string{kpi}
	request := s.request(model)
	request.From = s.now.Add(-time.Duration(hours) * time.Hour)
	answer, err := s.engine().ErrorBudgetTrend(context.Background(), request)
	if err != nil {
		s.Fatal(err)
	}
	return answer
}

// The history of a budget: each point is what the error_budget query answers there, and what burnt is regained when it
// leaves the period.
func TestRemainingBudgetOverTime(t *testing.T) {
	// Nine days of 100 requests a minute, of which 100 fail in the hour that begins after four days: 100 of a week's
	// 1,008,000 requests are 9.9 % of the 0.1 % that may.
	s := at(t, 12*24*time.Hour, `load 1m
  http_requests_total{code="200"} 0+100x5760 576098.3334+98.3334x59 582000+100x11460
  http_requests_total{code="500"} 0+0x5760 1.6666+1.6666x59 100+0x11460
`)
	for _, kpi := range []string{"availability", "error_ratio"} {
		allowed := map[string]float64{"availability": 0.001, "error_ratio": 0.01}[kpi]
		trend := s.budgetTrend(kpi, 9*24, object{"period": "7d", "step": "6h"})
		if len(trend.Trends) != 1 || trend.Trends[0].Rule != nil || trend.Step != 6*time.Hour {
			t.Fatalf("%+v", trend)
		}
		for i, at := range trend.Times {
			burnt, passed := 0.0, at.Sub(time.Unix(0, 0))
			if passed > 4*24*time.Hour && passed <= 11*24*time.Hour {
				requests := min(passed, 7*24*time.Hour).Minutes() * 100
				burnt = 100 / requests / allowed
			}
			value := trend.Trends[0].Values[i]
			// The increase of the step in which failures begin does not see those of its first scrape interval, a 60th.
			if s.near(fmt.Sprintf("%s left after %s", kpi, passed), value, 1-burnt, 1.0/60*0.2); t.Failed() {
				return
			}
		}
	}
}

// A trend of burns previews the alerts on the past: it is above 1 when the alert itself was.
func TestBurnOverTimeShowsWhenAlertsFired(t *testing.T) {
	start, lasts := 4*24*time.Hour, time.Hour
	s := at(t, start+24*time.Hour, outage(start, lasts, 0.1, 15*time.Second))
	trend := s.budgetTrend("availability", 48, object{"measure": "burn", "step": "5m"})
	if len(trend.Trends) != len(rules) || trend.Step != 5*time.Minute {
		t.Fatalf("%d trends every %s", len(trend.Trends), trend.Step)
	}
	for i, rule := range rules {
		if got := trend.Trends[i].Rule; got.Severity != rule.severity || got.Long != rule.long || got.Factor != rule.factor {
			t.Fatalf("trend %d is of %+v", i, got)
		}
		fired, ended := time.Duration(-1), time.Duration(-1)
		for j, value := range trend.Trends[i].Values {
			after := trend.Times[j].Sub(time.Unix(0, 0)) - start
			if value == nil {
				t.Fatalf("%s over %s is unknown %s after the start", rule.severity, rule.long, after)
			}
			switch fires := *value > 1; {
			case fires && fired < 0:
				fired = after
			case !fires && fired >= 0 && ended < 0:
				ended = after - lasts
			}
		}
		// Points are five minutes apart, and a point is the state at its end.
		detected := time.Duration(0.001 / 0.1 * rule.factor * float64(rule.long))
		reset := time.Duration(float64(rule.long/12) * (1 - 0.001*rule.factor/0.1))
		if late := fired - detected; late < 0 || late > 5*time.Minute+30*time.Second {
			t.Errorf("%s over %s fired %s after the start, should after %s", rule.severity, rule.long, fired, detected)
		}
		if late := ended - reset; late < 0 || late > 5*time.Minute+30*time.Second {
			t.Errorf("%s over %s ended %s after the outage, should after %s", rule.severity, rule.long, ended, reset)
		}
	}
}

// Points further apart keep the peak between them, so that no short alert is lost.
func TestBurnKeepsPeaksBetweenPoints(t *testing.T) {
	start := 4 * 24 * time.Hour
	s := at(t, start+24*time.Hour, outage(start, 15*time.Minute, 1, 15*time.Second))
	fine := s.budgetTrend("availability", 48, object{"measure": "burn", "step": "5m"})
	coarse := s.budgetTrend("availability", 48, object{"measure": "burn", "step": "7h"})
	for i := range rules {
		peak := func(values []*float64) (highest float64) {
			for _, v := range values {
				if v != nil {
					highest = max(highest, *v)
				}
			}
			return highest
		}
		highest := peak(coarse.Trends[i].Values)
		if want := peak(fine.Trends[i].Values); highest != want || want <= 1 {
			t.Errorf("the peak of %s over %s is %g, every five minutes %g", rules[i].severity, rules[i].long, highest, want)
		}
	}
	if coarse.Step != 7*time.Hour || len(coarse.Times) > 8 {
		t.Errorf("%d points every %s", len(coarse.Times), coarse.Step)
	}
}

func TestBurnOfLatencyAndProbesOverTime(t *testing.T) {
	s := at(t, 96*time.Hour, `load 1m
  http_request_duration_seconds_count 0+1000x5760
  http_request_duration_seconds_bucket{le="2"} 0+900x5760
  http_request_duration_seconds_bucket{le="+Inf"} 0+1000x5760
  probe_success{instance="https://app"} 1x5600 0x100 1x60
`)
	trend := s.budgetTrend("latency_p95", 6, object{"measure": "burn"})
	for i, rule := range rules {
		for _, value := range trend.Trends[i].Values {
			s.near("a tenth too slow burns twice the 5 % that may be", value, 2/rule.factor, 1e-9)
		}
	}
	page := s.budgetTrend("availability", 6, object{"measure": "burn", "step": "5m"}).Trends[0]
	last := page.Values[len(page.Values)-1]
	s.near("an hour after the outage", last, 0, 0)
	fired := 0
	for _, value := range page.Values {
		if value != nil && *value > 1 {
			fired++
		}
	}
	// From the first point with a failed probe in it to the last: 100 minutes.
	if fired < 20 || fired > 21 {
		t.Errorf("fires at %d points", fired)
	}
}

func TestBurnOverTooLongARange(t *testing.T) {
	s := at(t, time.Hour, steadily)
	request := s.request(object{"queryType": "error_budget_trend", "measure": "burn"})
	request.From = s.now.Add(-200 * 24 * time.Hour)
	if _, err := s.engine().ErrorBudgetTrend(context.Background(), request); err == nil || !strings.Contains(err.Error(), "Choose a shorter range") {
		t.Error(err)
	}
}
