package health

import (
	"math"
	"time"
)

// SlowShare is the share of requests that may exceed the latency target: what the 95th percentile leaves.
const SlowShare = 0.05

// Budget is the error budget of a window: what its target allows to go wrong, and what of that is burnt.
type Budget struct {
	// Window is what the budget is for.
	Window time.Duration
	// Minutes is the budget in minutes of full outage: 99.9 % over 30 days leaves 43.2. BurntMinutes is the bad
	// share of the window, so that a tenth of the requests failing for ten minutes burns one.
	Minutes, BurntMinutes float64
	// Events is the budget in events, of as many as there were; BurntEvents are those that were bad.
	Events, BurntEvents float64
	// Remaining is the share that is left, 1 when nothing is burnt and negative when the budget is overspent.
	Remaining float64
}

// NewBudget counts the budget of a window in which a share of the events (0–1) may be bad. It is unknown without
// events, and where the target allows none to be bad there is no budget.
func NewBudget(e Events, allowed float64, window time.Duration) (Budget, bool) {
	if !e.known() || !(allowed > 0 && allowed < 1) {
		return Budget{}, false
	}
	return Budget{
		Window: window, Minutes: allowed * window.Minutes(), BurntMinutes: e.ratio() * window.Minutes(),
		Events: allowed * e.Total, BurntEvents: math.Min(e.Bad, e.Total), Remaining: 1 - e.ratio()/allowed,
	}, true
}

// TimeLeft returns after what time the budget is gone if it goes on burning at a rate, and nothing of what is burnt
// leaves the window before: remaining × window ÷ rate, 0 when it is gone already. It is never gone within the window,
// and ok is false, when that is longer than the window: by then all that was burnt before has left it.
func (b Budget) TimeLeft(burnRate float64) (left time.Duration, ok bool) {
	switch {
	case b.Remaining <= 0:
		return 0, true
	case !(burnRate > 0), b.Remaining > burnRate:
		return 0, false
	}
	return time.Duration(b.Remaining / burnRate * float64(b.Window)), true
}
