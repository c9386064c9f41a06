package frames

import (
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/evaluate"
)

// DeliveryTable is the display table of a delivery query: that of a kpi query, and what published figures say of the
// value.
func DeliveryTable(answer evaluate.KPIAnswer, groupBy []string, profile *catalog.Profile) data.Frames {
	list := KPITable(answer, groupBy, profile)
	column(list[0], "benchmark", "Benchmark", "", stringsOf(answer.Rows, func(r evaluate.KPIRow) string {
		if r.Result.Value == nil {
			return ""
		}
		return profile.Benchmarks[r.KPI].Compare(*r.Result.Value)
	}))
	return list
}

// The values of the label week: whether a week was observed from its start to its end.
const (
	wholeWeek   = "whole"
	partialWeek = "partial"
)

// longestWeek is a week in which clocks go back. Grafana breaks lines at gaps that are wider than a field's interval.
const longestWeek = 169 * time.Hour

// DeliveryTrend is a time-series-multi answer: a frame a KPI, label set and kind of week. Partial weeks have frames of
// their own, so that nobody takes half a week for a bad one. A point is stamped at the end of its week.
func DeliveryTrend(answer evaluate.DeliveryTrendAnswer, profile *catalog.Profile) data.Frames {
	var frames data.Frames
	for _, trend := range answer.Trends {
		for _, kind := range []struct {
			label string
			whole bool
		}{{wholeWeek, true}, {partialWeek, false}} {
			times, values := []time.Time{}, []*float64{}
			for i, week := range answer.Weeks {
				if trend.Whole[i] == kind.whole {
					times = append(times, week.End)
					values = append(values, Finite(trend.Values[i]))
				}
			}
			frames = append(frames, weekFrame(trend, kind.label, times, values, profile.Target(trend.KPI)))
		}
	}
	return frames
}

func weekFrame(trend evaluate.DeliveryTrend, kind string, times []time.Time, values []*float64, target catalog.Target) *data.Frame {
	labels := data.Labels{"kpi": trend.KPI, "week": kind}
	for name, v := range trend.Labels {
		labels[name] = v
	}
	name := displayName(target.Name, trend.Labels)
	if kind == partialWeek {
		name += " (partial week)"
	}
	field := data.NewField("value", labels, values)
	field.Config = &data.FieldConfig{DisplayNameFromDS: name, Unit: grafanaUnit(target.Unit)}
	at := data.NewField("time", nil, times)
	at.Config = &data.FieldConfig{Interval: float64(longestWeek.Milliseconds())}
	frame := data.NewFrame(trend.KPI, at, field)
	frame.Meta = &data.FrameMeta{Type: data.FrameTypeTimeSeriesMulti, TypeVersion: version01}
	return frame
}
