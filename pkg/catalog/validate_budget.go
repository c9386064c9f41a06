package catalog

import (
	"regexp"
	"time"

	"github.com/headroom/headroom/pkg/strictjson"
)

// The shortest and the longest period of an error budget: over less than a day the burn-rate windows would hold no
// scrapes, beyond 400 days there is no longest window for it.
const (
	MinPeriod = Duration(day)
	MaxPeriod = MaxWindow
)

// The bounds of the windows of a burn rate.
const (
	minBurnWindow = Duration(time.Minute)
	maxBurnWindow = Duration(28 * day)
)

// severityName is what can stand in a label, a rule's name and a file without quoting.
var severityName = regexp.MustCompile(`^[a-zA-Z0-9_-]+$`)

func (v validation) errorBudget() {
	v.duration(v.profile.ErrorBudget.Period, MinPeriod, MaxPeriod, "errorBudget", "period")
	list := v.at("errorBudget", "burnRates")
	seen := map[BurnRate]bool{}
	for i, rate := range v.profile.ErrorBudget.BurnRates {
		element := strictjson.Element(list, i)
		if !severityName.MatchString(rate.Severity) && rate.Severity != "" {
			v.Addf(strictjson.Member(element, "severity"), "%s is no label such as page: give letters, digits, - and _", strictjson.Quote(rate.Severity))
		}
		v.burnWindow(rate.LongWindow, element, "longWindow")
		v.burnWindow(rate.ShortWindow, element, "shortWindow")
		if rate.ShortWindow >= rate.LongWindow {
			v.Addf(strictjson.Member(element, "shortWindow"), "%s is no shorter than the long window, %s", rate.ShortWindow, rate.LongWindow)
		}
		labels := BurnRate{Severity: rate.Severity, LongWindow: rate.LongWindow}
		if seen[labels] {
			v.Addf(strictjson.Member(element, "longWindow"), "%s is the long window of another %s already", rate.LongWindow, strictjson.Quote(rate.Severity))
		}
		seen[labels] = true
	}
}

func (v validation) burnWindow(d Duration, element, field string) {
	if d < minBurnWindow || d > maxBurnWindow {
		v.Addf(strictjson.Member(element, field), "%s is outside [%s, %s]", d, minBurnWindow, maxBurnWindow)
	}
}
