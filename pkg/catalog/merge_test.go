package catalog

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/strictjson"
)

func merged(t *testing.T, overrides string) *Profile {
	t.Helper()
	p, err := Merge(json.RawMessage(overrides))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestMergeOfNothingIsTheDefault(t *testing.T) {
	for _, nothing := range []string{"", "null", "{}", `{"tables": {}}`, `{"tables": {"never_there": null}}`} {
		if got := merged(t, nothing); !reflect.DeepEqual(got, Default()) {
			t.Errorf("%q changed the profile", nothing)
		}
	}
}

func TestMergeOverridesFieldByField(t *testing.T) {
	p := merged(t, `{
		"timeZone": "Europe/Berlin",
		"targets": {"latency_p95": {"value": 0.5, "minSamples": 50}},
		"windows": {"traffic": "30m"},
		"verdicts": {"failedStatus": "5..|429", "healthCheckRoutes": ""},
		"tables": {"jobs": {"high": 250000}, "public.orders": {"category": "Shop", "tier": "HIGH", "low": 10, "high": 20}},
		"tiers": {"EXTREME": {"from": 1e6}},
		"curves": {"storage_gb": {"high": 9000}}
	}`)
	want := Default()
	half := 0.5
	want.TimeZone = "Europe/Berlin"
	want.Targets["latency_p95"] = Target{
		Name: "Latency (p95)", Unit: "seconds", Comparison: "<", Value: &half, MinSamples: 50, Source: "settings of the data source",
	}
	want.Windows["traffic"] = Duration(30 * time.Minute)
	want.Verdicts.FailedStatus, want.Verdicts.HealthCheckRoutes = "5..|429", ""
	want.Tables["jobs"] = Table{Category: "Queue System", Tier: "HIGH", Low: 10_000, High: 250_000}
	want.Tables["public.orders"] = Table{Category: "Shop", Tier: "HIGH", Low: 10, High: 20}
	want.Tiers["EXTREME"] = Tier{From: 1e6}
	want.Curves["storage_gb"] = Curve{Shape: "compound", Driver: "tenants", Low: 10, High: 9000, Unit: "gigabytes"}
	want.tableOrder = append(want.tableOrder, "public.orders")
	if !reflect.DeepEqual(p, want) {
		t.Errorf("got  %+v\nwant %+v", p, want)
	}
}

func TestMergeCitesWhereATargetComesFrom(t *testing.T) {
	p := merged(t, `{"targets": {"throughput": {"value": 50, "source": "Contract 7"}, "error_ratio": {"minSamples": 10}}}`)
	if got := p.Target("throughput").Source; got != "Contract 7" {
		t.Errorf("a source that is given stays: %q", got)
	}
	if got := p.Target("error_ratio").Source; !strings.HasPrefix(got, "Performance Monitoring card") {
		t.Errorf("the card stays the source of its value: %q", got)
	}
}

func TestMergeDeletes(t *testing.T) {
	p := merged(t, `{"tables": {"jobs": null}, "curves": {"storage_gb": null}, "targets": {"throughput": null, "latency_p95": {"value": null}}}`)
	if _, ok := p.Table("public", "jobs"); ok || len(p.DeclaredTables()) != 13 {
		t.Error("the table is still declared")
	}
	if _, ok := p.Curves["storage_gb"]; ok {
		t.Error("the curve is still there")
	}
	if got := p.Target("throughput"); got.Value != nil || got.Source != "" || got.Unit != "requests_per_minute" || got.Name != "Throughput" {
		t.Errorf("a deleted target: %+v", got)
	}
	if got := p.Target("latency_p95"); got.Value != nil || got.Unit != "seconds" {
		t.Errorf("a target without value: %+v", got)
	}
	if got := p.Target("unknown"); got != (Target{}) {
		t.Errorf("an unknown KPI: %+v", got)
	}
}

func TestMergeReplacesTenantRowsWhole(t *testing.T) {
	p := merged(t, `{"tenantRows": [
		{"tenants": 10, "emailsPerDayLow": 1, "emailsPerDayHigh": 2, "concurrentUsersLow": 0, "concurrentUsersHigh": 0},
		{"tenants": 20, "emailsPerDayLow": 2, "emailsPerDayHigh": 4, "concurrentUsersLow": 3, "concurrentUsersHigh": 4}]}`)
	if len(p.TenantRows) != 2 || p.TenantRows[1] != (TenantRow{20, 2, 4, 3, 4}) {
		t.Errorf("%+v", p.TenantRows)
	}
}

func TestMergeReplacesBurnRatesWhole(t *testing.T) {
	p := merged(t, `{"errorBudget": {"burnRates": [{"severity": "wake-up", "budgetShare": 0.05, "longWindow": "2h", "shortWindow": "10m"}]}}`)
	want := []BurnRate{{Severity: "wake-up", BudgetShare: 0.05, LongWindow: Duration(2 * time.Hour), ShortWindow: Duration(10 * time.Minute)}}
	if !slices.Equal(p.ErrorBudget.BurnRates, want) || p.ErrorBudget.Period != Duration(30*day) || p.ErrorBudget.MinBadEvents != 2 {
		t.Errorf("%+v", p.ErrorBudget)
	}
}

func TestMergeRefuses(t *testing.T) {
	rows := func(rows string) string { return `{"tenantRows": [` + rows + `]}` }
	const first = `{"tenants": 1, "emailsPerDayLow": 1, "emailsPerDayHigh": 1, "concurrentUsersLow": 1, "concurrentUsersHigh": 1}`
	burn := func(rate string) string { return `{"errorBudget": {"burnRates": [{` + rate + `}]}}` }
	const fast = `"severity": "page", "budgetShare": 0.02, "longWindow": "1h", "shortWindow": "5m"`
	for _, test := range []struct{ overrides, want string }{
		{`{"targets": {"latency_p95": {"value": -1}}}`, `profile.targets.latency_p95.value: -1 is outside (0, 86400]`},
		{`{"targets": {"latency_p95": {"value": 86401}}}`, `profile.targets.latency_p95.value: 86401 is outside (0, 86400]`},
		{`{"targets": {"availability": {"value": 1}}}`, `profile.targets.availability.value: 1 is outside (0, 1)`},
		{`{"targets": {"availability": {"value": 99.9}}}`, `profile.targets.availability.value: 99.9 is outside (0, 1)`},
		{`{"targets": {"error_ratio": {"value": 0}}}`, `profile.targets.error_ratio.value: 0 is outside (0, 1)`},
		{`{"targets": {"error_ratio": {"value": "1%"}}}`, `profile.targets.error_ratio.value: "1%" is not a number`},
		{`{"targets": {"error_ratio": {"value": 1e999}}}`, `profile.targets.error_ratio.value: 1e999 is not a finite number`},
		{`{"targets": {"error_ratio": 0.01}}`, `profile.targets.error_ratio: 0.01 is not an object`},
		{`{"targets": {"throughput": {"unit": "seconds"}}}`, `profile.targets.throughput.unit: "seconds" cannot be changed from "requests_per_minute"`},
		{`{"targets": {"throughput": {"comparison": "<"}}}`, `profile.targets.throughput.comparison: "<" cannot be changed from ">="`},
		{`{"targets": {"throughput": {"comparison": ">"}}}`, `profile.targets.throughput.comparison: ">" is not known; did you mean ">="? Known: >=, <`},
		{`{"targets": {"uptime": {"value": 1}}}`, `profile.targets.uptime: is not a KPI; known: availability, latency_p95, error_ratio, throughput, cpu_utilization, memory_utilization`},
		{`{"targets": {"latency_p95": {"minSamples": -1}}}`, `profile.targets.latency_p95.minSamples: -1 is outside [0, 1000000000]`},
		{`{"windows": {"health": "0s"}}`, `profile.windows.health: 0s is outside [1m, 400d]`},
		{`{"windows": {"health": "10y"}}`, `profile.windows.health: 10y is outside [1m, 400d]`},
		{`{"windows": {"health": "a month"}}`, `profile.windows.health: "a month" is not a duration such as "30d", "1h30m" or "90s"`},
		{`{"windows": {"health": 30}}`, `profile.windows.health: 30 is not a string`},
		{`{"windows": {"health": null}}`, `profile.windows.health: cannot be deleted: every query without a window needs it`},
		{`{"windows": {"heath": "1d"}}`, `profile.windows.heath: is not a subject of windows; did you mean "health"? Known: health, delivery, traffic`},
		{`{"verdicts": {"minCoverage": 90}}`, `profile.verdicts.minCoverage: 90 is outside (0, 1]`},
		{`{"verdicts": {"confidence": 1}}`, `profile.verdicts.confidence: 1 is outside [0.5, 0.9999]`},
		{`{"verdicts": {"minHistory": "1s"}}`, `profile.verdicts.minHistory: 1s is outside [1m, 30d]`},
		{`{"verdicts": {"probeInterval": "2h"}}`, `profile.verdicts.probeInterval: 2h is outside [1s, 1h]`},
		{`{"verdicts": {"failedStatus": "5(.."}}`, `profile.verdicts.failedStatus: "5(.." is not a regular expression in RE2 syntax`},
		{`{"verdicts": {"failedStatus": ""}}`, `profile.verdicts.failedStatus: is empty`},
		{`{"verdicts": {"healthCheckRoutes": "(?=x)"}}`, `profile.verdicts.healthCheckRoutes: "(?=x)" is not a regular expression in RE2 syntax`},
		{`{"verdicts": {"healthCheckRoutes": "a)|(b"}}`, `profile.verdicts.healthCheckRoutes: "a)|(b" is not a regular expression in RE2 syntax`},
		{`{"verdicts": {"probeUp": "some"}}`, `profile.verdicts.probeUp: "some" is not known; known: any, all`},
		{`{"errorBudget": {"period": "1h"}}`, `profile.errorBudget.period: 1h is outside [1d, 400d]`},
		{`{"errorBudget": {"minBadEvents": 0}}`, `profile.errorBudget.minBadEvents: 0 is outside [1, 1000000]`},
		{`{"errorBudget": {"burnRates": []}}`, `profile.errorBudget.burnRates: 0 entries are fewer than the 1 needed`},
		{burn(`"severity": "page"`), `profile.errorBudget.burnRates[0].budgetShare: is missing; profile.errorBudget.burnRates[0].longWindow: is missing`},
		{burn(`"severity": "a b", "budgetShare": 0.1, "longWindow": "1h", "shortWindow": "5m"`), `profile.errorBudget.burnRates[0].severity: "a b" is no label such as page: give letters, digits, - and _`},
		{burn(`"severity": "page", "budgetShare": 2, "longWindow": "1h", "shortWindow": "5m"`), `profile.errorBudget.burnRates[0].budgetShare: 2 is outside (0, 1]`},
		{burn(`"severity": "page", "budgetShare": 0.1, "longWindow": "1h", "shortWindow": "1h"`), `profile.errorBudget.burnRates[0].shortWindow: 1h is no shorter than the long window, 1h`},
		{burn(`"severity": "page", "budgetShare": 0.1, "longWindow": "60d", "shortWindow": "1s"`), `profile.errorBudget.burnRates[0].longWindow: 60d is outside [1m, 4w]; profile.errorBudget.burnRates[0].shortWindow: 1s is outside [1m, 4w]`},
		{burn(fast + `}, {` + fast), `profile.errorBudget.burnRates[1].longWindow: 1h is the long window of another "page" already`},
		{`{"tables": {"jobs": {"low": 200000}}}`, `profile.tables.jobs.low: 200000 is above high, 100000`},
		{`{"tables": {"jobs": {"low": 0}}}`, `profile.tables.jobs.low: 0 is outside (0, 1000000000000]`},
		{`{"tables": {"jobs": {"tier": "hIGH"}}}`, `profile.tables.jobs.tier: "hIGH" is not known; did you mean "HIGH"? Known: CRITICAL, HIGH, LOW, MEDIUM`},
		{`{"tables": {"new": {"tier": "LOW", "category": "c"}}}`, `profile.tables.new.low: is missing; profile.tables.new.high: is missing`},
		{`{"tables": {"new": {}}}`, `profile.tables.new.category: is missing; profile.tables.new.tier: is missing; profile.tables.new.low: is missing; profile.tables.new.high: is missing`},
		{`{"tables": {"": {}}}`, `profile.tables[""]: is no table: write name, schema.name or a pattern with *`},
		{`{"tables": {".jobs": {}}}`, `profile.tables[".jobs"]: is no table: write name, schema.name or a pattern with *`},
		{`{"tables": {"a\nb": {}}}`, `profile.tables["a\nb"]: holds a control character`},
		{`{"tables": {"` + strings.Repeat("t", 128) + `": {}}}`, `profile.tables["` + strings.Repeat("t", 60) + `…"]: is longer than a schema and a table name can be`},
		{`{"tables": null}`, `profile.tables: null is not an object: leave the key out to keep what ships, or set single entries to null to delete them`},
		{`{"tiers": {"MEDIUM": null}}`, `profile.tables.billing_analytics.tier: "MEDIUM" is not known; known: CRITICAL, HIGH, LOW; profile.tables.campaign_analytics.tier: `},
		{`{"tiers": {"LOW": null}}`, `profile.tiers: no tier starts at 0, so a quiet table would have none`},
		{`{"tiers": {"NEW": {"from": 100}}}`, `profile.tiers.NEW.from: 100 is also where "MEDIUM" starts`},
		{`{"tiers": {"": {"from": 7}}}`, `profile.tiers[""]: is no name: give 1 to 40 printable characters`},
		{`{"tenantRows": []}`, `profile.tenantRows: 0 entries are fewer than the 2 needed`},
		{`{"tenantRows": null}`, `profile.tenantRows: null is not a list`},
		{rows(first), `profile.tenantRows: 1 entries are fewer than the 2 needed`},
		{rows(first + `,` + first), `profile.tenantRows[1].tenants: 1 is not above the row before, 1`},
		{rows(first + `, {"tenants": 2}`), `profile.tenantRows[1].emailsPerDayLow: is missing; profile.tenantRows[1].emailsPerDayHigh: is missing; profile.tenantRows[1].concurrentUsersLow: is missing`},
		{rows(first + `, {"tenants": 2, "emailsPerDayLow": 9, "emailsPerDayHigh": 3, "concurrentUsersLow": 9, "concurrentUsersHigh": 3}`), `profile.tenantRows[1].emailsPerDayLow: 9 is above emailsPerDayHigh, 3; profile.tenantRows[1].concurrentUsersLow: 9 is above concurrentUsersHigh, 3`},
		{rows(first + `, {"tenants": 2, "emailsPerDayLow": 1, "emailsPerDayHigh": 1, "concurrentUsersLow": 1, "concurrentUsersHigh": 1}`), `profile.curves.cpu_cores.driver: emails_per_day must grow from above 0 in the first tenant row to the last, not from 1 to 1`},
		{`{"curves": {"storage_gb": {"low": 9000}}}`, `profile.curves.storage_gb.low: 9000 is above high, 8000`},
		{`{"curves": {"storage_gb": {"low": 0}}}`, `profile.curves.storage_gb.low: 0 is outside (0, 1000000000000]`},
		{`{"curves": {"storage_gb": {"shape": "exponential"}}}`, `profile.curves.storage_gb.shape: "exponential" is not known; known: linear, logarithmic, compound`},
		{`{"curves": {"storage_gb": {"unit": "cores"}}}`, `profile.curves.storage_gb.unit: "cores" cannot be changed from "gigabytes"`},
		{`{"curves": {"gpus": {}}}`, `profile.curves.gpus: is not a resource; known: db_connections, redis_memory_gb, cpu_cores, storage_gb`},
		{`{"timeZone": "Mars/Olympus"}`, `profile.timeZone: "Mars/Olympus" is not an IANA time zone such as "Europe/Berlin" or "UTC"`},
		{`{"timeZone": "Local"}`, `profile.timeZone: "Local" is not an IANA time zone such as "Europe/Berlin" or "UTC"`},
		{`{"timeZone": "../../etc/passwd"}`, `profile.timeZone: "../../etc/passwd" is not an IANA time zone such as "Europe/Berlin" or "UTC"`},
		{`{"timeZone": ""}`, `profile.timeZone: is empty`},
		{`{"target": {}}`, `profile.target: is not a known key; did you mean "targets"? Known: timeZone, targets, windows, verdicts, errorBudget, delivery, benchmarks, tables, tiers, tenantRows, curves`},
		{`{"tables": {"jobs": {"lo": 1}}}`, `profile.tables.jobs.lo: is not a known key; did you mean "low"? Known: category, tier, low, high`},
		{`{"tables": {"jobs": {}, "jobs": {}}}`, `profile.tables.jobs: is given twice`},
		{`[]`, `profile: a list is not an object`},
		{`{"targets":`, `profile: is not valid JSON at byte 11`},
	} {
		p, err := Merge(json.RawMessage(test.overrides))
		if err == nil || p != nil {
			t.Errorf("%s was accepted", test.overrides)
			continue
		}
		if !strings.HasPrefix(err.Error(), "settings: "+test.want) {
			t.Errorf("%s:\n got %s\nwant settings: %s", test.overrides, err, test.want)
		}
		if fault.KindOf(err) != fault.Configuration {
			t.Errorf("%s: kind %s", test.overrides, fault.KindOf(err))
		}
	}
}

func TestMergeReportsEverythingInOneOrder(t *testing.T) {
	const overrides = `{"curves": {"storage_gb": {"low": 9e4}}, "targets": {"x": {}, "latency_p95": {"value": 0}, "a": {}}, "more": 1,
		"tables": {"jobs": {"low": "many"}}}`
	want := []string{"profile.more", "profile.tables.jobs.low", "profile.targets.a", "profile.targets.latency_p95.value", "profile.targets.x", "profile.curves.storage_gb.low"}
	for range 20 {
		_, err := Merge(json.RawMessage(overrides))
		var problems *strictjson.Problems
		if !errors.As(err, &problems) {
			t.Fatal(err)
		}
		var paths []string
		for _, p := range problems.List() {
			paths = append(paths, p.Path)
		}
		if !reflect.DeepEqual(paths, want) {
			t.Fatalf("got %v", paths)
		}
	}
}

// A hostile document must not cost more than its size: time is bounded loosely, messages tightly.
func TestMergeOfAHugeDocument(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"targets": {`)
	for i := range 20_000 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `"kpi%d":{}`, i)
	}
	b.WriteString(`}}`)
	start := time.Now()
	_, err := Merge(json.RawMessage(b.String()))
	if err == nil || len(err.Error()) > 20_000 {
		t.Errorf("%.200v", err)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("took %s", took)
	}
}
