package recordsql

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/headroom/headroom/pkg/fault"
)

// Statement is SQL with its arguments.
type Statement struct {
	SQL       string
	Arguments []any
}

// Scope is what a question is about.
type Scope struct {
	// From and To are the bounds of the window; To is not part of it.
	From, To time.Time
	// Bounds cut the window into buckets, 1, 2 and so on; the first is From or before it, the last is To.
	Bounds []time.Time
	// Services are exact values; empty means all.
	Services []string
	// Environments are exact values; empty means production.
	Environments []string
	// Production are the words for the environments that count where none is named, in lower case.
	Production []string
	// GroupBy are "service" and "environment", in the order of the answer's columns g1, g2.
	GroupBy []string
	// Failures are the severities that are failures, in lower case.
	Failures []string
	// Success, Failed and RolledBack are the words for a deployment's outcome, in lower case.
	Success, Failed, RolledBack []string
	// Within is how long after a deployment an incident of its service is put down to it.
	Within time.Duration
}

// Scopes says whether a relation can be filtered and grouped as asked; if not, which column it lacks.
func (s Scope) Scopes(r Relation) (missing string, ok bool) {
	needs := slices.Clone(s.GroupBy)
	if len(s.Services) > 0 {
		needs = append(needs, "service")
	}
	if len(s.Environments) > 0 {
		needs = append(needs, "environment")
	}
	for _, column := range needs {
		if !r.Has(column) {
			return column, false
		}
	}
	return "", true
}

// start is the earliest time of interest.
func (s Scope) start() time.Time {
	if len(s.Bounds) > 0 && s.Bounds[0].Before(s.From) {
		return s.Bounds[0]
	}
	return s.From
}

// builder collects the arguments of a statement.
type builder struct {
	scope     Scope
	arguments []any
	named     map[string]string
}

// newBuilder starts a statement over relations, whose own parameters come first: the start and the end of the window.
func newBuilder(s Scope, relations ...Relation) (*builder, error) {
	var own []string
	for _, r := range relations {
		for i, kind := range r.parameters {
			if i < len(own) && own[i] != kind {
				return nil, fault.Configurationf("signals", "the statements of incidents and deployments use $%d as %s and as %s", i+1, own[i], kind).
					WithCure("Cast it in both: $%d::timestamptz", i+1)
			}
		}
		if len(r.parameters) > len(own) {
			own = r.parameters
		}
	}
	return &builder{scope: s, arguments: []any{s.start(), s.To}[:len(own)], named: map[string]string{}}, nil
}

// argument adds a value once and returns its parameter with the cast that gives it its type.
func (b *builder) argument(name, cast string, value any) string {
	if parameter, known := b.named[name]; known {
		return parameter
	}
	b.arguments = append(b.arguments, value)
	b.named[name] = fmt.Sprintf("$%d::%s", len(b.arguments), cast)
	return b.named[name]
}

func (b *builder) from() string   { return b.argument("from", "timestamptz", b.scope.From) }
func (b *builder) to() string     { return b.argument("to", "timestamptz", b.scope.To) }
func (b *builder) start() string  { return b.argument("start", "timestamptz", b.scope.start()) }
func (b *builder) bounds() string { return b.argument("bounds", "timestamptz[]", b.scope.Bounds) }

func (b *builder) words(name string, list []string) string { return b.argument(name, "text[]", list) }

func (b *builder) statement(parts ...string) Statement {
	return Statement{SQL: strings.Join(parts, "\n"), Arguments: b.arguments}
}

// filters are the conditions on service and environment. Without a column for it every row is of production.
func (b *builder) filters(r Relation) []string {
	var conditions []string
	if len(b.scope.Services) > 0 {
		conditions = append(conditions, r.text("service")+" = any("+b.words("services", b.scope.Services)+")")
	}
	return append(conditions, b.environment(r)...)
}

func (b *builder) environment(r Relation) []string {
	switch {
	case !r.Has("environment"):
		return nil
	case len(b.scope.Environments) > 0:
		return []string{r.text("environment") + " = any(" + b.words("environments", b.scope.Environments) + ")"}
	}
	return []string{"lower(" + r.text("environment") + ") = any(" + b.words("production", b.scope.Production) + ")"}
}

// groups are the columns to group by, as g1, g2 of the rows.
func (b *builder) groups() []string {
	names := make([]string, len(b.scope.GroupBy))
	for i := range names {
		names[i] = fmt.Sprintf("g%d", i+1)
	}
	return names
}

// groupColumns are the groups' columns of a relation.
func (b *builder) groupColumns(r Relation) []string {
	columns := make([]string, len(b.scope.GroupBy))
	for i, column := range b.scope.GroupBy {
		columns[i] = fmt.Sprintf("coalesce(%s, '') as g%d", r.text(column), i+1)
	}
	return columns
}

// list joins columns.
func list(columns ...[]string) string { return strings.Join(slices.Concat(columns...), ", ") }

// partition is a window's partition by the columns, nothing without any.
func partition(columns []string) string {
	if len(columns) == 0 {
		return ""
	}
	return "partition by " + strings.Join(columns, ", ") + " "
}

// groupBy is the clause that groups by the columns, nothing without any.
func groupBy(columns []string) string {
	if len(columns) == 0 {
		return ""
	}
	return " group by " + strings.Join(columns, ", ")
}

// isFailure says in SQL whether an incident counts as a failure; one whose severity is not known does.
func (b *builder) isFailure(r Relation) string {
	if !r.Has("severity") {
		return "true"
	}
	severity := r.text("severity")
	return "(" + severity + " is null or " + severity + " = '' or lower(" + severity + ") = any(" + b.words("failures", b.scope.Failures) + "))"
}
