package signal

import (
	"strconv"
	"time"

	"github.com/headroom/headroom/pkg/promql"
)

// BucketLabel is the label of a classic histogram's upper bounds.
const BucketLabel = "le"

// Part is what of a signal's series an expression is about: those that match, by the values of some labels.
type Part struct {
	Matchers []promql.Matcher
	By       []string
}

// Probing is how probes are read.
type Probing struct {
	// Interval is the grid on which a target is up or down.
	Interval time.Duration
	// Aggregate is "max" where one location that sees a target up is enough, "min" where all must.
	Aggregate string
}

// counter is the selector of the counter behind a requests signal.
func (m Mapping) counter(p Part) promql.Selector {
	selector := m.Select().With(p.Matchers...)
	if m.Form == Classic {
		return selector.Named(m.Metric + "_count")
	}
	return selector
}

// Requests is the expression of the requests in a window.
func (m Mapping) Requests(p Part, window time.Duration) string {
	switch m.Form {
	case Native:
		return promql.NativeCount(m.counter(p), p.By, window)
	case Expression:
		return m.perSecond(p.By, window)
	default:
		return promql.Increase(m.counter(p), p.By, window)
	}
}

// Buckets is the expression of the summed buckets of a window: a row a bound, or a native histogram. Bounds, as they
// are written upstream, narrow a classic histogram down to those.
func (m Mapping) Buckets(p Part, window time.Duration, bounds ...string) string {
	byBound := promql.And(p.By, BucketLabel)
	switch m.Form {
	case Native:
		return promql.NativeIncrease(m.Select().With(p.Matchers...), p.By, window)
	case Expression:
		return m.perSecond(byBound, window)
	default:
		counter := m.Select().With(p.Matchers...).Named(m.Metric + "_bucket").With(promql.OneOf(BucketLabel, bounds)...)
		return promql.Increase(counter, byBound, window)
	}
}

// perSecond sums an expression of per-second rates over a window.
func (m Mapping) perSecond(by []string, window time.Duration) string {
	step := min(window, rateWindow)
	rate := promql.By("sum", by, promql.OverTime("sum", m.Expr, window, step))
	return rate + " * " + strconv.FormatFloat(step.Seconds(), 'f', -1, 64)
}

// Observed is 1 wherever the signal's series had a sample within lookback.
func (m Mapping) Observed(p Part, lookback time.Duration) string {
	if m.Form == Expression {
		return promql.By("group", p.By, m.Expr)
	}
	return promql.Observed(m.counter(p), p.By, lookback)
}

// Up is 1 or 0 per target at one time: whether its locations saw it up.
func (m Mapping) Up(p Part, probing Probing) string {
	if m.Form == Expression {
		return promql.By(probing.Aggregate, p.By, m.Expr)
	}
	series := m.Select().With(p.Matchers...)
	return promql.By(probing.Aggregate, p.By, "last_over_time("+series.Over(probing.Interval)+")")
}
