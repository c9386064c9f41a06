// Package chance yields numbers that look random and are the same in every run.
package chance

import (
	"hash/fnv"
	"time"
)

// OfDay is a reproducible value in [0, 1) for the day and purpose.
func OfDay(what string, date time.Time) float64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(what + date.Format(time.DateOnly))) // never fails
	x := h.Sum64()
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9
	x ^= x >> 31
	return float64(x>>11) / (1 << 53)
}
