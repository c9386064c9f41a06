package plugin

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/headroom/headroom/pkg/evaluate"
	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/frames"
	"github.com/headroom/headroom/pkg/query"
)

// QueryData answers every query of a request concurrently. The answers do not depend on each other: one that
// fails leaves the others whole.
func (d *DataSource) QueryData(ctx context.Context, request *backend.QueryDataRequest) (*backend.QueryDataResponse, error) {
	response := backend.NewQueryDataResponse()
	var mu sync.Mutex
	var running sync.WaitGroup
	for _, q := range request.Queries {
		running.Go(func() {
			answer := d.answer(d.scoped(ctx, request), q)
			mu.Lock()
			defer mu.Unlock()
			response.Responses[q.RefID] = answer
		})
	}
	running.Wait()
	return response, nil
}

// answer parses and evaluates one query. A panic is an internal error of this query alone.
func (d *DataSource) answer(ctx context.Context, q backend.DataQuery) (response backend.DataResponse) {
	logger := d.logger.FromContext(ctx)
	defer func() {
		if cause := recover(); cause != nil {
			response = failure(logger, d.panicked(ctx, cause))
		}
	}()
	if d.invalid != nil {
		return failure(logger, d.invalid)
	}
	parsed, err := query.Parse(q.JSON, q.RefID, q.QueryType)
	if err != nil {
		return failure(logger, err)
	}
	request := evaluate.Request{
		Query: parsed, From: q.TimeRange.From.UTC(), To: q.TimeRange.To.UTC(), Now: d.now().UTC(),
		Interval: q.Interval, MaxDataPoints: q.MaxDataPoints,
	}
	if err := checkRange(request); err != nil {
		return failure(logger, err)
	}
	list, err := d.evaluate(ctx, request)
	if err != nil {
		return failure(logger, err)
	}
	return backend.DataResponse{Frames: list, Status: backend.StatusOK}
}

// longestRange bounds the dashboard's range: beyond it a question is more likely a mistake than a wish.
const longestRange = 11 * 366 * 24 * time.Hour

// checkRange refuses ranges that mean nothing.
func checkRange(r evaluate.Request) error {
	switch span := r.To.Sub(r.From); {
	case isCapacity(r.Query):
		return nil
	case span < 0:
		return fault.Userf("the time range ends (%s) before it starts (%s)", r.To.Format(time.RFC3339), r.From.Format(time.RFC3339)).
			WithCure("Swap its ends")
	case span > longestRange:
		return fault.Userf("the time range of %.0f years is longer than 11 years", span.Hours()/24/365).
			WithCure("Choose a shorter one")
	case r.To.Before(time.Unix(0, 0)):
		return fault.Userf("the time range ends (%s) before 1970", r.To.Format(time.RFC3339)).
			WithCure("Choose one for which there can be data")
	case r.From.After(r.Now):
		return fault.Userf("the time range starts in the future (%s)", r.From.Format(time.RFC3339)).
			WithCure("Choose one that starts before now, and check the clock of Grafana's server")
	}
	return nil
}

// evaluate answers one parsed query with frames that carry their evidence.
func (d *DataSource) evaluate(ctx context.Context, r evaluate.Request) (data.Frames, error) {
	engine, record, err := d.engineFor(ctx, r)
	if err != nil {
		return nil, err
	}
	list, evidence, notices, err := d.measured(ctx, engine, r)
	if err != nil {
		return nil, err
	}
	evidence.Upstream = record.upstream
	return frames.Decorate(list, evidence, append(notices, record.warnings...)), nil
}

// engineFor evaluates one query. What needs no source is answered without looking for one.
func (d *DataSource) engineFor(ctx context.Context, r evaluate.Request) (*evaluate.Engine, *recorder, error) {
	if isCapacity(r.Query) && !r.Query.IncludeCurrent {
		return &evaluate.Engine{Profile: d.profile}, newRecorder(nil), nil
	}
	return d.engine(ctx, r.Now)
}

// isCapacity says that a query is about the capacity model, which does not depend on time.
func isCapacity(q query.Query) bool {
	return q.QueryType == query.TypeProjection || q.QueryType == query.TypeRequirements
}

// measured evaluates a query with its engine.
func (d *DataSource) measured(ctx context.Context, engine *evaluate.Engine, r evaluate.Request) (list data.Frames, evidence frames.Evidence, notices []string, err error) {
	switch r.Query.QueryType {
	case query.TypeKPI:
		answer, err := engine.KPI(ctx, r)
		if err != nil {
			return nil, evidence, nil, err
		}
		d.logInternal(ctx, answer.Failures)
		evidence = windowEvidence(answer.Window)
		evidence.Rows = frames.RowsEvidence(answer.Rows)
		if r.Query.Format == query.FormatTable {
			return frames.KPITable(answer, r.Query.GroupBy, engine.Profile), evidence, answer.Notices, nil
		}
		return frames.KPINumeric(answer, r.Query.GroupBy), evidence, answer.Notices, nil
	case query.TypeKPITrend:
		answer, err := engine.KPITrend(ctx, r)
		if err != nil {
			return nil, evidence, nil, err
		}
		d.logInternal(ctx, answer.Failures)
		evidence = frames.Evidence{WindowSeconds: answer.Window.Seconds(), StepSeconds: answer.Step.Seconds()}
		return frames.KPITrend(answer, engine.Profile), evidence, answer.Notices, nil
	case query.TypeErrorBudget:
		return d.errorBudget(ctx, engine, r)
	case query.TypeBudgetTrend:
		return d.errorBudgetTrend(ctx, engine, r)
	case query.TypeDelivery:
		return d.delivery(ctx, engine, r)
	case query.TypeIncidents:
		return annotated(ctx, r, engine.Incidents, frames.Incidents)
	case query.TypeDeployments:
		return annotated(ctx, r, engine.Deployments, frames.Deployments)
	case query.TypeTraffic:
		answer, err := engine.Traffic(ctx, r)
		if err != nil {
			return nil, evidence, nil, err
		}
		evidence = windowEvidence(answer.Window)
		evidence.Measure = string(answer.Measure)
		if r.Query.Format == query.FormatTable {
			return frames.TrafficTable(answer), evidence, answer.Notices, nil
		}
		return frames.TrafficNumeric(answer), evidence, answer.Notices, nil
	case query.TypeTrafficTrend:
		answer, err := engine.TrafficTrend(ctx, r)
		if err != nil {
			return nil, evidence, nil, err
		}
		evidence = frames.Evidence{StepSeconds: answer.Step.Seconds(), Measure: string(answer.Measure), Total: answer.Total}
		return frames.TrafficTrend(answer), evidence, answer.Notices, nil
	case query.TypeProjection:
		answer := engine.Projection(ctx, r)
		d.logInternal(ctx, answer.Failures)
		return frames.Projection(answer), evidence, answer.Notices, ctx.Err()
	case query.TypeRequirements:
		answer := engine.Requirements(ctx, r)
		d.logInternal(ctx, answer.Failures)
		list, notices := frames.Requirements(answer)
		return list, evidence, notices, ctx.Err()
	case query.TypeCoverage:
		answer, err := engine.Coverage(ctx, r)
		if err != nil {
			return nil, evidence, nil, err
		}
		d.logInternal(ctx, answer.Failures)
		if r.Query.Format == query.FormatTable {
			return frames.CoverageTable(answer), windowEvidence(answer.Window), answer.Notices, nil
		}
		return frames.CoverageNumeric(answer), windowEvidence(answer.Window), answer.Notices, nil
	}
	return nil, evidence, nil, fmt.Errorf("query type %q passed validation but has no evaluation", r.Query.QueryType)
}

func windowEvidence(w evaluate.Window) frames.Evidence {
	end := w.End
	return frames.Evidence{WindowSeconds: w.Length.Seconds(), EvaluatedAt: &end}
}
