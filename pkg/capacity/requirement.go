package capacity

import "math"

// Shape is the family of a curve.
type Shape string

const (
	Linear      Shape = "linear"
	Logarithmic Shape = "logarithmic"
	Compound    Shape = "compound"
)

// Driver is what a requirement grows with.
type Driver string

const (
	// Tenants is the number of tenants.
	Tenants Driver = "tenants"
	// EmailsPerDay is the middle of the projected range of emails per day.
	EmailsPerDay Driver = "emails_per_day"
)

// Curve is a resource's requirement between Low at the first row of the projection and High at the last, in the
// resource's unit.
type Curve struct {
	Shape     Shape
	Driver    Driver
	Low, High float64
}

// Requirement is how much of a resource a number of tenants needs.
type Requirement struct {
	// Value is unrounded, and nil when Reason says why there is none.
	Value *float64
	// Extrapolated says that the tenants lie beyond the last row.
	Extrapolated bool
	// Reason is empty or one of the Reason constants.
	Reason string
}

// beyondModelFactor times the last row is as far as a compound curve is followed: the card's storage would read
// 10³⁰ GB at 50,000 tenants.
const beyondModelFactor = 2

// Require returns the requirement at a number of tenants. With x the driver, which is x₀ at the first row and x₁
// at the last:
//
//	linear       low + (high − low)·(x − x₀)/(x₁ − x₀)
//	logarithmic  low + (high − low)·ln(x/x₀)/ln(x₁/x₀)
//	compound     low·(high/low)^((x − x₀)/(x₁ − x₀))
//
// Below the first row it is the first row's, the smallest installation. Beyond the last it is extrapolated;
// a compound curve ends at twice the last row, with ReasonBeyondModel.
func Require(c Curve, anchors []Anchor, tenants float64) Requirement {
	switch {
	case !(tenants >= 0) || math.IsInf(tenants, 0):
		return Requirement{Reason: ReasonInvalidTenants}
	case !ascending(anchors):
		return Requirement{Reason: ReasonInvalidAnchors}
	}
	first, last := anchors[0].Tenants, anchors[len(anchors)-1].Tenants
	r := Requirement{Extrapolated: tenants > last}
	if c.Shape == Compound && tenants > beyondModelFactor*last {
		r.Reason = ReasonBeyondModel
		return r
	}
	driver, ok := c.driver(anchors)
	if !ok {
		r.Reason = ReasonInvalidCurve
		return r
	}
	value, ok := c.at(driver(math.Max(tenants, first)), driver(first), driver(last))
	switch {
	case !ok:
		r.Reason = ReasonInvalidCurve
	case math.IsInf(value, 0):
		r.Reason = ReasonBeyondModel
	default:
		r.Value = &value
	}
	return r
}

// driver returns what the curve grows with, as a function of the tenants.
func (c Curve) driver(anchors []Anchor) (driver func(tenants float64) float64, ok bool) {
	switch c.Driver {
	case Tenants:
		return func(tenants float64) float64 { return tenants }, true
	case EmailsPerDay:
		return func(tenants float64) float64 {
			p := Project(anchors, tenants)
			return p.EmailsLow/2 + p.EmailsHigh/2
		}, true
	}
	return nil, false
}

// at evaluates the curve, and says whether there is one between these ends.
func (c Curve) at(x, x0, x1 float64) (value float64, ok bool) {
	if !(x1 > x0) {
		return c.Low, x == x0 && isFinite(c.Low)
	}
	share := (x - x0) / (x1 - x0)
	switch c.Shape {
	case Linear:
		value = between(c.Low, c.High, share)
	case Logarithmic:
		value = between(c.Low, c.High, math.Log(x/x0)/math.Log(x1/x0))
	case Compound:
		value = c.Low * math.Pow(c.High/c.Low, share)
	default:
		return 0, false
	}
	return value, !math.IsNaN(value) && isFinite(c.Low) && isFinite(c.High)
}

func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
