package query

import (
	"encoding/json"
	"slices"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/strictjson"
)

// Types lists the query types in the order in which messages and editors name them.
var Types = []Type{TypeKPI, TypeKPITrend, TypeErrorBudget, TypeBudgetTrend, TypeDelivery, TypeIncidents, TypeDeployments, TypeTraffic, TypeTrafficTrend, TypeProjection, TypeRequirements, TypeCoverage}

// shape is the saved model of one query type.
type shape interface {
	// flatten checks what the tags cannot say and returns the query with its defaults.
	flatten(c check) Query
}

// newShape returns the empty model of a query type, nil when the type is unknown.
func newShape(t Type) shape {
	switch t {
	case TypeKPI:
		return &KPIQuery{}
	case TypeKPITrend:
		return &KPITrendQuery{}
	case TypeErrorBudget:
		return &ErrorBudgetQuery{}
	case TypeBudgetTrend:
		return &ErrorBudgetTrendQuery{}
	case TypeDelivery:
		return &DeliveryQuery{}
	case TypeIncidents:
		return &IncidentsQuery{}
	case TypeDeployments:
		return &DeploymentsQuery{}
	case TypeTraffic:
		return &TrafficQuery{}
	case TypeTrafficTrend:
		return &TrafficTrendQuery{}
	case TypeProjection:
		return &ProjectionQuery{}
	case TypeRequirements:
		return &RequirementsQuery{}
	case TypeCoverage:
		return &CoverageQuery{}
	default:
		return nil
	}
}

// GrafanaFields are the fields that Grafana itself keeps in a saved query or adds when it sends one; they are
// set aside before unknown fields are refused.
var GrafanaFields = []string{
	"datasource", "datasourceId", "hide", "intervalMs", "key", "maxDataPoints", "queryCachingTTL", "refId",
	"resultAssertions", "timeRange",
}

// refusals are values that the contract names and that this version does not answer, with the reason.
var refusals = []struct{ field, value, reason string }{
	{"basis", string(BasisMeasured), `"measured" is not available: requirements fitted to measured drivers need a version that learns them; use "guideline"`},
	{"basis", string(BasisBoth), `"both" is not available: requirements fitted to measured drivers need a version that learns them; use "guideline"`},
	{"baseline", string(BaselineHourOfWeek), `"hour_of_week" is not available: it needs a version that learns each table's own week; use "declared"`},
}

// Parse reads one query as Grafana sends it. queryType is the type that Grafana names beside the model; when
// it is empty the model's own counts. The error is a fault.User that lists everything that is wrong with the
// query; it wraps *strictjson.Problems.
func Parse(raw json.RawMessage, refID, queryType string) (Query, error) {
	problems := &strictjson.Problems{}
	document := strictjson.Parse(raw, "", problems)
	if document == nil {
		return Query{}, refused(problems)
	}
	if queryType == "" {
		queryType, _ = document.Text("queryType")
	}
	model := newShape(Type(queryType))
	switch {
	case queryType == "":
		problems.Addf("queryType", "is missing; %s", strictjson.Alternatives(queryType, typeNames()))
		return Query{}, refused(problems)
	case model == nil:
		problems.Addf("queryType", "%s", strictjson.OneOf(queryType, strictjson.Quote(queryType), typeNames()))
		return Query{}, refused(problems)
	}
	document.SetText("queryType", queryType)
	document.Drop(func(key string) bool { return slices.Contains(GrafanaFields, key) })
	for _, r := range refusals {
		if value, _ := document.Text(r.field); value == r.value {
			problems.Addf(r.field, "%s", r.reason)
		}
	}
	document.Decode(model, strictjson.Decoder{Unknown: func(key string, known []string) string {
		known = slices.DeleteFunc(slices.Clone(known), func(name string) bool { return name == "queryType" })
		return "is not a field of " + queryType + " queries; " + strictjson.Alternatives(key, known)
	}}, problems)
	parsed := model.flatten(check{problems})
	if !problems.Empty() {
		return Query{}, refused(problems)
	}
	parsed.RefID, parsed.QueryType = refID, Type(queryType)
	return parsed, nil
}

func refused(problems *strictjson.Problems) error {
	return fault.Userf("%s", problems).Wrapping(problems)
}

func typeNames() []string {
	names := make([]string, len(Types))
	for i, t := range Types {
		names[i] = string(t)
	}
	return names
}

func (s KPISelection) flatten(c check) Query {
	return Query{
		KPIs:         orElse(distinct(s.KPIs), catalog.HealthKPIs),
		Window:       c.window(s.Window),
		Services:     c.selection("service", s.Service),
		Environments: c.selection("environment", s.Environment),
		GroupBy:      c.labels(s.GroupBy),
		TimeZone:     c.timeZone(s.TimeZone),
	}
}

func (s TableSelection) flatten(c check) Query {
	return Query{
		Tables:       c.selections("tables", s.Tables),
		Databases:    c.selections("databases", s.Databases),
		Tiers:        c.selections("tiers", s.Tiers),
		Categories:   c.selections("categories", s.Categories),
		Measure:      orDefault(s.Measure, MeasureOperations),
		Environments: c.selection("environment", s.Environment),
		TimeZone:     c.timeZone(s.TimeZone),
	}
}

func (q *KPIQuery) flatten(c check) Query {
	flat := q.KPISelection.flatten(c)
	flat.Format = orDefault(q.Format, FormatNumeric)
	c.columns(flat.GroupBy, flat.Format)
	return flat
}

func (q *KPITrendQuery) flatten(c check) Query {
	flat := q.KPISelection.flatten(c)
	flat.Step = c.step(q.Step)
	c.columns(flat.GroupBy, FormatNumeric)
	return flat
}

func (q *TrafficQuery) flatten(c check) Query {
	flat := q.TableSelection.flatten(c)
	flat.Window = c.window(q.Window)
	flat.Format = orDefault(q.Format, FormatNumeric)
	flat.Baseline = BaselineDeclared
	return flat
}

func (q *TrafficTrendQuery) flatten(c check) Query {
	flat := q.TableSelection.flatten(c)
	flat.Step = orDefault(c.step(q.Step), DefaultTrafficStep)
	flat.Baseline = orDefault(q.Baseline, BaselineDeclared)
	flat.Limit, flat.Offset, flat.MaxPoints = q.Limit, q.Offset, q.MaxPoints
	flat.Sort = orDefault(q.Sort, SortCategory)
	return flat
}

func (q *ProjectionQuery) flatten(check) Query {
	return Query{Tenants: counts(q.Tenants), IncludeCurrent: q.IncludeCurrent, Format: FormatTable}
}

func (q *RequirementsQuery) flatten(check) Query {
	return Query{Tenants: counts(q.Tenants), IncludeCurrent: q.IncludeCurrent, Basis: orDefault(q.Basis, BasisGuideline), Format: FormatTable}
}

func (q *CoverageQuery) flatten(c check) Query {
	return Query{Signals: distinct(q.Signals), Window: c.window(q.Window), Format: orDefault(q.Format, FormatNumeric)}
}

// counts returns the distinct numbers in the order asked for.
func counts(tenants []int) []float64 {
	var numbers []float64
	for _, t := range distinct(tenants) {
		numbers = append(numbers, float64(t))
	}
	return numbers
}

// distinct drops repetitions: a row asked for twice would be two rows with the same labels, which alerting
// refuses.
func distinct[T comparable](values []T) []T {
	var kept []T
	seen := make(map[T]bool, len(values))
	for _, v := range values {
		if !seen[v] {
			seen[v] = true
			kept = append(kept, v)
		}
	}
	return kept
}

func orDefault[T ~string](value, fallback T) T {
	if value == "" {
		return fallback
	}
	return value
}

func orElse(values, fallback []string) []string {
	if len(values) == 0 {
		return slices.Clone(fallback)
	}
	return values
}
