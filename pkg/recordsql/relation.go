// Package recordsql assembles the SQL that sums up incidents and deployments inside PostgreSQL, from typed parts. Names
// of columns and tables are quoted here and nowhere else; every value is a parameter.
package recordsql

import (
	"fmt"
	"slices"
	"strings"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
)

// DescribeTable lists the columns of the table named $1, with relation as its name quoted, and whether a column is
// unique by itself.
const DescribeTable = `select format('%I.%I', n.nspname, c.relname) as relation, a.attname::text as name,
  coalesce(base.typname, t.typname)::text as type,
  exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and i.indisvalid and i.indimmediate
    and i.indpred is null and i.indexprs is null and i.indnkeyatts = 1 and i.indkey[0] = a.attnum) as is_unique
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
left join pg_type base on base.oid = nullif(t.typbasetype, 0)
where c.oid = to_regclass($1::text)
order by a.attnum`

// Relation is where the rows of incidents or deployments come from: a table, or a statement in brackets.
type Relation struct {
	name signal.Name
	from string
	// columns holds the quoted name and the type of each column that is there, by what it holds.
	columns map[string]source.Column
	// uniqueID says that no two rows have the same id.
	uniqueID bool
	// parameters are the types of the parameters that the statement takes first: $1 and $2, or fewer.
	parameters []string
}

// Has says whether the rows have a column.
func (r Relation) Has(column string) bool { return r.columns[column].Name != "" }

// KnowsStart says whether the first row tells since when there are rows: a statement that takes the start of the
// window does not return what was before.
func (r Relation) KnowsStart() bool { return len(r.parameters) == 0 }

// FromTable makes the relation of a table from the answer to DescribeTable.
func FromTable(m signal.Mapping, described source.Rows) (Relation, error) {
	if len(described.Values) == 0 {
		return Relation{}, fault.Configurationf(setting(m, "table"), "there is no table %q that this user can see", m.Table).
			WithCure("Write name or schema.name as in the database, with double quotes where they are needed there")
	}
	var columns []source.Column
	unique := map[string]bool{}
	for _, row := range described.Values {
		name, _ := row[1].(string)
		kind, _ := row[2].(string)
		columns = append(columns, source.Column{Name: name, Type: kind})
		unique[name], _ = row[3].(bool)
	}
	r := Relation{name: m.Signal}
	r.from, _ = described.Values[0][0].(string)
	if err := r.pick(m, columns, "the table "+m.Table); err != nil {
		return Relation{}, err
	}
	r.uniqueID = unique[given(m, "id")]
	return r, nil
}

// FromStatement makes the relation of a mapped statement from its description.
func FromStatement(m signal.Mapping, described source.Description) (Relation, error) {
	if len(described.Columns) == 0 {
		return Relation{}, fault.Configurationf(setting(m, "sql"), "the statement returns no rows").WithCure("Map a single SELECT")
	}
	if len(described.Parameters) > 2 {
		return Relation{}, fault.Configurationf(setting(m, "sql"), "the statement has %d parameters", len(described.Parameters)).
			WithCure("Use $1 for the start and $2 for the end of the window, and no others")
	}
	for i, kind := range described.Parameters {
		if !isTime(kind) {
			return Relation{}, fault.Configurationf(setting(m, "sql"), "the statement uses $%d as something other than a time", i+1).
				WithCure("Cast it: $%d::timestamptz", i+1)
		}
	}
	// A comment at its end must not swallow the bracket.
	r := Relation{name: m.Signal, from: "(" + strings.TrimRight(m.SQL, "; \t\r\n") + "\n)", parameters: described.Parameters}
	return r, r.pick(m, described.Columns, "the statement")
}

// given is the name under which a column is there.
func given(m signal.Mapping, column string) string {
	if name := m.Columns[column]; name != "" {
		return name
	}
	return column
}

func setting(m signal.Mapping, key string) string { return "signals." + string(m.Signal) + "." + key }

// pick finds the columns of the schema. A column that the settings name must be there; one that they do not name need
// not, unless nothing can be computed without it.
func (r *Relation) pick(m signal.Mapping, there []source.Column, where string) error {
	r.columns = map[string]source.Column{}
	for _, wanted := range signal.RecordColumns(m.Signal) {
		name := given(m, wanted.Name)
		i := slices.IndexFunc(there, func(c source.Column) bool { return c.Name == name })
		if i < 0 {
			if wanted.Required || m.Columns[wanted.Name] != "" {
				return missing(m, wanted, name, there, where)
			}
			continue
		}
		if wanted.Time && !isTime(there[i].Type) {
			return fault.Configurationf(setting(m, "columns."+wanted.Name), "the column %q of %s is of type %s, and a time is needed", name, where, kindOf(there[i])).
				WithCure("Name a column of type timestamptz, timestamp or date, or map a statement that converts it, for example with to_timestamp()")
		}
		r.columns[wanted.Name] = source.Column{Name: quoted(name), Type: there[i].Type}
	}
	return nil
}

func missing(m signal.Mapping, wanted signal.RecordColumn, name string, there []source.Column, where string) error {
	names := make([]string, len(there))
	for i, column := range there {
		names[i] = column.Name
	}
	cure := fmt.Sprintf("Name the one that holds it in %s", setting(m, "columns."+wanted.Name))
	if m.SQL != "" {
		cure += ", or return it from the statement"
	}
	return fault.Configurationf(setting(m, "columns."+wanted.Name), "%s has no column %q; there are %s", where, name, strings.Join(names, ", ")).
		WithCure("%s", cure)
}

func kindOf(c source.Column) string {
	if c.Type == "" {
		return "a type of its own"
	}
	return c.Type
}

func isTime(kind string) bool { return kind == "timestamptz" || kind == "timestamp" || kind == "date" }

// quoted writes an identifier.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// text is a column as text, null where there is none.
func (r Relation) text(column string) string {
	if !r.Has(column) {
		return "null::text"
	}
	return r.columns[column].Name + "::text"
}

// time is a column as timestamptz.
func (r Relation) time(column string) string {
	c := r.columns[column]
	return zoned(c.Name, c.Type)
}

// zoned makes a timestamptz of a time: one without a zone is taken as UTC.
func zoned(expression, kind string) string {
	switch kind {
	case "timestamp":
		return "(" + expression + " at time zone 'UTC')"
	case "date":
		return "(" + expression + "::timestamp at time zone 'UTC')"
	}
	return expression
}

// compare writes a comparison of a time column as it is, so that an index on it can be used.
func (r Relation) compare(column, operator, parameter string) string {
	c := r.columns[column]
	if c.Type != "timestamptz" {
		parameter = "(" + parameter + " at time zone 'UTC')"
	}
	return c.Name + " " + operator + " " + parameter
}
