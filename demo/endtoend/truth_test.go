package endtoend

import (
	"testing"
	"time"
)

// Each tolerance has its reason. Everything is relative.
const (
	// increase() extrapolates to the edges of the window by up to half a scrape interval on either side: a minute
	// in the window at most, and exactly the minute in an hour of samples that begins at its left-open edge.
	hourOfIncrease, dayOfIncrease = 1.0 / 59, 1.0 / 1439
	// A reset loses the increase between the last sample before it and the reset itself; the truth counts it.
	monthOfIncrease = 2e-4
	// A ratio of two increases leaves out what happened in the window's first scrape interval, and nothing else: both
	// are extrapolated by the same factor.
	hourOfRatio, dayOfRatio, monthOfRatio = 0.01, 1e-3, 1e-3
	// Grid points are counted one by one.
	exact = 1e-9
	// The rate inside five minutes is extrapolated to their edges like any increase.
	fiveMinuteRate = 1.0 / 4
	// CPU is a rate over the last five minutes at each point of the grid; its percentile moves less than its points.
	percentile = 0.01
	// Rows are read in lumps: one sequential scan of a table at the edge of the window is a share of an hour's reads.
	hourOfRowsRead, dayOfRowsRead = 0.1, 0.005
)

func TestKPIsAgreeWithTheTruth(t *testing.T) {
	for _, test := range []struct {
		window          string
		length          time.Duration
		requests, ratio float64
	}{
		{"1h", time.Hour, hourOfIncrease, hourOfRatio},
		{"24h", 24 * time.Hour, dayOfIncrease, dayOfRatio},
		{"7d", 7 * 24 * time.Hour, monthOfIncrease, monthOfRatio},
		{"30d", 30 * 24 * time.Hour, monthOfIncrease, monthOfRatio},
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
			near(t, "error ratio", errors.number(t, "value"), *want.HTTP.ErrorRatio, test.ratio)
			near(t, "requests", errors.number(t, "samples"), float64(want.HTTP.Requests), test.requests)

			latency := by(t, list, "kpi", "latency_p95")
			near(t, "latency", latency.number(t, "value"), want.HTTP.P95.InterpolatedSeconds, test.ratio)
			near(t, "lower bound", latency.number(t, "lower"), want.HTTP.P95.LowerSeconds, exact)
			near(t, "upper bound", latency.number(t, "upper"), *want.HTTP.P95.UpperSeconds, exact)

			throughput := by(t, list, "kpi", "throughput")
			near(t, "capacity", throughput.number(t, "value"), *want.Throughput.CapacityPerMinute, fiveMinuteRate)

			for kpi, truth := range map[string]float64{"cpu_utilization": want.CPU.Hottest, "memory_utilization": want.Memory.Hottest} {
				r := by(t, list, "kpi", kpi)
				near(t, kpi, r.number(t, "value"), truth, percentile)
			}
			near(t, "CPU of the fleet", by(t, list, "kpi", "cpu_utilization").number(t, "fleet"), want.CPU.Fleet, percentile)
			near(t, "memory of the fleet", by(t, list, "kpi", "memory_utilization").number(t, "fleet"), want.Memory.Fleet, percentile)
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
			near(t, "error ratio of "+r["service"].(string), r.number(t, "value"), *service.ErrorRatio, dayOfRatio)
		} else {
			near(t, "latency of "+r["service"].(string), r.number(t, "value"), service.P95.InterpolatedSeconds, dayOfRatio)
		}
	}
	if seen != 2*len(want) {
		t.Errorf("%d rows, want %d", seen, 2*len(want))
	}
}

func TestTrafficAgreesWithTheTruth(t *testing.T) {
	for window, tolerance := range map[string]struct{ operations, rowsRead float64 }{
		"1h": {hourOfIncrease, hourOfRowsRead}, "24h": {dayOfIncrease, dayOfRowsRead},
	} {
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
			near(t, table+" writes", r.number(t, "writes"), truth.WritesPerHour, tolerance.operations)
			near(t, table+" scans", r.number(t, "scans"), truth.ScansPerHour, tolerance.operations)
			near(t, table+" operations", r.number(t, "value"), truth.OperationsPerHour, tolerance.operations)
			near(t, table+" rows read", r.number(t, "rows_read"), truth.RowsReadPerHour, tolerance.rowsRead)
		}
	}
}
