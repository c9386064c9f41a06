package series

import (
	"math"
	"time"
)

// Cadence is the interval between two samples of a series, in history and live
// alike: one cadence throughout, because a change of cadence makes rate() dip.
const Cadence = time.Minute

// Minute counts minutes since the Unix epoch. An increment "of minute m" covers
// the half-open interval (m−1, m] and shows up in the sample stamped m, so the
// increments of a window (start, end] are those of the minutes start+1 … end.
type Minute int64

// MinuteOf returns the last full minute at or before t.
func MinuteOf(t time.Time) Minute { return Minute(math.Floor(float64(t.Unix()) / 60)) }

// Time returns the instant of m in UTC.
func (m Minute) Time() time.Time { return time.Unix(int64(m)*60, 0).UTC() }

// UnixMilli returns the sample timestamp of m.
func (m Minute) UnixMilli() int64 { return int64(m) * 60_000 }

// season is the deterministic load factor, averaging about 0.9: one peak at
// 14:00 UTC, a trough at 02:00, and quieter weekends.
func season(m Minute) float64 {
	const dailySwing, peakHour = 0.55, 14
	hour := float64(int64(m)%1440) / 60
	daily := 1 + dailySwing*math.Cos(2*math.Pi*(hour-peakHour)/24)
	return daily * weekday(m)
}

// weekday is 1 from Monday to Friday and lower at weekends.
func weekday(m Minute) float64 {
	switch m.Time().Weekday() {
	case time.Saturday:
		return 0.72
	case time.Sunday:
		return 0.66
	default:
		return 1
	}
}
