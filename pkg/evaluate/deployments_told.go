package evaluate

import (
	"context"
	"time"

	"github.com/headroom/headroom/pkg/delivery"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
)

// countTold counts deployments that are told one by one, or are held against incidents that are.
func (e *Engine) countTold(ctx context.Context, q query.Query, out *deployments, from, to time.Time, withFailures bool) error {
	var suspects []delivery.Incident
	told, err := e.deploymentsOf(ctx, out.mapping, q, from, to)
	if err != nil {
		return err
	}
	if withFailures {
		suspects, out.unattributed = e.suspects(ctx, q, from, to)
	}
	out.accuracy, out.notices = told.accuracy, told.notices

	var list []delivery.Deployment
	places, words := map[string]place{}, map[string]string{}
	for of, since := range told.places {
		if e.wants(q, of) {
			out.of(of.groupOf(q, out.scope)).knownSince(since, from)
		}
	}
	for _, d := range told.events {
		if !e.wants(q, d.place()) || !d.At.Before(to) {
			continue
		}
		if told.places == nil {
			out.of(d.place().groupOf(q, out.scope)).knownSince(d.At, from)
		}
		if !d.At.Before(from) {
			list, places[d.ID], words[d.ID] = append(list, d.judged(e)), d.place(), d.Outcome
		}
	}
	out.count(q, list, places, words, delivery.Attribution{
		Within: time.Duration(e.Profile.Delivery.AttributionWindow), Counts: func(i delivery.Incident) bool { return e.Profile.Delivery.IsFailure(i.Severity) },
	}, suspects)
	return nil
}

// knownSince says that a group's deployments are known since a time, or earlier.
func (d *deployed) knownSince(since, from time.Time) {
	switch {
	case since.Before(from) || since.Equal(from):
		d.earlier = true
	case d.first.IsZero() || since.Before(d.first):
		d.first = since
	}
}

// count counts the deployments of each group and week, by the definitions over single events.
func (d *deployments) count(q query.Query, list []delivery.Deployment, places map[string]place, words map[string]string, a delivery.Attribution, suspects []delivery.Incident) {
	example := ""
	for _, one := range list {
		if one.Outcome == "" {
			example = max(example, words[one.ID])
		}
	}
	valid, defects := delivery.CheckDeployments(list)
	d.notices = append(d.notices, defectNotices(d.mapping, defects, example)...)
	caused := a.Causes(valid, suspects)
	byGroup := map[group][]delivery.Deployment{}
	for _, one := range valid {
		g := places[one.ID].groupOf(q, d.scope)
		byGroup[g] = append(byGroup[g], one)
	}
	for g, of := range byGroup {
		counted := d.of(g)
		for i, week := range delivery.CountWeeks(of, d.weeks) {
			counted.successful[i] = week.Successful
			counted.changes[i] = delivery.CountChanges(of, caused, week.Start, week.End)
		}
	}
}

// suspects are the incidents of a span that a deployment may have caused.
func (e *Engine) suspects(ctx context.Context, q query.Query, from, to time.Time) ([]delivery.Incident, error) {
	m, err := e.mapping(signal.Incidents)
	if err != nil {
		return nil, err
	}
	anywhere := query.Query{Environments: q.Environments}
	told, err := e.incidentsOf(ctx, m, anywhere, from, to)
	var list []delivery.Incident
	for _, incident := range told.events {
		isRight := incident.Resolved.IsZero() || !incident.Resolved.Before(incident.Started)
		if isRight && !incident.Started.Before(from) && incident.Started.Before(to) && e.wants(anywhere, incident.place()) {
			list = append(list, incident.judged())
		}
	}
	return list, err
}
