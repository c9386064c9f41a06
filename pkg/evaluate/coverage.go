package evaluate

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/verdict"
)

// SignalStatus says whether what rests on a signal can be relied on.
type SignalStatus string

const (
	// SignalConnected was seen at the end of the window, and for at least the profile's minCoverage of it.
	SignalConnected SignalStatus = "connected"
	// SignalStale was seen within the longer of the window and a week, but not as much or not as lately.
	SignalStale SignalStatus = "stale"
	// SignalMissing is mapped to nothing, or was not seen in all that time.
	SignalMissing SignalStatus = "missing"
	// SignalUnknown could not be looked for, because its source failed.
	SignalUnknown SignalStatus = "error"
)

// SignalRow is how much of the window one signal was seen.
type SignalRow struct {
	Category string
	// Signal is the signal's id; empty in the row of a category that has none.
	Signal string
	// Value is the share of the window in which the signal was seen, 0–1; nil when nobody could look.
	Value *float64
	// Source is "Prometheus", "PostgreSQL", "Grafana" or empty when nothing stands for the signal.
	Source string
	// LastSeen is when the signal was last seen; zero when it was not, or when its source does not say.
	LastSeen time.Time
	Status   SignalStatus
	// NeededBy are the KPIs and query types that rest on the signal.
	NeededBy []string
	// Reason says what stands for the signal, or what is wrong with it and what to do.
	Reason string
}

// CoverageAnswer holds a row for every signal asked for.
type CoverageAnswer struct {
	Rows []SignalRow
	// Notices name the signals that could not be looked for, beside the good rows.
	Notices []string
	// Failures are the errors behind them, for the log.
	Failures []error
	Window   Window
}

// Coverage looks for the signals concurrently. A signal whose source fails is a row without a value and a notice;
// when every source that was asked fails, so does the query.
func (e *Engine) Coverage(ctx context.Context, r Request) (CoverageAnswer, error) {
	w, err := e.window(r, "coverage")
	if err != nil {
		return CoverageAnswer{}, err
	}
	w.End = alignDown(w.End, w.grid())
	names := signalsAsked(r.Query)
	seen := make([]sighting, len(names))
	errs := all(len(names), func(i int) (err error) {
		seen[i], err = e.sight(ctx, names[i], w)
		return err
	})
	answer := CoverageAnswer{Window: w}
	answered := 0
	for i, name := range names {
		row := rowOf(e.Signals[name], name)
		switch err := errs[i]; {
		case err == nil:
			answered++
			e.judgeSignal(&row, seen[i], w)
		case isMissing(err):
			errs[i] = nil
			row.Value, row.Status, row.Reason = new(float64), SignalMissing, err.Error()
		default:
			row.Status, row.Reason = SignalUnknown, told(err)
			answer.Notices = append(answer.Notices, string(name)+": "+told(err))
			answer.Failures = append(answer.Failures, err)
		}
		answer.Rows = append(answer.Rows, row)
	}
	if err := first(errs); err != nil && answered == 0 {
		return CoverageAnswer{}, err
	}
	if r.Query.Format == query.FormatTable && len(r.Query.Signals) == 0 {
		answer.Rows = append(answer.Rows, emptyCategories()...)
	}
	slices.SortStableFunc(answer.Rows, func(a, b SignalRow) int {
		return slices.Index(signal.Categories, a.Category) - slices.Index(signal.Categories, b.Category)
	})
	return answer, ctx.Err()
}

// signalsAsked are the signals that the query names, by default all.
func signalsAsked(q query.Query) []signal.Name {
	if len(q.Signals) == 0 {
		return signal.Names
	}
	return slices.DeleteFunc(slices.Clone(signal.Names), func(name signal.Name) bool {
		return !slices.Contains(q.Signals, string(name))
	})
}

func rowOf(m signal.Mapping, name signal.Name) SignalRow {
	category, needed := signal.Subject(name)
	return SignalRow{Category: category, Signal: string(name), Source: m.Source, NeededBy: needed}
}

// judgeSignal makes a status of what was seen.
func (e *Engine) judgeSignal(row *SignalRow, s sighting, w Window) {
	need := e.Profile.Verdicts.MinCoverage
	row.Value, row.LastSeen = &s.coverage, s.last
	ago := verdict.FormatDuration(w.End.Sub(s.last))
	switch {
	case s.current && s.coverage >= need:
		row.Status, row.Reason = SignalConnected, s.found
	case !s.within:
		row.Status = SignalMissing
		row.Reason = fmt.Sprintf("not seen in the last %s: check that its source still delivers it, or map signals.%s to another one (%s)",
			verdict.FormatDuration(w.lookback()), row.Signal, s.found)
	case s.gap != "":
		row.Status, row.Reason = SignalStale, s.gap
	case !s.current:
		row.Status = SignalStale
		row.Reason = fmt.Sprintf("not seen for %s: check that its source still delivers it (%s)", ago, s.found)
	default:
		row.Status = SignalStale
		row.Reason = fmt.Sprintf("seen for %s of the last %s; %s are needed (%s)",
			verdict.FormatShare(s.coverage), verdict.FormatDuration(w.Length), verdict.FormatShare(need), s.found)
	}
}

// emptyCategories are rows for the categories that no signal belongs to, so that they are seen to be missing.
func emptyCategories() []SignalRow {
	var rows []SignalRow
	for _, category := range signal.Categories {
		if !slices.ContainsFunc(signal.Names, func(name signal.Name) bool {
			of, _ := signal.Subject(name)
			return of == category
		}) {
			rows = append(rows, SignalRow{Category: category, Status: SignalMissing,
				Reason: "this version reads no signal of this category, and no verdict rests on one"})
		}
	}
	return rows
}
