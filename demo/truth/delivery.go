package truth

import (
	"math"
	"slices"
	"time"

	"github.com/headroom/headroom/demo/delivery"
)

// Delivery is what deployments and incidents of a window come to, in
// production and in UTC weeks.
type Delivery struct {
	// Resolved counts the incidents that were resolved in the window, Open those
	// that were not by its end. MTTR is the mean in seconds.
	Resolved, Open int
	MTTR           float64
	// Outages counts the times without a break in which a failure lasted, and
	// OutageSeconds is their length. MTBF is the other time ÷ Outages.
	Outages       int
	OutageSeconds float64
	MTBF          float64
	// WholeWeeks counts the weeks that the window holds from start to end,
	// Frequency is the median of their successful deployments.
	WholeWeeks int
	Frequency  float64
	// Deployments counts all, Failures those that failed, were rolled back or
	// caused an incident, and FailureRatio is their share.
	Deployments, Failures int
	FailureRatio          float64
}

// attributionWindow is the shipped profile's.
const attributionWindow = 4 * time.Hour

// DeliveryOf counts event by event and second by second what a history comes to
// from from up to to. Empty services are all.
func DeliveryOf(history delivery.History, from, to time.Time, service string) Delivery {
	var d Delivery
	inService := func(name string) bool { return service == "" || name == service }
	d.countIncidents(history, from, to, inService)
	d.countDeployments(history, from, to, inService)
	return d
}

func (d *Delivery) countIncidents(history delivery.History, from, to time.Time, inService func(string) bool) {
	seconds := 0.0
	down := make([]bool, int(to.Sub(from)/time.Second))
	for _, i := range history.Incidents {
		if !inService(i.Service) || !i.Started.Before(to) {
			continue
		}
		end := i.Resolved
		if end.IsZero() || !end.Before(to) {
			d.Open++
			end = to
		} else if !end.Before(from) {
			d.Resolved++
			seconds += end.Sub(i.Started).Seconds()
		}
		if isFailure(i) {
			for at := max(0, int(i.Started.Sub(from)/time.Second)); at < int(end.Sub(from)/time.Second); at++ {
				down[at] = true
			}
		}
	}
	d.MTTR = seconds / float64(d.Resolved)
	d.countOutages(down)
}

// countOutages takes whether something was failing, by second.
func (d *Delivery) countOutages(down []bool) {
	for at, failing := range down {
		if failing {
			d.OutageSeconds++
			if at == 0 || !down[at-1] {
				d.Outages++
			}
		}
	}
	d.MTBF = (float64(len(down)) - d.OutageSeconds) / float64(d.Outages)
}

// isFailure says whether the shipped profile counts an incident as a failure.
func isFailure(i delivery.Incident) bool {
	return i.Severity == delivery.Critical || i.Severity == delivery.High
}

func (d *Delivery) countDeployments(history delivery.History, from, to time.Time, inService func(string) bool) {
	// The first midnight of a Monday in the window begins the first whole week.
	monday := from.Truncate(24 * time.Hour)
	for monday.Before(from) || monday.Weekday() != time.Monday {
		monday = monday.AddDate(0, 0, 1)
	}
	weeks := make([]float64, int(to.Sub(monday)/(7*24*time.Hour)))
	for _, one := range history.Deployments {
		if one.Environment != delivery.Production || !inService(one.Service) || one.At.Before(from) || !one.At.Before(to) {
			continue
		}
		d.Deployments++
		if one.Outcome != delivery.Success || causedIncident(history, one, to) {
			d.Failures++
		}
		if week := int(math.Floor(one.At.Sub(monday).Hours() / (7 * 24))); one.Outcome == delivery.Success && week >= 0 && week < len(weeks) {
			weeks[week]++
		}
	}
	d.FailureRatio = float64(d.Failures) / float64(d.Deployments)
	d.WholeWeeks = len(weeks)
	slices.Sort(weeks)
	if n := len(weeks); n > 0 {
		d.Frequency = (weeks[(n-1)/2] + weeks[n/2]) / 2
	}
}

// causedIncident says whether an incident names the deployment, or names none
// and followed it before any other of its service.
func causedIncident(history delivery.History, d delivery.Deployment, to time.Time) bool {
	return slices.ContainsFunc(history.Incidents, func(i delivery.Incident) bool {
		if i.CausedBy != "" || !i.Started.Before(to) {
			return i.CausedBy == d.ID && i.Started.Before(to)
		}
		after := i.Started.Sub(d.At)
		if !isFailure(i) || i.Service != d.Service || after < 0 || after >= attributionWindow {
			return false
		}
		return !slices.ContainsFunc(history.Deployments, func(later delivery.Deployment) bool {
			return later.Environment == delivery.Production && later.Service == d.Service &&
				later.At.After(d.At) && !later.At.After(i.Started)
		})
	})
}
