package evaluate

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/recordsql"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/verdict"
)

// Incident is an incident as people are shown it; texts are empty when unknown.
type Incident struct {
	ID      string
	Started time.Time
	// Resolved is zero while the incident is open.
	Resolved                                        time.Time
	Severity, Service, Environment, Title, CausedBy string
}

// Deployment is a deployment as people are shown it; texts are empty when unknown.
type Deployment struct {
	ID string
	At time.Time
	// Outcome is the word that the row has.
	Outcome, Service, Environment, Version string
}

// Events are the incidents or deployments of a range, in order.
type Events[T any] struct {
	List []T
	// Until is the end of the range, or the present if that is earlier.
	Until   time.Time
	Notices []string
	// left is how many there are beside those in the list.
	left float64
}

// Incidents lists the incidents that were open at some time in the range. Where nothing stands for incidents, or they
// have no column to filter by, the list is empty and a notice says why: a dashboard asks without knowing.
func (e *Engine) Incidents(ctx context.Context, r Request) (Events[Incident], error) {
	return listEvents(ctx, e, r, signal.Incidents, func(found records, q query.Query, until time.Time) (Events[Incident], error) {
		if found.mapping.Form == signal.Records {
			return listRecords(ctx, e, found, q, r, until, recordsql.IncidentList, readIncident)
		}
		told, err := e.incidentsOf(ctx, found.mapping, q, r.From, until)
		return listTold(told, r, func(i Incident) bool { return i.touches(r.From, until) && e.wants(q, i.place()) }), err
	})
}

func readIncident(row summary) Incident {
	return Incident{
		ID: row.text("id"), Started: row.time("started_at"), Resolved: row.time("resolved_at"), Severity: row.text("severity"),
		Service: row.text("service"), Environment: row.text("environment"), Title: row.text("title"), CausedBy: row.text("caused_by"),
	}
}

// Deployments lists the deployments of the range, as Incidents does.
func (e *Engine) Deployments(ctx context.Context, r Request) (Events[Deployment], error) {
	return listEvents(ctx, e, r, signal.Deployments, func(found records, q query.Query, until time.Time) (Events[Deployment], error) {
		if found.mapping.Form == signal.Records {
			return listRecords(ctx, e, found, q, r, until, recordsql.DeploymentList, readDeployment)
		}
		told, err := e.deploymentsOf(ctx, found.mapping, q, r.From, until)
		return listTold(told, r, func(d Deployment) bool {
			return !d.At.Before(r.From) && d.At.Before(until) && e.wants(q, d.place())
		}), err
	})
}

func readDeployment(row summary) Deployment {
	return Deployment{
		ID: row.text("id"), At: row.time("deployed_at"), Outcome: row.text("outcome"),
		Service: row.text("service"), Environment: row.text("environment"), Version: row.text("version"),
	}
}

// listing makes the statement that lists at most so many rows, the latest first.
type listing func(relation recordsql.Relation, asked recordsql.Scope, limit int) (recordsql.Statement, error)

// listEvents lists what stands for a signal; that nothing does, or not as asked, is a notice.
func listEvents[T any](ctx context.Context, e *Engine, r Request, name signal.Name, list func(found records, q query.Query, until time.Time) (Events[T], error)) (Events[T], error) {
	until := r.end()
	q := query.Query{Services: r.Query.Services, Environments: r.Query.Environments}
	found, err := e.records(ctx, name, q)
	if reason, unknown := unlisted(err); unknown {
		return Events[T]{Until: until, Notices: []string{fmt.Sprintf("no %s: %s", name, reason)}}, nil
	}
	if err != nil {
		return Events[T]{Until: until}, err
	}
	out, err := list(found, q, until)
	out.Until = until
	if total := float64(len(out.List)) + out.left; out.left > 0 {
		out.Notices = append(out.Notices, fmt.Sprintf("%s: the latest %s of %s are shown; choose a shorter range, or set limit",
			name, verdict.FormatCount(float64(r.Query.Limit)), verdict.FormatCount(total)))
	}
	return out, err
}

// listRecords lists rows of PostgreSQL.
func listRecords[T any](ctx context.Context, e *Engine, found records, q query.Query, r Request, until time.Time, listing listing, read func(summary) T) (Events[T], error) {
	var out Events[T]
	statement, err := listing(found.relation, e.question(q, r.From, until), r.Query.Limit)
	rows, err := e.ask(ctx, statement, err)
	if err != nil || len(rows) == 0 {
		return out, err
	}
	out.Notices = incidentDefects(found.mapping, rows[0])
	for i := len(rows) - 1; i >= 0; i-- {
		if rows[i].text("id") != "" { // a row without one says that there is none
			out.List = append(out.List, read(rows[i]))
		}
	}
	out.left = rows[0].number("total") - float64(len(out.List))
	return out, nil
}

// listTold lists the latest of the events that are wanted.
func listTold[T any](told chronicle[T], r Request, wanted func(T) bool) Events[T] {
	out := Events[T]{Notices: told.notices}
	for _, event := range told.events {
		if wanted(event) {
			out.List = append(out.List, event)
		}
	}
	if more := len(out.List) - r.Query.Limit; more > 0 {
		out.List, out.left = out.List[more:], float64(more)
	}
	return out
}

// unlisted says why events cannot be listed where that is nobody's failure.
func unlisted(err error) (reason string, ok bool) {
	var missing noSource
	var unfit unscoped
	switch {
	case errors.As(err, &missing):
		return missing.Error(), true
	case errors.As(err, &unfit):
		return unfit.Error(), true
	}
	return "", false
}
