// Package kpi_test runs the worked examples of the pages in this folder.
package kpi_test

import (
	"bufio"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/capacity"
	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/traffic"
	"github.com/headroom/headroom/pkg/verdict"
)

// examples run one row of a table: page, then heading.
var examples = map[string]map[string]func(row){
	"verdicts.md":             {"Worked example": ratio},
	"error_ratio.md":          {"Worked example": errorRatio},
	"availability.md":         {"Worked example: requests": availabilityFromRequests, "Worked example: probe": availabilityFromProbe},
	"latency_p95.md":          {"Worked example": latency},
	"throughput.md":           {"Worked example": throughput},
	"cpu_utilization.md":      {"Worked example": utilization},
	"memory_utilization.md":   {"Worked example": utilization},
	"mttr.md":                 {"Worked example": mttr},
	"mtbf.md":                 {"Worked example: outages": outages, "Worked example: verdict": mtbf},
	"deployment_frequency.md": {"Worked example": deploymentFrequency, "Worked example: weeks": weeks},
	"change_failure_ratio.md": {"Worked example": changeFailureRatio, "Worked example: attribution": attribution},
	"traffic.md":              {"Worked example: position": position, "Worked example: inferred tier": tier},
	"error_budget.md": {
		"Worked example: budget": errorBudget, "Worked example: factors": burnFactors, "Worked example: burn": burn,
		"Worked example: detection and reset": detection, "Worked example: time left": timeLeft,
	},
	"scaling.md": {"Worked example: projection": projection, "Worked example: requirements": requirements},
}

// Every row of every worked example is run, and every column of it is an input or is compared.
func TestWorkedExamples(t *testing.T) {
	for page, headings := range examples {
		for heading, run := range headings {
			for _, cells := range worked(t, page, heading) {
				t.Run(page+"/"+heading, func(t *testing.T) {
					r := row{t: t, cells: cells, used: map[string]bool{}}
					run(r)
					for column := range cells {
						if !r.used[column] {
							t.Errorf("column %q is not run", column)
						}
					}
					if t.Failed() {
						t.Logf("in the row %v", cells)
					}
				})
			}
		}
	}
}

// No page has a worked example that is not run, and every page but the index has one.
func TestEveryExampleIsRun(t *testing.T) {
	pages, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		if page != "README.md" && len(examples[page]) == 0 {
			t.Errorf("%s has no worked example that is run", page)
		}
		file, err := os.Open(page)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(file)
		for lines.Scan() {
			heading, ok := strings.CutPrefix(lines.Text(), "## ")
			if ok && strings.HasPrefix(heading, "Worked example") && examples[page][heading] == nil {
				t.Errorf("%s: %q is not run", page, heading)
			}
		}
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	}
}

const month = 30 * 24 * time.Hour

// The defaults of the profile, as the pages state them.
func policy(minSamples float64) verdict.Policy {
	return verdict.Policy{MinSamples: minSamples, MinCoverage: 0.9, MinHistory: time.Hour, AtRiskShare: 0.8, Confidence: 0.95}
}

func target(value float64, comparison verdict.Comparison) verdict.Target {
	return verdict.Target{Value: &value, Comparison: comparison}
}

func seen(coverage float64) verdict.Observation {
	end := time.Date(2026, 11, 16, 12, 0, 0, 0, time.UTC)
	return verdict.Observation{Asked: month, Window: month, End: end, Coverage: coverage}
}

func ratio(r row) {
	bad, events, limit, p := r.given("bad"), r.given("events"), r.given("limit"), policy(r.given("minimum"))
	status, lower, upper, _ := verdict.Ratio(bad, events, limit, p)
	r.wantText("status", string(status))
	r.want("lower", &lower)
	r.want("upper", &upper)
	decided, ok := verdict.SamplesToDecide(bad, events, limit, p.Confidence)
	if !ok {
		decided = math.NaN()
	}
	r.want("decided at", &decided)
}

func errorRatio(r row) {
	requests := health.Requests{Total: r.given("requests"), Failed: r.given("failed")}
	result := health.ErrorRatio(requests, seen(1), target(0.01, verdict.LessThan), policy(400))
	r.want("lower", result.Lower)
	r.want("upper", result.Upper)
	budget(r, result)
}

func availabilityFromRequests(r row) {
	requests := health.Requests{Total: r.given("requests"), Failed: r.given("failed")}
	result := health.AvailabilityFromRequests(requests, seen(1), target(0.999, verdict.AtLeast), policy(400))
	r.want("lower", result.Lower)
	r.want("upper", result.Upper)
	r.wantFact("budget requests", result.Facts, "budget_requests")
	budget(r, result)
}

func availabilityFromProbe(r row) {
	points := r.given("points")
	probe := health.Probe{Up: 1 - r.given("down")/points, Points: points, Targets: 1}
	coverage := points / month.Minutes()
	r.want("coverage", &coverage)
	budget(r, health.AvailabilityFromProbe(probe, seen(coverage), target(0.999, verdict.AtLeast), policy(400)))
}

func budget(r row, result verdict.Result) {
	r.want("value", result.Value)
	r.wantText("status", string(result.Status))
	r.wantFact("budget minutes", result.Facts, "budget_minutes")
	r.wantFact("burnt minutes", result.Facts, "burnt_minutes")
	r.want("budget left", result.BudgetRemaining)
}

// latency reads buckets written as "bound:cumulative count".
func latency(r row) {
	byLE := map[string]float64{}
	for _, bucket := range strings.Fields(r.text("buckets")) {
		le, count, _ := strings.Cut(bucket, ":")
		n, err := strconv.ParseFloat(count, 64)
		if err != nil {
			r.t.Fatal(err)
		}
		byLE[le] = n
	}
	buckets, err := health.FromCumulative(byLE)
	if err != nil {
		r.t.Fatal(err)
	}
	result := health.LatencyP95(buckets, seen(1), target(2, verdict.LessThan), policy(100))
	r.want("value", result.Value)
	r.want("lower", result.Lower)
	r.want("upper", result.Upper)
	r.wantText("status", string(result.Status))
	r.wantFact("proposed bucket", result.Facts, "proposed_bucket_seconds")
	r.want("budget left", result.BudgetRemaining)
}

// throughput reads windows written as "rate health", or "?" for one that was not observed.
func throughput(r row) {
	words := map[string]health.Window{
		"ok": {P95: 0.3}, "slow": {P95: 3}, "failing": {P95: 0.3, ErrorRatio: 0.2},
	}
	var windows []health.Window
	for i, written := range strings.Split(r.text("windows"), ", ") {
		rate, word, _ := strings.Cut(written, " ")
		window, known := words[word]
		window.End = time.Unix(0, 0).UTC().Add(time.Duration(i+1) * health.WindowLength)
		window.PerMinute = math.NaN()
		if rate != "?" {
			value, _, err := parse(rate)
			if err != nil || !known {
				r.t.Fatalf("window %q", written)
			}
			window.PerMinute = value
		}
		windows = append(windows, window)
	}
	result := health.Throughput(windows, nil, target(2, verdict.LessThan), target(0.01, verdict.LessThan),
		target(1000, verdict.AtLeast), seen(1), policy(0))
	r.want("value", result.Value)
	r.wantText("status", string(result.Status))
}

// utilization reads instances written as "name percentile".
func utilization(r row) {
	var instances []health.Instance
	if written := r.text("instances"); written != none {
		for _, instance := range strings.Split(written, ", ") {
			name, percentile, _ := strings.Cut(instance, " ")
			value, _, err := parse(percentile)
			if err != nil {
				r.t.Fatal(err)
			}
			instances = append(instances, health.Instance{Name: name, P95: value, Points: 720})
		}
	}
	result := health.Utilization(instances, r.number("fleet"), seen(1), target(0.8, verdict.LessThan), policy(0))
	r.want("value", result.Value)
	r.want("fleet", result.Fleet)
	r.wantText("hottest", result.Instance)
	r.wantText("status", string(result.Status))
}

func position(r row) {
	operations, low, high := r.number("operations"), r.given("low"), r.given("high")
	r.want("position", traffic.Position(operations, low, high))
	r.wantText("status", string(traffic.Judge(operations, low, high)))
}

func tier(r row) {
	thresholds := map[string]float64{"CRITICAL": 100e3, "HIGH": 10e3, "MEDIUM": 100, "LOW": 0}
	r.wantText("tier", traffic.InferTier(r.given("mean"), thresholds))
}

// card are the rows of the card.
var card = []capacity.Anchor{
	{Tenants: 100, EmailsLow: 10e3, EmailsHigh: 50e3, UsersLow: 500, UsersHigh: 2500},
	{Tenants: 1000, EmailsLow: 100e3, EmailsHigh: 500e3, UsersLow: 5e3, UsersHigh: 25e3},
	{Tenants: 2000, EmailsLow: 200e3, EmailsHigh: 1e6, UsersLow: 10e3, UsersHigh: 50e3},
	{Tenants: 3000, EmailsLow: 300e3, EmailsHigh: 1.5e6, UsersLow: 15e3, UsersHigh: 75e3},
	{Tenants: 4000, EmailsLow: 400e3, EmailsHigh: 2e6, UsersLow: 20e3, UsersHigh: 100e3},
	{Tenants: 5000, EmailsLow: 500e3, EmailsHigh: 2.5e6, UsersLow: 25e3, UsersHigh: 150e3},
}

func projection(r row) {
	p := capacity.Project(card, r.given("tenants"))
	r.want("emails low", &p.EmailsLow)
	r.want("emails high", &p.EmailsHigh)
	r.want("users low", &p.UsersLow)
	r.want("users high", &p.UsersHigh)
	r.wantText("extrapolated", map[bool]string{true: "yes", false: "no"}[p.Extrapolated])
}

func requirements(r row) {
	curves := map[string]capacity.Curve{
		"connections": {Shape: capacity.Linear, Driver: capacity.Tenants, Low: 20, High: 300},
		"redis":       {Shape: capacity.Logarithmic, Driver: capacity.Tenants, Low: 1, High: 64},
		"cores":       {Shape: capacity.Linear, Driver: capacity.EmailsPerDay, Low: 2, High: 64},
		"storage":     {Shape: capacity.Compound, Driver: capacity.Tenants, Low: 10, High: 8000},
	}
	tenants := r.given("tenants")
	for resource, curve := range curves {
		need := capacity.Require(curve, card, tenants)
		r.want(resource, need.Value)
		r.wantText("extrapolated", map[bool]string{true: "yes", false: "no"}[need.Extrapolated])
		if resource == "storage" {
			r.wantText("storage reason", need.Reason)
		}
	}
}
