package series

import (
	"fmt"
	"math"

	"github.com/prometheus/prometheus/model/labels"
)

// Series is one time series and the scrape target that exposes it.
type Series struct {
	Labels labels.Labels
	Target string
}

// addSeries declares a series by its target and label pairs.
type addSeries func(target string, pairs ...string)

// putValue hands over the next series' value, in the order of declaration.
type putValue func(v float64)

// source is one exporter: it declares its series once, then is sampled minute
// after minute and keeps its counters in between.
type source interface {
	describe(add addSeries)
	sample(minute Minute, put putValue)
}

// Generator walks the minutes from the model's origin and adds increments up to
// counters. It is not safe for concurrent use.
type Generator struct {
	model      *Model
	sources    []source
	series     []Series
	targets    []string // distinct, in order of first appearance
	targetOf   []int    // series index → index in targets
	firstTable int
	next       Minute
}

// Absent marks a series without a sample at a minute. A NaN is never a value
// of these series.
var Absent = math.NaN()

// NewGenerator returns a generator whose next minute is the model's origin.
func NewGenerator(m *Model) *Generator {
	postgres := &postgresSource{model: m}
	g := &Generator{
		model:   m,
		sources: []source{&httpSource{model: m}, &probeSource{m}, &nodeSource{model: m}, postgres, &redisSource{model: m}},
		next:    m.Origin(),
	}
	known := map[string]int{}
	add := func(target string, pairs ...string) {
		index, ok := known[target]
		if !ok {
			index = len(g.targets)
			known[target] = index
			g.targets = append(g.targets, target)
		}
		g.series = append(g.series, Series{Labels: labels.FromStrings(pairs...), Target: target})
		g.targetOf = append(g.targetOf, index)
	}
	for _, s := range g.sources {
		if s == source(postgres) {
			g.firstTable = len(g.series)
		}
		s.describe(add)
	}
	// Prometheus records "up" with the labels of the target alone.
	for i, target := range g.targets {
		lbls := g.series[firstOf(g.targetOf, i)].Labels
		pairs := []string{"__name__", "up", "job", lbls.Get("job"), "instance", lbls.Get("instance")}
		if location := lbls.Get("probe_location"); location != "" {
			pairs = append(pairs, "probe_location", location)
		}
		add(target, pairs...)
	}
	return g
}

func firstOf(values []int, wanted int) int {
	for i, v := range values {
		if v == wanted {
			return i
		}
	}
	return -1
}

// Series lists the series in the order of Next's values.
func (g *Generator) Series() []Series { return g.series }

// TableSeries returns the index of a pg_stat_user_tables series by the indexes
// of its table and column in Tables and TableColumns.
func (g *Generator) TableSeries(table, column int) int {
	return g.firstTable + table*len(TableColumns) + column
}

// Position is the minute that the next call of Next yields.
func (g *Generator) Position() Minute { return g.next }

// Next writes the values of the next minute into out, which must have the
// length of Series, and returns that minute. Series without a sample get Absent.
func (g *Generator) Next(out []float64) (Minute, error) {
	if len(out) != len(g.series) {
		return 0, fmt.Errorf("room for %d values given, %d series exist", len(out), len(g.series))
	}
	minute, i := g.next, 0
	put := func(v float64) { out[i] = v; i++ }
	for _, s := range g.sources {
		s.sample(minute, put)
	}
	for range g.targets {
		put(1)
	}
	for t, target := range g.targets {
		if !g.model.Missing(target, minute) {
			continue
		}
		for j, owner := range g.targetOf {
			if owner == t {
				out[j] = Absent
			}
		}
	}
	g.next++
	return minute, nil
}
