package frames

import (
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/headroom/headroom/pkg/evaluate"
	"github.com/headroom/headroom/pkg/query"
)

// trafficLabels are the labels of a table, none of which depends on a measurement.
var trafficLabels = []string{"server", "database", "schema", "table", "category", "tier"}

func tableLabels(t evaluate.Table) []string {
	return []string{t.Server, t.Database, t.Schema, t.Table, t.Category, t.Tier}
}

// TrafficNumeric is the numeric-long frame of a traffic query.
func TrafficNumeric(answer evaluate.TrafficAnswer) data.Frames {
	frame, columns, value := numericLong("traffic", trafficLabels, len(answer.Rows))
	for i, row := range answer.Rows {
		for j, v := range tableLabels(row.Table) {
			columns[trafficLabels[j]].Set(i, v)
		}
		value.Set(i, Finite(row.Value))
	}
	value.Config = &data.FieldConfig{Unit: measureUnit(answer.Measure), DisplayName: measureName(answer.Measure)}
	return data.Frames{frame}
}

// TrafficTable is the display table of a traffic query.
func TrafficTable(answer evaluate.TrafficAnswer) data.Frames {
	rows := answer.Rows
	frame := table("traffic")
	text := func(name, display string, get func(evaluate.TableRow) string) {
		column(frame, name, display, "", stringsOf(rows, get))
	}
	number := func(name, display, unit string, get func(evaluate.TableRow) *float64) {
		column(frame, name, display, unit, numbersOf(rows, get))
	}
	declared := func(v func(evaluate.TableRow) float64) func(evaluate.TableRow) *float64 {
		return func(r evaluate.TableRow) *float64 {
			if !r.Declared {
				return nil
			}
			return pointer(v(r))
		}
	}
	text("server", "Server", func(r evaluate.TableRow) string { return r.Server })
	text("database", "Database", func(r evaluate.TableRow) string { return r.Database })
	text("schema", "Schema", func(r evaluate.TableRow) string { return r.Schema })
	text("table", "Table", func(r evaluate.TableRow) string { return r.Table.Table })
	text("category", "Category", func(r evaluate.TableRow) string { return r.Category })
	text("tier", "Tier", tierOf)
	number("value", measureName(answer.Measure), measureUnit(answer.Measure), func(r evaluate.TableRow) *float64 { return r.Value })
	number("writes", "Writes/h", "short", func(r evaluate.TableRow) *float64 { return r.Writes })
	number("scans", "Scans/h", "short", func(r evaluate.TableRow) *float64 { return r.Scans })
	number("rows_read", "Rows read/h", "short", func(r evaluate.TableRow) *float64 { return r.RowsRead })
	number("expected_low", "Expected from", "short", declared(func(r evaluate.TableRow) float64 { return r.Low }))
	number("expected_high", "Expected to", "short", declared(func(r evaluate.TableRow) float64 { return r.High }))
	number("position", "Position", "none", func(r evaluate.TableRow) *float64 { return r.Position })
	text("tier_source", "Tier source", func(r evaluate.TableRow) string {
		switch {
		case r.Declared:
			return "declared"
		case r.InferredTier != "":
			return "inferred"
		}
		return ""
	})
	number("coverage", "Coverage", "percentunit", func(r evaluate.TableRow) *float64 { return pointer(r.Coverage) })
	text("status", "Status", func(r evaluate.TableRow) string { return r.Status })
	text("reason", "Reason", func(r evaluate.TableRow) string { return r.Reason })
	text("source", "Source", func(r evaluate.TableRow) string { return r.Source })
	return data.Frames{frame}
}

func tierOf(r evaluate.TableRow) string {
	if r.Declared {
		return r.Tier
	}
	return r.InferredTier
}

// Expected is the declared range of a table, carried by its field's config.
type Expected struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// TrafficTrend is a time-series-wide answer over one time vector; the expected range rides along in each
// field's config.custom.expected.
func TrafficTrend(trend evaluate.TrafficTrend) data.Frames {
	times := make([]time.Time, len(trend.Times))
	copy(times, trend.Times)
	at := data.NewField("time", nil, times)
	at.Config = &data.FieldConfig{Interval: float64(trend.Step.Milliseconds())}
	frame := data.NewFrame("traffic", at)
	frame.Meta = &data.FrameMeta{Type: data.FrameTypeTimeSeriesWide, TypeVersion: version01}
	if len(trend.Tables) == 0 {
		frame.Fields = nil // no data, as the contract writes it
	}
	for _, t := range trend.Tables {
		labels := data.Labels{}
		for i, v := range tableLabels(t.Table) {
			labels[trafficLabels[i]] = v
		}
		values := make([]*float64, len(t.Values))
		for i, v := range t.Values {
			values[i] = Finite(v)
		}
		field := data.NewField("value", labels, values)
		field.Config = &data.FieldConfig{DisplayNameFromDS: t.Table.Table, Unit: measureUnit(trend.Measure)}
		if t.Declared {
			field.Config.Custom = map[string]any{"expected": Expected{Low: t.Low, High: t.High}}
		}
		frame.Fields = append(frame.Fields, field)
	}
	return data.Frames{frame}
}

func measureUnit(m query.Measure) string {
	if m == query.MeasurePosition {
		return "none"
	}
	return "short"
}

// measureName names the measure in use; operations are a proxy, not statements.
func measureName(m query.Measure) string {
	switch m {
	case query.MeasureWrites:
		return "Writes/h"
	case query.MeasureScans:
		return "Scans/h"
	case query.MeasureRowsRead:
		return "Rows read/h"
	case query.MeasurePosition:
		return "Position"
	case query.MeasureExpectedLow:
		return "Expected from"
	case query.MeasureExpectedHigh:
		return "Expected to"
	default:
		return "Operations/h (writes + scans)"
	}
}
