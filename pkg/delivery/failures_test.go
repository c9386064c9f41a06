package delivery

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/headroom/headroom/pkg/verdict"
)

func TestChangeFailureRatio(t *testing.T) {
	limit := target(0.05, verdict.LessThan)
	for _, tt := range []struct {
		name          string
		failed, total float64
		target        verdict.Target
		want          verdict.Status
		upper         float64
		reason        string
		toDecide      float64
	}{
		{"0 of 10", 0, 10, limit, verdict.InsufficientData, 0.278, "63 more", 63},
		{"0 of 9", 0, 9, limit, verdict.InsufficientData, 0.299, "fewer than the 10", 64},
		{"0 of 72", 0, 72, limit, verdict.InsufficientData, 0.0507, "1 more", 1},
		{"the first clean run", 0, 73, limit, verdict.Met, 0.05, "at most 5 % bad", 0},
		{"3 of 100", 3, 100, limit, verdict.InsufficientData, 0.0845, "457 samples at this ratio would decide, 357 more", 357},
		{"4 of 100", 4, 100, limit, verdict.AtRisk, 0.0984, "4 % bad is at least 80 %", 0},
		{"20 of 100", 20, 100, limit, verdict.Missed, 0.289, "20 of 100 deployments failed", 0},
		{"none", 0, 0, limit, verdict.InsufficientData, 1, "no samples", 0},
		{"no target", 3, 100, verdict.Target{}, verdict.NoTarget, 0.0845, "no target", 0},
		{"no target and too few", 3, 9, verdict.Target{}, verdict.InsufficientData, 0.646, "1 more would do", 0},
	} {
		r := ChangeFailureRatio(Changes{Total: tt.total, Failed: tt.failed, ByOutcome: tt.failed}, over(90*day), tt.target, policy(10))
		checkSound(t, r)
		if r.Status != tt.want || !strings.Contains(r.Reason, tt.reason) || math.Abs(*r.Upper-tt.upper) > 5e-4 || r.Facts["deployments_to_decide"] != tt.toDecide {
			t.Errorf("%s: %s, upper %v, %v to decide: %s", tt.name, r.Status, text(r.Upper), r.Facts["deployments_to_decide"], r.Reason)
		}
		if r.Value != nil && !near(r.Value, tt.failed/tt.total) {
			t.Errorf("%s: value %v", tt.name, *r.Value)
		}
	}
	if r := ChangeFailureRatio(Changes{Total: 100}, since(time.Minute), limit, policy(10)); r.Lower != nil || r.Status != verdict.InsufficientData {
		t.Errorf("a minute of history: %s", r.Status)
	}
}

func TestCountChanges(t *testing.T) {
	deploy := func(id, service string, minute float64, outcome Outcome) Deployment {
		return Deployment{ID: id, At: at(minute), Service: service, Outcome: outcome}
	}
	on := func(service string, minute float64, change func(*Incident)) Incident {
		i := incident(fmt.Sprint("i", minute), minute, minute+5)
		i.Service = service
		if change != nil {
			change(&i)
		}
		return i
	}
	a := Attribution{Within: time.Hour, Counts: func(i Incident) bool { return i.Severity == "critical" }}
	twice := []Deployment{deploy("1", "api", 10, Success), deploy("2", "api", 50, Success)}
	for _, tt := range []struct {
		name        string
		deployments []Deployment
		incidents   []Incident
		want        Changes
	}{
		{"outcomes", []Deployment{deploy("1", "api", 1, Success), deploy("2", "api", 2, Failed), deploy("3", "api", 3, RolledBack)}, nil, Changes{3, 2, 2}},
		{"the last one before it", twice, []Incident{on("api", 60, nil)}, Changes{2, 0, 1}},
		{"at the same time", twice, []Incident{on("api", 50, nil)}, Changes{2, 0, 1}},
		{"each its own", twice, []Incident{on("api", 20, nil), on("api", 60, nil)}, Changes{2, 0, 2}},
		{"two incidents of one", twice, []Incident{on("api", 60, nil), on("api", 70, nil)}, Changes{2, 0, 1}},
		{"before any", twice, []Incident{on("api", 9, nil)}, Changes{2, 0, 0}},
		{"too long after", twice, []Incident{on("api", 110, nil)}, Changes{2, 0, 0}},
		{"just in time", twice, []Incident{on("api", 109, nil)}, Changes{2, 0, 1}},
		{"another service", twice, []Incident{on("web", 60, nil)}, Changes{2, 0, 0}},
		{"service unknown", []Deployment{deploy("1", "", 10, Success)}, []Incident{on("", 20, nil)}, Changes{1, 0, 0}},
		{"not severe enough", twice, []Incident{on("api", 60, func(i *Incident) { i.Severity = "minor" })}, Changes{2, 0, 0}},
		{"named, however minor and late", twice, []Incident{on("web", 900, func(i *Incident) { i.Severity, i.CausedBy = "minor", "1" })}, Changes{2, 0, 1}},
		{"named wins over near", twice, []Incident{on("api", 60, func(i *Incident) { i.CausedBy = "1" })}, Changes{2, 0, 1}},
		{"names one that nobody knows", twice, []Incident{on("api", 60, func(i *Incident) { i.CausedBy = "7" })}, Changes{2, 0, 0}},
		{"of one that failed anyway", []Deployment{deploy("1", "api", 10, Failed)}, []Incident{on("api", 20, nil)}, Changes{1, 1, 1}},
		{"deployed before the window", []Deployment{deploy("1", "api", -10, Success)}, []Incident{on("api", 5, nil)}, Changes{}},
	} {
		if got := CountChanges(tt.deployments, a.Causes(tt.deployments, tt.incidents), start, at(1000)); got != tt.want {
			t.Errorf("%s: got %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

func TestDefects(t *testing.T) {
	incidents, defects := CheckIncidents([]Incident{
		incident("a", 5, 10), incident("a", 1, 20), incident("b", 9, 3), incident("", 1, 2), {ID: "c"}, incident("d", 1, never), incident("d", 1, 4),
	})
	if want := (Defects{Duplicates: 2, Reversed: 1, Incomplete: 2}); defects != want {
		t.Errorf("got %+v, want %+v", defects, want)
	}
	if len(incidents) != 2 || !incidents[0].Started.Equal(at(1)) || incidents[0].ID != "d" || !incidents[0].Resolved.Equal(at(4)) || incidents[1].ID != "a" || !incidents[1].Resolved.Equal(at(20)) {
		t.Errorf("%+v", incidents)
	}
	deployments, defects := CheckDeployments([]Deployment{
		{ID: "1", At: at(2), Outcome: Success}, {ID: "1", At: at(1), Outcome: Failed}, {ID: "2", At: at(1), Outcome: "running"}, {ID: "3", At: at(1)}, {At: at(1), Outcome: Success}, {ID: "4", Outcome: Success},
	})
	if want := (Defects{Duplicates: 1, Incomplete: 2, Unknown: 2}); defects != want {
		t.Errorf("got %+v, want %+v", defects, want)
	}
	if len(deployments) != 1 || deployments[0].Outcome != Failed {
		t.Errorf("%+v", deployments)
	}
}

// A failed deployment more never lowers the ratio's bounds, and what is counted adds up.
func TestChangesProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var deployments []Deployment
		for i := range rapid.IntRange(0, 20).Draw(t, "deployments") {
			deployments = append(deployments, Deployment{
				ID: fmt.Sprint(i), At: at(float64(rapid.IntRange(-100, 1100).Draw(t, "at"))),
				Service: rapid.SampledFrom([]string{"", "api", "web"}).Draw(t, "service"),
				Outcome: rapid.SampledFrom([]Outcome{Success, Failed, RolledBack}).Draw(t, "outcome"),
			})
		}
		var incidents []Incident
		for i := range rapid.IntRange(0, 10).Draw(t, "incidents") {
			next := incident(fmt.Sprint(i), float64(rapid.IntRange(-100, 1100).Draw(t, "started")), never)
			next.Service = rapid.SampledFrom([]string{"", "api", "web"}).Draw(t, "of")
			next.CausedBy = rapid.SampledFrom([]string{"", "", "3", "99"}).Draw(t, "caused by")
			incidents = append(incidents, next)
		}
		a := Attribution{Within: time.Hour, Counts: func(Incident) bool { return true }}
		c := CountChanges(deployments, a.Causes(deployments, incidents), start, at(1000))
		if c.ByOutcome > c.Failed || c.Failed > c.Total || c.Failed-c.ByOutcome > float64(len(incidents)) {
			t.Fatalf("%+v", c)
		}
		r := ChangeFailureRatio(c, over(90*day), target(0.05, verdict.LessThan), policy(1))
		checkSound(t, r)
		if c.Failed < c.Total {
			worse := ChangeFailureRatio(Changes{Total: c.Total, Failed: c.Failed + 1}, over(90*day), target(0.05, verdict.LessThan), policy(1))
			if *worse.Lower < *r.Lower || *worse.Upper < *r.Upper {
				t.Fatalf("%v–%v, with one more %v–%v", *r.Lower, *r.Upper, *worse.Lower, *worse.Upper)
			}
		}
	})
}
