package catalog

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestFailureSeverities(t *testing.T) {
	d := Default().Delivery
	for severity, want := range map[string]bool{"critical": true, "CRITICAL": true, "SEV1": true, "page": true, "": true, "warning": false, "info": false, "none": false} {
		if got := d.IsFailure(severity); got != want {
			t.Errorf("%q is a failure: %t", severity, got)
		}
	}
}

func TestBenchmarks(t *testing.T) {
	p := Default()
	for _, tt := range []struct {
		kpi   string
		value float64
		want  string
	}{
		{DeploymentFrequency, 20, "DORA 2024: elite (on demand, multiple a day)"},
		{DeploymentFrequency, 3, "DORA 2024: high (once a day to once a week)"},
		{DeploymentFrequency, 1, "DORA 2024: high (once a day to once a week)"},
		{DeploymentFrequency, 0.5, "DORA 2024: medium (once a week to once a month)"},
		{DeploymentFrequency, 0.1, "DORA 2024: low (once a month to once every six months)"},
		{DeploymentFrequency, 0, ""},
		{MTTR, 3599, "DORA 2024, recovery of failed deployments: elite (less than one hour)"},
		{MTTR, 3600, "DORA 2024, recovery of failed deployments: high (less than one day)"},
		{MTTR, 3 * 86400, ""},
		{MTTR, 10 * 86400, "DORA 2024, recovery of failed deployments: low (one week to one month)"},
		{ChangeFailureRatio, 0.03, "DORA 2024: elite 5 %, high 20 %, medium 10 %, low 40 %"},
		{MTBF, 1, ""},
	} {
		if got := p.Benchmarks[tt.kpi].Compare(tt.value); got != tt.want {
			t.Errorf("%s %v: %q, want %q", tt.kpi, tt.value, got, tt.want)
		}
	}
	for kpi, benchmark := range p.Benchmarks {
		if benchmark.Published == "" || !strings.Contains(benchmark.Source, "https://") {
			t.Errorf("%s: not dated or not cited: %+v", kpi, benchmark)
		}
	}
}

func TestDeliveryRefuses(t *testing.T) {
	for overrides, want := range map[string]string{
		`{"delivery": {"attributionWindow": "31d"}}`:                                         `profile.delivery.attributionWindow: 31d is outside [0s, 30d]`,
		`{"delivery": {"failureSeverities": []}}`:                                            `profile.delivery.failureSeverities: 0 entries are fewer than the 1 needed`,
		`{"delivery": {"outcomes": {"failed": ["error", "OK"]}}}`:                            `profile.delivery.outcomes.failed[1]: "OK" also stands for success`,
		`{"delivery": {"outcomes": {"rolledBack": ["undone"]}}}`:                             `profile.delivery.outcomes.rolledBack: is not a known key`,
		`{"benchmarks": {"lead_time": {"report": "R"}}}`:                                     `profile.benchmarks.lead_time: is not a KPI`,
		`{"benchmarks": {"mtbf": {"report": "R", "levels": [{"name": "a", "text": "b"}]}}}`:  `profile.benchmarks.mtbf.source: is missing: a figure without its source is none`,
		`{"benchmarks": {"mttr": {"published": "last year"}}}`:                               `profile.benchmarks.mttr.published: "last year" is not a month`,
		`{"benchmarks": {"mttr": {"levels": []}}}`:                                           `profile.benchmarks.mttr.levels: 0 entries are fewer than the 1 needed`,
		`{"benchmarks": {"mttr": {"levels": [{"name":"a","text":"b","from":2,"below":1}]}}}`: `profile.benchmarks.mttr.levels[0].from: 2 is not less than below, 1`,
		`{"targets": {"mtbf": {"unit": "ratio"}}}`:                                           `"ratio" cannot be changed from "seconds"`,
		`{"targets": {"change_failure_ratio": {"value": 1}}}`:                                `1 is outside (0, 1)`,
	} {
		if _, err := Merge(json.RawMessage(overrides)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s:\n got %v\nwant %s", overrides, err, want)
		}
	}
	if p, err := Merge(json.RawMessage(`{"delivery": {"attributionWindow": "0s", "productionEnvironments": ["eu"]}, "benchmarks": {"mttr": null}}`)); err != nil ||
		p.Delivery.AttributionWindow != 0 || len(p.Delivery.ProductionEnvironments) != 1 || len(p.Delivery.FailureSeverities) < 2 || len(p.Benchmarks) != 2 {
		t.Errorf("%+v, %v", p, err)
	}
}
