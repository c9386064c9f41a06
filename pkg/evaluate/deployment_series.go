package evaluate

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/verdict"
)

// counterGap is how long a counter may be absent and its growth still counts.
const counterGap = time.Hour

// mostAhead is how far the clock of whoever deploys may be ahead of Prometheus's.
const mostAhead = time.Hour

// mostDeployments bounds what is taken for deployments: what counts more is a counter of something else.
const mostDeployments = 100_000

// deploymentsFromSeries tells the deployments of a span from a counter, from the time of the last one, or from the
// version that runs.
func (e *Engine) deploymentsFromSeries(ctx context.Context, m signal.Mapping, from, to time.Time) (chronicle[Deployment], error) {
	step := eventStep(to.Sub(from))
	lookback := max(eventGap, step)
	if m.Form == signal.Counter {
		lookback = max(counterGap, step)
	}
	var changes source.Matrix
	var since map[group]time.Time
	placed := scope{by: m.Placed()}
	w := Window{End: to, Length: to.Sub(from)}
	tasks, ctx := parallel(ctx)
	tasks.Go(func() (err error) {
		changes, err = e.steps(ctx, m.Deployed(lookback, step), source.Range{Start: alignDown(from, step), End: alignDown(to, step), Step: step})
		return err
	})
	tasks.Go(func() (err error) {
		since, err = e.firstSeen(ctx, func(lookback time.Duration) string {
			return m.Observed(signal.Part{By: placed.by}, lookback)
		}, placed, w, w.grid())
		return err
	})
	out := chronicle[Deployment]{isKnown: true, coverage: 1, places: map[place]time.Time{}}
	if m.Form != signal.Timestamp {
		out.accuracy = fmt.Sprintf("the times of deployments, read from %s in steps of %s, may be that early", m.Metric, verdict.FormatDuration(step))
	}
	if err := tasks.Wait(); err != nil {
		return out, err
	}
	for g, first := range since {
		labels := placed.labelsOf(g)
		out.places[place{labels[m.Labels[signal.RoleService]], labels[m.Labels[signal.RoleEnvironment]]}] = first
	}
	var err error
	out.events, out.notices, err = e.changesOf(m, changes, from, step)
	return out, err
}

// labelsOf are a group's upstream labels.
func (s scope) labelsOf(g group) source.Labels {
	labels := source.Labels{}
	if len(s.by) > 0 {
		for i, value := range g.values() {
			labels[s.by[i]] = value
		}
	}
	return labels
}

// changesOf are the deployments behind what changed at the steps of a grid. One that was counted between two steps is
// put at the first of them: an incident that it caused must not come before it.
func (e *Engine) changesOf(m signal.Mapping, changes source.Matrix, from time.Time, step time.Duration) (list []Deployment, notices []string, err error) {
	strange := 0.0
	for _, series := range changes.Series {
		seen := map[float64]bool{}
		for _, point := range series.Points {
			at, count := latest(time.UnixMilli(point.Millis).UTC().Add(-step), from), 1.0
			switch m.Form {
			case signal.Counter:
				count = math.Round(point.Value)
			case signal.Timestamp:
				if seen[point.Value] {
					continue
				}
				seen[point.Value] = true
				if point.Value > float64(time.UnixMilli(point.Millis).Add(mostAhead).Unix()) {
					strange++
					continue
				}
				at = time.UnixMilli(int64(point.Value * 1000)).UTC()
			}
			if float64(len(list))+count > mostDeployments {
				return nil, nil, fault.Configurationf("signals.deployments.metric", "%s counts more than %s deployments in the time asked for", m.Metric, verdict.FormatCount(mostDeployments)).
					WithCure("Name a counter of deployments, narrow it by matchers, or ask for a shorter window")
			}
			for i := range int(count) {
				list = append(list, e.deploymentOf(m, series.Labels, at, i))
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Deployment) int { return a.At.Compare(b.At) })
	return list, leftOut(m, strange, "values of "+m.Metric+" lie in the future and count nowhere: times are needed in seconds since the epoch"), nil
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// deploymentOf is the number-th deployment of one moment.
func (e *Engine) deploymentOf(m signal.Mapping, labels source.Labels, at time.Time, number int) Deployment {
	d := Deployment{
		At: at, Outcome: labels[m.Labels[signal.RoleOutcome]], Service: labels[m.Labels[signal.RoleService]],
		Environment: labels[m.Labels[signal.RoleEnvironment]], Version: labels[m.Labels[signal.RoleVersion]],
	}
	d.ID = eventID(at, d.Service, d.Environment, d.Version, d.Outcome)
	if number > 0 {
		d.ID += fmt.Sprintf(" (%d)", number+1)
	}
	return e.succeeding(d)
}

// succeeding is the deployment with the word for success where it has none: whoever counts no outcomes counts what was
// deployed.
func (e *Engine) succeeding(d Deployment) Deployment {
	if words := e.Profile.Delivery.Outcomes.Success; d.Outcome == "" && len(words) > 0 {
		d.Outcome = words[0]
	}
	return d
}
