// Package verdict holds what every KPI answer has in common: a value with its evidence, the status it earns,
// and the statistics that decide it. It does no I/O.
package verdict

import "time"

// Status is the verdict on one KPI.
type Status string

const (
	Met              Status = "met"
	AtRisk           Status = "at_risk"
	Missed           Status = "missed"
	InsufficientData Status = "insufficient_data"
	NoSource         Status = "no_source"
	Error            Status = "error"
	NoTarget         Status = "no_target"
)

// Comparison is the relation in which a value meets its target.
type Comparison string

const (
	AtLeast  Comparison = ">="
	LessThan Comparison = "<"
)

// Target is what a value is held against; Value is in the KPI's base unit, nil when there is no target.
type Target struct {
	Value      *float64
	Comparison Comparison
}

// Policy holds the thresholds of evidence; the shipped numbers are in the catalogue.
type Policy struct {
	// MinSamples is the smallest sample that supports a verdict.
	MinSamples float64
	// MinCoverage is the smallest share of the window that must be observed, 0–1.
	MinCoverage float64
	// MinHistory is the shortest history that supports a verdict.
	MinHistory time.Duration
	// AtRiskShare is the share of the target from which an undecided ratio counts as at risk, 0–1.
	AtRiskShare float64
	// Confidence is the two-sided level of the Wilson interval, 0–1.
	Confidence float64
}

// Observation says how much of a window was seen.
type Observation struct {
	// Asked is the window of the question; Window the effective one, shorter when history starts inside it.
	Asked, Window time.Duration
	// End is when the window ends.
	End time.Time
	// HistoryStart is when history starts if that is inside the asked window, else zero.
	HistoryStart time.Time
	// Coverage is the observed share of Window, 0–1.
	Coverage float64
}

// Result is one KPI's answer with its evidence. Pointers are nil when a part is unknown or has no meaning.
type Result struct {
	Status Status
	// Reason says in a sentence why the status is what it is and, for insufficient_data, what would change it.
	Reason string
	// Value is nil exactly for insufficient_data for want of samples or coverage, no_source and error.
	Value *float64
	// Lower and Upper bound the value (Wilson interval, or the enclosing histogram bucket).
	Lower, Upper *float64
	// Samples is the number of events (requests, probes, points) behind the value.
	Samples *float64
	// Coverage is the observed share of Window, 0–1.
	Coverage *float64
	// Window is the effective window.
	Window time.Duration
	Target Target
	// BudgetRemaining is the unspent share of the error budget; negative when overspent.
	BudgetRemaining *float64
	// Fleet is the fleet's figure beside the hottest instance's, Demand the present load beside capacity.
	Fleet, Demand *float64
	// Formula is the id of the definition, for example "availability.probe".
	Formula string
	// Substituted is the formula with the numbers put in, "285 ÷ 92130 = 0.309 %"; empty when they are not known.
	Substituted string
	// Facts are further numbers worth showing ("budget_minutes", "burnt_minutes", "burnt_requests", …).
	Facts map[string]float64
	// Method and Instance name the variant and the hottest instance where that applies.
	Method, Instance string
}
