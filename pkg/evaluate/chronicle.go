package evaluate

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/headroom/headroom/pkg/delivery"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/recordsql"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/verdict"
)

// chronicle tells the events of a span one by one, where no database sums them up.
type chronicle[T any] struct {
	events []T
	// first is since when events are known, zero since ever; isKnown says whether that can be said.
	first   time.Time
	isKnown bool
	// coverage is the share of the time since then in which an event would have been seen.
	coverage float64
	// places are where things are deployed, each with since when that is known; nil where the events alone tell.
	places map[place]time.Time
	// accuracy says how exact the times are; empty when they are.
	accuracy string
	notices  []string
}

// place is where something is deployed; texts are empty when unknown.
type place struct{ service, environment string }

// incidentsOf tells the incidents of a span.
func (e *Engine) incidentsOf(ctx context.Context, m signal.Mapping, q query.Query, from, to time.Time) (chronicle[Incident], error) {
	switch m.Form {
	case signal.Records:
		return toldByRows(ctx, e, m, q, from, to, recordsql.IncidentList, readIncident)
	case signal.Annotations:
		return e.incidentsFromAnnotations(ctx, m, to)
	default:
		return e.alertsOf(ctx, m, from, to)
	}
}

// deploymentsOf tells the deployments of a span, and of as long a time before it where that is needed to know since when
// there are any.
func (e *Engine) deploymentsOf(ctx context.Context, m signal.Mapping, q query.Query, from, to time.Time) (chronicle[Deployment], error) {
	switch m.Form {
	case signal.Records:
		return toldByRows(ctx, e, m, q, earlier(from, to), to, recordsql.DeploymentList, readDeployment)
	case signal.Annotations:
		return e.deploymentsFromAnnotations(ctx, m, earlier(from, to), to)
	default:
		return e.deploymentsFromSeries(ctx, m, from, to)
	}
}

// earlier is how far before a span deployments are looked for: what was deployed then has existed throughout.
func earlier(from, to time.Time) time.Time { return from.Add(-max(to.Sub(from), groupLookback)) }

// mostRecords bounds how many rows are read one by one, where the other signal is none of PostgreSQL's.
const mostRecords = 50_000

// toldByRows reads rows of PostgreSQL one by one, to be held against events of another source.
func toldByRows[T any](ctx context.Context, e *Engine, m signal.Mapping, q query.Query, from, to time.Time, list listing, read func(summary) T) (chronicle[T], error) {
	relation, err := e.relation(ctx, m)
	if err != nil {
		return chronicle[T]{}, err
	}
	statement, err := list(relation, e.question(q, from, to), mostRecords)
	rows, err := e.ask(ctx, statement, err)
	if err != nil {
		return chronicle[T]{}, err
	}
	var out chronicle[T]
	for _, row := range rows {
		if total := row.number("total"); total > mostRecords {
			return out, fault.Configurationf("signals."+string(m.Signal), "%s rows are more than the %s that can be held against events of another source",
				verdict.FormatCount(total), verdict.FormatCount(mostRecords)).
				WithCure("Choose a shorter window, or map incidents and deployments both to PostgreSQL, which then sums up itself")
		}
		if row.text("id") != "" { // a row without one says that there is none
			out.events = append(out.events, read(row))
		}
	}
	return out, nil
}

// wants says whether a query is about what happened in a place. Where none is named production counts, and what has
// no environment is taken for it.
func (e *Engine) wants(q query.Query, of place) bool {
	if len(q.Services) > 0 && !slices.Contains(q.Services, of.service) {
		return false
	}
	if len(q.Environments) > 0 {
		return slices.Contains(q.Environments, of.environment)
	}
	return of.environment == "" || slices.Contains(lower(e.Profile.Delivery.ProductionEnvironments), strings.ToLower(of.environment))
}

// groupOf is the group of what happened in a place.
func (of place) groupOf(q query.Query, in scope) group {
	labels := source.Labels{}
	for i, key := range q.GroupBy {
		labels[in.by[i]] = of.service
		if signal.Role(key) == signal.RoleEnvironment {
			labels[in.by[i]] = of.environment
		}
	}
	return in.groupOf(labels)
}

func (i Incident) place() place   { return place{i.Service, i.Environment} }
func (d Deployment) place() place { return place{d.Service, d.Environment} }

// touches says whether the incident was there at some time from from up to to.
func (i Incident) touches(from, to time.Time) bool {
	return i.Started.Before(to) && (i.Resolved.IsZero() || !i.Resolved.Before(from))
}

// judged is the incident as the definitions take it.
func (i Incident) judged() delivery.Incident {
	return delivery.Incident{ID: i.ID, Started: i.Started, Resolved: i.Resolved, Service: i.Service, Severity: i.Severity, CausedBy: i.CausedBy}
}

// judged is the deployment as the definitions take it, with what its word stands for.
func (d Deployment) judged(e *Engine) delivery.Deployment {
	words := e.Profile.Delivery.Outcomes
	judged := delivery.Deployment{ID: d.ID, At: d.At, Service: d.Service, Outcome: delivery.Outcome(d.Outcome)}
	for _, outcome := range []struct {
		words []string
		is    delivery.Outcome
	}{{words.Success, delivery.Success}, {words.Failed, delivery.Failed}, {words.RolledBack, delivery.RolledBack}} {
		if slices.Contains(lower(outcome.words), strings.ToLower(d.Outcome)) {
			judged.Outcome = outcome.is
			return judged
		}
	}
	judged.Outcome = "" // a word of its own may be one of ours by chance
	return judged
}

// defectNotices name what counts nowhere, in the words for rows that PostgreSQL sums up.
func defectNotices(m signal.Mapping, d delivery.Defects, example string) []string {
	return slices.Concat(
		leftOut(m, d.Unknown, fmt.Sprintf("have an outcome that is none of the profile's words (delivery.outcomes) and count nowhere, for example %q", example)),
		leftOut(m, d.Reversed, "were resolved before they started and count nowhere"),
		leftOut(m, d.Duplicates, "have an id that was there already and count nowhere"),
	)
}
