// Package evaluate answers the parsed queries: it asks the sources for small aggregates, concurrently, hands
// them to the domain packages and returns their results with the evidence. It knows nothing of data frames.
package evaluate

import (
	"context"
	"time"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/verdict"
)

// RateSource answers with table activity from PostgreSQL's own statistics.
type RateSource interface {
	Rates(ctx context.Context, window time.Duration) (source.TableRates, error)
}

// Engine answers queries for one data source. Prometheus, Postgres, Rates and Annotations are nil when not configured.
type Engine struct {
	Profile    *catalog.Profile
	Prometheus source.Prometheus
	Postgres   source.Postgres
	Rates      RateSource
	// Annotations are those of Grafana.
	Annotations source.Annotations
	Signals     map[signal.Name]signal.Mapping
	// Unresolved is why the signals that are not mapped could not be looked for; nil when they were.
	Unresolved error
}

// mapping returns what stands for a signal. Without anything the error is the reason: that there is nothing, or
// that nobody could look.
func (e *Engine) mapping(name signal.Name) (signal.Mapping, error) {
	m := e.Signals[name]
	switch {
	case m.Mapped():
		return m, nil
	case e.Unresolved != nil:
		return m, e.Unresolved
	}
	return m, noSource{m.Why}
}

// Request is one query with the time range it is asked for.
type Request struct {
	Query    query.Query
	From, To time.Time
	// Interval and MaxDataPoints are the panel's wishes for a trend; zero when unknown.
	Interval      time.Duration
	MaxDataPoints int64
	// Now is the present.
	Now time.Time
}

// Window is a span of time that ends at End.
type Window struct {
	End    time.Time
	Length time.Duration
}

// Start returns when the window starts.
func (w Window) Start() time.Time { return w.End.Add(-w.Length) }

// minimumGrid is the finest step of a range of counters: several scrapes must fall into every step.
const minimumGrid = signal.RateWindow

// groupLookback is how long a group that has gone silent keeps its row.
const groupLookback = 7 * 24 * time.Hour

// instantStep is the alignment of instant evaluations.
const instantStep = 15 * time.Second

// window returns the question's window, its end aligned so that refreshes within a small share of it are the
// same question.
func (e *Engine) window(r Request, subject string) (Window, error) {
	length := time.Duration(e.Profile.Windows[subject])
	switch r.Query.Window {
	case "":
	case query.WindowDashboard:
		if length = r.To.Sub(r.From); length > time.Duration(catalog.MaxWindow) {
			return Window{}, fault.Userf("the dashboard's range is longer than the longest window, %s", catalog.MaxWindow).
				WithCure("Choose a shorter range, or name a window")
		}
	default:
		parsed, err := catalog.ParseDuration(r.Query.Window)
		if err != nil {
			return Window{}, fault.Userf("window %q is not a duration such as 30d", r.Query.Window)
		}
		length = time.Duration(parsed)
	}
	if length < time.Minute {
		return Window{}, fault.Userf("the window is %s; at least 1m is needed", length)
	}
	return r.trailing(length), nil
}

// trailing is the window of a length that ends with the request's range, or now.
func (r Request) trailing(length time.Duration) Window {
	return Window{End: source.AlignEnd(r.end(), instantStep, length), Length: length.Truncate(time.Second)}
}

// end is where the request's range ends, or now where that is in the future.
func (r Request) end() time.Time {
	if r.To.After(r.Now) {
		return r.Now
	}
	return r.To
}

// alignDown is the latest multiple of step since the epoch that is not after t. Time.Truncate counts from year 1,
// on another grid than Prometheus and the cache for steps that do not divide a week.
func alignDown(t time.Time, step time.Duration) time.Time {
	millis := max(1, step.Milliseconds())
	return time.UnixMilli(t.UnixMilli() - t.UnixMilli()%millis).UTC()
}

// grid is the step at which a window is checked for coverage.
func (w Window) grid() time.Duration {
	return min(max((w.Length/60).Truncate(time.Minute), time.Minute), signal.RateWindow)
}

func (e *Engine) target(kpi string) verdict.Target {
	t := e.Profile.Target(kpi)
	return verdict.Target{Value: t.Value, Comparison: verdict.Comparison(t.Comparison)}
}

func (e *Engine) policy(kpi string) verdict.Policy {
	v := e.Profile.Verdicts
	return verdict.Policy{
		MinSamples:  e.Profile.Target(kpi).MinSamples,
		MinCoverage: v.MinCoverage,
		MinHistory:  time.Duration(v.MinHistory),
		AtRiskShare: v.AtRiskShare,
		Confidence:  v.Confidence,
	}
}
