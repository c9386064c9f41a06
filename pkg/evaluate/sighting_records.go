package evaluate

import (
	"context"

	"github.com/headroom/headroom/pkg/recordsql"
	"github.com/headroom/headroom/pkg/signal"
)

// sightFromRecords looks for the last row. Rows that can be read cover any window: that there was no incident for
// months is no gap.
func (e *Engine) sightFromRecords(ctx context.Context, m signal.Mapping, w Window) (sighting, error) {
	relation, err := e.relation(ctx, m)
	if err != nil {
		return sighting{}, err
	}
	statement, err := recordsql.Last(relation, recordsql.Scope{From: w.Start(), To: w.End})
	rows, err := e.ask(ctx, statement, err)
	if err != nil {
		return sighting{}, err
	}
	s := sighting{coverage: 1, current: true, within: true, found: m.Why}
	for _, row := range rows {
		s.last = row.time("last_seen")
	}
	return s, nil
}

// sightOfAlerts looks for the last time at which an alert fired. That none did is no gap.
func (e *Engine) sightOfAlerts(ctx context.Context, m signal.Mapping, w Window) (sighting, error) {
	last, err := e.lastSeen(ctx, m, w)
	return sighting{coverage: 1, last: last, current: true, within: true, found: m.Why}, err
}

// sightOfAnnotations looks for the last annotation. That nothing happened is no gap.
func (e *Engine) sightOfAnnotations(ctx context.Context, m signal.Mapping, w Window) (sighting, error) {
	list, err := e.Annotations.Annotations(ctx, m.Tags, w.End.Add(-w.lookback()), w.End)
	s := sighting{coverage: 1, current: true, within: true, found: m.Why}
	for _, a := range list {
		s.last = latest(s.last, a.Time)
	}
	return s, err
}
