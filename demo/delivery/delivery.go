// Package delivery defines the demo's deployments and incidents as pure
// functions of the anchor: half a year of releases, and what went wrong. In the
// days for which there are metrics, severe incidents are those that package
// series plants there.
package delivery

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// HistoryDays is how far before the anchor's day the history begins: 26 weeks.
const HistoryDays = 26 * 7

// Environments of deployments; every incident is of production.
const (
	Production = "production"
	Staging    = "staging"
)

// Outcomes of deployments.
const (
	Success    = "success"
	Failed     = "failed"
	RolledBack = "rolled_back"
)

// Severities of incidents; the first two are failures.
const (
	Critical = "critical"
	High     = "high"
	Medium   = "medium"
	Low      = "low"
)

// Deployment is a version brought to an environment.
type Deployment struct {
	ID          string
	At          time.Time
	Service     string
	Environment string
	Outcome     string
	Version     string
}

// Incident is a time in which a service of production did not do what it should.
type Incident struct {
	ID      string
	Started time.Time
	// Resolved is zero while the incident is open.
	Resolved time.Time
	Severity string
	Service  string
	Title    string
	// CausedBy is the id of the deployment that caused it, empty when unknown.
	CausedBy string
}

// History is what happened until a time, in order.
type History struct {
	Deployments []Deployment
	Incidents   []Incident
}

// NewHistory returns what happened from HistoryDays before the anchor's day
// until now. An incident that is resolved later is open.
func NewHistory(anchor, now time.Time) History {
	day := anchor.UTC().Truncate(24 * time.Hour)
	var h History
	// Staging sees a release the day before.
	for date := day.AddDate(0, 0, -HistoryDays); date.Before(now.AddDate(0, 0, 1)); date = date.AddDate(0, 0, 1) {
		h.release(date)
		h.trouble(date, day.Sub(date) <= metricsDays*24*time.Hour)
	}
	h.plant(day)

	h.Deployments = slices.DeleteFunc(h.Deployments, func(d Deployment) bool { return d.At.After(now) })
	slices.SortStableFunc(h.Deployments, func(a, b Deployment) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
	})
	h.Incidents = slices.DeleteFunc(h.Incidents, func(i Incident) bool { return i.Started.After(now) })
	slices.SortStableFunc(h.Incidents, func(a, b Incident) int { return a.Started.Compare(b.Started) })
	for i := range h.Incidents {
		h.Incidents[i].ID = fmt.Sprintf("INC-%d", 1001+i)
		if h.Incidents[i].Resolved.After(now) {
			h.Incidents[i].Resolved = time.Time{}
		}
	}
	return h
}

// deploy adds a deployment, and returns its id.
func (h *History) deploy(at time.Time, service, environment, outcome string) (id string) {
	id = fmt.Sprintf("%s-%s-%s", environment, service, at.Format("20060102-1504"))
	h.Deployments = append(h.Deployments, Deployment{
		ID: id, At: at, Service: service, Environment: environment, Outcome: outcome, Version: at.Format("2006.0102.1504"),
	})
	return id
}
