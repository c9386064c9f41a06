package frames

import (
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/evaluate"
	"github.com/headroom/headroom/pkg/verdict"
)

// RowEvidence is the evidence of one KPI row that has no column of its own.
type RowEvidence struct {
	KPI     string            `json:"kpi"`
	Labels  map[string]string `json:"labels,omitempty"`
	Status  string            `json:"status"`
	Reason  string            `json:"reason,omitempty"`
	Formula string            `json:"formula,omitempty"`
	// Substituted is the formula with the numbers put in, as text.
	Substituted string             `json:"substituted,omitempty"`
	Method      string             `json:"method,omitempty"`
	Instance    string             `json:"instance,omitempty"`
	Facts       map[string]float64 `json:"facts,omitempty"`
}

// RowsEvidence lists the evidence of the answer's rows.
func RowsEvidence(rows []evaluate.KPIRow) []RowEvidence {
	list := make([]RowEvidence, len(rows))
	for i, row := range rows {
		facts := make(map[string]float64, len(row.Result.Facts))
		for name, v := range row.Result.Facts {
			if Finite(&v) != nil {
				facts[name] = v
			}
		}
		list[i] = RowEvidence{
			KPI: row.KPI, Labels: row.Labels, Status: string(row.Result.Status), Reason: row.Result.Reason,
			Formula: row.Result.Formula, Substituted: row.Result.Substituted, Method: row.Result.Method, Instance: row.Result.Instance, Facts: facts,
		}
	}
	return list
}

// KPINumeric is the numeric-long frame of a kpi query: labels kpi and the groupBy names, and the value.
func KPINumeric(answer evaluate.KPIAnswer, groupBy []string) data.Frames {
	frame, columns, value := numericLong("kpi", append([]string{"kpi"}, groupBy...), len(answer.Rows))
	for i, row := range answer.Rows {
		columns["kpi"].Set(i, row.KPI)
		for _, label := range groupBy {
			columns[label].Set(i, row.Labels[label])
		}
		value.Set(i, alertable(row))
	}
	return data.Frames{frame}
}

// alertable is the value that a rule may compare with the target. A throughput that is not demonstrated is what the
// demand happened to be: below the target it says nothing of capacity, and a rule would fire on every quiet system. The
// table shows it, with the verdict beside it.
func alertable(row evaluate.KPIRow) *float64 {
	if row.KPI == catalog.Throughput && row.Result.Status == verdict.InsufficientData {
		return nil
	}
	return Finite(row.Result.Value)
}

// KPITable is the display table of a kpi query: every part of each row's evidence that is a number or a word.
func KPITable(answer evaluate.KPIAnswer, groupBy []string, profile *catalog.Profile) data.Frames {
	rows := answer.Rows
	frame := table("kpi")
	text := func(name, display string, get func(evaluate.KPIRow) string) {
		column(frame, name, display, "", stringsOf(rows, get))
	}
	number := func(name, display, unit string, get func(evaluate.KPIRow) *float64) {
		column(frame, name, display, unit, numbersOf(rows, get))
	}
	text("kpi", "KPI", func(r evaluate.KPIRow) string { return r.KPI })
	text("name", "Name", func(r evaluate.KPIRow) string { return profile.Target(r.KPI).Name })
	number("value", "Value", "", func(r evaluate.KPIRow) *float64 { return r.Result.Value })
	text("unit", "Unit", func(r evaluate.KPIRow) string { return profile.Target(r.KPI).Unit })
	number("target", "Target", "", func(r evaluate.KPIRow) *float64 { return r.Result.Target.Value })
	text("comparison", "Comparison", func(r evaluate.KPIRow) string { return string(r.Result.Target.Comparison) })
	text("status", "Status", func(r evaluate.KPIRow) string { return string(r.Result.Status) })
	number("samples", "Samples", "short", func(r evaluate.KPIRow) *float64 { return r.Result.Samples })
	number("coverage", "Coverage", "percentunit", func(r evaluate.KPIRow) *float64 { return r.Result.Coverage })
	number("window_seconds", "Window", "s", func(r evaluate.KPIRow) *float64 { return pointer(r.Result.Window.Seconds()) })
	number("lower", "Lower", "", func(r evaluate.KPIRow) *float64 { return r.Result.Lower })
	number("upper", "Upper", "", func(r evaluate.KPIRow) *float64 { return r.Result.Upper })
	number("budget_remaining", "Budget left", "percentunit", func(r evaluate.KPIRow) *float64 { return r.Result.BudgetRemaining })
	text("reason", "Reason", func(r evaluate.KPIRow) string { return r.Result.Reason })
	number("fleet", "Fleet", "percentunit", func(r evaluate.KPIRow) *float64 { return r.Result.Fleet })
	number("demand", "Demand", "reqpm", func(r evaluate.KPIRow) *float64 { return r.Result.Demand })
	for _, label := range groupBy {
		text(label, label, func(r evaluate.KPIRow) string { return r.Labels[label] })
	}
	return data.Frames{frame}
}

// KPITrend is a time-series-multi answer: a frame a KPI and label set, null where it is unknown.
func KPITrend(answer evaluate.TrendAnswer, profile *catalog.Profile) data.Frames {
	frames := make(data.Frames, len(answer.Trends))
	for i, t := range answer.Trends {
		labels := data.Labels{"kpi": t.KPI}
		for name, v := range t.Labels {
			labels[name] = v
		}
		target := profile.Target(t.KPI)
		config := data.FieldConfig{DisplayNameFromDS: displayName(target.Name, t.Labels), Unit: grafanaUnit(target.Unit)}
		frames[i] = timeSeries(t.KPI, answer.Times, answer.Step, labels, t.Values, config)
	}
	return frames
}

// timeSeries is one frame of a time-series-multi answer.
func timeSeries(name string, at []time.Time, step time.Duration, labels data.Labels, points []*float64, config data.FieldConfig) *data.Frame {
	values := make([]*float64, len(points))
	for i, v := range points {
		values[i] = Finite(v)
	}
	times := data.NewField("time", nil, slices.Clone(at))
	times.Config = &data.FieldConfig{Interval: float64(step.Milliseconds())}
	value := data.NewField("value", labels, values)
	value.Config = &config
	frame := data.NewFrame(name, times, value)
	frame.Meta = &data.FrameMeta{Type: data.FrameTypeTimeSeriesMulti, TypeVersion: version01}
	return frame
}

func displayName(name string, labels map[string]string) string {
	if len(labels) == 0 {
		return name
	}
	return name + " " + data.Labels(labels).String()
}

// grafanaUnit is Grafana's id of a base unit.
func grafanaUnit(unit string) string {
	switch unit {
	case "ratio":
		return "percentunit"
	case "seconds":
		return "s"
	case "requests_per_minute":
		return "reqpm"
	case "deployments_per_week":
		return "suffix: per week"
	default:
		return "short"
	}
}
