package plugin

import (
	"context"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/headroom/headroom/pkg/evaluate"
	"github.com/headroom/headroom/pkg/frames"
	"github.com/headroom/headroom/pkg/query"
)

// delivery answers a delivery query.
func (d *DataSource) delivery(ctx context.Context, engine *evaluate.Engine, r evaluate.Request) (data.Frames, frames.Evidence, []string, error) {
	if r.Query.Step != "" {
		answer, err := engine.DeliveryTrend(ctx, r)
		if err != nil {
			return nil, frames.Evidence{}, nil, err
		}
		d.logInternal(ctx, answer.Failures)
		return frames.DeliveryTrend(answer, engine.Profile), frames.Evidence{StepSeconds: week}, answer.Notices, nil
	}
	answer, err := engine.Delivery(ctx, r)
	if err != nil {
		return nil, frames.Evidence{}, nil, err
	}
	d.logInternal(ctx, answer.Failures)
	evidence := windowEvidence(answer.Window)
	evidence.Rows = frames.RowsEvidence(answer.Rows)
	if r.Query.Format == query.FormatTable {
		return frames.DeliveryTable(answer, r.Query.GroupBy, engine.Profile), evidence, answer.Notices, nil
	}
	return frames.KPINumeric(answer, r.Query.GroupBy), evidence, answer.Notices, nil
}

// week is the step of a delivery trend in seconds.
const week = 7 * 24 * 3600
