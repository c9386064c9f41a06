package plugin

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/evaluate"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/frames"
	"github.com/headroom/headroom/pkg/query"
)

// explanation is one number with everything behind it.
type explanation struct {
	Rows     []explainedRow  `json:"rows"`
	Evidence frames.Evidence `json:"evidence"`
	Notices  []string        `json:"notices"`
}

// explainedRow is a row's result in full.
type explainedRow struct {
	frames.RowEvidence
	Value           *float64 `json:"value"`
	Target          *float64 `json:"target"`
	Comparison      string   `json:"comparison,omitempty"`
	Lower           *float64 `json:"lower"`
	Upper           *float64 `json:"upper"`
	Samples         *float64 `json:"samples"`
	Coverage        *float64 `json:"coverage"`
	WindowSeconds   float64  `json:"windowSeconds"`
	BudgetRemaining *float64 `json:"budgetRemaining"`
}

// explain answers a query with the evidence of its rows. The body is the query, with to (RFC 3339) as the end of the
// window where that is not now, and labels to keep only the rows that have them.
func (d *DataSource) explain(ctx context.Context, r *http.Request) (any, error) {
	if d.invalid != nil {
		return nil, d.invalid
	}
	parsed, labels, to, err := readExplain(r, d.now())
	if err != nil {
		return nil, err
	}
	engine, record, err := d.engine(ctx, d.now())
	if err != nil {
		return nil, err
	}
	out, err := explained(ctx, engine, evaluate.Request{Query: parsed, From: to.Add(-time.Hour), To: to, Now: d.now()})
	if err != nil {
		return nil, err
	}
	out.Rows = slices.DeleteFunc(out.Rows, func(row explainedRow) bool { return !hasLabels(row.Labels, labels) })
	out.Notices = append(out.Notices, record.warnings...)
	out.Evidence.Upstream = record.upstream
	return out, nil
}

// explained asks for the rows of a query.
func explained(ctx context.Context, engine *evaluate.Engine, r evaluate.Request) (explanation, error) {
	if r.Query.QueryType == query.TypeErrorBudget {
		answer, err := engine.ErrorBudget(ctx, r)
		return explanation{budgetsExplained(answer.Rows), windowEvidence(answer.Window), answer.Notices}, err
	}
	ask := engine.KPI
	if r.Query.QueryType == query.TypeDelivery {
		ask = engine.Delivery
	}
	answer, err := ask(ctx, r)
	return explanation{kpisExplained(answer.Rows), windowEvidence(answer.Window), answer.Notices}, err
}

func kpisExplained(rows []evaluate.KPIRow) []explainedRow {
	list := make([]explainedRow, len(rows))
	for i, evidence := range frames.RowsEvidence(rows) {
		result := rows[i].Result
		list[i] = explainedRow{
			RowEvidence: evidence, Value: frames.Finite(result.Value), Target: result.Target.Value, Comparison: string(result.Target.Comparison),
			Lower: frames.Finite(result.Lower), Upper: frames.Finite(result.Upper), Samples: frames.Finite(result.Samples),
			Coverage: frames.Finite(result.Coverage), WindowSeconds: result.Window.Seconds(), BudgetRemaining: frames.Finite(result.BudgetRemaining),
		}
	}
	return list
}

// budgetsExplained are rows whose value is the burn rate ÷ the alert's factor; the target is the KPI's.
func budgetsExplained(rows []evaluate.BudgetRow) []explainedRow {
	list := make([]explainedRow, len(rows))
	for i, evidence := range frames.BudgetEvidence(rows) {
		row := rows[i]
		list[i] = explainedRow{
			RowEvidence: evidence, Value: frames.Finite(row.Burn.Value), Target: row.Target.Value, Comparison: string(row.Target.Comparison),
			Coverage: frames.Finite(row.Coverage), WindowSeconds: row.Window.Seconds(),
		}
		if row.Budget != nil {
			list[i].BudgetRemaining = frames.Finite(&row.Budget.Remaining)
		}
	}
	return list
}

func readExplain(r *http.Request, now time.Time) (q query.Query, labels map[string]string, to time.Time, err error) {
	var body []byte
	if r.Body != nil { // the SDK's adapter leaves it nil for an empty one
		body, err = io.ReadAll(http.MaxBytesReader(nil, r.Body, longestBody))
	}
	if err != nil {
		return q, nil, to, fault.Userf("the body cannot be read, or is longer than 1 MiB")
	}
	var envelope struct {
		Labels map[string]string `json:"labels"`
		To     *time.Time        `json:"to"`
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(body, &envelope) != nil || json.Unmarshal(body, &fields) != nil {
		return q, nil, to, fault.Userf("the body is not a JSON object with a query, labels and to")
	}
	delete(fields, "labels")
	delete(fields, "to")
	model, err := json.Marshal(fields)
	if err != nil {
		return q, nil, to, err
	}
	if q, err = query.Parse(model, "explain", ""); err != nil {
		return q, nil, to, err
	}
	if !explainable(q) {
		return q, nil, to, fault.Userf("only kpi and error_budget queries, and delivery queries without step, can be explained, not this %s query", q.QueryType)
	}
	to = now
	if envelope.To != nil {
		to = *envelope.To
	}
	return q, envelope.Labels, to.UTC(), nil
}

func explainable(q query.Query) bool {
	switch q.QueryType {
	case query.TypeKPI, query.TypeErrorBudget:
		return true
	case query.TypeDelivery:
		return q.Step == ""
	default:
		return false
	}
}

func hasLabels(have, want map[string]string) bool {
	for name, value := range want {
		if have[name] != value {
			return false
		}
	}
	return true
}
