package plugin

import (
	"context"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/headroom/headroom/pkg/evaluate"
	"github.com/headroom/headroom/pkg/frames"
	"github.com/headroom/headroom/pkg/query"
)

// errorBudget answers an error_budget query.
func (d *DataSource) errorBudget(ctx context.Context, engine *evaluate.Engine, r evaluate.Request) (data.Frames, frames.Evidence, []string, error) {
	answer, err := engine.ErrorBudget(ctx, r)
	if err != nil {
		return nil, frames.Evidence{}, nil, err
	}
	d.logInternal(ctx, answer.Failures)
	evidence := windowEvidence(answer.Window)
	evidence.Rows = frames.BudgetEvidence(answer.Rows)
	if r.Query.Format == query.FormatTable {
		return frames.BudgetTable(answer, r.Query.GroupBy, engine.Profile), evidence, answer.Notices, nil
	}
	return frames.BudgetNumeric(answer, r.Query.GroupBy), evidence, answer.Notices, nil
}

// errorBudgetTrend answers an error_budget_trend query.
func (d *DataSource) errorBudgetTrend(ctx context.Context, engine *evaluate.Engine, r evaluate.Request) (data.Frames, frames.Evidence, []string, error) {
	answer, err := engine.ErrorBudgetTrend(ctx, r)
	if err != nil {
		return nil, frames.Evidence{}, nil, err
	}
	d.logInternal(ctx, answer.Failures)
	evidence := frames.Evidence{WindowSeconds: answer.Period.Seconds(), StepSeconds: answer.Step.Seconds(), Measure: string(answer.Measure)}
	return frames.BudgetTrend(answer, engine.Profile), evidence, answer.Notices, nil
}
