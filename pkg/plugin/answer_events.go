package plugin

import (
	"context"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/headroom/headroom/pkg/evaluate"
	"github.com/headroom/headroom/pkg/frames"
)

// annotated answers an annotation query: it lists the events and builds their frames.
func annotated[T any](
	ctx context.Context, r evaluate.Request,
	list func(context.Context, evaluate.Request) (evaluate.Events[T], error), build func(evaluate.Events[T]) data.Frames,
) (data.Frames, frames.Evidence, []string, error) {
	events, err := list(ctx, r)
	if err != nil {
		return nil, frames.Evidence{}, nil, err
	}
	return build(events), frames.Evidence{EvaluatedAt: &events.Until}, events.Notices, nil
}
