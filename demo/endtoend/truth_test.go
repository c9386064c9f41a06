package endtoend

import (
	"math"
	"testing"
	"time"
)

// Each tolerance has its reason, and holds for every anchor. Everything is relative.
const (
	// Grid points are counted one by one.
	exact = 1e-9
	// A reset loses the increase between the last sample before it and the reset itself; the truth counts it.
	resetLoss = 5e-4
	// The rate inside five minutes leaves out and extrapolates a minute whose rate is nearly that of the others.
	fiveMinuteRate = 0.05
)

// missedMinute is how far the sum of a window's events may be off: increase() sees a window's samples, not what came
// before the first of them, and extrapolates over that scrape interval, a minute. What happened in it differs from
// the mean minute by a day's rhythm (a fifth at most) and by chance, of which four standard deviations are allowed.
func missedMinute(events float64, window time.Duration) float64 {
	perMinute := events / window.Minutes()
	return (0.2*perMinute + 4*math.Sqrt(perMinute) + 1) / events
}

// ofWindow is a tolerance that shrinks with the window: hour for an hour, never less than least.
func ofWindow(hour, least float64, window time.Duration) float64 {
	return max(least, hour/window.Hours())
}

// quantileTolerance: the missed minute's latencies differ from the others'.
func quantileTolerance(window time.Duration) float64 { return ofWindow(0.03, 0.002, window) }

// percentileTolerance: CPU is a rate over the last five minutes at each point of the grid, and the truth's five minutes
// are aligned; few points make a coarse percentile.
func percentileTolerance(window time.Duration) float64 { return ofWindow(0.05, 0.01, window) }

// dayOfRowsRead: rows are read in lumps. One sequential scan can be a third of a small table's reads in an hour, so
// only a day's are compared.
const dayOfRowsRead = 0.02

func TestKPIsAgreeWithTheTruth(t *testing.T) {
	for _, test := range []struct {
		window string
		length time.Duration
	}{
		{"1h", time.Hour}, {"24h", 24 * time.Hour}, {"7d", 7 * 24 * time.Hour}, {"30d", 30 * 24 * time.Hour},
	} {
		t.Run(test.window, func(t *testing.T) {
			want := world.truth.Windows[test.window]
			frames := connected().frames(t, before(world.truth.Anchor, time.Hour),
				object{"queryType": "kpi", "format": "table", "window": test.window})
			list := rows(frames[0])

			availability := by(t, list, "kpi", "availability")
			if test.length < 7*24*time.Hour {
				// The probes of a day without a failure do not prove 99.9 %: 0 of 2,880 can be 0.13 %.
				if availability["status"] != "insufficient_data" || availability["value"] != nil {
					t.Errorf("availability over %s has a verdict: %v", test.window, availability)
				}
			} else {
				near(t, "availability", availability.number(t, "value"), *want.Availability.Ratio, exact)
			}
			near(t, "probe samples", availability.number(t, "samples"), float64(want.Availability.Observed), exact)
			// One point of the grid is forgiven at the window's edge.
			near(t, "probe coverage", availability.number(t, "coverage"), want.Availability.Coverage, 2*time.Minute.Hours()/test.length.Hours())

			errors := by(t, list, "kpi", "error_ratio")
			near(t, "error ratio", errors.number(t, "value"), *want.HTTP.ErrorRatio, missedMinute(float64(want.HTTP.Failed), test.length)+resetLoss)
			near(t, "requests", errors.number(t, "samples"), float64(want.HTTP.Requests), missedMinute(float64(want.HTTP.Requests), test.length)+resetLoss)

			latency := by(t, list, "kpi", "latency_p95")
			near(t, "latency", latency.number(t, "value"), want.HTTP.P95.InterpolatedSeconds, quantileTolerance(test.length))
			near(t, "lower bound", latency.number(t, "lower"), want.HTTP.P95.LowerSeconds, exact)
			near(t, "upper bound", latency.number(t, "upper"), *want.HTTP.P95.UpperSeconds, exact)

			throughput := by(t, list, "kpi", "throughput")
			near(t, "capacity", throughput.number(t, "value"), *want.Throughput.CapacityPerMinute, fiveMinuteRate)

			for kpi, truth := range map[string]float64{"cpu_utilization": want.CPU.Hottest, "memory_utilization": want.Memory.Hottest} {
				r := by(t, list, "kpi", kpi)
				near(t, kpi, r.number(t, "value"), truth, percentileTolerance(test.length))
			}
			near(t, "CPU of the fleet", by(t, list, "kpi", "cpu_utilization").number(t, "fleet"), want.CPU.Fleet, percentileTolerance(test.length))
			near(t, "memory of the fleet", by(t, list, "kpi", "memory_utilization").number(t, "fleet"), want.Memory.Fleet, percentileTolerance(test.length))
			for _, r := range list {
				t.Logf("%-20v %-10v value %v", r["kpi"], r["status"], r["value"])
			}
		})
	}
}

func TestServicesAgreeWithTheTruth(t *testing.T) {
	want := world.truth.Windows["24h"].Services
	frames := connected().frames(t, before(world.truth.Anchor, time.Hour),
		object{"queryType": "kpi", "kpis": []string{"error_ratio", "latency_p95"}, "format": "table", "window": "24h", "groupBy": []string{"service"}})
	seen := 0
	for _, r := range rows(frames[0]) {
		service, ok := want[r["service"].(string)]
		if !ok {
			t.Errorf("service %v is not in the truth", r["service"])
			continue
		}
		seen++
		if r["kpi"] == "error_ratio" {
			near(t, "error ratio of "+r["service"].(string), r.number(t, "value"), *service.ErrorRatio, missedMinute(float64(service.Failed), 24*time.Hour)+resetLoss)
		} else {
			near(t, "latency of "+r["service"].(string), r.number(t, "value"), service.P95.InterpolatedSeconds, quantileTolerance(24*time.Hour))
		}
	}
	if seen != 2*len(want) {
		t.Errorf("%d rows, want %d", seen, 2*len(want))
	}
}

func TestTrafficAgreesWithTheTruth(t *testing.T) {
	for window, length := range map[string]time.Duration{"1h": time.Hour, "24h": 24 * time.Hour} {
		want := world.truth.Windows[window].Tables
		frames := connected().frames(t, before(world.truth.Anchor, time.Hour), object{"queryType": "traffic", "format": "table", "window": window})
		list := rows(frames[0])
		if len(list) != len(want) {
			t.Errorf("%s: %d tables, want %d", window, len(list), len(want))
		}
		for _, r := range list {
			table := r["table"].(string)
			truth := want[table]
			if r["value"] == nil {
				if r["status"] != "insufficient_data" || r["reason"] == "" {
					t.Errorf("%s over %s is unknown without a reason: %v", table, window, r)
				}
				continue
			}
			tolerance := func(perHour float64) float64 { return missedMinute(perHour*length.Hours(), length) + resetLoss }
			near(t, table+" writes", r.number(t, "writes"), truth.WritesPerHour, tolerance(truth.WritesPerHour))
			near(t, table+" scans", r.number(t, "scans"), truth.ScansPerHour, tolerance(truth.ScansPerHour))
			near(t, table+" operations", r.number(t, "value"), truth.OperationsPerHour, tolerance(truth.OperationsPerHour))
			if length > time.Hour {
				near(t, table+" rows read", r.number(t, "rows_read"), truth.RowsReadPerHour, dayOfRowsRead)
			}
		}
	}
}
