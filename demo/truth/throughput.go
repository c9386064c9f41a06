package truth

import "github.com/headroom/headroom/demo/series"

// The card's targets, which a healthy window meets.
const (
	healthyErrorRatio = 0.01
	healthyP95Seconds = 2.0
	windowMinutes     = 5
	sustainedWindows  = 3
)

// throughput accumulates aligned five-minute windows.
type throughput struct {
	start, end series.Minute // of the span (start, end]
	current    requests
	total      int64
	rates      [sustainedWindows]float64 // of the last healthy windows in a row
	inARow     int
	result     Throughput
}

func (t *throughput) add(minute series.Minute, all *requests) {
	t.total += all.total()
	for i, n := range all.buckets {
		t.current.buckets[i] += n
	}
	t.current.failed += all.failed
	if minute%windowMinutes != 0 {
		return
	}
	// A window that began before the span is not wholly in it.
	if minute-windowMinutes >= t.start {
		t.closeWindow(minute)
	}
	t.current = requests{}
}

func (t *throughput) closeWindow(end series.Minute) {
	if !healthy(&t.current) {
		t.inARow = 0
		t.result.UnhealthyWindows++
		return
	}
	t.result.HealthyWindows++
	copy(t.rates[:], t.rates[1:])
	t.rates[sustainedWindows-1] = float64(t.current.total()) / windowMinutes
	if t.inARow++; t.inARow < sustainedWindows {
		return
	}
	sustained := min(t.rates[0], t.rates[1], t.rates[2])
	if t.result.CapacityPerMinute == nil || sustained > *t.result.CapacityPerMinute {
		from := (end - sustainedWindows*windowMinutes).Time()
		t.result.CapacityPerMinute, t.result.CapacityFrom = &sustained, &from
	}
}

// healthy needs requests: none are no evidence of health.
func healthy(r *requests) bool {
	if r.total() == 0 {
		return false
	}
	p95 := r.quantile(0.95)
	return float64(r.failed) < healthyErrorRatio*float64(r.total()) &&
		p95.UpperSeconds != nil && *p95.UpperSeconds <= healthyP95Seconds
}

func (t *throughput) finish() Throughput {
	t.result.DemandPerMinute = float64(t.total) / float64(t.end-t.start)
	return t.result
}
