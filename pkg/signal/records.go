package signal

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// RecordColumn is a column that the rows of incidents or deployments have.
type RecordColumn struct {
	Name string
	// Required says that nothing can be computed without it.
	Required bool
	// Time says that it holds a timestamptz, a timestamp (taken as UTC) or a date (its start in UTC).
	Time bool
}

// recordColumns is the schema of the signals that are events, as rows.
var recordColumns = map[Name][]RecordColumn{
	Incidents: {
		{Name: "id", Required: true}, {Name: "started_at", Required: true, Time: true}, {Name: "resolved_at", Required: true, Time: true},
		{Name: "severity"}, {Name: "service"}, {Name: "environment"}, {Name: "caused_by_deployment_id"}, {Name: "title"},
	},
	Deployments: {
		{Name: "id", Required: true}, {Name: "deployed_at", Required: true, Time: true}, {Name: "outcome", Required: true},
		{Name: "service"}, {Name: "environment"}, {Name: "version"},
	},
}

// RecordColumns returns the schema of a signal that is events; none of any other signal.
func RecordColumns(name Name) []RecordColumn { return recordColumns[name] }

// IsRecords says whether a signal is events, and not numbers over time.
func IsRecords(name Name) bool { return recordColumns[name] != nil }

// mapEvents maps a signal that is events to what the settings name.
func (r Resolver) mapEvents(ctx context.Context, m Mapping, o Override, now time.Time) (Mapping, error) {
	switch {
	case o.SQL != "" || o.Table != "":
		return r.mapRecords(m, o), nil
	case len(o.Tags) > 0:
		return r.mapAnnotations(m, o), nil
	case o.Metric != "":
		return r.mapSeries(ctx, m, o, now)
	}
	return unmappedRecords(m), nil
}

// mapRecords maps a signal to rows in PostgreSQL.
func (r Resolver) mapRecords(m Mapping, o Override) Mapping {
	key, what := "table", "the table "+o.Table
	if o.SQL != "" {
		key, what = "sql", "SQL"
	}
	m.SQL, m.Table, m.Columns, m.Since = o.SQL, o.Table, o.Columns, o.Since
	if !r.HasPostgres {
		m.Why = fmt.Sprintf("mapped to %s by signals.%s.%s, but no PostgreSQL is connected", what, m.Signal, key)
		return m
	}
	m.Source, m.Form = "PostgreSQL", Records
	m.Why = fmt.Sprintf("mapped to %s by signals.%s.%s", what, m.Signal, key)
	return m
}

// unmappedRecords says what would have to be mapped.
func unmappedRecords(m Mapping) Mapping {
	var needed []string
	for _, column := range recordColumns[m.Signal] {
		if column.Required {
			needed = append(needed, column.Name)
		}
	}
	metric := "the metric " + alerts
	if m.Signal == Deployments {
		metric = "a metric of deployments"
	}
	m.Why = fmt.Sprintf("map signals.%s to a table of PostgreSQL or a statement with the columns %s, to %s, or to the tags of annotations",
		m.Signal, strings.Join(needed, ", "), metric)
	return m
}
