package kpi_test

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/headroom/headroom/pkg/delivery"
	"github.com/headroom/headroom/pkg/verdict"
)

const quarter = 90 * 24 * time.Hour

var monday = time.Date(2026, 8, 3, 0, 0, 0, 0, time.UTC)

func minute(r row, written string) time.Time {
	r.t.Helper()
	value, _, err := parse(written)
	if err != nil {
		r.t.Fatal(err)
	}
	return monday.Add(time.Duration(value * float64(time.Minute)))
}

// throughout is a window of this length, observed whole.
func throughout(length time.Duration) verdict.Observation {
	return verdict.Observation{Asked: length, Window: length, End: monday.Add(length), Coverage: 1}
}

// goal is the target of a cell, in units of its KPI, that may be empty.
func goal(r row, unit float64, comparison verdict.Comparison) verdict.Target {
	value := r.number("target")
	if value == nil {
		return verdict.Target{Comparison: comparison}
	}
	return target(*value*unit, comparison)
}

// mttr reads durations in minutes, "+" for an open incident.
func mttr(r row) {
	var incidents []delivery.Incident
	for i, written := range strings.Split(r.text("durations"), ", ") {
		incident := delivery.Incident{ID: strconv.Itoa(i), Started: monday}
		if written != "+" {
			incident.Resolved = minute(r, written)
		}
		incidents = append(incidents, incident)
	}
	result := delivery.MTTR(delivery.Resolve(incidents, monday, monday.Add(quarter)), throughout(quarter), goal(r, 1, verdict.LessThan), policy(5))
	r.want("value", result.Value)
	r.wantFact("median", result.Facts, "median_seconds")
	r.wantFact("p90", result.Facts, "p90_seconds")
	r.wantFact("open", result.Facts, "open_incidents")
	r.wantText("status", string(result.Status))
}

// outages reads incidents written as "from–to" in minutes, "+" for the end of an open one.
func outages(r row) {
	const window = 1000 * time.Minute
	var incidents []delivery.Incident
	for i, written := range strings.Split(r.text("incidents"), ", ") {
		from, to, _ := strings.Cut(written, "–")
		incident := delivery.Incident{ID: strconv.Itoa(i), Started: minute(r, from)}
		if to != "+" {
			incident.Resolved = minute(r, to)
		}
		incidents = append(incidents, incident)
	}
	merged := delivery.MergeOutages(incidents, monday, monday.Add(window))
	minutes := merged.Seconds / 60
	r.want("outages", &merged.Count)
	r.want("outage minutes", &minutes)
	result := delivery.MTBF(merged, throughout(window), verdict.Target{}, policy(0))
	r.want("value", result.Value)
	r.wantFact("availability", result.Facts, "availability")
}

func mtbf(r row) {
	const day = 86_400
	result := delivery.MTBF(delivery.Outages{Count: r.given("outages")}, throughout(quarter), goal(r, day, verdict.AtLeast), policy(0))
	days := func(seconds *float64) *float64 {
		if seconds == nil {
			return nil
		}
		value := *seconds / day
		return &value
	}
	r.want("value", days(result.Value))
	r.want("lower", days(result.Lower))
	r.wantText("status", string(result.Status))
}

// deploymentFrequency reads weeks, partial ones in brackets.
func deploymentFrequency(r row) {
	var weeks []delivery.WeekCount
	for _, written := range strings.Split(r.text("weeks"), ", ") {
		inner := strings.Trim(written, "()")
		count, _, err := parse(inner)
		if err != nil {
			r.t.Fatal(err)
		}
		weeks = append(weeks, delivery.WeekCount{Week: delivery.Week{Whole: inner == written}, Successful: count})
	}
	result := delivery.DeploymentFrequency(weeks, throughout(quarter), target(1, verdict.AtLeast), policy(4))
	r.want("value", result.Value)
	r.wantFact("weeks with one", result.Facts, "weeks_with_deployment_ratio")
	r.wantText("status", string(result.Status))
}

func weeks(r row) {
	at := func(column string) time.Time {
		t, err := time.Parse("2006-01-02T15:04Z", r.text(column))
		if err != nil {
			r.t.Fatal(err)
		}
		return t
	}
	zone, err := time.LoadLocation(r.text("zone"))
	if err != nil {
		r.t.Fatal(err)
	}
	var hours []string
	for _, week := range delivery.Weeks(at("from"), at("to"), zone) {
		if week.Whole {
			hours = append(hours, fmt.Sprint(week.End.Sub(week.Start).Hours()))
		}
	}
	whole := float64(len(hours))
	r.want("whole weeks", &whole)
	r.wantText("their hours", strings.Join(hours, " "))
}

func changeFailureRatio(r row) {
	changes := delivery.Changes{Total: r.given("deployments"), Failed: r.given("failed")}
	result := delivery.ChangeFailureRatio(changes, throughout(quarter), target(0.05, verdict.LessThan), policy(10))
	r.want("value", result.Value)
	r.want("lower", result.Lower)
	r.want("upper", result.Upper)
	r.wantText("status", string(result.Status))
	r.wantFact("more to decide", result.Facts, "deployments_to_decide")
}

// attribution reads deployments as minutes with the outcome behind, incidents as minutes with the deployment's behind.
func attribution(r row) {
	outcomes := map[string]delivery.Outcome{"f": delivery.Failed, "r": delivery.RolledBack, "": delivery.Success}
	var deployments []delivery.Deployment
	for _, written := range strings.Split(r.text("deployments"), ", ") {
		digits := strings.TrimRight(written, "fr")
		deployments = append(deployments, delivery.Deployment{
			ID: digits, At: minute(r, digits), Service: "api", Outcome: outcomes[strings.TrimPrefix(written, digits)],
		})
	}
	var incidents []delivery.Incident
	for i, written := range strings.Split(r.text("incidents"), ", ") {
		started, by, _ := strings.Cut(written, "@")
		incidents = append(incidents, delivery.Incident{ID: strconv.Itoa(i), Started: minute(r, started), Service: "api", CausedBy: by})
	}
	a := delivery.Attribution{Within: time.Hour, Counts: func(delivery.Incident) bool { return true }}
	changes := delivery.CountChanges(deployments, a.Causes(deployments, incidents), monday, monday.Add(quarter))
	r.want("failed", &changes.Failed)
}
