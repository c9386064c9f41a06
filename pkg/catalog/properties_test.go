package catalog

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/strictjson"
)

// overrides draws valid overrides of every part of the profile.
func overrides(t *rapid.T) json.RawMessage {
	o := map[string]any{}
	if rapid.Bool().Draw(t, "has targets") {
		o["targets"] = map[string]any{
			rapid.SampledFrom([]string{Availability, ErrorRatio, CPUUtilization}).Draw(t, "kpi"): rapid.SampledFrom([]any{
				nil,
				map[string]any{"value": rapid.Float64Range(0.001, 0.999).Draw(t, "ratio")},
				map[string]any{"value": nil, "name": "A name"},
				map[string]any{"minSamples": rapid.IntRange(0, 1e9).Draw(t, "samples")},
			}).Draw(t, "target"),
		}
	}
	if rapid.Bool().Draw(t, "has tables") {
		names := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"jobs", "orders", "public.orders", "log_*", "email_clicks"}), 1, 4, rapid.ID).Draw(t, "tables")
		tables := map[string]any{}
		for _, name := range names {
			low := rapid.Float64Range(1, 1e6).Draw(t, "low")
			tables[name] = map[string]any{"category": "C", "tier": "HIGH", "low": low, "high": low * rapid.Float64Range(1, 10).Draw(t, "factor")}
			if rapid.Bool().Draw(t, "delete") {
				tables[name] = nil
			}
		}
		o["tables"] = tables
	}
	if rapid.Bool().Draw(t, "has windows") {
		o["windows"] = map[string]any{"health": rapid.SampledFrom([]string{"1m", "28d", "1w", "400d"}).Draw(t, "window")}
	}
	if rapid.Bool().Draw(t, "has curves") {
		o["curves"] = map[string]any{rapid.SampledFrom(Resources).Draw(t, "resource"): nil}
	}
	text, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func apply(t *rapid.T, p *Profile, overrides json.RawMessage) {
	problems := &strictjson.Problems{}
	p.merge(strictjson.Parse(overrides, "profile", problems), problems)
	if !problems.Empty() {
		t.Fatalf("%s: %s", overrides, problems)
	}
}

func TestMergingTwiceChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := overrides(t)
		once, twice := Default(), Default()
		apply(t, once, o)
		apply(t, twice, o)
		apply(t, twice, o)
		if !reflect.DeepEqual(once, twice) {
			t.Fatalf("%s: once %+v, twice %+v", o, once, twice)
		}
	})
}

func TestMergingNothingIsTheIdentity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, o := Default(), overrides(t)
		apply(t, p, o)
		before := p.clone()
		apply(t, p, json.RawMessage("{}"))
		if !reflect.DeepEqual(p, before) {
			t.Fatalf("%s: {} changed the profile", o)
		}
	})
}

func TestMergingLeavesTheDefaultAlone(t *testing.T) {
	pristine, err := json.Marshal(Default())
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		if _, err := Merge(overrides(t)); err != nil {
			t.Fatal(err)
		}
		if now, _ := json.Marshal(Default()); string(now) != string(pristine) {
			t.Fatal("the shipped profile changed")
		}
	})
}

func TestPatternsMatchWhatTheyWereMadeFrom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.StringMatching(`[ab_]{0,3}`), 1, 5).Draw(t, "parts")
		text := parts[0]
		for _, part := range parts[1:] {
			text += rapid.StringMatching(`[abc_]{0,3}`).Draw(t, "filler") + part
		}
		if pattern := strings.Join(parts, "*"); !matchesPattern(pattern, text) {
			t.Fatalf("%q does not match %q", pattern, text)
		}
	})
}

func FuzzMerge(f *testing.F) {
	for _, seed := range []string{
		``, `null`, `{}`, `[]`, `{"targets":{"latency_p95":{"value":-1}}}`, `{"targets":{"latency_p95":{"value":null}}}`,
		`{"targets":{"throughput":null,"error_ratio":{"value":0.5,"source":"x"}}}`, `{"windows":{"health":"28d","traffic":null}}`,
		`{"tables":{"jobs":null,"public.*":{"category":"c","tier":"LOW","low":1,"high":2},"":{}}}`, `{"tiers":{"LOW":{"from":1}}}`,
		`{"tenantRows":[{"tenants":1,"emailsPerDayLow":1,"emailsPerDayHigh":2,"concurrentUsersLow":1,"concurrentUsersHigh":1},{"tenants":2,"emailsPerDayLow":2,"emailsPerDayHigh":4,"concurrentUsersLow":1,"concurrentUsersHigh":1}]}`,
		`{"curves":{"storage_gb":{"shape":"linear","low":1e-300,"high":1e12}}}`, `{"verdicts":{"failedStatus":"5(","confidence":0.9}}`,
		`{"timeZone":"Europe/Berlin"}`, `{"timeZone":"../x"}`, `{"a":1,"a":2}`, `{"tables":{"a":{"low":1e999}}}`, "{\"\xff\":1}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Merge(data)
		if err != nil {
			if p != nil || fault.KindOf(err) != fault.Configuration || len(err.Error()) > 40_000 {
				t.Fatalf("%d bytes of %s error", len(err.Error()), fault.KindOf(err))
			}
			return
		}
		checkEffective(t, p)
		again, err := Merge(data)
		if err != nil || !reflect.DeepEqual(p, again) {
			t.Fatalf("another answer the second time: %v", err)
		}
		if _, err := json.Marshal(p); err != nil {
			t.Fatal(err)
		}
	})
}

// checkEffective holds a profile to what its readers rely on.
func checkEffective(t *testing.T, p *Profile) {
	t.Helper()
	for _, kpi := range HealthKPIs {
		if target := p.Target(kpi); target.Unit == "" || target.Comparison == "" {
			t.Fatalf("%s lost its definition: %+v", kpi, target)
		}
	}
	for _, table := range p.DeclaredTables() {
		if _, known := p.Tiers[table.Tier]; !known || table.Low <= 0 || table.High < table.Low || table.Category == "" {
			t.Fatalf("%+v", table)
		}
	}
	if len(p.TenantRows) < 2 || !slices.IsSortedFunc(p.TenantRows, func(a, b TenantRow) int { return int(a.Tenants - b.Tenants) }) {
		t.Fatalf("%+v", p.TenantRows)
	}
	for resource, curve := range p.Curves {
		if curve.Low <= 0 || curve.High < curve.Low || curve.Unit == "" || curve.Shape == "" || curve.Driver == "" {
			t.Fatalf("%s: %+v", resource, curve)
		}
	}
}
