package catalog

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/strictjson"
)

// sourceSettings is the source of a target whose value an override gives without citing one.
const sourceSettings = "settings of the data source"

// Merge lays overrides (jsonData.profile; empty and null are none) over the shipped profile and validates the
// whole. Maps merge by key and their entries field by field, null deletes an entry, tenantRows and
// errorBudget.burnRates are replaced whole. The error is a fault.Configuration that lists everything that is wrong; it wraps *strictjson.Problems.
func Merge(overrides json.RawMessage) (*Profile, error) {
	problems := &strictjson.Problems{}
	profile := MergeDocument(strictjson.Parse(overrides, "profile", problems), problems)
	if !problems.Empty() {
		return nil, fault.Configurationf("settings", "%s", problems).
			WithCure("Correct jsonData.profile of the data source").Wrapping(problems)
	}
	return profile, nil
}

// MergeDocument is Merge for a document that is already parsed, nil when it could not be. The profile is to be
// thrown away when there are problems.
func MergeDocument(overrides *strictjson.Document, problems *strictjson.Problems) *Profile {
	profile := Default()
	if overrides != nil {
		profile.merge(overrides, problems)
	}
	return profile
}

// merge decodes the document over the profile and validates the result.
func (p *Profile) merge(overrides *strictjson.Document, problems *strictjson.Problems) {
	if overrides == nil {
		return
	}
	overrides.Decode(p, strictjson.Decoder{}, problems)
	for _, kpi := range KPIs {
		given := overrides.Keys("targets", kpi)
		if slices.Contains(given, "value") && !slices.Contains(given, "source") {
			target := p.Targets[kpi]
			target.Source = sourceSettings
			p.Targets[kpi] = target
		}
	}
	for _, key := range overrides.Keys("tables") {
		if _, declared := p.Tables[key]; declared && !slices.Contains(p.tableOrder, key) {
			p.tableOrder = append(p.tableOrder, key)
		}
	}
	p.validate(overrides.Path(), problems)
}

// clone copies the profile so deep that no change to the copy reaches the original.
func (p *Profile) clone() *Profile {
	c := *p
	c.Targets = maps.Clone(p.Targets)
	for kpi, target := range c.Targets {
		if target.Value != nil {
			value := *target.Value
			target.Value = &value
			c.Targets[kpi] = target
		}
	}
	c.Windows = maps.Clone(p.Windows)
	c.ErrorBudget.BurnRates = slices.Clone(p.ErrorBudget.BurnRates)
	c.Delivery = p.Delivery.clone()
	c.Benchmarks = maps.Clone(p.Benchmarks)
	for kpi, benchmark := range c.Benchmarks {
		benchmark.Levels = slices.Clone(benchmark.Levels)
		c.Benchmarks[kpi] = benchmark
	}
	c.Tables = maps.Clone(p.Tables)
	c.Tiers = maps.Clone(p.Tiers)
	c.TenantRows = slices.Clone(p.TenantRows)
	c.Curves = maps.Clone(p.Curves)
	c.tableOrder = slices.Clone(p.tableOrder)
	return &c
}

// Target returns a KPI's target. A KPI whose entry was deleted keeps its name, unit and comparison and has no
// value; an unknown KPI has the zero Target.
func (p *Profile) Target(kpi string) Target {
	if target, ok := p.Targets[kpi]; ok {
		return target
	}
	target := shipped().Targets[kpi]
	target.Value, target.Source = nil, ""
	return target
}
