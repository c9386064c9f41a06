package delivery

import (
	"slices"
	"time"
)

// Incident is a time in which a service did not do what it should.
type Incident struct {
	// ID tells incidents apart: rows with the same one are the same incident.
	ID string
	// Started is when the incident began, Resolved when it ended; zero while it is open.
	Started, Resolved time.Time
	// Service and Severity are empty when unknown.
	Service, Severity string
	// CausedBy is the id of the deployment that is said to have caused it, if any.
	CausedBy string
}

// Outcome is how a deployment ended.
type Outcome string

// The outcomes of a deployment; any other is not known, and such a deployment counts nowhere.
const (
	Success    Outcome = "success"
	Failed     Outcome = "failed"
	RolledBack Outcome = "rolled_back"
)

// known says whether the outcome is one of the three.
func (o Outcome) known() bool { return o == Success || o == Failed || o == RolledBack }

// Deployment is a version brought to an environment.
type Deployment struct {
	// ID tells deployments apart: rows with the same one are the same deployment.
	ID string
	At time.Time
	// Service is empty when unknown.
	Service string
	Outcome Outcome
}

// Defects are rows that count nowhere, or only once, because they cannot be right.
type Defects struct {
	// Duplicates are further rows with an id that was there already.
	Duplicates float64
	// Reversed are incidents that were resolved before they started.
	Reversed float64
	// Incomplete are rows without an id or a time.
	Incomplete float64
	// Unknown are deployments whose outcome is none of the three.
	Unknown float64
}

// CheckIncidents leaves out what cannot be right. Of rows with the same id the one that started first counts, of
// equals the one that was resolved first, an open one last.
func CheckIncidents(rows []Incident) ([]Incident, Defects) {
	var defects Defects
	var kept []Incident
	for _, incident := range rows {
		switch {
		case incident.ID == "" || incident.Started.IsZero():
			defects.Incomplete++
		case !incident.Resolved.IsZero() && incident.Resolved.Before(incident.Started):
			defects.Reversed++
		default:
			kept = append(kept, incident)
		}
	}
	slices.SortStableFunc(kept, func(a, b Incident) int {
		if order := a.Started.Compare(b.Started); order != 0 {
			return order
		}
		switch {
		case a.Resolved.Equal(b.Resolved):
			return 0
		case a.Resolved.IsZero():
			return 1
		case b.Resolved.IsZero():
			return -1
		}
		return a.Resolved.Compare(b.Resolved)
	})
	return firstOf(kept, func(i Incident) string { return i.ID }, &defects), defects
}

// CheckDeployments leaves out what cannot be right. Of rows with the same id the earliest counts.
func CheckDeployments(rows []Deployment) ([]Deployment, Defects) {
	var defects Defects
	var kept []Deployment
	for _, deployment := range rows {
		switch {
		case deployment.ID == "" || deployment.At.IsZero():
			defects.Incomplete++
		case !deployment.Outcome.known():
			defects.Unknown++
		default:
			kept = append(kept, deployment)
		}
	}
	slices.SortStableFunc(kept, func(a, b Deployment) int { return a.At.Compare(b.At) })
	return firstOf(kept, func(d Deployment) string { return d.ID }, &defects), defects
}

// firstOf keeps the first row of each id and counts the others.
func firstOf[T any](rows []T, id func(T) string, defects *Defects) []T {
	seen := make(map[string]bool, len(rows))
	return slices.DeleteFunc(rows, func(row T) bool {
		if seen[id(row)] {
			defects.Duplicates++
			return true
		}
		seen[id(row)] = true
		return false
	})
}
