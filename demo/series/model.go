package series

import (
	"fmt"
	"time"
)

// AnchorGrid is the spacing of anchors: a common multiple of the cadence and of
// 45, 315 and 1,305 seconds. Headroom aligns the end of a trailing window down
// to window ÷ 2,000, rounded up to 15 s, which for 24 h, 7 d and 30 d is those,
// so a query that ends at the anchor is evaluated at the anchor itself, and
// truth holds for that instant.
const AnchorGrid = 36_540 * time.Second

// AnchorAt returns the latest anchor at or before t.
func AnchorAt(t time.Time) time.Time {
	grid := int64(AnchorGrid / time.Second)
	return time.Unix(t.Unix()/grid*grid, 0).UTC()
}

// Params determine every sample.
type Params struct {
	// Anchor is the instant truth windows end at; events are placed before it.
	Anchor time.Time
	// History is how far before the anchor the first sample lies.
	History time.Duration
	// Events are the planted disturbances.
	Events []Event
}

// DefaultParams are the demo's: 35 days before the anchor, all events planted.
func DefaultParams(anchor time.Time) Params {
	return Params{Anchor: anchor, History: 35 * 24 * time.Hour, Events: DefaultEvents(anchor)}
}

// Model answers what happens in a minute. It has no state: methods may be
// called for any minute in any order, and from several goroutines.
type Model struct {
	params Params
	origin Minute
	byKind map[Kind][]Event
	http   []httpSet
	noises modelNoises
}

// modelNoises are the sources that several processes share.
type modelNoises struct {
	demand, probe noise
}

// NewModel builds the model. It refuses an anchor or a history that is not on
// the cadence, because increments are defined on whole minutes.
func NewModel(p Params) (*Model, error) {
	if p.Anchor.Unix()%60 != 0 || p.Anchor.Nanosecond() != 0 {
		return nil, fmt.Errorf("anchor %s is not on a whole minute", p.Anchor.Format(time.RFC3339Nano))
	}
	if p.History < time.Hour || p.History%Cadence != 0 {
		return nil, fmt.Errorf("history %s is not a whole number of minutes of at least one hour", p.History)
	}
	m := &Model{
		params: p,
		origin: MinuteOf(p.Anchor.Add(-p.History)),
		byKind: map[Kind][]Event{},
		http:   httpSets(),
		noises: modelNoises{demand: newNoise("demand"), probe: newNoise("probe")},
	}
	for _, e := range p.Events {
		m.byKind[e.Kind] = append(m.byKind[e.Kind], e)
	}
	return m, nil
}

// Params returns the parameters the model was built with.
func (m *Model) Params() Params { return m.params }

// Origin is the minute of the first sample.
func (m *Model) Origin() Minute { return m.origin }

// Missing reports whether a scrape gap swallowed target's sample of the minute.
func (m *Model) Missing(target string, minute Minute) bool {
	for i := range m.byKind[ScrapeGap] {
		e := &m.byKind[ScrapeGap][i]
		if e.covers(minute) && e.hasTarget(target) {
			return true
		}
	}
	return false
}

// Restarts reports whether target's process restarts at the minute.
func (m *Model) Restarts(target string, minute Minute) bool {
	for i := range m.byKind[CounterReset] {
		e := &m.byKind[CounterReset][i]
		if MinuteOf(e.Start) == minute && e.hasTarget(target) {
			return true
		}
	}
	return false
}

// load is the relative demand on the product: seasons, four per cent of growth
// a month, slow drift, and planted quiet nights. About 0.9 on average.
func (m *Model) load(minute Minute) float64 {
	const growthPerMinute = 0.04 / (30 * 1440)
	load := season(minute) * (1 + growthPerMinute*float64(minute-m.origin))
	load *= 1 + 0.04*m.noises.demand.smooth(minute, 90)
	for i := range m.byKind[QuietNight] {
		if e := &m.byKind[QuietNight][i]; e.covers(minute) {
			load *= e.Factor
		}
	}
	return load
}
