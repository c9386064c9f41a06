package evaluate

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/traffic"
)

// defaultTrafficStep is the bucket of a traffic trend.
const defaultTrafficStep = time.Hour

// TableTrend is one table's measure over the shared times; nil is unknown.
type TableTrend struct {
	Table
	Values []*float64
}

// TrafficTrend holds the trends over one time vector. A time is the end of the bucket that it sums up.
type TrafficTrend struct {
	Times   []time.Time
	Tables  []TableTrend
	Step    time.Duration
	Measure query.Measure
	// Total is the number of tables before limit and offset.
	Total   int
	Notices []string
}

// TrafficTrend reads every table's measure per bucket of the range.
func (e *Engine) TrafficTrend(ctx context.Context, r Request) (TrafficTrend, error) {
	m := e.Signals[signal.TableActivity]
	trend := TrafficTrend{Measure: r.Query.Measure}
	grid, err := trafficGrid(r)
	if err != nil {
		return trend, err
	}
	trend.Step = grid.Step
	for t := grid.Start; !t.After(grid.End); t = t.Add(grid.Step) {
		trend.Times = append(trend.Times, t)
	}
	values := map[TableID][]*float64{}
	var seen []TableID
	switch m.Form {
	case signal.Counters:
		if values, seen, err = e.trendFromPrometheus(ctx, r.Query, m, grid, len(trend.Times)); err != nil {
			return trend, err
		}
	case signal.Statistics:
		trend.Notices = append(trend.Notices, "PostgreSQL's statistics have no history: a trend needs a postgres_exporter in Prometheus")
	default:
		trend.Notices = append(trend.Notices, m.Why)
	}
	for _, t := range e.listTables(r.Query, seen) {
		row := TableTrend{Table: t, Values: values[t.TableID]}
		if row.Values == nil {
			row.Values = make([]*float64, len(trend.Times))
		}
		if r.Query.Measure == query.MeasurePosition {
			row.Values = positions(row)
		}
		trend.Tables = append(trend.Tables, row)
	}
	sortTables(trend.Tables, r.Query.Sort)
	trend.Total = len(trend.Tables)
	trend.Tables = page(trend.Tables, r.Query.Offset, r.Query.Limit)
	return trend, nil
}

// trafficGrid aligns the range to whole buckets and widens the step where the range would have more points
// than asked for.
func trafficGrid(r Request) (source.Range, error) {
	step := defaultTrafficStep
	if r.Query.Step != "" {
		parsed, err := catalog.ParseDuration(r.Query.Step)
		if err != nil {
			return source.Range{}, fault.Userf("step %q is not a duration such as 1h", r.Query.Step)
		}
		step = time.Duration(parsed)
	}
	span := r.To.Sub(r.From)
	most := int64(10_000)
	if r.Query.MaxPoints > 0 {
		most = min(most, int64(r.Query.MaxPoints))
	} else if r.MaxDataPoints > 0 {
		most = min(most, r.MaxDataPoints)
	}
	for wider := step; int64(span/step) > most; {
		step += wider
	}
	step = max(step, minimumGrid)
	to := r.To
	if to.After(r.Now) {
		to = r.Now
	}
	grid := source.Range{Start: alignDown(r.From, step).Add(step), End: alignDown(to, step), Step: step}
	if grid.End.Before(grid.Start) {
		grid.End = grid.Start
	}
	return grid, nil
}

func (e *Engine) trendFromPrometheus(ctx context.Context, q query.Query, m signal.Mapping, grid source.Range, n int) (map[TableID][]*float64, []TableID, error) {
	t := tableScopeOf(q, m)
	parts := [][]string{signal.WritesParts, signal.ScansParts}
	switch q.Measure {
	case query.MeasureWrites:
		parts = [][]string{signal.WritesParts}
	case query.MeasureScans:
		parts = [][]string{signal.ScansParts}
	case query.MeasureRowsRead:
		parts = [][]string{signal.RowsReadParts}
	}
	var counters []promql.Selector
	for _, p := range parts {
		counters = append(counters, t.counters(p)...)
	}
	if len(counters) == 0 {
		return nil, nil, nil
	}
	var answer source.Matrix
	var seen source.Vector
	tasks, ctx := errgroup.WithContext(ctx)
	tasks.Go(func() (err error) {
		answer, err = e.Prometheus.Range(ctx, promql.RatePerHour(counters, t.by, grid.Step), grid)
		return err
	})
	tasks.Go(func() (err error) {
		length := max(grid.End.Sub(grid.Start), groupLookback)
		presence := promql.Selector{Metric: m.Metric, Matchers: t.matchers}
		seen, err = e.Prometheus.Instant(ctx, promql.Observed(presence, t.by, length), source.AlignEnd(grid.End, instantStep, length))
		return err
	})
	if err := tasks.Wait(); err != nil {
		return nil, nil, err
	}
	values := make(map[TableID][]*float64, len(answer.Series))
	for _, series := range answer.Series {
		row := make([]*float64, n)
		for i := range series.Points {
			p := &series.Points[i]
			if at := int((p.Millis - grid.Start.UnixMilli()) / grid.Step.Milliseconds()); at >= 0 && at < n {
				row[at] = &p.Value
			}
		}
		values[t.id(series.Labels)] = row
	}
	ids := make([]TableID, len(seen.Samples))
	for i, sample := range seen.Samples {
		ids[i] = t.id(sample.Labels)
	}
	return values, ids, nil
}

func positions(row TableTrend) []*float64 {
	values := make([]*float64, len(row.Values))
	if !row.Declared {
		return values
	}
	for i, v := range row.Values {
		values[i] = traffic.Position(v, row.Low, row.High)
	}
	return values
}

// sortTables orders by name or by the mean; the order of the declarations is the default.
func sortTables(tables []TableTrend, by query.Sort) {
	switch by {
	case query.SortName:
		slices.SortStableFunc(tables, func(a, b TableTrend) int { return cmp.Compare(a.key(), b.key()) })
	case query.SortValue:
		slices.SortStableFunc(tables, func(a, b TableTrend) int { return cmp.Compare(mean(b.Values), mean(a.Values)) })
	}
}

// mean of the known values; −Inf without any, so that unknown tables come last.
func mean(values []*float64) float64 {
	total, n := 0.0, 0
	for _, v := range values {
		if v != nil {
			total += *v
			n++
		}
	}
	if n == 0 {
		return math.Inf(-1)
	}
	return total / float64(n)
}

func page[T any](rows []T, offset, limit int) []T {
	rows = rows[min(offset, len(rows)):]
	if limit > 0 && limit < len(rows) {
		rows = rows[:limit]
	}
	return rows
}
