package kpi_test

import (
	"strings"
	"time"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/health"
)

func errorBudget(r row) {
	period, err := catalog.ParseDuration(r.text("period"))
	if err != nil {
		r.t.Fatal(err)
	}
	budget, known := health.NewBudget(health.Events{Bad: r.given("bad"), Total: r.given("events")}, r.given("allowed"), time.Duration(period))
	want := func(column string, value float64) {
		if known {
			r.want(column, &value)
		} else {
			r.want(column, nil)
		}
	}
	want("budget minutes", budget.Minutes)
	want("burnt minutes", budget.BurntMinutes)
	want("budget events", budget.Events)
	want("left", budget.Remaining)
}

// shipped are the rules of the shipped policy over a period.
func shipped(r row, period time.Duration) []health.BurnRule {
	var policies []health.BurnPolicy
	for _, rate := range catalog.Default().ErrorBudget.BurnRates {
		policies = append(policies, health.BurnPolicy{
			Severity: rate.Severity, Share: rate.BudgetShare, Long: time.Duration(rate.LongWindow), Short: time.Duration(rate.ShortWindow),
		})
	}
	rules, err := health.BurnRules(policies, period, 5*time.Minute)
	if err != nil {
		r.t.Fatal(err)
	}
	return rules
}

func burnFactors(r row) {
	period, err := catalog.ParseDuration(r.text("period"))
	if err != nil {
		r.t.Fatal(err)
	}
	rules := shipped(r, time.Duration(period))
	for i, column := range []string{"page 1", "page 2", "ticket 1", "ticket 2"} {
		if severity, _, _ := strings.Cut(column, " "); rules[i].Severity != severity {
			r.t.Errorf("%s is a %s", column, rules[i].Severity)
		}
		r.want(column, &rules[i].Factor)
	}
	var windows []string
	for _, rule := range rules {
		windows = append(windows, catalog.Duration(rule.Long).String()+", "+catalog.Duration(rule.Short).String())
	}
	r.wantText("windows", strings.Join(windows, "; "))
}

// page is the first rule over 30 days.
func page(r row) health.BurnRule { return shipped(r, month)[0] }

func burn(r row) {
	long := health.Events{Bad: r.given("bad in 1h"), Total: r.given("events in 1h")}
	short := health.Events{Bad: r.given("bad in 5m"), Total: r.given("events in 5m")}
	got := page(r).Judge(long, short, r.given("allowed"), health.BurnEvidence{Events: 400, BadEvents: catalog.Default().ErrorBudget.MinBadEvents})
	r.want("burn long", got.Long)
	r.want("burn short", got.Short)
	r.want("value", got.Value)
}

// detection lets a share of the events go bad, second by second, and reads when the page begins and ends.
func detection(r row) {
	const allowed, perSecond, outage = 0.001, 1000, 70 * 60
	share, rule := r.given("bad share"), page(r)
	value := func(second float64) bool {
		in := func(window time.Duration) health.Events {
			bad := max(0, min(second, outage)-max(0, second-window.Seconds()))
			return health.Events{Bad: bad * share * perSecond, Total: window.Seconds() * perSecond}
		}
		got := rule.Judge(in(rule.Long), in(rule.Short), allowed, health.BurnEvidence{})
		return got.Value != nil && *got.Value > 1
	}
	var detected, ended *float64
	for second := 0.0; second < 3*outage; second += 0.01 {
		switch minutes := second / 60; {
		case detected == nil && value(second):
			detected = &minutes
		case detected != nil && second > outage && ended == nil && !value(second):
			after := minutes - outage/60
			ended = &after
		}
	}
	r.want("detected after", detected)
	r.want("ends after", ended)
}

func timeLeft(r row) {
	left, ends := health.Budget{Window: month, Remaining: r.given("left")}.TimeLeft(r.given("burn rate"))
	hours := left.Hours()
	if !ends {
		r.want("lasts", nil)
		return
	}
	r.want("lasts", &hours)
}
