package verdict

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// FormatShare writes a ratio as a percentage of three significant digits: 0.0845 is "8.45 %".
func FormatShare(ratio float64) string {
	return formatSignificant(100*ratio) + " %"
}

// FormatCount writes a number of events without a fraction.
func FormatCount(count float64) string {
	return strconv.FormatFloat(math.Ceil(count), 'f', -1, 64)
}

// FormatSeconds writes a duration in seconds as histograms write their bounds: 2.5 is "2.5 s".
func FormatSeconds(seconds float64) string {
	return formatSignificant(seconds) + " s"
}

// FormatRate writes a rate of requests: 1250.4 is "1250 req/min".
func FormatRate(perMinute float64) string {
	return formatSignificant(perMinute) + " req/min"
}

// FormatNumber writes a number without a unit, as a factor or an extrapolated count: 284.71 is "285".
func FormatNumber(x float64) string { return formatSignificant(x) }

// FormatComplement writes what a small ratio leaves of the whole, in digits that tell nines apart: 0.00309 leaves
// "99.691 %".
func FormatComplement(ratio float64) string {
	return strconv.FormatFloat(100*(1-ratio), 'g', 6, 64) + " %"
}

// FormatDuration writes a duration as Prometheus does, in its two largest units: 15 days are "15d", 90 minutes
// "1h30m". What is smaller than the second unit is cut off, what is negative is "0s".
func FormatDuration(d time.Duration) string {
	units := []struct {
		name string
		size time.Duration
	}{{"d", 24 * time.Hour}, {"h", time.Hour}, {"m", time.Minute}, {"s", time.Second}}
	var text strings.Builder
	for i, unit := range units {
		if d < unit.size {
			continue
		}
		text.WriteString(strconv.FormatInt(int64(d/unit.size), 10) + unit.name)
		if rest := d % unit.size; i+1 < len(units) && rest >= units[i+1].size {
			text.WriteString(strconv.FormatInt(int64(rest/units[i+1].size), 10) + units[i+1].name)
		}
		return text.String()
	}
	return "0s"
}

// FormatMinute writes an instant in UTC to the minute.
func FormatMinute(t time.Time) string {
	return t.UTC().Format("2006-01-02T15:04Z")
}

// formatSignificant writes three significant digits, or all digits before the point when there are more.
func formatSignificant(x float64) string {
	if math.Abs(x) >= 1000 {
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return strconv.FormatFloat(x, 'g', 3, 64)
}
