package evaluate

import (
	"slices"
	"strings"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/query"
)

// TableID says where a table is. Server and Database are empty for a declared table that was not seen.
type TableID struct {
	Server, Database, Schema, Table string
}

// Table is a table with its declaration, if it has one.
type Table struct {
	TableID
	Category, Tier string
	Declared       bool
	Low, High      float64
}

// declare joins a table with its declaration.
func (e *Engine) declare(id TableID) Table {
	t := Table{TableID: id}
	if d, ok := e.Profile.Table(id.Schema, id.Table); ok {
		t.Category, t.Tier, t.Declared, t.Low, t.High = d.Category, d.Tier, true, d.Low, d.High
	}
	return t
}

// listTables joins the tables that were seen with the declared ones that were not, in the order of the
// declarations; undeclared tables follow by name.
func (e *Engine) listTables(q query.Query, seen []TableID) []Table {
	rank := map[string]int{}
	// A declared table that lives in a database that is not asked for is present there: it needs no row here.
	present := map[string]bool{}
	for _, id := range seen {
		present[id.Table] = true
		present[id.Schema+"."+id.Table] = true
	}
	tables := make([]Table, 0, len(seen))
	for i, declared := range e.Profile.DeclaredTables() {
		rank[declared.Name] = i + 1
		if present[declared.Name] || strings.Contains(declared.Name, "*") {
			continue
		}
		tables = append(tables, Table{TableID: tableNamed(declared.Name), Category: declared.Category, Tier: declared.Tier,
			Declared: true, Low: declared.Low, High: declared.High})
	}
	for _, id := range seen {
		tables = append(tables, e.declare(id))
	}
	tables = append(tables, e.namedTables(q, tables)...)
	tables = slices.DeleteFunc(tables, func(t Table) bool { return !asked(q, t) })
	order := func(t Table) int {
		for _, name := range []string{t.Schema + "." + t.Table, t.Table} {
			if r := rank[name]; r > 0 {
				return r
			}
		}
		return len(rank) + 1
	}
	slices.SortStableFunc(tables, func(a, b Table) int {
		if d := order(a) - order(b); d != 0 {
			return d
		}
		return strings.Compare(a.key(), b.key())
	})
	return tables
}

// namedTables are the tables that the query names and that are neither declared nor seen.
func (e *Engine) namedTables(q query.Query, known []Table) []Table {
	var named []Table
	for _, name := range q.Tables {
		if !slices.ContainsFunc(known, func(t Table) bool { return name == t.Table || name == t.Schema+"."+t.Table }) {
			named = append(named, e.declare(tableNamed(name)))
		}
	}
	return named
}

// tableNamed reads "table" or "schema.table".
func tableNamed(name string) TableID {
	if schema, table, qualified := strings.Cut(name, "."); qualified {
		return TableID{Schema: schema, Table: table}
	}
	return TableID{Table: name}
}

func (id TableID) key() string {
	return strings.Join([]string{id.Table, id.Schema, id.Database, id.Server}, separator)
}

// asked says whether the query's filters keep a table. An undeclared table has no category and no tier.
func asked(q query.Query, t Table) bool {
	keep := func(list []string, values ...string) bool {
		return len(list) == 0 || slices.ContainsFunc(values, func(v string) bool { return slices.Contains(list, v) })
	}
	// Where a table is that was seen nowhere, nobody knows.
	inDatabase := t.Database == "" || keep(q.Databases, t.Database)
	return inDatabase && keep(q.Tables, t.Table, t.Schema+"."+t.Table) && keep(q.Tiers, t.Tier) && keep(q.Categories, t.Category)
}

// tierThresholds are the means from which a table without a declaration belongs to each tier.
func tierThresholds(p *catalog.Profile) map[string]float64 {
	from := make(map[string]float64, len(p.Tiers))
	for name, tier := range p.Tiers {
		from[name] = tier.From
	}
	return from
}
