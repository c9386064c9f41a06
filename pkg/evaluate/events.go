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
}

// Incidents lists the incidents that were open at some time in the range. Where nothing stands for incidents, or they
// have no column to filter by, the list is empty and a notice says why: a dashboard asks without knowing.
func (e *Engine) Incidents(ctx context.Context, r Request) (Events[Incident], error) {
	return listEvents(ctx, e, r, signal.Incidents, recordsql.IncidentList, func(row summary) Incident {
		return Incident{
			ID: row.text("id"), Started: row.time("started_at"), Resolved: row.time("resolved_at"), Severity: row.text("severity"),
			Service: row.text("service"), Environment: row.text("environment"), Title: row.text("title"), CausedBy: row.text("caused_by"),
		}
	})
}

// Deployments lists the deployments of the range, as Incidents does.
func (e *Engine) Deployments(ctx context.Context, r Request) (Events[Deployment], error) {
	return listEvents(ctx, e, r, signal.Deployments, recordsql.DeploymentList, func(row summary) Deployment {
		return Deployment{
			ID: row.text("id"), At: row.time("deployed_at"), Outcome: row.text("outcome"),
			Service: row.text("service"), Environment: row.text("environment"), Version: row.text("version"),
		}
	})
}

// listing makes the statement that lists at most so many rows, the latest first.
type listing func(relation recordsql.Relation, asked recordsql.Scope, limit int) (recordsql.Statement, error)

func listEvents[T any](ctx context.Context, e *Engine, r Request, name signal.Name, listing listing, read func(summary) T) (Events[T], error) {
	out := Events[T]{Until: r.To}
	if r.Now.Before(r.To) {
		out.Until = r.Now
	}
	q := query.Query{Services: r.Query.Services, Environments: r.Query.Environments}
	found, err := e.records(ctx, name, q)
	if reason, unknown := unlisted(err); unknown {
		out.Notices = []string{fmt.Sprintf("no %s: %s", name, reason)}
		return out, nil
	}
	if err != nil {
		return out, err
	}
	statement, err := listing(found.relation, e.question(q, r.From, out.Until), r.Query.Limit)
	rows, err := e.ask(ctx, statement, err)
	if err != nil || len(rows) == 0 {
		return out, err
	}
	out.Notices = incidentDefects(found.mapping, rows[0])
	if total := rows[0].number("total"); total > float64(r.Query.Limit) {
		out.Notices = append(out.Notices, fmt.Sprintf("%s: the latest %s of %s are shown; choose a shorter range, or set limit",
			name, verdict.FormatCount(float64(r.Query.Limit)), verdict.FormatCount(total)))
	}
	for i := len(rows) - 1; i >= 0; i-- {
		if rows[i].text("id") != "" { // a row without one says that there is none
			out.List = append(out.List, read(rows[i]))
		}
	}
	return out, nil
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
