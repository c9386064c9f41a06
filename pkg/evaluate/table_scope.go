package evaluate

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
)

// tableScope selects and names the tables of a mapping.
type tableScope struct {
	mapping  signal.Mapping
	matchers []promql.Matcher
	by       []string
}

// tableScopeOf maps the query's filters to the mapping's labels. PostgreSQL's own statistics have no label for an
// environment.
func tableScopeOf(q query.Query, m signal.Mapping) (tableScope, error) {
	t := tableScope{mapping: m, matchers: slices.Clone(m.Matchers)}
	for _, role := range []signal.Role{signal.RoleServer, signal.RoleDatabase, signal.RoleSchema, signal.RoleTable} {
		if label, ok := m.Labels[role]; ok {
			t.by = append(t.by, label)
		}
	}
	if len(q.Environments) == 0 {
		return t, nil
	}
	label, ok := m.Labels[signal.RoleEnvironment]
	if !ok {
		return t, unscoped{fmt.Sprintf("the signal %s (%s) cannot be filtered by environment: name the label in signals.%s.labels.environment",
			m.Signal, m.Convention, m.Signal)}
	}
	t.matchers = append(t.matchers, promql.OneOf(label, q.Environments)...)
	return t, nil
}

func (t tableScope) id(labels source.Labels) TableID {
	at := func(role signal.Role) string { return labels[t.mapping.Labels[role]] }
	return TableID{Server: at(signal.RoleServer), Database: at(signal.RoleDatabase), Schema: at(signal.RoleSchema), Table: at(signal.RoleTable)}
}

// counters are the selectors of those parts that exist upstream.
func (t tableScope) counters(parts []string) []promql.Selector {
	var selectors []promql.Selector
	for _, metric := range signal.TableMetrics(parts) {
		if slices.Contains(t.mapping.Metrics, metric) {
			selectors = append(selectors, promql.Selector{Metric: metric, Matchers: t.matchers})
		}
	}
	return selectors
}

// presence is the selector of the series that every table has.
func (t tableScope) presence() promql.Selector {
	return promql.Selector{Metric: t.mapping.Metric, Matchers: t.matchers}
}

// tablesSeen lists the tables over the longer of a length and a week, so that one that went silent keeps its row.
func (e *Engine) tablesSeen(ctx context.Context, t tableScope, end time.Time, length time.Duration) ([]TableID, error) {
	length = max(length, groupLookback)
	answer, err := e.Prometheus.Instant(ctx, promql.Observed(t.presence(), t.by, length), source.AlignEnd(end, instantStep, length))
	ids := make([]TableID, len(answer.Samples))
	for i, sample := range answer.Samples {
		ids[i] = t.id(sample.Labels)
	}
	return ids, err
}

// observedPoints counts the points of a grid at which each table was seen.
func (t tableScope) observedPoints(window, grid time.Duration) string {
	return promql.CountObserved(promql.Observed(t.presence(), t.by, max(grid, leastLookback)), window, grid)
}

// lacking says that none of the parts exists upstream; empty when one does.
func (t tableScope) lacking(parts []string) string {
	if len(t.counters(parts)) > 0 {
		return ""
	}
	return "none of " + strings.Join(signal.TableMetrics(parts), ", ") + " exists in Prometheus"
}
