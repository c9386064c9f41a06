package health

import (
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

const hour = time.Hour

// workbook is the policy that ships.
var workbook = []BurnPolicy{
	{"page", 0.02, hour, 5 * time.Minute}, {"page", 0.05, 6 * hour, 30 * time.Minute},
	{"ticket", 0.1, day, 2 * hour}, {"ticket", 0.1, 3 * day, 6 * hour},
}

func TestBurnRulesOfAPeriod(t *testing.T) {
	minutes := func(numbers ...float64) []time.Duration {
		var list []time.Duration
		for _, n := range numbers {
			list = append(list, time.Duration(n*float64(time.Minute)))
		}
		return list
	}
	month := [2][]time.Duration{minutes(60, 360, 1440, 4320), minutes(5, 30, 120, 360)}
	for _, test := range []struct {
		name        string
		period      time.Duration
		factors     []float64
		long, short []time.Duration
	}{
		{"30 days", 30 * day, []float64{14.4, 6, 3, 1}, month[0], month[1]},
		{"28 days derive, and hold the last at 1", 28 * day, []float64{13.44, 5.6, 2.8, 1}, month[0], month[1]},
		{"31 days derive", 31 * day, []float64{14.88, 6.2, 3.1, 31.0 / 30}, month[0], month[1]},
		{"a quarter scales the windows", 90 * day, []float64{14.4, 6, 3, 1}, minutes(180, 1080, 4320, 12960), minutes(15, 90, 360, 1080)},
		{"a week scales the windows, as far as scrapes fall into them", 7 * day, []float64{14.4, 6, 3, 1}, minutes(14, 84, 336, 1008), minutes(5, 7, 28, 84)},
	} {
		t.Run(test.name, func(t *testing.T) {
			rules, err := BurnRules(workbook, test.period, 5*time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			for i, rule := range rules {
				if math.Abs(rule.Factor-test.factors[i]) > 1e-12 || rule.Long != test.long[i] || rule.Short != test.short[i] || rule.Severity != workbook[i].Severity {
					t.Errorf("rule %d is %+v, want %g over %s and %s", i, rule, test.factors[i], test.long[i], test.short[i])
				}
			}
		})
	}
}

func TestBurnRulesNeedRoomForTheirWindows(t *testing.T) {
	_, err := BurnRules(workbook, day, 5*time.Minute)
	if err == nil || err.Error() != "over 1d the long window of page is 2m, no longer than its short one of 5m" {
		t.Error(err)
	}
}

// Burning at a rule's factor for its long window spends its share of the budget, whatever the period.
func TestAFactorSpendsItsShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		period := time.Duration(rapid.IntRange(7, 400).Draw(t, "days")) * day
		rules, err := BurnRules(workbook, period, 5*time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		for i, rule := range rules {
			spent := rule.Factor * float64(rule.Long) / float64(period)
			// Below 30 days the last factor is held at 1; windows are whole seconds.
			if spent < workbook[i].Share*(1-1e-3) || spent > workbook[i].Share*30/28*(1+1e-3) {
				t.Fatalf("over %s rule %d spends %g", period, i, spent)
			}
			if rule.Factor < 1 || rule.Short >= rule.Long {
				t.Fatalf("over %s rule %d is %+v", period, i, rule)
			}
		}
	})
}

// fast is the first rule over 30 days: 14.4 over an hour and five minutes.
var fast = BurnRule{Severity: "page", Long: hour, Short: 5 * time.Minute, Factor: 14.4}

func TestJudgeBurn(t *testing.T) {
	unknown := math.NaN()
	for _, test := range []struct {
		name        string
		long, short Events
		allowed     float64
		value       float64 // NaN for none
		reason      string
	}{
		{name: "at the factor", long: Events{144, 10_000}, short: Events{12, 833}, allowed: 0.001, value: 1},
		{name: "the short window holds it down", long: Events{600, 10_000}, short: Events{0, 833}, allowed: 0.001, value: 0},
		{name: "the long window holds it down", long: Events{72, 10_000}, short: Events{833, 833}, allowed: 0.001, value: 0.5},
		{name: "nothing bad", long: Events{0, 10_000}, short: Events{0, 833}, allowed: 0.001, value: 0},
		{name: "everything bad", long: Events{10_000, 10_000}, short: Events{833, 833}, allowed: 0.001, value: 1000 / 14.4},
		{name: "no traffic in the hour", allowed: 0.001, value: unknown, reason: "no events in the last 1h"},
		{name: "no traffic in the last minutes", long: Events{10, 1000}, allowed: 0.001, value: unknown, reason: "no events in the last 5m"},
		{name: "a handful of requests", long: Events{3, 10}, short: Events{1, 1}, allowed: 0.001, value: unknown, reason: "10 events in the last 1h, fewer than the 400"},
		{name: "one bad event", long: Events{1, 400}, short: Events{1, 30}, allowed: 0.0001, value: unknown, reason: "on 1 bad events in the last 1h; an alert needs 2"},
		{name: "one bad event below the factor", long: Events{1, 1000}, short: Events{1, 80}, allowed: 0.001, value: 1 / 14.4},
		{name: "bad ones that cannot be told", long: Events{unknown, 1000}, short: Events{0, 80}, allowed: 0.05, value: unknown, reason: "which of the events were bad is unknown"},
		{name: "counts that are none", long: Events{-1, unknown}, short: Events{0, 80}, allowed: 0.001, value: unknown, reason: "no events"},
		{name: "no target", long: Events{1, 1000}, short: Events{1, 80}, value: unknown, reason: "no target is set"},
		{name: "a factor that nothing exceeds", long: Events{1000, 1000}, short: Events{80, 80}, allowed: 1 / 14.4, value: unknown, reason: "cannot fire"},
		{name: "a target of nine tenths", long: Events{1000, 1000}, short: Events{80, 80}, allowed: 0.1, value: unknown, reason: "allows 10 % of them burns at 10, never above the factor of 14.4"},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := fast.Judge(test.long, test.short, test.allowed, BurnEvidence{Events: 400, BadEvents: 2})
			switch {
			case math.IsNaN(test.value):
				if b.Value != nil || !strings.Contains(b.Reason, test.reason) {
					t.Errorf("%v, because %q", b.Value, b.Reason)
				}
			case b.Value == nil || math.Abs(*b.Value-test.value) > 1e-12 || b.Reason != "":
				t.Errorf("%+v, want %g", b, test.value)
			}
		})
	}
}

// More bad events never lower a known burn; it stays within what a full outage gives; unknown is null, never NaN.
func TestBurnIsMonotoneAndBounded(t *testing.T) {
	count := rapid.Float64Range(0, 1e9)
	rapid.Check(t, func(t *rapid.T) {
		allowed := rapid.Float64Range(1e-6, 0.06).Draw(t, "allowed")
		total := rapid.Float64Range(1, 1e9).Draw(t, "total")
		long := Events{Bad: math.Min(count.Draw(t, "bad"), total), Total: total}
		worse := Events{Bad: math.Min(long.Bad+count.Draw(t, "more"), total), Total: total}
		short := Events{Bad: count.Draw(t, "short bad"), Total: rapid.Float64Range(0, 1e9).Draw(t, "short total")}
		least := BurnEvidence{Events: 1, BadEvents: 0}
		before, after := fast.Judge(long, short, allowed, least), fast.Judge(worse, short, allowed, least)
		if (before.Value == nil) != (before.Reason != "") {
			t.Fatalf("%+v", before)
		}
		if before.Value == nil {
			return
		}
		if *before.Value < 0 || *before.Value > 1/allowed/fast.Factor*(1+1e-12) || math.IsNaN(*before.Value) {
			t.Fatalf("%g with %+v", *before.Value, long)
		}
		if *after.Value < *before.Value {
			t.Fatalf("%g became %g", *before.Value, *after.Value)
		}
	})
}
