package main

import (
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/headroom/headroom/pkg/capacity"
	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/delivery"
	"github.com/headroom/headroom/pkg/evaluate"
	"github.com/headroom/headroom/pkg/frames"
	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/query"
)

// byLabel stands for the labels that a query groups by.
const byLabel = "<groupBy>"

// answer is the frame that a query type answers in one format, with one row of nothing: the columns of the reference
// are those that package frames really builds.
type answer struct {
	// Format is empty for a type without a choice of formats.
	Format string
	Frame  *data.Frame
}

// answersOf returns the frames of a query type, in the order of its formats.
func answersOf(t query.Type) []answer {
	by, profile := []string{byLabel}, catalog.Default()
	labels := map[string]string{byLabel: ""}
	times, nothing := []time.Time{{}}, []*float64{nil}
	numericOrTable := func(numeric, table data.Frames) []answer {
		return []answer{{string(query.FormatNumeric), numeric[0]}, {string(query.FormatTable), table[0]}}
	}
	only := func(list data.Frames) []answer { return []answer{{"", list[0]}} }
	switch t {
	case query.TypeKPI:
		rows := evaluate.KPIAnswer{Rows: []evaluate.KPIRow{{}}}
		return numericOrTable(frames.KPINumeric(rows, by), frames.KPITable(rows, by, profile))
	case query.TypeKPITrend:
		return only(frames.KPITrend(evaluate.TrendAnswer{Times: times, Trends: []evaluate.KPITrend{{Labels: labels, Values: nothing}}}, profile))
	case query.TypeErrorBudget:
		rows := evaluate.BudgetAnswer{Rows: []evaluate.BudgetRow{{}}}
		return numericOrTable(frames.BudgetNumeric(rows, by), frames.BudgetTable(rows, by, profile))
	case query.TypeBudgetTrend:
		trend := evaluate.BudgetTrend{Labels: labels, Rule: &health.BurnRule{}, Values: nothing}
		return only(frames.BudgetTrend(evaluate.BudgetTrendAnswer{Times: times, Trends: []evaluate.BudgetTrend{trend}}, profile))
	case query.TypeDelivery:
		rows := evaluate.KPIAnswer{Rows: []evaluate.KPIRow{{}}}
		trend := evaluate.DeliveryTrend{Labels: labels, Values: nothing, Whole: []bool{true}}
		weeks := evaluate.DeliveryTrendAnswer{Weeks: []delivery.Week{{}}, Trends: []evaluate.DeliveryTrend{trend}}
		return append(numericOrTable(frames.KPINumeric(rows, by), frames.DeliveryTable(rows, by, profile)), only(frames.DeliveryTrend(weeks, profile))...)
	case query.TypeIncidents:
		return only(frames.Incidents(evaluate.Events[evaluate.Incident]{}))
	case query.TypeDeployments:
		return only(frames.Deployments(evaluate.Events[evaluate.Deployment]{}))
	case query.TypeTraffic:
		rows := evaluate.TrafficAnswer{Rows: []evaluate.TableRow{{}}}
		return numericOrTable(frames.TrafficNumeric(rows), frames.TrafficTable(rows))
	case query.TypeTrafficTrend:
		return only(frames.TrafficTrend(evaluate.TrafficTrend{Times: times, Tables: []evaluate.TableTrend{{Values: nothing}}}))
	case query.TypeProjection:
		return only(frames.Projection(evaluate.CapacityAnswer[capacity.Projection]{Rows: []capacity.Projection{{}}, Current: []bool{false}}))
	case query.TypeRequirements:
		list, _ := frames.Requirements(evaluate.CapacityAnswer[evaluate.RequirementRow]{Rows: []evaluate.RequirementRow{{}}, Current: []bool{false}})
		return only(list)
	case query.TypeCoverage:
		rows := evaluate.CoverageAnswer{Rows: []evaluate.SignalRow{{}}}
		return numericOrTable(frames.CoverageNumeric(rows), frames.CoverageTable(rows))
	default:
		return nil
	}
}
