package evaluate

import (
	"context"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
)

const (
	// leastRecorded is the shortest window that is read from recordings: what they save of a shorter one is little.
	leastRecorded = 24 * time.Hour
	// recordedShare is the share of the hours of a window that must have been recorded for it to be read from them; a
	// ruler that was down for a few minutes has missed none.
	recordedShare = 0.99
)

// recorded are the whole hours of a window that recordings hold, and what is left of it before and after them.
type recorded struct {
	head, tail Window
	// at is when the last hour is looked up, and hours how many there are.
	at    time.Time
	hours int
}

// recordedSum is what is read from a recording: its sum over the hours, of what aggregates to by.
type recordedSum struct {
	metric    string
	aggregate string
	by        []string
	matchers  []promql.Matcher
}

// observedMetric is the recording that says where a signal was observed.
func observedMetric(m signal.Mapping) string {
	switch m.Signal {
	case signal.Requests:
		return signal.RecordedRequestsObserved
	case signal.RequestDuration:
		return signal.RecordedBucketsObserved
	default:
		return signal.RecordedPoints
	}
}

// recordedHours says how a window can be read from recordings, nil when it has to be read from the signal itself:
// when it is short, when it is not recorded from its start to its end, or when the recordings lack a label that is
// asked for.
func (e *Engine) recordedHours(ctx context.Context, m signal.Mapping, s scope, w Window) (*recorded, error) {
	if m.Recorded == nil || !m.Recorded.Found || w.Length < leastRecorded || !s.keptBy(m) {
		return nil, nil
	}
	last := alignDown(w.End, signal.RecordingStep)
	hours := int(last.Sub(w.Start()) / signal.RecordingStep)
	series := m.Recorded.Recording(observedMetric(m)).String()
	var counted, stamped source.Vector
	tasks, ctx := parallel(ctx)
	tasks.Go(func() (err error) {
		counted, err = e.Prometheus.Instant(ctx, promql.CountObserved("group("+series+")", hoursLong(hours), signal.RecordingStep), last)
		return err
	})
	tasks.Go(func() (err error) {
		// The sample that an hour finds is a little older than the hour: where it ends is where the tail begins.
		stamped, err = e.Prometheus.Instant(ctx, "max(timestamp("+series+"))", last)
		return err
	})
	if err := tasks.Wait(); err != nil {
		return nil, err
	}
	if len(counted.Samples) == 0 || len(stamped.Samples) == 0 || counted.Samples[0].Value < recordedShare*float64(hours) {
		return nil, nil
	}
	until := time.Unix(int64(stamped.Samples[0].Value), 0).UTC()
	from := until.Add(-time.Duration(hours) * signal.RecordingStep)
	if from.Before(w.Start()) {
		from = from.Add(signal.RecordingStep)
		hours--
	}
	return &recorded{
		head: Window{End: from, Length: from.Sub(w.Start())}, tail: Window{End: w.End, Length: w.End.Sub(until)}, at: last, hours: hours,
	}, nil
}

// keptBy says whether recordings of a signal keep every label that the scope filters or groups by.
func (s scope) keptBy(m signal.Mapping) bool {
	kept := m.Kept()
	for _, matcher := range s.matchers {
		if !slices.Contains(kept, matcher.Label) {
			return false
		}
	}
	return !slices.ContainsFunc(s.by, func(label string) bool { return !slices.Contains(kept, label) })
}

// hoursLong is the length of a subquery that finds so many hours: Prometheus before 3.0 includes a window's start.
func hoursLong(hours int) time.Duration {
	return time.Duration(hours)*signal.RecordingStep - time.Minute
}

// series selects a recording within a scope.
func (r recorded) series(m signal.Mapping, s scope, metric string, matchers ...promql.Matcher) string {
	return m.Recorded.Recording(metric, s.matchers...).With(matchers...).String()
}

// measure is what is counted in a window: as it is recorded, and as an expression over a length of the signal itself.
type measure struct {
	recordedSum
	raw func(length time.Duration) string
}

// overWindow adds up measures of one signal in a window, each from recordings where they hold all of it, with the head and
// the tail that are not whole hours from the signal itself, else all of it from the signal.
func (e *Engine) overWindow(ctx context.Context, m signal.Mapping, s scope, w Window, measures ...measure) ([]source.Vector, error) {
	hours, err := e.recordedHours(ctx, m, s, w)
	if err != nil {
		return nil, err
	}
	if hours == nil {
		exprs := make([]string, len(measures))
		for i, measure := range measures {
			exprs[i] = measure.raw(w.Length)
		}
		return e.atEnd(ctx, w, exprs...)
	}
	answers := make([]source.Vector, len(measures))
	tasks, ctx := parallel(ctx)
	for i, measure := range measures {
		tasks.Go(func() (err error) {
			answers[i], err = e.fromRecordings(ctx, m, s, *hours, measure)
			return err
		})
	}
	return answers, tasks.Wait()
}

// fromRecordings adds up the recorded hours of a measure, and what is not recorded of the window.
func (e *Engine) fromRecordings(ctx context.Context, m signal.Mapping, s scope, hours recorded, of measure) (source.Vector, error) {
	type question struct {
		expr string
		at   time.Time
	}
	series := hours.series(m, s, of.metric, of.matchers...)
	questions := []question{{
		promql.OverTime("sum", promql.By(of.aggregate, of.by, series), hoursLong(hours.hours), signal.RecordingStep), hours.at,
	}}
	for _, rest := range []Window{hours.head, hours.tail} {
		if rest.Length >= time.Second {
			questions = append(questions, question{of.raw(rest.Length.Truncate(time.Second)), rest.End})
		}
	}
	answers := make([]source.Vector, len(questions))
	tasks, ctx := parallel(ctx)
	for i, q := range questions {
		tasks.Go(func() (err error) {
			answers[i], err = e.Prometheus.Instant(ctx, q.expr, q.at)
			return err
		})
	}
	if err := tasks.Wait(); err != nil {
		return source.Vector{}, err
	}
	return added(answers), nil
}

// added adds up the samples of the same labels.
func added(answers []source.Vector) source.Vector {
	var total source.Vector
	at := map[string]int{}
	for _, answer := range answers {
		for _, sample := range answer.Samples {
			key := sample.Labels.Key()
			if i, seen := at[key]; seen {
				total.Samples[i].Value += sample.Value
				continue
			}
			at[key] = len(total.Samples)
			total.Samples = append(total.Samples, sample)
		}
	}
	return total
}
