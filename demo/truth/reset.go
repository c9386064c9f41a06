package truth

import (
	"fmt"

	"github.com/headroom/headroom/demo/series"
)

// resetWatch follows the counters that events reset: one series each, the
// successful requests of a restarted instance or the index scans of a table.
type resetWatch struct {
	model *series.Model
	sets  []series.HTTPSet
	http  []int64 // running counter by HTTP set
	scans []int64 // running counter by table
	found map[string]Reset
}

func newResetWatch(m *series.Model) *resetWatch {
	return &resetWatch{
		model: m, sets: m.HTTPSets(), found: map[string]Reset{},
		http: make([]int64, len(m.HTTPSets())), scans: make([]int64, len(series.Tables)),
	}
}

func (w *resetWatch) add(f *facts) {
	for i, set := range w.sets {
		before := w.http[i]
		restarts := w.model.Restarts(set.Instance, f.minute)
		if restarts {
			w.http[i] = 0
		}
		w.http[i] += f.http[i].Requests()
		if restarts && set.Route == series.RouteAPI && set.Status == "200" {
			w.found[resetKey(set.Instance, f.minute)] = Reset{
				Series: fmt.Sprintf("http_server_request_duration_seconds_count{instance=%q,http_route=%q,http_response_status_code=%q}",
					set.Instance, set.Route, set.Status),
				Before: float64(before), After: float64(w.http[i]),
			}
		}
	}
	for i := range w.scans {
		before, reset := w.scans[i], w.model.StatsReset(i, f.minute)
		if reset {
			w.scans[i] = 0
		}
		w.scans[i] += f.tables[i].IndexScans
		if reset {
			w.found[resetKey(series.Tables[i].Name, f.minute)] = Reset{
				Series: fmt.Sprintf("pg_stat_user_tables_idx_scan{relname=%q}", series.Tables[i].Name),
				Before: float64(before), After: float64(w.scans[i]),
			}
		}
	}
}

// of returns the reset that the event caused, nil if it lies outside the history.
func (w *resetWatch) of(e series.Event) *Reset {
	subject := e.Table
	if e.Kind == series.CounterReset && len(e.Targets) > 0 {
		subject = e.Targets[0]
	}
	reset, ok := w.found[resetKey(subject, series.MinuteOf(e.Start))]
	if !ok {
		return nil
	}
	return &reset
}

func resetKey(subject string, minute series.Minute) string {
	return fmt.Sprintf("%s@%d", subject, minute)
}
