package promql

import (
	"strconv"
	"strings"
	"time"
)

// Increase sums the growth of counters over a window by labels.
func Increase(counter Selector, by []string, window time.Duration) string {
	return By("sum", by, "increase("+counter.Over(window)+")")
}

// NativeIncrease sums native histograms over a window by labels; the answer is a histogram a group.
func NativeIncrease(histogram Selector, by []string, window time.Duration) string {
	return Increase(histogram, by, window)
}

// NativeCount counts the observations of native histograms over a window by labels.
func NativeCount(histogram Selector, by []string, window time.Duration) string {
	return "histogram_count(" + Increase(histogram, by, window) + ")"
}

// NativeWithin counts the observations of at most limit over a window by labels.
func NativeWithin(histogram Selector, by []string, limit string, window time.Duration) string {
	sum := Increase(histogram, by, window)
	return "histogram_fraction(0, " + limit + ", " + sum + ") * histogram_count(" + sum + ")"
}

// Observed is 1 per group at every time at which a series of it had a sample within lookback.
func Observed(series Selector, by []string, lookback time.Duration) string {
	return By("group", by, LastOver(series, lookback, 0))
}

// LastOver is the last sample of each series within lookback of a time so long ago.
func LastOver(series Selector, lookback, ago time.Duration) string {
	text := "last_over_time(" + series.Over(lookback)
	if ago > 0 {
		text += " offset " + Duration(ago)
	}
	return text + ")"
}

// Scraped is 1 at every time at which Prometheus scraped anything.
const Scraped = "group(up)"

// CountObserved counts the grid points of a window at which expr has a value.
func CountObserved(expr string, window, grid time.Duration) string {
	return "count_over_time(" + Subquery(expr, window, grid) + ")"
}

// FirstObserved is the earliest grid time (in seconds since the epoch) of a window at which expr, whose value
// is 1, has a value.
func FirstObserved(expr string, window, grid time.Duration) string {
	return "min_over_time(" + Subquery("time() * "+expr, window, grid) + ")"
}

// LastObserved is the latest grid time (in seconds since the epoch) of a window at which expr, whose value is 1,
// has a value.
func LastObserved(expr string, window, grid time.Duration) string {
	return "max_over_time(" + Subquery("time() * "+expr, window, grid) + ")"
}

// OverTime applies an *_over_time function to a subquery.
func OverTime(function, expr string, window, grid time.Duration) string {
	return function + "_over_time(" + Subquery(expr, window, grid) + ")"
}

// QuantileOverTime is the quantile of expr over the grid of a window.
func QuantileOverTime(quantile, expr string, window, grid time.Duration) string {
	return "quantile_over_time(" + quantile + ", " + Subquery(expr, window, grid) + ")"
}

// RatePerHour sums the hourly rates of several counters by labels. A counter may be missing for a group (a
// table without an index has no idx_scan), yet a reset of any of them inside the window makes the whole group
// unknown: after a failover to lower counters, rate() would read the new counter's full height as traffic.
func RatePerHour(counters []Selector, by []string, window time.Duration) string {
	rates := make([]string, len(counters))
	resets := make([]string, len(counters))
	for i, c := range counters {
		rates[i] = part(By("sum", by, "rate("+c.Over(window)+")"), c.Metric)
		resets[i] = part(By("sum", by, "resets("+c.Over(window)+")"), c.Metric)
	}
	return "(" + By("sum", by, strings.Join(rates, " or ")) + " * 3600) unless on (" + Labels(by) + ") (" +
		By("sum", by, strings.Join(resets, " or ")) + " > 0)"
}

// PartLabel says which of the expressions that were asked together a sample answers, by its number.
const PartLabel = "headroom_part"

// Together asks several expressions as one.
func Together(exprs []string) string {
	parts := make([]string, len(exprs))
	for i, expr := range exprs {
		parts[i] = part(expr, strconv.Itoa(i))
	}
	return strings.Join(parts, " or ")
}

// part labels a vector so that a union keeps the equal label sets of different expressions.
func part(expr, name string) string {
	return `label_replace(` + expr + `, "` + PartLabel + `", "` + name + `", "", "")`
}

// Unless leaves out the times at which any series of condition is above 0.
func Unless(expr, condition string) string {
	if condition == "" {
		return expr
	}
	return "(" + expr + ") unless on () (max(" + condition + ") > 0)"
}
