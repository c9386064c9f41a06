package evaluate

import (
	"context"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/source"
)

// windowSteps is the finest division of a trailing window: a trend over 30 days moves in steps of 20 minutes.
const windowSteps = 2000

// mostTrendPoints bounds the points of a trend.
const mostTrendPoints = 10_000

// defaultTrendPoints is used when neither the query nor the panel says how many points it can draw.
const defaultTrendPoints = 200

// KPITrend is one KPI's trend for one group, over the shared times.
type KPITrend struct {
	KPI    string
	Labels map[string]string
	// Values are the KPI over the window that ends at each time; nil is unknown.
	Values []*float64
}

// TrendAnswer holds the trends over one time vector.
type TrendAnswer struct {
	Times   []time.Time
	Trends  []KPITrend
	Notices []string
	// Failures are the errors behind trends that are unknown throughout, for the log.
	Failures []error
	Window   time.Duration
	Step     time.Duration
}

// trendGrid is the grid that a trend is computed on: the points asked for, and before them one window's worth
// of steps. Every upstream sample is read once, by the step that holds it, instead of once a point.
type trendGrid struct {
	source.Range
	// width is how many steps make a window, lead how many of them come before the first point.
	width, lead int
	points      int
	// span is what one step sums up: the step, or the window where that is shorter.
	span time.Duration
}

// trend computes one KPI's trend by group.
type trend func(ctx context.Context, e *Engine, q query.Query, g trendGrid) (scope, map[group][]*float64, error)

var trends = map[string]trend{
	"availability":       availabilityTrend,
	"latency_p95":        latencyTrend,
	"error_ratio":        errorRatioTrend,
	"throughput":         throughputTrend,
	"cpu_utilization":    utilizationTrend("cpu_utilization"),
	"memory_utilization": utilizationTrend("memory_utilization"),
}

// KPITrend evaluates the trends of the query's KPIs concurrently.
func (e *Engine) KPITrend(ctx context.Context, r Request) (TrendAnswer, error) {
	w, err := e.window(r, "health")
	if err != nil {
		return TrendAnswer{}, err
	}
	grid, err := gridOf(r, w.Length)
	if err != nil {
		return TrendAnswer{}, err
	}
	answer := TrendAnswer{Window: w.Length, Step: grid.Step}
	for i := range grid.points {
		answer.Times = append(answer.Times, grid.Start.Add(time.Duration(grid.lead+i)*grid.Step))
	}
	found := make([][]KPITrend, len(r.Query.KPIs))
	errs := all(len(found), func(i int) (err error) {
		found[i], err = e.trendOf(ctx, r.Query.KPIs[i], r.Query, grid)
		return err
	})
	failures := make([]error, len(found))
	answered := 0
	for i, kpi := range r.Query.KPIs {
		err := errs[i]
		failures[i] = unlessMissing(err)
		switch {
		case err == nil:
			answered++
		case isMissing(err):
			answer.Notices = append(answer.Notices, kpi+": "+err.Error())
		default:
			answer.Notices = append(answer.Notices, kpi+": "+told(err))
			answer.Failures = append(answer.Failures, err)
		}
		if err != nil {
			found[i] = trendRows(kpi, groupingOf(r.Query), nil, grid)
		}
		answer.Trends = append(answer.Trends, found[i]...)
	}
	if err := first(failures); err != nil && answered == 0 {
		return TrendAnswer{}, err
	}
	return answer, ctx.Err()
}

func (e *Engine) trendOf(ctx context.Context, kpi string, q query.Query, g trendGrid) ([]KPITrend, error) {
	compute, known := trends[kpi]
	if !known {
		return nil, fault.Userf("the KPI %q is not known", kpi)
	}
	s, byGroup, err := compute(ctx, e, q, g)
	if err != nil {
		return nil, err
	}
	return trendRows(kpi, s, byGroup, g), nil
}

// trendRows turns the values into rows in a stable order, with unknown ones for what is asked and was not seen.
func trendRows(kpi string, s scope, byGroup map[group][]*float64, g trendGrid) []KPITrend {
	groups := s.expected(slices.Collect(maps.Keys(byGroup)))
	slices.Sort(groups)
	rows := make([]KPITrend, len(groups))
	for i, key := range groups {
		values := make([]*float64, g.points)
		if known := byGroup[key]; known != nil {
			values = known[len(known)-g.points:]
		}
		rows[i] = KPITrend{KPI: kpi, Labels: s.labels(key), Values: values}
	}
	return rows
}

// gridOf plans the trend of a trailing window. The step is the query's or the panel's, at least range ÷ 10,000
// and at least window ÷ 2,000; where it is shorter than the window it divides it.
func gridOf(r Request, window time.Duration) (trendGrid, error) {
	to := r.end()
	span := to.Sub(r.From)
	if span <= 0 {
		return trendGrid{}, fault.Userf("the time range is empty: it ends at or before its start, or starts in the future").
			WithCure("Choose one that ends after its start and starts before now")
	}
	step := r.Interval
	if r.Query.Step != "" {
		parsed, err := catalog.ParseDuration(r.Query.Step)
		if err != nil {
			return trendGrid{}, fault.Userf("step %q is not a duration such as 5m", r.Query.Step)
		}
		step = time.Duration(parsed)
	} else {
		points := int64(defaultTrendPoints)
		if r.MaxDataPoints > 0 {
			points = min(points, r.MaxDataPoints)
		}
		step = max(step, span/time.Duration(points))
	}
	step = max(step, span/mostTrendPoints, window/windowSteps, min(minimumGrid, window))
	width := 1
	if step < window {
		width = max(1, int(window/step))
		step = window / time.Duration(width)
	}
	step = max(time.Second, step.Truncate(time.Second))
	end := alignDown(to, step)
	points := max(1, int(end.Sub(r.From)/step)+1)
	lead := width - 1
	return trendGrid{
		Range: source.Range{Start: end.Add(-time.Duration(points-1+lead) * step), End: end, Step: step},
		width: width, lead: lead, points: points, span: min(step, window),
	}, nil
}

// length is how many steps the grid has.
func (g trendGrid) length() int { return g.lead + g.points }

// window is the trailing window.
func (g trendGrid) window() time.Duration { return time.Duration(g.width) * g.span }

// unobserved is a row of the grid without any value.
func (g trendGrid) unobserved() []float64 {
	row := make([]float64, g.length())
	for i := range row {
		row[i] = math.NaN()
	}
	return row
}

// visit calls set for every point of a series with its place in the grid.
func (g trendGrid) visit(series source.Series, set func(i int, v float64)) {
	for _, p := range series.Points {
		if i := int((p.Millis - g.Start.UnixMilli()) / g.Step.Milliseconds()); i >= 0 && i < g.length() {
			set(i, p.Value)
		}
	}
}
