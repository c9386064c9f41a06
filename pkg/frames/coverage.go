package frames

import (
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/headroom/headroom/pkg/evaluate"
)

// CoverageNumeric is the numeric-long frame of a coverage query: labels category and signal, and the share of the
// window in which the signal was seen.
func CoverageNumeric(answer evaluate.CoverageAnswer) data.Frames {
	frame, columns, value := numericLong("coverage", []string{"category", "signal"}, len(answer.Rows))
	for i, row := range answer.Rows {
		columns["category"].Set(i, row.Category)
		columns["signal"].Set(i, row.Signal)
		value.Set(i, Finite(row.Value))
	}
	value.Config = &data.FieldConfig{Unit: "percentunit", DisplayName: "Coverage"}
	return data.Frames{frame}
}

// CoverageTable is the display table of a coverage query.
func CoverageTable(answer evaluate.CoverageAnswer) data.Frames {
	rows := answer.Rows
	frame := table("coverage")
	text := func(name, display string, get func(evaluate.SignalRow) string) {
		column(frame, name, display, "", stringsOf(rows, get))
	}
	text("category", "Category", func(r evaluate.SignalRow) string { return r.Category })
	text("signal", "Signal", func(r evaluate.SignalRow) string { return r.Signal })
	column(frame, "value", "Coverage", "percentunit", numbersOf(rows, func(r evaluate.SignalRow) *float64 { return r.Value }))
	text("source", "Source", func(r evaluate.SignalRow) string { return r.Source })
	seen := make([]*time.Time, len(rows))
	for i, r := range rows {
		if !r.LastSeen.IsZero() {
			seen[i] = &r.LastSeen
		}
	}
	column(frame, "last_seen", "Last seen", "", seen)
	text("status", "Status", func(r evaluate.SignalRow) string { return string(r.Status) })
	text("needed_by", "Needed by", func(r evaluate.SignalRow) string { return strings.Join(r.NeededBy, ",") })
	text("reason", "Reason", func(r evaluate.SignalRow) string { return r.Reason })
	return data.Frames{frame}
}
