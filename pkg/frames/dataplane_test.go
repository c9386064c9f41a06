package frames

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/grafana/dataplane/sdata/numeric"
	"github.com/grafana/dataplane/sdata/reader"
	"github.com/grafana/dataplane/sdata/timeseries"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/headroom/headroom/pkg/capacity"
	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/delivery"
	"github.com/headroom/headroom/pkg/evaluate"
	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/verdict"
)

// The readers of these tests are the ones that Grafana's alerting reads frames with.

func kpiAnswer() evaluate.KPIAnswer {
	row := func(kpi, service string, value *float64) evaluate.KPIRow {
		return evaluate.KPIRow{KPI: kpi, Labels: map[string]string{"service": service}, Result: verdict.Result{
			Status: verdict.Met, Value: value, Upper: pointer(math.Inf(1)), Lower: pointer(math.NaN()),
			Facts: map[string]float64{"finite": 1, "infinite": math.Inf(1)},
		}}
	}
	return evaluate.KPIAnswer{Rows: []evaluate.KPIRow{
		row("error_ratio", "api", pointer(0.01)), row("error_ratio", "web", nil),
		row("latency_p95", "api", pointer(math.NaN())), row("latency_p95", `quoted " \ 日本`, pointer(math.Inf(1))),
	}}
}

func tables() []evaluate.Table {
	return []evaluate.Table{
		{TableID: evaluate.TableID{Server: "db-1", Database: "app", Schema: "public", Table: "jobs"}, Category: "Queue System", Tier: "HIGH", Declared: true, Low: 1, High: 2},
		{TableID: evaluate.TableID{Server: "db-2", Database: "app", Schema: "public", Table: "jobs"}, Category: "Queue System", Tier: "HIGH", Declared: true, Low: 1, High: 2},
		{TableID: evaluate.TableID{Table: "unseen"}, Declared: true},
		{TableID: evaluate.TableID{Server: "db-1", Database: "app", Schema: "public", Table: "other"}},
	}
}

func trafficAnswer() evaluate.TrafficAnswer {
	var rows []evaluate.TableRow
	for i, table := range tables() {
		rows = append(rows, evaluate.TableRow{Table: table, Value: []*float64{pointer(1), nil, pointer(math.NaN()), pointer(math.Inf(-1))}[i], InferredTier: "LOW"})
	}
	return evaluate.TrafficAnswer{Rows: rows, Measure: query.MeasureOperations}
}

func coverageAnswer() evaluate.CoverageAnswer {
	return evaluate.CoverageAnswer{Rows: []evaluate.SignalRow{
		{Category: "application", Signal: "requests", Value: pointer(0.95), Source: "Prometheus", LastSeen: time.Unix(60, 0), Status: evaluate.SignalConnected, NeededBy: []string{"availability", "error_ratio"}},
		{Category: "application", Signal: "request_duration", Status: evaluate.SignalUnknown, Reason: "Prometheus: refused the connection"},
		{Category: "user_experience", Signal: "probe", Value: pointer(0), Status: evaluate.SignalMissing},
	}}
}

func budgetAnswer() evaluate.BudgetAnswer {
	row := func(long time.Duration, service string, value *float64) evaluate.BudgetRow {
		return evaluate.BudgetRow{
			KPI: "availability", Labels: map[string]string{"service": service}, Method: "requests",
			Rule:   health.BurnRule{Severity: "page", Long: long, Short: long / 12, Factor: 14.4},
			Burn:   health.Burn{Value: value, Long: value, Short: pointer(math.Inf(1))},
			Budget: &health.Budget{Minutes: 43.2, BurntMinutes: 50, Remaining: math.NaN()},
		}
	}
	unknown := row(time.Hour, "unseen", nil)
	unknown.Budget = nil
	return evaluate.BudgetAnswer{Rows: []evaluate.BudgetRow{
		row(time.Hour, "api", pointer(1.5)), row(6*time.Hour, "api", pointer(math.NaN())), row(90*time.Minute, "api", pointer(math.Inf(1))), unknown,
	}}
}

func trendTimes() []time.Time { return []time.Time{time.Unix(3600, 0), time.Unix(7200, 0)} }

func TestNumericFramesAreNumericLong(t *testing.T) {
	for name, test := range map[string]struct {
		frames data.Frames
		values []*float64
		labels data.Labels // of the first row
	}{
		"kpi": {KPINumeric(kpiAnswer(), []string{"service"}), []*float64{pointer(0.01), nil, nil, nil}, data.Labels{"kpi": "error_ratio", "service": "api"}},
		"traffic": {
			TrafficNumeric(trafficAnswer()), []*float64{pointer(1), nil, nil, nil},
			data.Labels{"server": "db-1", "database": "app", "schema": "public", "table": "jobs", "category": "Queue System", "tier": "HIGH"},
		},
		"coverage": {CoverageNumeric(coverageAnswer()), []*float64{pointer(0.95), nil, pointer(0)}, data.Labels{"category": "application", "signal": "requests"}},
		"error_budget": {
			BudgetNumeric(budgetAnswer(), []string{"service"}), []*float64{pointer(1.5), nil, nil, nil},
			data.Labels{"kpi": "availability", "severity": "page", "long_window": "1h", "short_window": "5m", "service": "api"},
		},
		"no tables": {TrafficNumeric(evaluate.TrafficAnswer{}), nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			kind, err := reader.CanReadBasedOnMeta(test.frames)
			if err != nil || kind != data.FrameTypeNumericLong {
				t.Fatalf("type %s: %v", kind, err)
			}
			frames, err := numeric.CollectionReaderFromFrames(test.frames)
			if err != nil {
				t.Fatal(err)
			}
			collection, err := frames.GetCollection(false) // whose check of the data is not written yet
			if err != nil || collection.Warning != nil || len(collection.RemainderIndices) > 0 {
				t.Fatalf("%v, %v, remainder %v", err, collection.Warning, collection.RemainderIndices)
			}
			if len(collection.Refs) != len(test.values) {
				t.Fatalf("%d metrics, want %d", len(collection.Refs), len(test.values))
			}
			seen := map[string]bool{}
			for i, ref := range collection.Refs {
				if labels := ref.GetLabels().String(); seen[labels] {
					t.Errorf("two rows have the labels %s", labels)
				} else {
					seen[labels] = true
				}
				got, _, err := ref.NullableFloat64Value()
				if err != nil || (got == nil) != (test.values[i] == nil) || got != nil && *got != *test.values[i] {
					t.Errorf("row %d is %v (%v), want %v", i, got, err, test.values[i])
				}
			}
			if len(collection.Refs) > 0 && !collection.Refs[0].GetLabels().Equals(test.labels) {
				t.Errorf("labels %v", collection.Refs[0].GetLabels())
			}
		})
	}
}

func TestTrendFramesAreTimeSeries(t *testing.T) {
	kpis := evaluate.TrendAnswer{Times: trendTimes(), Step: time.Hour, Trends: []evaluate.KPITrend{
		{KPI: "error_ratio", Labels: map[string]string{"service": "api"}, Values: []*float64{pointer(0.5), nil}},
		{KPI: "error_ratio", Labels: map[string]string{"service": "web"}, Values: []*float64{pointer(math.NaN()), pointer(math.Inf(1))}},
		{KPI: "throughput", Labels: map[string]string{"service": "web"}, Values: []*float64{nil, nil}},
	}}
	rule := health.BurnRule{Severity: "page", Long: time.Hour, Short: 5 * time.Minute, Factor: 14.4}
	budgets := evaluate.BudgetTrendAnswer{Times: trendTimes(), Step: time.Hour, Trends: []evaluate.BudgetTrend{
		{KPI: "availability", Labels: map[string]string{"service": "api"}, Rule: &rule, Values: []*float64{pointer(0.5), nil}},
		{KPI: "availability", Labels: map[string]string{"service": "web"}, Rule: &rule, Values: []*float64{pointer(math.NaN()), pointer(math.Inf(1))}},
		{KPI: "error_ratio", Labels: map[string]string{"service": "web"}, Values: []*float64{nil, nil}},
	}}
	traffic := evaluate.TrafficTrend{Times: trendTimes(), Step: time.Hour, Measure: query.MeasureOperations}
	for _, table := range tables() {
		traffic.Tables = append(traffic.Tables, evaluate.TableTrend{Table: table, Values: []*float64{pointer(math.NaN()), pointer(1)}})
	}
	for name, test := range map[string]struct {
		frames data.Frames
		kind   data.FrameType
		series int
	}{
		"kpi_trend":          {KPITrend(kpis, catalog.Default()), data.FrameTypeTimeSeriesMulti, 3},
		"error_budget_trend": {BudgetTrend(budgets, catalog.Default()), data.FrameTypeTimeSeriesMulti, 3},
		"traffic_trend":      {TrafficTrend(traffic), data.FrameTypeTimeSeriesWide, 4},
		"no tables":          {TrafficTrend(evaluate.TrafficTrend{Times: trendTimes(), Step: time.Hour}), data.FrameTypeTimeSeriesWide, 0},
	} {
		t.Run(name, func(t *testing.T) {
			kind, err := reader.CanReadBasedOnMeta(test.frames)
			if err != nil || kind != test.kind {
				t.Fatalf("type %s: %v", kind, err)
			}
			frames, err := timeseries.CollectionReaderFromFrames(test.frames)
			if err != nil {
				t.Fatal(err)
			}
			collection, err := frames.GetCollection(true)
			if err != nil || collection.Warning != nil || len(collection.RemainderIndices) > 0 {
				t.Fatalf("%v, %v, remainder %v", err, collection.Warning, collection.RemainderIndices)
			}
			if len(collection.Refs) != test.series {
				t.Fatalf("%d series, want %d", len(collection.Refs), test.series)
			}
			for _, frame := range test.frames {
				for i, field := range frame.Fields {
					// Grafana breaks lines at gaps wider than the time field's interval.
					if i == 0 && (field.Type() != data.FieldTypeTime || field.Config.Interval != 3_600_000) {
						t.Errorf("the first field is %s of type %s: %+v", field.Name, field.Type(), field.Config)
					}
					if i > 0 && field.Type() != data.FieldTypeNullableFloat64 {
						t.Errorf("field %s has type %s", field.Name, field.Type())
					}
				}
			}
		})
	}
}

// No frame of any type holds a number that JSON cannot, and the evidence of every one becomes JSON.
func TestFramesHoldFiniteNumbers(t *testing.T) {
	requirements, _ := Requirements(evaluate.CapacityAnswer[evaluate.RequirementRow]{Rows: []evaluate.RequirementRow{{Tenants: 50_000}}})
	for _, list := range []data.Frames{
		KPINumeric(kpiAnswer(), []string{"service"}), KPITable(kpiAnswer(), []string{"service"}, catalog.Default()),
		BudgetNumeric(budgetAnswer(), []string{"service"}), BudgetTable(budgetAnswer(), []string{"service"}, catalog.Default()),
		TrafficNumeric(trafficAnswer()), TrafficTable(trafficAnswer()), requirements,
		CoverageNumeric(coverageAnswer()), CoverageTable(coverageAnswer()),
	} {
		list = Decorate(list, Evidence{Rows: RowsEvidence(kpiAnswer().Rows)}, []string{"a notice"})
		for _, frame := range list {
			for _, field := range frame.Fields {
				for i := range field.Len() {
					if v, ok := field.At(i).(*float64); ok && v != nil && (math.IsNaN(*v) || math.IsInf(*v, 0)) {
						t.Errorf("%s.%s[%d] is %v", frame.Name, field.Name, i, *v)
					}
				}
			}
			if _, err := json.Marshal(frame); err != nil {
				t.Errorf("%s: %v", frame.Name, err)
			}
			if len(frame.Meta.Notices) != 1 {
				t.Errorf("%s has %d notices", frame.Name, len(frame.Meta.Notices))
			}
		}
	}
}

func TestAnAnswerWithoutRowsHasNoColumns(t *testing.T) {
	week := evaluate.DeliveryTrend{KPI: "mttr"}
	for name, list := range map[string]data.Frames{
		"labelled numbers": TrafficNumeric(evaluate.TrafficAnswer{}),
		"a table":          TrafficTable(evaluate.TrafficAnswer{}),
		"several series":   DeliveryTrend(evaluate.DeliveryTrendAnswer{Trends: []evaluate.DeliveryTrend{week}}, catalog.Default()),
	} {
		list = Decorate(list, Evidence{Measure: "operations"}, []string{"a notice"})
		if len(list) != 1 || len(list[0].Fields) != 0 {
			t.Errorf("%s: %d frames, the first with %d columns", name, len(list), len(list[0].Fields))
		}
		if meta := list[0].Meta; len(meta.Notices) != 1 || meta.Custom == nil {
			t.Errorf("%s lost its evidence or its notice: %+v", name, meta)
		}
	}

	someWeeks := evaluate.DeliveryTrendAnswer{Weeks: make([]delivery.Week, 1), Trends: []evaluate.DeliveryTrend{
		{KPI: "mttr", Whole: []bool{true}, Values: []*float64{nil}},
	}}
	for _, frame := range Decorate(DeliveryTrend(someWeeks, catalog.Default()), Evidence{}, nil) {
		if len(frame.Fields) != 2 {
			t.Errorf("beside a series with a point, %s has %d columns", frame.Name, len(frame.Fields))
		}
	}
}

func TestDisplayTablesNameEveryColumnOfTheContract(t *testing.T) {
	for name, test := range map[string]struct {
		frames  data.Frames
		columns string
	}{
		"kpi": {
			KPITable(kpiAnswer(), []string{"service"}, catalog.Default()),
			"kpi name value unit target comparison status samples coverage window_seconds lower upper budget_remaining reason fleet demand service",
		},
		"error_budget": {
			BudgetTable(budgetAnswer(), []string{"service"}, catalog.Default()),
			"kpi name severity long_window short_window value status target burn_long burn_short factor budget_minutes burnt_minutes " +
				"remaining_minutes budget_requests burnt_requests remaining_requests remaining_ratio exhausts_at coverage period_seconds " +
				"method reason service",
		},
		"traffic": {
			TrafficTable(trafficAnswer()),
			"server database schema table category tier value writes scans rows_read expected_low expected_high position tier_source coverage status reason source",
		},
		"projection":                         {Projection(evaluate.CapacityAnswer[capacity.Projection]{}), "tenants emails_per_day_low emails_per_day_high concurrent_users_low concurrent_users_high extrapolated"},
		"projection with the present number": {Projection(evaluate.CapacityAnswer[capacity.Projection]{Current: []bool{}}), "tenants emails_per_day_low emails_per_day_high concurrent_users_low concurrent_users_high extrapolated current"},
		"coverage":                           {CoverageTable(coverageAnswer()), "category signal value source last_seen status needed_by reason"},
	} {
		var names []string
		for _, field := range test.frames[0].Fields {
			names = append(names, field.Name)
		}
		if got := strings.Join(names, " "); got != test.columns {
			t.Errorf("%s has the columns %s", name, got)
		}
	}
}

// A KPI whose target was deleted keeps its name and unit.
func TestDeletedTargetsKeepNameAndUnit(t *testing.T) {
	profile, err := catalog.Merge([]byte(`{"targets": {"error_ratio": null}}`))
	if err != nil {
		t.Fatal(err)
	}
	frame := KPITable(kpiAnswer(), nil, profile)[0]
	for column, want := range map[string]string{"name": "Error ratio", "unit": "ratio"} {
		field, _ := frame.FieldByName(column)
		if got := field.At(0); got != want {
			t.Errorf("%s is %q, want %q", column, got, want)
		}
	}
}

// A signal that was never seen has no time, and no year 1.
func TestLastSeenIsNullWithoutATime(t *testing.T) {
	field, _ := CoverageTable(coverageAnswer())[0].FieldByName("last_seen")
	if at, ok := field.At(0).(*time.Time); !ok || at == nil || !at.Equal(time.Unix(60, 0)) {
		t.Errorf("requests: %v", field.At(0))
	}
	for row := 1; row <= 2; row++ {
		if at := field.At(row).(*time.Time); at != nil {
			t.Errorf("row %d: %v", row, at)
		}
	}
}

func TestNumericThroughputIsWhatWasDemonstrated(t *testing.T) {
	for status, want := range map[verdict.Status]*float64{
		verdict.Met: pointer(600), verdict.Missed: pointer(600), verdict.InsufficientData: nil,
	} {
		answer := evaluate.KPIAnswer{Rows: []evaluate.KPIRow{{KPI: catalog.Throughput, Result: verdict.Result{Value: pointer(600), Status: status}}}}
		field, _ := KPINumeric(answer, nil)[0].FieldByName("value")
		if got := field.At(0).(*float64); !reflect.DeepEqual(got, want) {
			t.Errorf("a throughput that is %s has the numeric value %v, want %v", status, got, want)
		}
		field, _ = KPITable(answer, nil, catalog.Default())[0].FieldByName("value")
		if got := field.At(0).(*float64); got == nil || *got != 600 {
			t.Errorf("a throughput that is %s has the value %v in the table, want 600", status, got)
		}
	}
}
