package signal

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/source"
)

// lookback is how far back discovery looks for metrics.
const lookback = 7 * 24 * time.Hour

// Resolver finds the mapping of every signal.
type Resolver struct {
	// Prometheus is nil when none is configured.
	Prometheus source.Prometheus
	// HasPostgres says whether PostgreSQL is configured, HasGrafana whether annotations can be read.
	HasPostgres, HasGrafana bool
	Overrides               map[Name]Override
	// HealthCheckRoutes is the regular expression of routes that are not valid requests.
	HealthCheckRoutes string
	// Probing is how probes are read.
	Probing Probing
}

// Resolve maps every signal by what existed upstream in the week before now. A mapping that cannot be made is
// still in the answer, with the reason in Why. An error means that Prometheus did not answer; the signals that rest
// on PostgreSQL alone are mapped all the same.
func (r Resolver) Resolve(ctx context.Context, now time.Time) (map[Name]Mapping, error) {
	mappings := make([]Mapping, len(Names))
	found, failure := r.discover(ctx, now)
	if failure == nil {
		group, ctx := errgroup.WithContext(ctx)
		for i, name := range Names {
			group.Go(func() (err error) {
				if mappings[i], err = r.resolveOne(ctx, name, found, now); err != nil {
					return err
				}
				mappings[i].Recorded, err = r.recorded(ctx, mappings[i], found, now)
				return err
			})
		}
		failure = group.Wait()
	}
	if failure != nil {
		for i, name := range Names {
			mappings[i] = r.withoutPrometheus(name, failure)
		}
	}
	byName := make(map[Name]Mapping, len(Names))
	for _, m := range mappings {
		byName[m.Signal] = m
	}
	return byName, failure
}

// withoutPrometheus is the mapping of a signal while Prometheus does not answer.
func (r Resolver) withoutPrometheus(name Name, failure error) Mapping {
	m := newMapping(name)
	switch override := r.Overrides[name]; {
	case IsRecords(name) && (override.SQL != "" || override.Table != ""):
		return r.mapRecords(m, override)
	case len(override.Tags) > 0:
		return r.mapAnnotations(m, override)
	case override.SQL != "":
		return r.mapSQL(m, override)
	}
	m.Why = failure.Error()
	return m
}

func newMapping(name Name) Mapping {
	return Mapping{Signal: name, Category: subjects[name].category, Needed: subjects[name].needed}
}

// discover asks once which of all candidate metrics exist.
func (r Resolver) discover(ctx context.Context, now time.Time) (map[string]bool, error) {
	found := map[string]bool{}
	if r.Prometheus == nil {
		return found, nil
	}
	wanted := map[string]bool{}
	want := func(names ...string) {
		for _, n := range names {
			wanted[n] = true
		}
	}
	for _, list := range conventions {
		for _, c := range list {
			want(c.metric)
			want(c.also...)
			if c.form == histogram {
				want(c.metric+"_bucket", c.metric+"_count")
			}
		}
	}
	want(RecordedRequests, RecordedBuckets, RecordedUp)
	want(TableMetrics(ScansParts)...)
	want(TableMetrics(RowsReadParts)...)
	for _, o := range r.Overrides {
		if o.Metric != "" {
			want(o.Metric, o.Metric+"_bucket", o.Metric+"_count")
		}
	}
	quoted := make([]string, 0, len(wanted))
	for name := range wanted {
		quoted = append(quoted, regexp.QuoteMeta(name))
	}
	sort.Strings(quoted)
	selector := promql.Selector{Matchers: []promql.Matcher{{Label: "__name__", Op: "=~", Value: strings.Join(quoted, "|")}}}
	names, err := r.Prometheus.MetricNames(ctx, selector.String(), now.Add(-lookback), now)
	if err != nil {
		return nil, err
	}
	for _, n := range names {
		found[n] = true
	}
	return found, nil
}

func (r Resolver) resolveOne(ctx context.Context, name Name, found map[string]bool, now time.Time) (Mapping, error) {
	m := newMapping(name)
	override := r.Overrides[name]
	switch {
	case IsRecords(name):
		return r.mapEvents(ctx, m, override, now)
	case override.SQL != "":
		return r.mapSQL(m, override), nil
	case override.Expr != "":
		m.Labels = override.Labels
		m.Expr = override.Expr
		if strings.Contains(m.Expr, "#") {
			// A comment must not swallow what is put around the expression.
			m.Expr += "\n"
		}
		if r.Prometheus == nil {
			m.Why = "mapped to an expression by signals." + string(name) + ".expr, but no Prometheus is connected"
			return m, nil
		}
		m.Source, m.Form, m.Seconds = "Prometheus", Expression, 1
		m.Why = "mapped to an expression by signals." + string(name) + ".expr"
		return m, nil
	case override.Metric != "":
		c := overrideConvention(name, override)
		return r.choose(ctx, m, []convention{c}, override, found, now)
	}
	m, err := r.choose(ctx, m, conventions[name], override, found, now)
	if err == nil && !m.Mapped() && name == TableActivity && r.HasPostgres {
		m.Source, m.Form, m.Convention = "PostgreSQL", Statistics, "pg_stat_user_tables"
		m.Why = "read from PostgreSQL: no exporter of table statistics was found in Prometheus"
	}
	return m, err
}

// recorded looks for recordings of a signal as it is mapped; nil when it cannot be recorded.
func (r Resolver) recorded(ctx context.Context, m Mapping, found map[string]bool, now time.Time) (*Recorded, error) {
	recordings := m.Recordings(r.Probing)
	if len(recordings) == 0 {
		return nil, nil
	}
	recorded := &Recorded{Definition: definition(recordings...)}
	metric := recordings[0].Metric
	if !found[metric] {
		recorded.Why = metric + " does not exist: load the rules of the resource rules into Prometheus, and long windows will read less"
		return recorded, nil
	}
	definitions, err := r.Prometheus.LabelValues(ctx, DefinitionLabel, promql.Selector{Metric: metric}.String(), now.Add(-lookback), now)
	if err != nil {
		return nil, err
	}
	recorded.Found = slices.Contains(definitions, recorded.Definition)
	recorded.Why = metric + " exists"
	if !recorded.Found {
		recorded.Why = fmt.Sprintf("%s was recorded by another definition (%s) than today's (%s): load the rules of the resource rules anew",
			metric, strings.Join(definitions, ", "), recorded.Definition)
	}
	return recorded, nil
}

func (r Resolver) mapSQL(m Mapping, override Override) Mapping {
	m.SQL = override.SQL
	if !r.HasPostgres {
		m.Why = "mapped to SQL by signals." + string(m.Signal) + ".sql, but no PostgreSQL is connected"
		return m
	}
	m.Source, m.Form = "PostgreSQL", Statement
	m.Why = "mapped to SQL by signals." + string(m.Signal) + ".sql"
	return m
}

// overrideConvention reads a named metric as the signal's own conventions would.
func overrideConvention(name Name, o Override) convention {
	c := convention{name: "settings", metric: strings.TrimSuffix(strings.TrimSuffix(o.Metric, "_bucket"), "_count"), form: Gauge, seconds: 1}
	if list := conventions[name]; len(list) > 0 {
		c.labels = list[0].labels
		c.form = list[0].form
		for _, known := range list {
			if known.metric == c.metric {
				return known
			}
		}
	}
	if strings.HasSuffix(c.metric, "_milliseconds") || strings.HasSuffix(c.metric, "_ms") {
		c.seconds = 0.001
	}
	if name == Requests && strings.HasSuffix(o.Metric, "_total") {
		c.form = Counter
	}
	return c
}

func missing(m Mapping, list []convention, connected bool) string {
	switch {
	case len(list) == 0 && m.Signal == Tenants:
		return "optional: map it with signals.tenants.sql, .metric or .expr, to see the present number of tenants among the rows"
	case len(list) == 0:
		return fmt.Sprintf("optional: map it with signals.%s.metric or .expr", m.Signal)
	case !connected:
		return "no Prometheus is connected: set prometheus.url in the data source"
	}
	names := make([]string, len(list))
	for i, c := range list {
		names[i] = c.metric
	}
	return fmt.Sprintf("none of %s has had samples in the last 7 days: scrape one of them, or map signals.%s to a metric, an expression or SQL",
		strings.Join(names, ", "), m.Signal)
}
