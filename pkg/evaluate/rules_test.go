package evaluate

import (
	"math"
	"strings"
	"testing"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/signal"
)

// That the expressions of the file are valid and mean what they should is tested with Prometheus's own parser and
// engine, in the demo module.

// written are the rules of an engine with a profile, by KPI ("" for recordings), and the notes above them.
func written(t *testing.T, e *Engine, profile string) (rules map[string][]promql.Rule, notes string) {
	t.Helper()
	var err error
	if e.Profile, err = catalog.Merge([]byte(profile)); err != nil {
		t.Fatal(err)
	}
	file, err := e.Rules()
	if err != nil {
		t.Fatal(err)
	}
	rules = map[string][]promql.Rule{}
	for _, group := range file.Groups {
		for _, rule := range group.Rules {
			rules[rule.Labels["kpi"]] = append(rules[rule.Labels["kpi"]], rule)
		}
	}
	return rules, strings.Join(file.Notes, "\n")
}

func histogram(bounds ...string) signal.Mapping {
	return signal.Mapping{
		Signal: signal.RequestDuration, Form: signal.Classic, Metric: "d", Seconds: 1, Bounds: append(bounds, "+Inf"),
		Labels: map[signal.Role]string{signal.RoleService: "service"},
	}
}

func TestRulesOfRequestsAndDurations(t *testing.T) {
	e := engine(nil)
	e.Signals[signal.RequestDuration] = histogram("1", "2.0", "5")
	rules, notes := written(t, e, `{}`)
	for _, kpi := range []string{"availability", "error_ratio", "latency_p95"} {
		if len(rules[kpi]) != 5 {
			t.Errorf("%d alerts on %s", len(rules[kpi]), kpi)
		}
	}
	page := rules["availability"][0]
	want := `(sum by (service) (increase(requests{code=~"5.."}[1h]))) / (sum by (service) (increase(requests[1h]))) / 0.001 > 14.4
and
(sum by (service) (increase(requests{code=~"5.."}[5m]))) / (sum by (service) (increase(requests[5m]))) / 0.001 > 14.4
and
(sum by (service) (increase(requests{code=~"5.."}[1h]))) >= 2
and
(sum by (service) (increase(requests[1h]))) >= 400`
	if page.Expr != want || page.Labels["severity"] != "page" || page.Labels["long_window"] != "1h" {
		t.Errorf("%s\nlabelled %v", page.Expr, page.Labels)
	}
	ticket := rules["error_ratio"][3].Expr
	for _, part := range []string{`headroom:requests:increase5m{definition="`, `code=~"5.."}`, `[3d:5m]`, ` / 0.01 > 1`, `increase(requests[6h])`} {
		if !strings.Contains(ticket, part) {
			t.Errorf("%q is not in %s", part, ticket)
		}
	}
	if slow := rules["latency_p95"][0].Expr; !strings.Contains(slow, `d_bucket{le="2.0"}`) || !strings.Contains(slow, ` / 0.05 > 14.4`) {
		t.Error(slow)
	}
	recorded := map[string]bool{}
	for _, rule := range rules[""] {
		if rule.Record == "" {
			continue
		}
		recorded[rule.Record] = true
		if len(rule.Labels["definition"]) != 8 {
			t.Errorf("%+v", rule)
		}
	}
	for _, metric := range []string{
		signal.RecordedRequests, signal.RecordedRequestsObserved, signal.RecordedBuckets, signal.RecordedBucketsObserved,
		"headroom:requests:increase5m", "headroom:request_duration_bucket:increase5m",
	} {
		if !recorded[metric] {
			t.Errorf("%s is not recorded", metric)
		}
	}
	if !strings.Contains(notes, "over 30d") || strings.Contains(notes, "No alerts") {
		t.Error(notes)
	}
}

func TestRulesTakeTheProbeForAvailability(t *testing.T) {
	e := engine(nil)
	e.Signals[signal.ProbeSuccess] = signal.Mapping{
		Signal: signal.ProbeSuccess, Form: signal.Gauge, Metric: "probe", Labels: map[signal.Role]string{signal.RoleInstance: "instance"},
	}
	rules, _ := written(t, e, `{}`)
	expr := rules["availability"][0].Expr
	if !strings.Contains(expr, "max by (instance) (last_over_time(probe[1m]))") || strings.Contains(expr, "requests") || strings.Contains(expr, ">= 400") {
		t.Error(expr)
	}
}

// What cannot be written is named in the file, with the reason, and nothing else is missing for it.
func TestRulesNameWhatTheyLack(t *testing.T) {
	for name, test := range map[string]struct {
		change  func(e *Engine)
		profile string
		note    string
		lacks   string
	}{
		"no durations":      {func(*Engine) {}, `{}`, "No alerts on latency_p95:", "latency_p95"},
		"no bound at 2 s":   {func(e *Engine) { e.Signals[signal.RequestDuration] = histogram("1", "2.5") }, `{}`, "bucket_resolution: d has no bucket bound at the target, 2 s", "latency_p95"},
		"no target":         {func(*Engine) {}, `{"targets": {"error_ratio": null}}`, "No alerts on error_ratio: no target is set", "error_ratio"},
		"no latency target": {func(e *Engine) { e.Signals[signal.RequestDuration] = histogram("2") }, `{"targets": {"latency_p95": null}}`, "No alerts on latency_p95: no target is set", "latency_p95"},
		"an expression": {func(e *Engine) {
			e.Signals[signal.Requests] = signal.Mapping{Signal: signal.Requests, Form: signal.Expression, Expr: "x", Needed: []string{"error_ratio"}}
		}, `{}`, "Not recorded: requests, which is mapped to an expression", "error_ratio"},
		"an expression that may stop": {func(e *Engine) {
			e.Signals[signal.Requests] = signal.Mapping{Signal: signal.Requests, Form: signal.Expression, Expr: "x"}
		}, `{}`, "No alert on missing requests, which is mapped to an expression", "error_ratio"},
		"no status label": {func(e *Engine) {
			e.Signals[signal.Requests] = signal.Mapping{Signal: signal.Requests, Form: signal.Counter, Metric: "r"}
		}, `{}`, "no status label", "error_ratio"},
		"a factor too high":   {func(*Engine) {}, `{"targets": {"error_ratio": {"value": 0.1}}}`, "No page on error_ratio over 1h: cannot fire", ""},
		"a hash in a comment": {func(e *Engine) { e.Signals[signal.RequestDuration] = signal.Mapping{Why: "line\nbreak"} }, `{}`, "line\nbreak", "latency_p95"},
	} {
		t.Run(name, func(t *testing.T) {
			e := engine(nil)
			test.change(e)
			rules, notes := written(t, e, test.profile)
			if !strings.Contains(notes, test.note) {
				t.Errorf("%q is not in %s", test.note, notes)
			}
			for _, kpi := range catalog.BudgetKPIs {
				if kpi == test.lacks && len(rules[kpi]) > 0 {
					t.Errorf("there are alerts on %s", kpi)
				}
			}
			file, err := e.Rules()
			if err != nil {
				t.Fatal(err)
			}
			text, err := file.YAML()
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(strings.SplitN(string(text), "groups:", 2)[0]) {
				if !strings.HasPrefix(line, "# ") {
					t.Errorf("%q is no comment", line)
				}
			}
		})
	}
}

func TestRulesOfTooShortAPeriod(t *testing.T) {
	e := engine(nil)
	e.Profile, _ = catalog.Merge([]byte(`{"errorBudget": {"period": "1d"}}`))
	if _, err := e.Rules(); fault.KindOf(err) != fault.User {
		t.Error(err)
	}
}

func TestNumbersOfRulesAreShort(t *testing.T) {
	for want, x := range map[string]float64{"0.001": 1 - 0.999, "14.4": 0.02 * 720, "1.03333333333": 31.0 / 30, "400": 400} {
		if got := number(x); got != want || math.IsNaN(x) {
			t.Errorf("%v is written %s, want %s", x, got, want)
		}
	}
}
