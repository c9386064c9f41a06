package catalog

import (
	"slices"
	"strings"
	"time"

	"github.com/headroom/headroom/pkg/strictjson"
)

// Delivery says what the operational KPIs count. Words are compared without regard to case.
type Delivery struct {
	// FailureSeverities are the severities of incidents that count as failures. An incident whose severity is not
	// known counts as one, too.
	FailureSeverities []string `json:"failureSeverities,omitempty" jsonschema:"minItems=1,maxItems=100,minLength=1,maxLength=100"`
	// ProductionEnvironments are the environments that count where a query names none.
	ProductionEnvironments []string `json:"productionEnvironments,omitempty" jsonschema:"minItems=1,maxItems=100,minLength=1,maxLength=100"`
	// Outcomes are the words for how a deployment ended.
	Outcomes Outcomes `json:"outcomes,omitzero"`
	// AttributionWindow is how long after a deployment an incident of the same service is put down to it, if the
	// incident names none: 0s, which puts down none, to 30d.
	AttributionWindow Duration `json:"attributionWindow,omitempty"`
}

// Outcomes are the words for how a deployment ended. A deployment with any other word counts nowhere.
type Outcomes struct {
	// Success are the words for a deployment that went well.
	Success []string `json:"success,omitempty" jsonschema:"minItems=1,maxItems=100,minLength=1,maxLength=100"`
	// Failed are the words for one that did not.
	Failed []string `json:"failed,omitempty" jsonschema:"maxItems=100,minLength=1,maxLength=100"`
	// RolledBack are the words for one that was taken back.
	RolledBack []string `json:"rolled_back,omitempty" jsonschema:"maxItems=100,minLength=1,maxLength=100"`
}

// Benchmark is a published distribution of a KPI over other organisations.
type Benchmark struct {
	// Report names the publication in a few words.
	Report string `json:"report,omitempty" jsonschema:"minLength=1,maxLength=100"`
	// Published is the month of its publication, "2024-10".
	Published string `json:"published,omitempty" jsonschema:"maxLength=10,pattern=^[0-9]{4}(-[0-9]{2})?$"`
	// Source cites it.
	Source string `json:"source,omitempty" jsonschema:"minLength=1,maxLength=300"`
	// Levels are its levels, the best one first.
	Levels []Level `json:"levels,omitempty" jsonschema:"minItems=1,maxItems=20"`
}

// Level is one level of a benchmark.
type Level struct {
	// Name is the publication's name of the level.
	Name string `json:"name" jsonschema:"required,minLength=1,maxLength=40"`
	// Text is what the publication says of the level.
	Text string `json:"text" jsonschema:"required,minLength=1,maxLength=200"`
	// From is the least value that belongs to the level, in the KPI's unit; none where it is left out.
	From *float64 `json:"from,omitempty" jsonschema:"minimum=0,maximum=1000000000"`
	// Below is the value from which on it does not any more; none where it is left out.
	Below *float64 `json:"below,omitempty" jsonschema:"minimum=0,maximum=1000000000"`
}

// ranged says whether the publication gives a range.
func (l Level) ranged() bool { return l.From != nil || l.Below != nil }

func (l Level) holds(value float64) bool {
	return l.ranged() && (l.From == nil || value >= *l.From) && (l.Below == nil || value < *l.Below)
}

// Compare says in a few words where a value lies among the levels, or, where the publication gives no ranges, what they
// are. It is empty when there is no benchmark, or no level holds the value.
func (b Benchmark) Compare(value float64) string {
	var figures []string
	for _, level := range b.Levels {
		if level.holds(value) {
			return b.Report + ": " + level.Name + " (" + level.Text + ")"
		}
		if !level.ranged() {
			figures = append(figures, level.Name+" "+level.Text)
		}
	}
	if len(figures) == 0 {
		return ""
	}
	return b.Report + ": " + strings.Join(figures, ", ")
}

// holds says whether a text is one of the words, without regard to case.
func holds(words []string, text string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.EqualFold(word, text) })
}

// IsFailure says whether an incident of this severity is a failure; an unknown one, "", is.
func (d Delivery) IsFailure(severity string) bool {
	return severity == "" || holds(d.FailureSeverities, severity)
}

func (d Delivery) clone() Delivery {
	d.FailureSeverities = slices.Clone(d.FailureSeverities)
	d.ProductionEnvironments = slices.Clone(d.ProductionEnvironments)
	d.Outcomes.Success = slices.Clone(d.Outcomes.Success)
	d.Outcomes.Failed = slices.Clone(d.Outcomes.Failed)
	d.Outcomes.RolledBack = slices.Clone(d.Outcomes.RolledBack)
	return d
}

const longestAttribution = Duration(30 * day)

func (v validation) delivery() {
	d := v.profile.Delivery
	v.duration(d.AttributionWindow, 0, longestAttribution, "delivery", "attributionWindow")
	seen := map[string]string{}
	for _, outcome := range []struct {
		name  string
		words []string
	}{{"success", d.Outcomes.Success}, {"failed", d.Outcomes.Failed}, {"rolled_back", d.Outcomes.RolledBack}} {
		for i, word := range outcome.words {
			other, taken := seen[strings.ToLower(word)]
			if taken && other != outcome.name {
				v.Addf(strictjson.Element(v.at("delivery", "outcomes", outcome.name), i), "%s also stands for %s", strictjson.Quote(word), other)
			}
			seen[strings.ToLower(word)] = outcome.name
		}
	}
}

func (v validation) benchmarks() {
	for _, kpi := range sortedKeys(v.profile.Benchmarks) {
		benchmark := v.profile.Benchmarks[kpi]
		if _, known := kpiDefinitions[kpi]; !known {
			v.Addf(v.at("benchmarks", kpi), "is not a KPI; %s", strictjson.Alternatives(kpi, KPIs))
			continue
		}
		for _, part := range []struct{ name, text string }{{"report", benchmark.Report}, {"published", benchmark.Published}, {"source", benchmark.Source}} {
			if part.text == "" {
				v.Addf(v.at("benchmarks", kpi, part.name), "is missing: a figure without its source is none")
			}
		}
		if _, err := time.Parse("2006-01", benchmark.Published); err != nil && benchmark.Published != "" {
			v.Addf(v.at("benchmarks", kpi, "published"), `%s is not a month such as "2024-10"`, strictjson.Quote(benchmark.Published))
		}
		if len(benchmark.Levels) == 0 {
			v.Addf(v.at("benchmarks", kpi, "levels"), "is missing")
		}
		for i, level := range benchmark.Levels {
			if level.From != nil && level.Below != nil && *level.From >= *level.Below {
				v.Addf(strictjson.Member(strictjson.Element(v.at("benchmarks", kpi, "levels"), i), "from"), "%s is not less than below, %s",
					strictjson.Number(*level.From), strictjson.Number(*level.Below))
			}
		}
	}
}
