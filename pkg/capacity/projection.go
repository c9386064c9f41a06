// Package capacity projects load and resource requirements by the number of tenants. It does no I/O. Its numbers,
// the rows of the projection and the ends of the curves, are the catalogue's.
package capacity

import (
	"math"
	"sort"
)

// Reasons why there is no figure.
const (
	// ReasonBeyondModel: so far beyond the rows that the curve has no meaning.
	ReasonBeyondModel = "beyond_model"
	// ReasonInvalidTenants: the number of tenants is negative or not finite.
	ReasonInvalidTenants = "invalid_tenants"
	// ReasonInvalidAnchors: no rows, or rows that do not ascend in tenants from above 0.
	ReasonInvalidAnchors = "invalid_anchors"
	// ReasonInvalidCurve: an unknown shape or driver, or ends between which the shape has no curve.
	ReasonInvalidCurve = "invalid_curve"
)

// Anchor is one row of the projection: what is expected at a number of tenants.
type Anchor struct {
	Tenants float64
	// EmailsLow and EmailsHigh are emails per day.
	EmailsLow, EmailsHigh float64
	// UsersLow and UsersHigh are concurrent users.
	UsersLow, UsersHigh float64
}

// Projection is what is expected at a number of tenants, unrounded.
type Projection struct {
	Tenants               float64
	EmailsLow, EmailsHigh float64
	UsersLow, UsersHigh   float64
	// Extrapolated says that the tenants lie beyond the last row.
	Extrapolated bool
	// Reason is empty, or says why the figures are 0 for want of a projection.
	Reason string
}

// Project interpolates between the rows, piecewise linearly: a single slope would be wrong, as the rows need
// not lie on one line. Below the first row it goes through the origin, beyond the last along the last segment
// (through the origin when there is one row only).
func Project(anchors []Anchor, tenants float64) Projection {
	switch {
	case !(tenants >= 0) || math.IsInf(tenants, 0):
		return Projection{Reason: ReasonInvalidTenants}
	case !ascending(anchors):
		return Projection{Tenants: tenants, Reason: ReasonInvalidAnchors}
	}
	from, to := segment(anchors, tenants)
	share := (tenants - from.Tenants) / (to.Tenants - from.Tenants)
	p := Projection{
		Tenants:      tenants,
		EmailsLow:    between(from.EmailsLow, to.EmailsLow, share),
		EmailsHigh:   between(from.EmailsHigh, to.EmailsHigh, share),
		UsersLow:     between(from.UsersLow, to.UsersLow, share),
		UsersHigh:    between(from.UsersHigh, to.UsersHigh, share),
		Extrapolated: tenants > anchors[len(anchors)-1].Tenants,
	}
	for _, figure := range []float64{p.EmailsLow, p.EmailsHigh, p.UsersLow, p.UsersHigh} {
		if math.IsNaN(figure) || math.IsInf(figure, 0) {
			return Projection{Tenants: tenants, Extrapolated: p.Extrapolated, Reason: ReasonBeyondModel}
		}
	}
	return p
}

// segment returns the two rows on whose line the tenants lie; the origin counts as a row before the first.
func segment(anchors []Anchor, tenants float64) (from, to Anchor) {
	i := sort.Search(len(anchors), func(i int) bool { return anchors[i].Tenants >= tenants })
	i = min(i, len(anchors)-1)
	if i > 0 {
		from = anchors[i-1]
	}
	return from, anchors[i]
}

// between is exact at both ends.
func between(from, to, share float64) float64 {
	if share == 1 {
		return to
	}
	return from + (to-from)*share
}

// ascending says whether the rows can carry a projection.
func ascending(anchors []Anchor) bool {
	before := 0.0
	for _, a := range anchors {
		if !(a.Tenants > before) || math.IsInf(a.Tenants, 0) {
			return false
		}
		before = a.Tenants
	}
	return len(anchors) > 0
}
