package signal

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/promql"
)

// choice is a convention that exists upstream, with what its series have.
type choice struct {
	convention
	// names are the labels of the series, roles the ones that the signal's roles are read from.
	names []string
	roles map[Role]string
}

// choose takes the first convention that exists and has what the signal needs.
func (r Resolver) choose(ctx context.Context, m Mapping, list []convention, o Override, found map[string]bool, now time.Time) (Mapping, error) {
	var chosen *choice
	for _, c := range list {
		candidate := Candidate{Convention: c.name, Metric: c.metric, Found: exists(c, found)}
		if candidate.Found {
			names, err := r.labelNames(ctx, c, o, now)
			if err != nil {
				return m, err
			}
			next := &choice{c, names, pickLabels(c, o, names)}
			candidate.Found, candidate.Note = m.consider(next, found)
			switch {
			case !candidate.Found || candidate.Note != "" && chosen != nil:
			case chosen == nil, m.lacksStatus(chosen) && !m.lacksStatus(next):
				chosen = next
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
	return r.adopt(ctx, m, *chosen, o, found, now)
}

// consider says whether a convention can stand for the signal, and what it lacks.
func (m Mapping) consider(c *choice, found map[string]bool) (usable bool, note string) {
	switch {
	case len(c.names) == 0:
		return false, "no series matches the mapped matchers"
	case m.Signal == RequestDuration && c.isSummary() && !c.isClassic(found):
		return false, "is a summary, whose quantiles cannot be added up"
	case m.lacksStatus(c):
		return true, "has no status label, which error_ratio needs"
	}
	return true, ""
}

// lacksStatus says that a convention counts requests but not failures.
func (m Mapping) lacksStatus(c *choice) bool {
	_, labelled := c.roles[RoleStatus]
	return m.Signal == Requests && !labelled
}

// isSummary says that the bare name belongs to a summary and not to a native histogram.
func (c choice) isSummary() bool { return slices.Contains(c.names, "quantile") }

func (c choice) isClassic(found map[string]bool) bool {
	return found[c.metric+"_bucket"] && found[c.metric+"_count"]
}

// adopt fills the mapping in from the chosen convention.
func (r Resolver) adopt(ctx context.Context, m Mapping, c choice, o Override, found map[string]bool, now time.Time) (Mapping, error) {
	m.Source, m.Convention, m.Metric, m.Labels, m.Seconds = "Prometheus", c.name, c.metric, c.roles, c.seconds
	m.Form, m.LabelNames = c.form, c.names
	m.Matchers = slices.Concat(o.Matchers, c.exclusions(r.HealthCheckRoutes))
	m.Why = fmt.Sprintf("%s exists and follows the %s convention", c.metric, c.name)
	if o.Metric != "" {
		m.Why = "named by signals." + string(m.Signal) + ".metric"
	}
	var err error
	if c.form == histogram {
		if m.Form, m.Metric, err = r.histogramForm(ctx, m, c, found, now); err != nil {
			return m, err
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
		m.Metrics = tableCounters(found)
	}
	m.Selector = m.Select().String()
	return m, nil
}

// exclusions leave out what would count twice or is no valid request.
func (c choice) exclusions(healthCheckRoutes string) []promql.Matcher {
	var matchers []promql.Matcher
	if route, ok := c.roles[RoleRoute]; ok && healthCheckRoutes != "" {
		matchers = append(matchers, promql.Matcher{Label: route, Op: "!~", Value: healthCheckRoutes})
	}
	for _, part := range c.parts {
		if slices.Contains(c.names, part) {
			return append(matchers, promql.Matcher{Label: part, Op: "!=", Value: ""})
		}
	}
	return matchers
}

// tableCounters are those of the table counters that exist.
func tableCounters(found map[string]bool) []string {
	all := TableMetrics(slices.Concat(WritesParts, ScansParts, RowsReadParts))
	return slices.DeleteFunc(all, func(metric string) bool { return !found[metric] })
}

// histogramForm tells what a histogram's name stands for. A native histogram has the finer resolution where an
// exporter writes both; the bare name can also be a summary's, or a counter's that the settings name.
func (r Resolver) histogramForm(ctx context.Context, m Mapping, c choice, found map[string]bool, now time.Time) (Form, string, error) {
	if c.isSummary() && !c.isClassic(found) {
		return Counter, c.metric + "_count", nil
	}
	if found[c.metric] && !c.isSummary() {
		recent := "last_over_time(" + m.Select().Over(time.Hour) + ")"
		answer, err := r.Prometheus.Instant(ctx, "count(histogram_count("+recent+"))", now)
		if err != nil {
			return "", "", err
		}
		if len(answer.Samples) > 0 || !c.isClassic(found) && m.Signal != Requests {
			return Native, c.metric, nil
		}
	}
	if c.isClassic(found) {
		return Classic, c.metric, nil
	}
	return Counter, c.metric, nil
}

func (r Resolver) labelNames(ctx context.Context, c convention, o Override, now time.Time) ([]string, error) {
	return r.Prometheus.LabelNames(ctx, promql.Selector{Matchers: append([]promql.Matcher{{
		Label: "__name__", Op: "=~", Value: regexp.QuoteMeta(c.metric) + "(_count)?",
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
