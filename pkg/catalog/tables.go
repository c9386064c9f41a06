package catalog

import (
	"cmp"
	"slices"
	"strings"
)

// NamedTable is a table that the profile declares by name.
type NamedTable struct {
	// Name is the name as declared: "name", which holds in every schema, or "schema.name".
	Name string
	Table
}

// Table returns the declaration that holds for a table: "schema.name" exactly, else name exactly, else the
// longest pattern, schema-qualified and then alphabetical among equally long ones.
func (p *Profile) Table(schema, name string) (Table, bool) {
	if table, ok := p.Tables[schema+"."+name]; ok {
		return table, true
	}
	if table, ok := p.Tables[name]; ok {
		return table, true
	}
	best := ""
	for key := range p.Tables {
		if isPattern(key) && (best == "" || patternOrder(key, best) < 0) && MatchesTable(key, schema, name) {
			best = key
		}
	}
	table, ok := p.Tables[best]
	return table, ok
}

// patternOrder puts the pattern that wins first.
func patternOrder(a, b string) int {
	return cmp.Or(
		cmp.Compare(len(b), len(a)),
		cmp.Compare(strings.Count(b, "."), strings.Count(a, ".")),
		strings.Compare(a, b),
	)
}

// MatchesTable says whether a key (name, schema.name, or either with * for any run of characters) names the
// table. A key without a dot holds in every schema.
func MatchesTable(key, schema, name string) bool {
	if strings.Contains(key, ".") {
		return matchesPattern(key, schema+"."+name)
	}
	return matchesPattern(key, name)
}

// DeclaredTables lists the tables that the profile declares by name, in the order of their declaration: the
// card's first, then a user's. Patterns declare no table of their own and are left out.
func (p *Profile) DeclaredTables() []NamedTable {
	keys := slices.Clone(p.tableOrder)
	for _, key := range sortedKeys(p.Tables) {
		if !slices.Contains(p.tableOrder, key) {
			keys = append(keys, key)
		}
	}
	var tables []NamedTable
	for _, key := range keys {
		if table, ok := p.Tables[key]; ok && !isPattern(key) {
			tables = append(tables, NamedTable{Name: key, Table: table})
		}
	}
	return tables
}

func isPattern(key string) bool { return strings.Contains(key, "*") }

// matchesPattern matches * against any run of characters, in time linear in text for each *.
func matchesPattern(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == text
	}
	rest, ok := strings.CutPrefix(text, parts[0])
	if !ok {
		return false
	}
	for _, part := range parts[1 : len(parts)-1] {
		if _, rest, ok = strings.Cut(rest, part); !ok {
			return false
		}
	}
	return strings.HasSuffix(rest, parts[len(parts)-1])
}
