package evaluate

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

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
	trend := TrafficTrend{Measure: r.Query.Measure}
	grid, err := trafficGrid(r)
	if err != nil {
		return trend, err
	}
	trend.Step = grid.Step
	for t := grid.Start; !t.After(grid.End); t = t.Add(grid.Step) {
		trend.Times = append(trend.Times, t)
	}
	values, seen, err := e.tableTrends(ctx, r.Query, grid, len(trend.Times))
	switch {
	case isMissing(err):
		trend.Notices = append(trend.Notices, err.Error())
	case err != nil:
		return trend, err
	}
	for _, t := range e.listTables(r.Query, seen) {
		row := TableTrend{Table: t, Values: values[t.TableID]}
		if row.Values == nil {
			row.Values = make([]*float64, len(trend.Times))
		}
		if r.Query.Measure == query.MeasurePosition {
			row.Values = positions(row)
		} else if end := expected(r.Query.Measure, t); end != nil {
			row.Values = slices.Repeat([]*float64{end}, len(trend.Times))
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
	step = max(step, minimumGrid)
	span := r.To.Sub(r.From)
	most := int64(mostTrendPoints)
	if r.Query.MaxPoints > 0 {
		most = min(most, int64(r.Query.MaxPoints))
	} else if r.MaxDataPoints > 0 {
		most = min(most, r.MaxDataPoints)
	}
	if buckets := int64((span + step - 1) / step); buckets > most {
		step *= time.Duration((buckets + most - 1) / most)
	}
	to := r.To
	if to.After(r.Now) {
		to = r.Now
	}
	grid := source.Range{Start: alignDown(r.From, step).Add(step), End: alignDown(to, step), Step: step}
	if grid.End.Before(grid.Start) {
		grid.Start = grid.End // no bucket ends inside the range: the last whole one
	}
	return grid, nil
}

// trendParts are the parts that a measure is the sum of; each needs at least one counter.
func trendParts(m query.Measure) [][]string {
	switch m {
	case query.MeasureWrites:
		return [][]string{signal.WritesParts}
	case query.MeasureScans:
		return [][]string{signal.ScansParts}
	case query.MeasureRowsRead:
		return [][]string{signal.RowsReadParts}
	default:
		return [][]string{signal.WritesParts, signal.ScansParts}
	}
}

// tableTrends reads the measure of n buckets per table, nil where a bucket was not observed well enough or has a
// reset in it, and the tables that were seen.
func (e *Engine) tableTrends(ctx context.Context, q query.Query, grid source.Range, n int) (map[TableID][]*float64, []TableID, error) {
	m, err := e.mapping(signal.TableActivity)
	if err != nil {
		return nil, nil, err
	}
	t, err := tableScopeOf(q, m)
	switch {
	case err != nil:
		return nil, nil, err
	case m.Form == signal.Statistics:
		return nil, nil, noSource{"PostgreSQL's statistics have no history: a trend needs a postgres_exporter in Prometheus"}
	case q.Measure == query.MeasureExpectedLow || q.Measure == query.MeasureExpectedHigh:
		seen, err := e.tablesSeen(ctx, t, grid.End, grid.End.Sub(grid.Start))
		return nil, seen, err
	}
	var counters []promql.Selector
	for _, parts := range trendParts(q.Measure) {
		if lacking := t.lacking(parts); lacking != "" {
			return nil, nil, noSource{lacking + ", so that " + string(q.Measure) + " are unknown"}
		}
		counters = append(counters, t.counters(parts)...)
	}
	var rates, points source.Matrix
	var seen []TableID
	bucket := Window{Length: grid.Step}
	tasks, ctx := parallel(ctx)
	ask := func(into *source.Matrix, expr string) {
		tasks.Go(func() (err error) {
			*into, err = e.Prometheus.Range(ctx, expr, grid)
			return err
		})
	}
	ask(&rates, promql.RatePerHour(counters, t.by, grid.Step))
	ask(&points, t.observedPoints(grid.Step, bucket.grid()))
	tasks.Go(func() (err error) {
		seen, err = e.tablesSeen(ctx, t, grid.End, grid.End.Sub(grid.Start))
		return err
	})
	if err := tasks.Wait(); err != nil {
		return nil, nil, err
	}
	visit := func(series source.Series, set func(at int, v *float64)) {
		for i := range series.Points {
			p := &series.Points[i]
			if at := int((p.Millis - grid.Start.UnixMilli()) / grid.Step.Milliseconds()); at >= 0 && at < n {
				set(at, &p.Value)
			}
		}
	}
	covered := map[TableID][]bool{}
	for _, series := range points.Series {
		row := make([]bool, n)
		visit(series, func(at int, v *float64) {
			row[at] = observation(bucket, bucket.grid(), *v, time.Time{}).Coverage >= e.Profile.Verdicts.MinCoverage
		})
		covered[t.id(series.Labels)] = row
	}
	values := make(map[TableID][]*float64, len(rates.Series))
	for _, series := range rates.Series {
		id := t.id(series.Labels)
		row := make([]*float64, n)
		visit(series, func(at int, v *float64) {
			if covered := covered[id]; covered != nil && covered[at] {
				row[at] = v
			}
		})
		values[id] = row
	}
	return values, seen, nil
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
