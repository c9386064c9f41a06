package evaluate

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/verdict"
)

// mostBurnSteps bounds the grid that burn rates are rolled over: the short windows of the shipped policy over half a
// year.
const mostBurnSteps = 52_000

// BudgetTrend is the trend of one KPI's budget for one group, over the shared times.
type BudgetTrend struct {
	KPI    string
	Labels map[string]string
	// Rule is the alert whose burn this is, nil for the remaining budget.
	Rule *health.BurnRule
	// Values are nil where unknown.
	Values []*float64
}

// BudgetTrendAnswer holds the trends over one time vector.
type BudgetTrendAnswer struct {
	Measure query.Measure
	Times   []time.Time
	Trends  []BudgetTrend
	Notices []string
	// Failures are the errors behind trends that are unknown throughout, for the log.
	Failures     []error
	Period, Step time.Duration
}

// budgetGrid is the grid that events are counted on, and how they become points.
type budgetGrid struct {
	trendGrid
	period time.Duration
	rules  []health.BurnRule
	// run is how many steps of the grid make one point.
	run int
}

// ErrorBudgetTrend evaluates the budgets of the query's KPIs over time: what is left of the budget of the trailing
// period at each point, or the highest value that each alert had since the point before.
func (e *Engine) ErrorBudgetTrend(ctx context.Context, r Request) (BudgetTrendAnswer, error) {
	period, rules, err := e.burnRules(r.Query)
	if err != nil {
		return BudgetTrendAnswer{}, err
	}
	grid, err := budgetGridOf(r, period, rules)
	if err != nil {
		return BudgetTrendAnswer{}, err
	}
	answer := BudgetTrendAnswer{Measure: r.Query.Measure, Period: period, Step: time.Duration(grid.run) * grid.Step}
	for i := range grid.points / grid.run {
		answer.Times = append(answer.Times, grid.Start.Add(time.Duration(grid.lead)*grid.Step+time.Duration(i)*answer.Step))
	}
	kpis := r.Query.KPIs
	trends := make([][]BudgetTrend, len(kpis))
	coarse := make([]string, len(kpis))
	errs := all(len(kpis), func(i int) (err error) {
		trends[i], coarse[i], err = e.budgetTrends(ctx, kpis[i], r.Query, grid)
		return err
	})
	answered := 0
	for i, kpi := range kpis {
		switch {
		case errs[i] == nil:
			answered++
			if coarse[i] != "" {
				answer.Notices = append(answer.Notices, kpi+": "+coarse[i])
			}
		case isMissing(errs[i]):
			answer.Notices = append(answer.Notices, kpi+": "+errs[i].Error())
			errs[i] = nil
		default:
			answer.Notices = append(answer.Notices, kpi+": "+told(errs[i]))
			answer.Failures = append(answer.Failures, errs[i])
		}
		if trends[i] == nil {
			trends[i] = e.trendsOfGroups(kpi, groupingOf(r.Query), nil, grid)
		}
		answer.Trends = append(answer.Trends, trends[i]...)
	}
	if err := first(errs); err != nil && answered == 0 {
		return BudgetTrendAnswer{}, err
	}
	if r.Query.Measure == query.MeasureBurn {
		answer.Notices = append(answer.Notices, e.unable(kpis, rules)...)
	}
	return answer, ctx.Err()
}

// budgetGridOf plans the grid. What is left is rolled over the period in steps of the trend, as a KPI's trend is; burn
// rates over their windows in steps of the shortest one, of which a point shows the highest.
func budgetGridOf(r Request, period time.Duration, rules []health.BurnRule) (budgetGrid, error) {
	if r.Query.Measure != query.MeasureBurn {
		grid, err := gridOf(r, period)
		return budgetGrid{trendGrid: grid, period: period, run: 1}, err
	}
	lengths := burnWindows(rules)
	base, longest := lengths[0], lengths[len(lengths)-1]
	shown, err := gridOf(r, base)
	if err != nil {
		return budgetGrid{}, err
	}
	run := max(1, int((shown.Step+base-1)/base))
	step := time.Duration(run) * base
	end := alignDown(r.end(), step)
	points := max(1, int(end.Sub(r.From)/step)+1) * run
	// The first point shows the run of steps that ends with it.
	lead := int((longest + base - 1) / base)
	if steps := points + lead; steps > mostBurnSteps {
		return budgetGrid{}, fault.Userf("burn rates of %s over the range are %d steps, more than %d",
			verdict.FormatDuration(base), steps, mostBurnSteps).WithCure("Choose a shorter range")
	}
	grid := trendGrid{width: 1, lead: lead, points: points, span: base}
	grid.End, grid.Step = end, base
	grid.Start = end.Add(-time.Duration(grid.length()-1) * base)
	return budgetGrid{trendGrid: grid, period: period, rules: rules, run: run}, nil
}

// budgetTrends evaluates one KPI; coarse is the reason for which its bad events cannot be told, if there is one.
func (e *Engine) budgetTrends(ctx context.Context, kpi string, q query.Query, g budgetGrid) (trends []BudgetTrend, coarse string, err error) {
	indicators, err := e.indicators(kpi, q)
	if err != nil {
		return nil, "", err
	}
	found := make([]map[group]stepped, len(indicators))
	tasks, ctx := parallel(ctx)
	for i, by := range indicators {
		tasks.Go(func() error {
			steps, err := by.steps(ctx, g.trendGrid)
			found[i] = make(map[group]stepped, len(steps))
			for key, events := range steps {
				found[i][key] = stepped{events, by}
			}
			return err
		})
	}
	if err := tasks.Wait(); err != nil {
		return nil, "", err
	}
	byGroup := map[group]stepped{}
	for _, preferred := range slices.Backward(found) {
		maps.Copy(byGroup, preferred)
	}
	for _, events := range byGroup {
		if events.Untold() {
			coarse = events.by.untold()
		}
	}
	return e.trendsOfGroups(kpi, indicators[len(indicators)-1].scope, byGroup, g), coarse, nil
}

// stepped are the events of one group and how they were counted.
type stepped struct {
	health.StepEvents
	by indicator
}

// trendsOfGroups turns events into points, for what was seen and what is asked for, in a stable order.
func (e *Engine) trendsOfGroups(kpi string, s scope, byGroup map[group]stepped, g budgetGrid) []BudgetTrend {
	groups := s.expected(slices.Collect(maps.Keys(byGroup)))
	slices.Sort(groups)
	allowed := e.allowed(kpi)
	var trends []BudgetTrend
	add := func(key group, rule *health.BurnRule, compute func(stepped) []*float64) {
		values := make([]*float64, g.points/g.run)
		if events, known := byGroup[key]; known {
			points := compute(events)
			values = health.Peaks(points[len(points)-g.points:], g.run)
		}
		trends = append(trends, BudgetTrend{KPI: kpi, Labels: s.labels(key), Rule: rule, Values: values})
	}
	for _, key := range groups {
		if g.rules == nil {
			add(key, nil, func(events stepped) []*float64 {
				return health.TrailingBudget(events.StepEvents, allowed, g.width, e.policy(kpi).MinCoverage)
			})
		}
		for _, rule := range g.rules {
			add(key, &rule, func(events stepped) []*float64 {
				return rule.Trailing(events.StepEvents, g.Step, allowed, e.evidence(events.by))
			})
		}
	}
	return trends
}
