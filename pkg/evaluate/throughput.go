package evaluate

import (
	"context"
	"math"
	"regexp"
	"strconv"
	"time"

	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/verdict"
)

// latencyQuantile is the share of requests that have to be within the latency target.
const latencyQuantile = 0.95

// tally is what was counted in one aligned window; NaN is unknown. within and beyond are the requests up to the
// bounds around the latency target, out of the timed ones.
type tally struct {
	total, failed, timed, within, beyond float64
}

// load is the traffic of aligned five-minute windows by group.
type load struct {
	scope   scope
	tallies map[group][]tally
	groups  []group
	grid    source.Range
	// around are the bounds that the requests within the latency target were counted by.
	around bounds
}

// fetchLoad asks for requests by status and, where durations are mapped, for the requests within the latency
// target, in aligned windows. Two buckets tell that: those whose bounds enclose the target.
func (e *Engine) fetchLoad(ctx context.Context, q query.Query, from, to time.Time) (load, error) {
	m, err := e.mapping(signal.Requests)
	if err != nil {
		return load{}, err
	}
	if m.Form == signal.Statement {
		return load{}, noSource{"throughput needs requests over time, which a SQL mapping does not give: map signals.requests to a metric"}
	}
	s, err := scopeOf(q, m)
	if err != nil {
		return load{}, err
	}
	status, labelled := m.Labels[signal.RoleStatus]
	if !labelled {
		return load{}, noSource{"the requests metric has no status label, so healthy load cannot be told from failing load: name it in signals.requests.labels.status"}
	}
	failed, err := e.failedStatus()
	if err != nil {
		return load{}, err
	}
	step := signal.RateWindow
	grid := source.Range{Start: alignDown(from, step).Add(step), End: alignDown(to, step), Step: step}
	l := load{scope: s, tallies: map[group][]tally{}, grid: grid}
	duration, err := e.durationWithin(q, m)
	if err != nil {
		return load{}, err
	}
	l.around = duration.around
	if grid.End.Before(grid.Start) {
		return l, nil // shorter than a window
	}
	var counts, timed, within source.Matrix
	tasks, ctx := parallel(ctx)
	tasks.Go(func() (err error) {
		counts, err = e.Prometheus.Range(ctx, m.Requests(s.part(s.and(status)), step), grid)
		return err
	})
	for _, query := range []struct {
		into *source.Matrix
		expr string
	}{{&timed, duration.timed}, {&within, duration.within}} {
		if query.expr != "" {
			tasks.Go(func() (err error) {
				*query.into, err = e.Prometheus.Range(ctx, query.expr, grid)
				return err
			})
		}
	}
	tasks.Go(func() (err error) {
		l.groups, err = e.signalGroups(ctx, m, s, Window{End: to, Length: to.Sub(from)})
		return err
	})
	if err := tasks.Wait(); err != nil {
		return load{}, err
	}
	l.count(counts, status, failed)
	l.time(timed, within, duration)
	return l, nil
}

// count adds up the requests of each window, and those of them that failed.
func (l *load) count(counts source.Matrix, status string, failed *regexp.Regexp) {
	for _, series := range counts.Series {
		bad := failed.MatchString(series.Labels[status])
		l.each(l.ensure(l.scope.groupOf(series.Labels)), series, func(t *tally, v float64) { t.count(v, bad) })
	}
}

// time adds up the requests around the latency target, out of the timed ones or, without such, of all.
func (l *load) time(timed, within source.Matrix, duration durationQuery) {
	for _, series := range timed.Series {
		l.each(l.tallies[duration.scope.groupOf(series.Labels)], series, func(t *tally, v float64) { t.timed = v })
	}
	for _, series := range within.Series {
		below := !duration.around.upper(series.Labels[signal.BucketLabel])
		l.each(l.tallies[duration.scope.groupOf(series.Labels)], series, func(t *tally, v float64) {
			if below {
				t.within = plus(t.within, v)
			} else {
				t.beyond = plus(t.beyond, v)
			}
		})
	}
	if duration.timed != "" {
		return
	}
	for _, tallies := range l.tallies {
		for i := range tallies {
			tallies[i].timed = tallies[i].total
		}
	}
}

// each visits the window of every point of a series.
func (l *load) each(tallies []tally, series source.Series, visit func(*tally, float64)) {
	for _, p := range series.Points {
		i := int((p.Millis - l.grid.Start.UnixMilli()) / l.grid.Step.Milliseconds())
		if i >= 0 && i < len(tallies) {
			visit(&tallies[i], p.Value)
		}
	}
}

func (t *tally) count(requests float64, failed bool) {
	t.total = plus(t.total, requests)
	if failed {
		t.failed += requests
	}
}

// plus adds to a sum that is NaN as long as nothing is known.
func plus(sum, v float64) float64 {
	if math.IsNaN(sum) {
		return v
	}
	return sum + v
}

// ensure makes a group's windows, all unobserved.
func (l *load) ensure(g group) []tally {
	if tallies, ok := l.tallies[g]; ok {
		return tallies
	}
	tallies := make([]tally, max(0, int(l.grid.End.Sub(l.grid.Start)/l.grid.Step)+1))
	for i := range tallies {
		tallies[i] = tally{total: math.NaN(), timed: math.NaN(), within: math.NaN(), beyond: math.NaN()}
	}
	l.tallies[g] = tallies
	return tallies
}

// windows states each window's rate, error ratio and 95th percentile. As far as the two buckets tell, the
// percentile is at most the lower bound, or above the upper one; between them it is unknown.
func (l *load) windows(g group) []health.Window {
	windows := make([]health.Window, len(l.tallies[g]))
	for i, t := range l.tallies[g] {
		window := health.Window{
			End: l.grid.Start.Add(time.Duration(i) * l.grid.Step), PerMinute: t.total / l.grid.Step.Minutes(),
			P95: math.NaN(), ErrorRatio: math.NaN(),
		}
		if t.total > 0 {
			window.ErrorRatio = t.failed / t.total
		}
		if t.timed > 0 {
			switch {
			case t.within >= latencyQuantile*t.timed:
				window.P95 = l.around.low
			case t.beyond < latencyQuantile*t.timed, l.around.exact && !math.IsNaN(t.within):
				window.P95 = math.Inf(1)
			}
		}
		windows[i] = window
	}
	return windows
}

// durationQuery counts the requests up to the bounds around the latency target, out of the timed ones; timed is
// empty when those are the counted requests themselves, and within without a latency target.
type durationQuery struct {
	timed, within string
	scope         scope
	around        bounds
}

// durationWithin chooses the bounds around the latency target; a native histogram is counted at the target itself.
// Without durations no load can be shown to have been healthy, and failing load alone is no measure of capacity.
func (e *Engine) durationWithin(q query.Query, requests signal.Mapping) (durationQuery, error) {
	target := e.target("latency_p95").Value
	if target == nil {
		return durationQuery{}, nil
	}
	m, err := e.mapping(signal.RequestDuration)
	switch {
	case err != nil && !isMissing(err):
		return durationQuery{}, err
	case err != nil:
		return durationQuery{}, noSource{"throughput needs request durations to tell healthy load: " + err.Error()}
	case m.Form != signal.Native && m.Form != signal.Classic:
		return durationQuery{}, noSource{"throughput needs the request durations as a histogram, not as " + describe(m) +
			": map signals.request_duration to a metric"}
	}
	s, err := scopeOf(q, m)
	if err != nil {
		return durationQuery{}, err
	}
	step := signal.RateWindow
	selector := m.Select().With(s.matchers...)
	d := durationQuery{scope: s}
	if selector.String() != requests.Select().With(s.matchers...).String() {
		d.timed = m.Requests(s.part(s.by), step)
	}
	if m.Form == signal.Native {
		limit := strconv.FormatFloat(*target/m.Seconds, 'f', -1, 64)
		d.around = bounds{low: *target, exact: true}
		d.within = promql.NativeWithin(selector, s.by, limit, step)
		return d, nil
	}
	if d.around = boundsAround(m, *target); len(d.around.spellings) == 0 {
		return d, noSource{"throughput needs a histogram with finite bucket bounds: " + m.Metric + " has none"}
	}
	counter := selector.Named(m.Metric + "_bucket").With(promql.OneOf(signal.BucketLabel, d.around.spellings)...)
	d.within = promql.Increase(counter, s.and(signal.BucketLabel), step)
	return d, nil
}

func throughput(ctx context.Context, e *Engine, q query.Query, w Window) (results, error) {
	l, err := e.fetchLoad(ctx, q, w.Start(), w.End)
	if err != nil {
		return results{}, err
	}
	return each(l.scope, l.groups, func(g group) verdict.Result {
		windows := l.windows(g)
		return health.Throughput(windows, demand(windows), e.target("latency_p95"), e.target("error_ratio"),
			e.target("throughput"), loadObservation(windows, w), e.policy("throughput"))
	}), nil
}

// demandWindows is how many windows the present demand is averaged over: an hour.
const demandWindows = 12

// demand is the mean rate of the last hour, as far as it was observed; nil when none of it was.
func demand(windows []health.Window) *float64 {
	total, n := 0.0, 0
	for _, window := range windows[max(0, len(windows)-demandWindows):] {
		if !math.IsNaN(window.PerMinute) {
			total += window.PerMinute
			n++
		}
	}
	return verdict.Number(total / float64(n))
}

// loadObservation counts the windows that were seen.
func loadObservation(windows []health.Window, w Window) verdict.Observation {
	points, first := 0.0, time.Time{}
	for _, window := range windows {
		if math.IsNaN(window.PerMinute) {
			continue
		}
		if points == 0 {
			first = window.End.Add(-health.WindowLength)
		}
		points++
	}
	return observation(w, health.WindowLength, points, first)
}
