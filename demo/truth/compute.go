package truth

import (
	"context"
	"embed"
	"fmt"
	"time"

	"github.com/headroom/headroom/demo/internal/sourcehash"
	"github.com/headroom/headroom/demo/series"
)

//go:embed *.go
var sourceFiles embed.FS

// windows are the spans that end at the anchor, by name.
var windows = map[string]time.Duration{
	"1h": time.Hour, "24h": 24 * time.Hour, "7d": 7 * 24 * time.Hour, "30d": 30 * 24 * time.Hour,
}

// Ensure writes the truth file for a history unless it is there already. The
// fingerprint is the history's.
func Ensure(ctx context.Context, path string, p series.Params, historyFingerprint string) error {
	version, err := sourcehash.Of(sourceFiles)
	if err != nil {
		return err
	}
	fingerprint := historyFingerprint + "-" + version
	// A file that is missing, damaged or of another schema is simply replaced.
	if existing, err := Load(path); err == nil && existing.Fingerprint == fingerprint {
		return nil
	}
	t, err := Compute(ctx, p, fingerprint)
	if err != nil {
		return fmt.Errorf("computing the truth: %w", err)
	}
	return t.Save(path)
}

// Compute walks the model's minutes once. Windows that begin before the history
// are left out.
func Compute(ctx context.Context, p series.Params, fingerprint string) (*Truth, error) {
	model, err := series.NewModel(p)
	if err != nil {
		return nil, err
	}
	t := &Truth{
		SchemaVersion: SchemaVersion, Fingerprint: fingerprint,
		Anchor: p.Anchor, HistoryStart: model.Origin().Time(), CadenceSeconds: int(series.Cadence / time.Second),
		Windows: map[string]Window{},
	}
	anchor := series.MinuteOf(p.Anchor)
	byWindow := map[string]*span{}
	var spans []*span
	for name, length := range windows {
		if length > p.History {
			continue
		}
		byWindow[name] = newSpan(model, series.MinuteOf(p.Anchor.Add(-length)), anchor)
		spans = append(spans, byWindow[name])
	}
	byEvent := make([]*span, len(p.Events))
	for i, e := range p.Events {
		byEvent[i] = newSpan(model, series.MinuteOf(e.Start), series.MinuteOf(e.End))
		spans = append(spans, byEvent[i])
	}
	resets := newResetWatch(model)
	for minute := model.Origin(); minute <= anchor; minute++ {
		f := observe(model, minute)
		for _, s := range spans {
			s.add(&f)
		}
		resets.add(&f)
		if minute%1440 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	for name, s := range byWindow {
		t.Windows[name] = s.window()
	}
	for i, e := range p.Events {
		event, err := describe(e, byEvent[i], resets)
		if err != nil {
			return nil, err
		}
		t.Events = append(t.Events, event)
	}
	return t, nil
}

// describe states an event and what its kind changes.
func describe(e series.Event, s *span, resets *resetWatch) (Event, error) {
	event := Event{
		Kind: e.Kind, Start: e.Start, End: e.End, Service: e.Service,
		Targets: e.Targets, Location: e.Location, Table: e.Table, Factor: e.Factor,
	}
	switch e.Kind {
	case series.Outage:
		availability := s.availability()
		event.HTTP, event.Availability = s.http(e.Service), &availability
	case series.LocationFlap:
		availability := s.availability()
		event.Availability = &availability
	case series.LatencyRegression, series.QuietNight:
		event.HTTP = s.http(e.Service)
	case series.ScrapeGap:
		event.MissingSamples = int64(s.end - s.start)
	case series.TableSurge, series.TableSilence:
		for i := range series.Tables {
			if series.Tables[i].Name == e.Table {
				traffic := s.table(i)
				event.Traffic = &traffic
			}
		}
	case series.CounterReset, series.StatsReset:
		event.Reset = resets.of(e)
	default:
		return Event{}, fmt.Errorf("no truth is defined for events of kind %q", e.Kind)
	}
	return event, nil
}

// http is the result of one service, or of all for an empty name.
func (s *span) http(service string) *HTTP {
	sum := &s.all
	if service != "" {
		sum = s.services[service]
	}
	result := sum.result()
	return &result
}
