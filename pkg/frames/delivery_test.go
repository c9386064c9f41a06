package frames

import (
	"math"
	"testing"
	"time"

	"github.com/grafana/dataplane/sdata/reader"
	"github.com/grafana/dataplane/sdata/timeseries"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/delivery"
	"github.com/headroom/headroom/pkg/evaluate"
	"github.com/headroom/headroom/pkg/verdict"
)

// Partial weeks have series of their own, and what is unknown is null.
func TestDeliveryTrend(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	// From a Wednesday over the end of summer time.
	weeks := delivery.Weeks(time.Date(2026, 10, 14, 12, 0, 0, 0, berlin), time.Date(2026, 11, 4, 0, 0, 0, 0, berlin), berlin)
	whole := make([]bool, len(weeks))
	for i, week := range weeks {
		whole[i] = week.Whole
	}
	answer := evaluate.DeliveryTrendAnswer{Weeks: weeks, Trends: []evaluate.DeliveryTrend{
		{KPI: "deployment_frequency", Labels: map[string]string{"service": "api"}, Values: []*float64{pointer(1), pointer(2), nil, pointer(4)}, Whole: whole},
		{KPI: "deployment_frequency", Labels: map[string]string{"service": "web"}, Values: []*float64{pointer(math.NaN()), pointer(math.Inf(1)), nil, nil}, Whole: whole},
		{KPI: "mttr", Labels: map[string]string{"service": "web"}, Values: make([]*float64, 4), Whole: whole},
	}}
	frames := DeliveryTrend(answer, catalog.Default())
	kind, err := reader.CanReadBasedOnMeta(frames)
	if err != nil || kind != data.FrameTypeTimeSeriesMulti {
		t.Fatalf("type %s: %v", kind, err)
	}
	read, err := timeseries.CollectionReaderFromFrames(frames)
	if err != nil {
		t.Fatal(err)
	}
	collection, err := read.GetCollection(true)
	if err != nil || collection.Warning != nil || len(collection.RemainderIndices) > 0 || len(collection.Refs) != 6 {
		t.Fatalf("%v, %v, %d series", err, collection.Warning, len(collection.Refs))
	}
	seen := map[string]bool{}
	for _, frame := range frames {
		seen[frame.Fields[1].Labels.String()] = true
		for i := range frame.Fields[1].Len() {
			if v := frame.Fields[1].At(i).(*float64); v != nil && (math.IsNaN(*v) || math.IsInf(*v, 0)) {
				t.Errorf("%s has %v", frame.Name, *v)
			}
		}
	}
	if len(seen) != 6 {
		t.Errorf("labels %v", seen)
	}
	first, second := frames[0], frames[1]
	if first.Fields[1].Labels["week"] != "whole" || first.Rows() != 2 || *first.Fields[1].At(0).(*float64) != 2 || first.Fields[1].At(1).(*float64) != nil {
		t.Errorf("whole weeks: %v", first)
	}
	if at := first.Fields[0].At(0).(time.Time); !at.Equal(time.Date(2026, 10, 26, 0, 0, 0, 0, berlin)) {
		t.Errorf("a week is stamped at %v, want its end", at)
	}
	if second.Fields[1].Labels["week"] != "partial" || second.Rows() != 2 || *second.Fields[1].At(1).(*float64) != 4 {
		t.Errorf("partial weeks: %v", second)
	}
	gap := weeks[1].End.Sub(weeks[1].Start).Milliseconds()
	if interval := first.Fields[0].Config.Interval; interval < float64(gap) || interval >= float64((8*24*time.Hour).Milliseconds()) {
		t.Errorf("lines break at gaps of more than %v ms, a week of 169 h has %d", interval, gap)
	}
}

func TestDeliveryTable(t *testing.T) {
	row := func(kpi string, value *float64) evaluate.KPIRow {
		return evaluate.KPIRow{KPI: kpi, Labels: map[string]string{"service": "api"}, Result: verdict.Result{Status: verdict.Met, Value: value}}
	}
	frame := DeliveryTable(evaluate.KPIAnswer{Rows: []evaluate.KPIRow{
		row("deployment_frequency", pointer(3)), row("deployment_frequency", nil), row("change_failure_ratio", pointer(0.04)), row("mtbf", pointer(86400)),
	}}, []string{"service"}, catalog.Default())[0]
	column, _ := frame.FieldByName("benchmark")
	for i, want := range []string{"DORA 2024: high (once a day to once a week)", "", "DORA 2024: elite 5 %, high 20 %, medium 10 %, low 40 %", ""} {
		if got := column.At(i); got != want {
			t.Errorf("row %d is compared with %q, want %q", i, got, want)
		}
	}
	for _, name := range []string{"kpi", "value", "status", "samples", "coverage", "window_seconds", "lower", "upper", "reason", "service"} {
		if field, _ := frame.FieldByName(name); field == nil {
			t.Errorf("there is no column %s", name)
		}
	}
}
