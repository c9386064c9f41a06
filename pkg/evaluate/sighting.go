package evaluate

import (
	"context"
	"fmt"
	"time"

	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/verdict"
)

// currentWithin is how long before the end of a window a signal may last have been seen and still counts as there
// at its end: as long as Prometheus itself takes a series' last sample for its present value.
const currentWithin = 5 * time.Minute

// sighting is where a signal was seen.
type sighting struct {
	// coverage is the observed share of the window.
	coverage float64
	// last is the last time at which the signal was seen, zero when that is not known.
	last time.Time
	// current says that it was seen at the end of the window, within that it was in the window's look-back.
	current, within bool
	// found says what stands for the signal, gap what keeps it from covering the window, where its source knows.
	found, gap string
}

// lookback is how far back a signal that has fallen silent is looked for.
func (w Window) lookback() time.Duration { return max(w.Length, groupLookback) }

// sight looks for one signal. That nothing stands for it is a noSource.
func (e *Engine) sight(ctx context.Context, name signal.Name, w Window) (sighting, error) {
	m, err := e.mapping(name)
	if err != nil {
		return sighting{}, err
	}
	switch {
	case m.Form == signal.Statement && m.Signal == signal.Tenants:
		return e.sightOfTenants(ctx, m, w)
	case m.Form == signal.Statement:
		return e.sightFromSQL(ctx, m, w)
	case m.Form == signal.Statistics:
		return e.sightFromStatistics(ctx, m, w)
	case m.Form == signal.Records:
		return e.sightFromRecords(ctx, m, w)
	case m.Form == signal.Alerts:
		return e.sightOfAlerts(ctx, m, w)
	case m.Form == signal.Annotations:
		return e.sightOfAnnotations(ctx, m, w)
	default:
		return e.sightFromPrometheus(ctx, m, w)
	}
}

// sightFromPrometheus reads the points of a grid over the window at which any series of the signal had a sample;
// where there are none it asks once more, coarsely, over the look-back.
func (e *Engine) sightFromPrometheus(ctx context.Context, m signal.Mapping, w Window) (sighting, error) {
	grid := w.grid()
	spacing := max(grid, leastLookback)
	if m.Signal == signal.ProbeSuccess {
		spacing = max(spacing, e.probeInterval())
	}
	points := w.Length / grid
	answer, err := e.Prometheus.Range(ctx, m.Observed(signal.Part{}, spacing), source.Range{
		Start: w.End.Add(-(points - 1) * grid), End: w.End, Step: grid,
	})
	if err != nil {
		return sighting{}, err
	}
	s := sighting{found: m.Why}
	for _, series := range answer.Series {
		s.coverage = observation(w, grid, float64(len(series.Points)), time.Time{}).Coverage
		if n := len(series.Points); n > 0 {
			s.last = time.UnixMilli(series.Points[n-1].Millis).UTC()
		}
	}
	if s.last.IsZero() && w.lookback() > w.Length {
		if s.last, err = e.lastSeen(ctx, m, w); err != nil {
			return s, err
		}
	}
	s.within = !s.last.IsZero()
	s.current = s.within && w.End.Sub(s.last) <= currentWithin
	return s, nil
}

// lastSeen is the last point of a coarse grid over the look-back at which the signal had a sample; zero without any.
func (e *Engine) lastSeen(ctx context.Context, m signal.Mapping, w Window) (time.Time, error) {
	expr := promql.LastObserved(m.Observed(signal.Part{}, minimumGrid), w.lookback(), minimumGrid)
	answer, err := e.Prometheus.Instant(ctx, expr, source.AlignEnd(w.End, instantStep, w.lookback()))
	if err != nil || len(answer.Samples) == 0 {
		return time.Time{}, err
	}
	return time.Unix(int64(answer.Samples[0].Value), 0).UTC(), nil
}

// sightFromSQL takes the coverage that the statement itself reports; it does not say when it last saw anything.
func (e *Engine) sightFromSQL(ctx context.Context, m signal.Mapping, w Window) (sighting, error) {
	values, err := e.row(ctx, m, w, "coverage")
	if err != nil {
		return sighting{}, err
	}
	s := sighting{coverage: observed(w, values["coverage"]).Coverage, found: m.Why}
	s.current = s.coverage > 0
	s.within = s.current
	if !s.within && w.lookback() > w.Length {
		values, err = e.row(ctx, m, Window{End: w.End, Length: w.lookback()}, "coverage")
		s.within = values["coverage"] > 0
		s.gap = fmt.Sprintf("the statement reports no coverage of the last %s: check what it reads (%s)", verdict.FormatDuration(w.Length), m.Why)
	}
	return s, err
}

// sightOfTenants counts them: a statement about the present has no past to cover, and is there when it answers.
func (e *Engine) sightOfTenants(ctx context.Context, m signal.Mapping, w Window) (sighting, error) {
	if _, err := e.tenantsFromSQL(ctx, m, w.End); err != nil {
		return sighting{}, err
	}
	return sighting{coverage: 1, last: w.End, current: true, within: true, found: m.Why}, nil
}

// sightFromStatistics measures how far apart the snapshots of PostgreSQL's own statistics are: they are taken from
// the first question on.
func (e *Engine) sightFromStatistics(ctx context.Context, m signal.Mapping, w Window) (sighting, error) {
	rates, err := e.Rates.Rates(ctx, w.Length)
	if err != nil {
		return sighting{}, err
	}
	return sighting{
		coverage: min(1, float64(rates.To.Sub(rates.From))/float64(w.Length)), last: rates.To,
		current: true, within: true, found: m.Why, gap: statisticsGap(rates, w),
	}, nil
}

// statisticsGap says how much of a window PostgreSQL's statistics have been observed for.
func statisticsGap(rates source.TableRates, w Window) string {
	text := fmt.Sprintf("PostgreSQL's statistics have been observed for %s of %s; two snapshots that far apart are needed",
		verdict.FormatDuration(rates.To.Sub(rates.From)), verdict.FormatDuration(w.Length))
	if rates.Gap != "" {
		text += ": " + rates.Gap
	}
	return text
}
