package evaluate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
)

// scope is a query's filter and grouping in the terms of one mapped signal.
type scope struct {
	matchers []promql.Matcher
	// by are the upstream labels to group by, as the groupBy names of the query in keys.
	by   []string
	keys []string
	// wanted are, for each key, the values that the query's filter names.
	wanted [][]string
}

// narrow says whether the scope is less than everything, or more than one row.
func (s scope) narrow() bool { return len(s.matchers) > 0 || len(s.by) > 0 }

// groupingOf is the grouping of a query on its own, for answers that rest on no signal.
func groupingOf(q query.Query) scope {
	s := scope{keys: q.GroupBy, by: q.GroupBy}
	for _, key := range q.GroupBy {
		s.wanted = append(s.wanted, wantedOf(q, key))
	}
	return s
}

// wantedOf are the values that the query keeps of a role, none when it keeps all.
func wantedOf(q query.Query, key string) []string {
	switch signal.Role(key) {
	case signal.RoleService:
		return q.Services
	case signal.RoleEnvironment:
		return q.Environments
	}
	return nil
}

// unscoped is the reason for which a signal cannot be filtered or grouped as asked.
type unscoped struct{ reason string }

func (u unscoped) Error() string { return u.reason }

// scopeOf maps the query's filters to the signal's labels. "service" and "environment" in groupBy are roles;
// any other name is an upstream label.
func scopeOf(q query.Query, m signal.Mapping) (scope, error) {
	var s scope
	for _, filter := range []struct {
		role   signal.Role
		values []string
	}{{signal.RoleService, q.Services}, {signal.RoleEnvironment, q.Environments}} {
		if len(filter.values) == 0 {
			continue
		}
		label, ok := m.Labels[filter.role]
		if !ok || m.Form == signal.Expression || m.Form == signal.Statement {
			return s, unscoped{fmt.Sprintf("the signal %s (%s) cannot be filtered by %s: name the label in signals.%s.labels.%s of a metric mapping",
				m.Signal, describe(m), filter.role, m.Signal, filter.role)}
		}
		s.matchers = append(s.matchers, promql.OneOf(label, filter.values)...)
	}
	if len(q.GroupBy) > 0 && m.Form == signal.Statement {
		return s, unscoped{fmt.Sprintf("the signal %s is mapped to SQL, which cannot be grouped: map it to a metric or leave groupBy empty", m.Signal)}
	}
	for _, key := range q.GroupBy {
		label, mapped := m.Labels[signal.Role(key)]
		role := key == string(signal.RoleService) || key == string(signal.RoleEnvironment)
		switch {
		case mapped:
		case role && m.Form != signal.Expression:
			return s, unscoped{fmt.Sprintf("the signal %s (%s) cannot be grouped by %s: name the label in signals.%s.labels.%s",
				m.Signal, describe(m), key, m.Signal, key)}
		case m.Lacks(key):
			return s, unscoped{fmt.Sprintf("the signal %s (%s) has no label %s to group by", m.Signal, describe(m), key)}
		default:
			label = key
		}
		s.keys = append(s.keys, key)
		s.by = append(s.by, label)
		s.wanted = append(s.wanted, wantedOf(q, key))
	}
	return s, nil
}

func describe(m signal.Mapping) string {
	switch {
	case m.Metric != "":
		return m.Metric
	case m.Form == signal.Statement:
		return "SQL"
	case m.Form == signal.Annotations:
		return "annotations"
	case m.Form == signal.Expression:
		return "an expression"
	}
	return "not mapped"
}

// group identifies one row of an answer: the values of the groupBy labels joined by a separator that no valid
// text holds.
type group string

const separator = "\xff"

// join makes the group of some values. An upstream's invalid UTF-8 could hold the separator, and no frame can
// hold it.
func join(values []string) group {
	valid := make([]string, len(values))
	for i, v := range values {
		valid[i] = strings.ToValidUTF8(v, "\uFFFD")
	}
	return group(strings.Join(valid, separator))
}

func (g group) values() []string { return strings.Split(string(g), separator) }

// expected adds to the groups that were seen those that the query names: there is a row for everything asked.
func (s scope) expected(seen []group) []group {
	if len(s.by) == 0 {
		return []group{""}
	}
	groups := slices.Clone(seen)
	for i, wanted := range s.wanted {
		for _, value := range wanted {
			if slices.ContainsFunc(groups, func(g group) bool { return g.values()[i] == value }) {
				continue
			}
			values := make([]string, len(s.by))
			for j, others := range s.wanted {
				if len(others) == 1 {
					values[j] = others[0]
				}
			}
			values[i] = value
			groups = append(groups, join(values))
		}
	}
	if len(groups) == 0 {
		groups = append(groups, s.groupOf(nil))
	}
	return groups
}

// groupOf reads a sample's group.
func (s scope) groupOf(labels source.Labels) group {
	values := make([]string, len(s.by))
	for i, l := range s.by {
		values[i] = labels[l]
	}
	return join(values)
}

// labels returns the group's labels under the names that the query used.
func (s scope) labels(g group) map[string]string {
	labels := make(map[string]string, len(s.keys))
	if len(s.keys) == 0 {
		return labels
	}
	for i, v := range g.values() {
		labels[s.keys[i]] = v
	}
	return labels
}

// and returns the labels to aggregate by: the group's and more.
func (s scope) and(labels ...string) []string { return promql.And(s.by, labels...) }

// part is what of the signal's series the scope is about.
func (s scope) part(by []string) signal.Part { return signal.Part{Matchers: s.matchers, By: by} }
