package evaluate

import (
	"github.com/headroom/headroom/pkg/capacity"
	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/query"
)

// RequirementRow is what one tenant count needs, by resource.
type RequirementRow struct {
	Tenants      float64
	ByResource   map[string]capacity.Requirement
	Extrapolated bool
}

// Projection projects the tenant counts asked for, by default the profile's rows.
func (e *Engine) Projection(q query.Query) []capacity.Projection {
	list := anchors(e.Profile)
	counts := tenantCounts(q, list)
	rows := make([]capacity.Projection, len(counts))
	for i, tenants := range counts {
		rows[i] = capacity.Project(list, tenants)
	}
	return rows
}

// Requirements computes what the tenant counts asked for need by the guideline's curves.
func (e *Engine) Requirements(q query.Query) []RequirementRow {
	list := anchors(e.Profile)
	counts := tenantCounts(q, list)
	rows := make([]RequirementRow, len(counts))
	for i, tenants := range counts {
		rows[i] = RequirementRow{Tenants: tenants, ByResource: map[string]capacity.Requirement{}}
		for name, c := range e.Profile.Curves {
			curve := capacity.Curve{Shape: capacity.Shape(c.Shape), Driver: capacity.Driver(c.Driver), Low: c.Low, High: c.High}
			need := capacity.Require(curve, list, tenants)
			rows[i].ByResource[name] = need
			rows[i].Extrapolated = rows[i].Extrapolated || need.Extrapolated
		}
	}
	return rows
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

func tenantCounts(q query.Query, list []capacity.Anchor) []float64 {
	if len(q.Tenants) > 0 {
		return q.Tenants
	}
	counts := make([]float64, len(list))
	for i, a := range list {
		counts[i] = a.Tenants
	}
	return counts
}
