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
	// HasPostgres says whether PostgreSQL is configured.
	HasPostgres bool
	Overrides   map[Name]Override
	// HealthCheckRoutes is the regular expression of routes that are not valid requests.
	HealthCheckRoutes string
}

// Resolve maps every signal by what existed upstream in the week before now. A mapping that cannot be made is
// still in the answer, with the reason in Why; an error means that the upstream did not answer.
func (r Resolver) Resolve(ctx context.Context, now time.Time) (map[Name]Mapping, error) {
	found, err := r.discover(ctx, now)
	if err != nil {
		return nil, err
	}
	mappings := make([]Mapping, len(Names))
	group, ctx := errgroup.WithContext(ctx)
	for i, name := range Names {
		group.Go(func() (err error) {
			mappings[i], err = r.resolveOne(ctx, name, found, now)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	byName := make(map[Name]Mapping, len(Names))
	for _, m := range mappings {
		byName[m.Signal] = m
	}
	return byName, nil
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
	m := Mapping{Signal: name, Category: subjects[name].category, Needed: subjects[name].needed}
	override, overridden := r.Overrides[name]
	switch {
	case override.SQL != "":
		return r.mapSQL(m, override), nil
	case override.Expr != "":
		m.Labels = override.Labels
		m.Expr = override.Expr
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
	if !overridden {
		override = Override{}
	}
	m, err := r.choose(ctx, m, conventions[name], override, found, now)
	if err == nil && !m.Mapped() && name == TableActivity && r.HasPostgres {
		m.Source, m.Form, m.Convention = "PostgreSQL", Statistics, "pg_stat_user_tables"
		m.Why = "read from PostgreSQL: no exporter of table statistics was found in Prometheus"
	}
	return m, err
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

// choose takes the first convention that exists and has what the signal needs.
func (r Resolver) choose(ctx context.Context, m Mapping, list []convention, o Override, found map[string]bool, now time.Time) (Mapping, error) {
	var chosen *convention
	var labels map[Role]string
	for _, c := range list {
		candidate := Candidate{Convention: c.name, Metric: c.metric, Found: exists(c, found)}
		if candidate.Found {
			names, err := r.labelNames(ctx, c, o, now)
			if err != nil {
				return m, err
			}
			roles := pickLabels(c, o, names)
			_, hasStatus := roles[RoleStatus]
			switch {
			case len(names) == 0:
				candidate.Found, candidate.Note = false, "no series matches the mapped matchers"
			case m.Signal == Requests && !hasStatus:
				candidate.Note = "has no status label, which error_ratio needs"
				if labels == nil {
					chosen, labels = &c, roles
				}
			case chosen == nil || labels[RoleStatus] == "" && m.Signal == Requests:
				chosen, labels = &c, roles
			default:
				candidate.Note = "another convention was found first"
			}
		}
		m.Candidates = append(m.Candidates, candidate)
	}
	if chosen == nil {
		m.Why = missing(m, list, r.Prometheus != nil)
		return m, nil
	}
	return r.adopt(ctx, m, *chosen, labels, o, found, now)
}

// adopt fills the mapping in from the chosen convention.
func (r Resolver) adopt(ctx context.Context, m Mapping, c convention, labels map[Role]string, o Override, found map[string]bool, now time.Time) (Mapping, error) {
	m.Source, m.Convention, m.Metric, m.Labels, m.Seconds = "Prometheus", c.name, c.metric, labels, c.seconds
	m.Form = c.form
	m.Matchers = slices.Clone(o.Matchers)
	if route, ok := labels[RoleRoute]; ok && r.HealthCheckRoutes != "" {
		m.Matchers = append(m.Matchers, promql.Matcher{Label: route, Op: "!~", Value: r.HealthCheckRoutes})
	}
	m.Why = fmt.Sprintf("%s exists and follows the %s convention", c.metric, c.name)
	if o.Metric != "" {
		m.Why = "named by signals." + string(m.Signal) + ".metric"
	}
	if c.form == histogram {
		// A native histogram has the finer resolution where an exporter writes both.
		m.Form = Classic
		if found[c.metric] {
			m.Form = Native
		}
	}
	if m.Form == Classic && m.Signal == RequestDuration {
		bounds, err := r.Prometheus.LabelValues(ctx, "le", m.Select().Named(c.metric+"_bucket").String(), now.Add(-lookback), now)
		if err != nil {
			return m, err
		}
		m.Bounds = bounds
	}
	if m.Form == Counters {
		for _, list := range [][]string{WritesParts, ScansParts, RowsReadParts} {
			for _, metric := range TableMetrics(list) {
				if found[metric] {
					m.Metrics = append(m.Metrics, metric)
				}
			}
		}
	}
	m.Selector = m.Select().String()
	return m, nil
}

func (r Resolver) labelNames(ctx context.Context, c convention, o Override, now time.Time) ([]string, error) {
	metric := c.metric
	return r.Prometheus.LabelNames(ctx, promql.Selector{Matchers: append([]promql.Matcher{{
		Label: "__name__", Op: "=~", Value: regexp.QuoteMeta(metric) + "(_count)?",
	}}, o.Matchers...)}.String(), now.Add(-lookback), now)
}

func exists(c convention, found map[string]bool) bool {
	if c.form == histogram {
		return found[c.metric] || found[c.metric+"_bucket"] && found[c.metric+"_count"]
	}
	for _, name := range c.also {
		if !found[name] {
			return false
		}
	}
	return found[c.metric]
}

// pickLabels gives each role the label that the settings name or the first candidate that exists.
func pickLabels(c convention, o Override, names []string) map[Role]string {
	roles := map[Role]string{}
	for role, candidates := range c.labels {
		for _, candidate := range candidates {
			if slices.Contains(names, candidate) {
				roles[role] = candidate
				break
			}
		}
	}
	for role, label := range o.Labels {
		roles[role] = label
	}
	return roles
}

func missing(m Mapping, list []convention, connected bool) string {
	if !connected {
		return "no Prometheus is connected: set prometheus.url in the data source"
	}
	if len(list) == 0 {
		return fmt.Sprintf("optional: map it with signals.%s.metric or .expr", m.Signal)
	}
	names := make([]string, len(list))
	for i, c := range list {
		names[i] = c.metric
	}
	return fmt.Sprintf("none of %s has had samples in the last 7 days: scrape one of them, or map signals.%s to a metric, an expression or SQL",
		strings.Join(names, ", "), m.Signal)
}
