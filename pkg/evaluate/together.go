package evaluate

import (
	"context"
	"strconv"

	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/source"
)

// longestTogether is the longest window whose expressions are asked in one query. Up to there a request costs more than
// what it asks for; beyond, the answers are worth sharing one by one between those who ask for some of them.
const longestTogether = leastRecorded

// atEnd evaluates expressions at the end of a window.
func (e *Engine) atEnd(ctx context.Context, w Window, exprs ...string) ([]source.Vector, error) {
	answers := make([]source.Vector, len(exprs))
	if len(exprs) > 1 && w.Length < longestTogether {
		union, err := e.Prometheus.Instant(ctx, promql.Together(exprs), w.End)
		for _, sample := range union.Samples {
			// A part with another name is none of ours.
			if i, err := strconv.Atoi(sample.Labels[promql.PartLabel]); err == nil && i >= 0 && i < len(answers) {
				answers[i].Samples = append(answers[i].Samples, sample)
			}
		}
		return answers, err
	}
	tasks, ctx := parallel(ctx)
	for i, expr := range exprs {
		tasks.Go(func() (err error) {
			answers[i], err = e.Prometheus.Instant(ctx, expr, w.End)
			return err
		})
	}
	return answers, tasks.Wait()
}
