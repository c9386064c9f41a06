package evaluate

import (
	"context"
	"slices"
	"sync"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/query"
)

// Delivery evaluates the operational KPIs that the query names, as KPI does the health KPIs.
func (e *Engine) Delivery(ctx context.Context, r Request) (KPIAnswer, error) {
	// Frequency and failures are counted from the same deployments, in one statement.
	both := &deploymentCounts{withFailures: slices.Contains(r.Query.KPIs, catalog.ChangeFailureRatio)}
	answer, err := e.judge(ctx, r, "delivery", map[string]evaluator{
		catalog.MTTR: mttr, catalog.MTBF: mtbf,
		catalog.DeploymentFrequency: both.frequency, catalog.ChangeFailureRatio: both.failures,
	})
	// Two KPIs over the same rows say the same of them.
	answer.Notices = distinct(answer.Notices)
	return answer, err
}

// deploymentCounts counts deployments once for all KPIs of a query.
type deploymentCounts struct {
	withFailures bool
	once         sync.Once
	counted      deployments
	err          error
}

func (d *deploymentCounts) count(ctx context.Context, e *Engine, q query.Query, w Window) (deployments, error) {
	d.once.Do(func() { d.counted, d.err = e.countDeployments(ctx, q, w.Start(), w.End, d.withFailures) })
	return d.counted, d.err
}

func distinct(texts []string) []string {
	var kept []string
	for _, text := range texts {
		if !slices.Contains(kept, text) {
			kept = append(kept, text)
		}
	}
	return kept
}
