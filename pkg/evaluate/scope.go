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
		label := key
		if mapped, ok := m.Labels[signal.Role(key)]; ok {
			label = mapped
		}
		s.keys = append(s.keys, key)
		s.by = append(s.by, label)
	}
	return s, nil
}

func describe(m signal.Mapping) string {
	switch {
	case m.Metric != "":
		return m.Metric
	case m.Form == signal.Statement:
		return "SQL"
	case m.Form == signal.Expression:
		return "an expression"
	}
	return "not mapped"
}

// group identifies one row of an answer: the values of the groupBy labels joined by a separator that no
// label value holds.
type group string

const separator = "\xff"

// groupOf reads a sample's group.
func (s scope) groupOf(labels source.Labels) group {
	values := make([]string, len(s.by))
	for i, l := range s.by {
		values[i] = labels[l]
	}
	return group(strings.Join(values, separator))
}

// labels returns the group's labels under the names that the query used.
func (s scope) labels(g group) map[string]string {
	labels := make(map[string]string, len(s.keys))
	if len(s.keys) == 0 {
		return labels
	}
	for i, v := range strings.Split(string(g), separator) {
		labels[s.keys[i]] = v
	}
	return labels
}

// and returns the labels to aggregate by: the group's and more.
func (s scope) and(labels ...string) []string {
	by := slices.Clone(s.by)
	for _, l := range labels {
		if !slices.Contains(by, l) {
			by = append(by, l)
		}
	}
	return by
}
