package evaluate

import (
	"context"

	"github.com/headroom/headroom/pkg/capacity"
	"github.com/headroom/headroom/pkg/catalog"
)

// CapacityAnswer holds a row for every number of tenants.
type CapacityAnswer[Row any] struct {
	Rows []Row
	// Current says of each row whether it is of the measured number of tenants; nil when that was not asked for.
	Current []bool
	// Notices say why the measured number is unknown.
	Notices []string
	// Failures are the errors behind them, for the log.
	Failures []error
}

// RequirementRow is what one tenant count needs, by resource.
type RequirementRow struct {
	Tenants      float64
	ByResource   map[string]capacity.Requirement
	Extrapolated bool
}

// Projection projects the numbers of tenants asked for, by default the profile's rows.
func (e *Engine) Projection(ctx context.Context, r Request) CapacityAnswer[capacity.Projection] {
	list := anchors(e.Profile)
	return eachCount(e.tenantCounts(ctx, r), r, func(tenants float64) capacity.Projection {
		return capacity.Project(list, tenants)
	})
}

// Requirements computes what the numbers of tenants asked for need by the guideline's curves.
func (e *Engine) Requirements(ctx context.Context, r Request) CapacityAnswer[RequirementRow] {
	list := anchors(e.Profile)
	return eachCount(e.tenantCounts(ctx, r), r, func(tenants float64) RequirementRow {
		row := RequirementRow{Tenants: tenants, ByResource: map[string]capacity.Requirement{}}
		for name, c := range e.Profile.Curves {
			curve := capacity.Curve{Shape: capacity.Shape(c.Shape), Driver: capacity.Driver(c.Driver), Low: c.Low, High: c.High}
			need := capacity.Require(curve, list, tenants)
			row.ByResource[name] = need
			row.Extrapolated = row.Extrapolated || need.Extrapolated
		}
		return row
	})
}

func eachCount[Row any](c tenantCounts, r Request, compute func(tenants float64) Row) CapacityAnswer[Row] {
	answer := CapacityAnswer[Row]{Notices: c.notices, Failures: c.failures}
	for _, tenants := range c.counts {
		answer.Rows = append(answer.Rows, compute(tenants))
		if r.Query.IncludeCurrent {
			answer.Current = append(answer.Current, c.isCurrent(tenants))
		}
	}
	return answer
}

func anchors(p *catalog.Profile) []capacity.Anchor {
	list := make([]capacity.Anchor, len(p.TenantRows))
	for i, r := range p.TenantRows {
		list[i] = capacity.Anchor{
			Tenants: r.Tenants, EmailsLow: r.EmailsPerDayLow, EmailsHigh: r.EmailsPerDayHigh,
			UsersLow: r.ConcurrentUsersLow, UsersHigh: r.ConcurrentUsersHigh,
		}
	}
	return list
}
