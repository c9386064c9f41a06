package evaluate

import (
	"context"
	"math"
	"strconv"
	"time"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/verdict"
)

// latency judges the 95th percentile of the summed buckets.
func latency(ctx context.Context, e *Engine, q query.Query, w Window) (results, error) {
	m, err := e.mapping(signal.RequestDuration)
	if err != nil {
		return results{}, err
	}
	if m.Form == signal.Statement {
		return e.latencyFromSQL(ctx, q, m, w)
	}
	s, err := scopeOf(q, m)
	if err != nil {
		return results{}, err
	}
	d, err := e.fetchDurations(ctx, m, s, w)
	if err != nil {
		return results{}, err
	}
	return each(s, d.groups, func(g group) verdict.Result {
		return health.LatencyP95(d.buckets[g], d.seen(g), e.target("latency_p95"), e.policy("latency_p95"))
	}), nil
}

// durations are the summed buckets of a window by group, in seconds, and where they were seen.
type durations struct {
	buckets map[group][]health.Bucket
	groups  []group
	seen    func(g group) verdict.Observation
}

// fetchDurations asks for the buckets of a window; of a classic histogram for those with the bounds that are named
// as they are written upstream, or for all.
func (e *Engine) fetchDurations(ctx context.Context, m signal.Mapping, s scope, w Window, bounds ...string) (durations, error) {
	var d durations
	var seen presence
	tasks, ctx := parallel(ctx)
	tasks.Go(func() error {
		answers, err := e.overWindow(ctx, m, s, w, durationBuckets(m, s, bounds...), observedPoints(m, s, w))
		if err != nil {
			return err
		}
		if d.buckets, err = bucketsByGroup(answers[0], s, m.Seconds); err != nil {
			return err
		}
		seen, err = e.presence(ctx, m, s, w, answers[1])
		return err
	})
	tasks.Go(func() (err error) {
		d.groups, err = e.signalGroups(ctx, m, s, w)
		return err
	})
	if err := tasks.Wait(); err != nil {
		return d, err
	}
	d.seen = seen.observation
	return d, nil
}

// durationBuckets sums the buckets of a window.
func durationBuckets(m signal.Mapping, s scope, bounds ...string) measure {
	sum := recordedSum{
		metric: signal.RecordedBuckets, aggregate: "sum", by: s.and(signal.BucketLabel), matchers: promql.OneOf(signal.BucketLabel, bounds),
	}
	return measure{sum, func(length time.Duration) string { return m.Buckets(s.part(s.by), length, bounds...) }}
}

// bucketsByGroup reads classic rows or native histograms into buckets in seconds.
func bucketsByGroup(answer source.Vector, s scope, secondsPerUnit float64) (map[group][]health.Bucket, error) {
	cumulative := map[group]map[string]float64{}
	buckets := map[group][]health.Bucket{}
	for _, sample := range answer.Samples {
		g := s.groupOf(sample.Labels)
		if sample.Histogram != nil {
			for _, b := range sample.Histogram.Buckets {
				buckets[g] = append(buckets[g], health.Bucket(b))
			}
			continue
		}
		if cumulative[g] == nil {
			cumulative[g] = map[string]float64{}
		}
		cumulative[g][sample.Labels[signal.BucketLabel]] += sample.Value
	}
	for g, byBound := range cumulative {
		own, err := health.FromCumulative(byBound)
		if err != nil {
			return nil, unreadable(err)
		}
		buckets[g] = own
	}
	for g := range buckets {
		for i := range buckets[g] {
			buckets[g][i].Lower *= secondsPerUnit
			buckets[g][i].Upper *= secondsPerUnit
		}
	}
	return buckets, nil
}

// unreadable is the error of buckets that are no histogram.
func unreadable(err error) error {
	return fault.Downstreamf("Prometheus", "the request_duration histogram cannot be read: %v", err).
		WithCure("Map signals.request_duration to a histogram with le labels")
}

// bounds are the finite bucket bounds that enclose a limit, in seconds.
type bounds struct {
	// low is the largest bound that is at most the limit, high the smallest one above it; exact says that low is
	// the limit itself, and high is not needed.
	low, high float64
	exact     bool
	// spellings are the bounds as they are written upstream ("1", "1.0").
	spellings []string
	seconds   float64
}

// boundsAround finds the bounds of a classic histogram around a limit.
func boundsAround(m signal.Mapping, limitSeconds float64) bounds {
	b := bounds{low: math.Inf(-1), high: math.Inf(1), seconds: m.Seconds}
	for _, text := range m.Bounds {
		if bound, ok := b.parse(text); ok && bound <= limitSeconds {
			b.low = max(b.low, bound)
		} else if ok {
			b.high = min(b.high, bound)
		}
	}
	b.exact = b.low == limitSeconds
	for _, text := range m.Bounds {
		if bound, ok := b.parse(text); ok && (bound == b.low || bound == b.high && !b.exact) {
			b.spellings = append(b.spellings, text)
		}
	}
	return b
}

func (b bounds) parse(text string) (seconds float64, finite bool) {
	bound, err := strconv.ParseFloat(text, 64)
	return bound * b.seconds, err == nil && !math.IsInf(bound, 0)
}

// infinities are the ways in which the bound of the last bucket is written upstream.
func infinities(m signal.Mapping) []string {
	var spellings []string
	for _, text := range m.Bounds {
		if bound, err := strconv.ParseFloat(text, 64); err == nil && math.IsInf(bound, 1) {
			spellings = append(spellings, text)
		}
	}
	return spellings
}

// upper says whether a bound as written upstream is the one above the limit.
func (b bounds) upper(text string) bool {
	bound, ok := b.parse(text)
	return ok && bound == b.high
}
