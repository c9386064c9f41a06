package series

import (
	"testing"
	"time"
)

func TestNewModelRefusesWhatIsOffTheCadence(t *testing.T) {
	for name, p := range map[string]Params{
		"anchor between minutes":  {Anchor: testAnchor.Add(30 * time.Second), History: time.Hour},
		"history between minutes": {Anchor: testAnchor, History: time.Hour + time.Second},
		"no history":              {Anchor: testAnchor},
	} {
		if _, err := NewModel(p); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// Trailing windows end at multiples of window ÷ 2,000, rounded up to 15 s.
func TestAnchorsAreWhereWindowsEnd(t *testing.T) {
	for _, window := range []time.Duration{time.Hour, 24 * time.Hour, 7 * 24 * time.Hour, 30 * 24 * time.Hour} {
		grid := int64((window/2000 + 15*time.Second - 1) / (15 * time.Second) * 15)
		if rest := testAnchor.Unix() % grid; rest != 0 {
			t.Errorf("the anchor is %d s past a multiple of %d s, where windows of %s end", rest, grid, window)
		}
	}
	if testAnchor.Unix()%60 != 0 {
		t.Error("the anchor is not on a whole minute")
	}
}

func TestTablesStayInsideTheirDeclaredRange(t *testing.T) {
	m := newTestModel(t, quietParams(35*24*time.Hour))
	for i := range Tables {
		table := &Tables[i]
		for hour := m.Origin(); hour+60 <= MinuteOf(testAnchor); hour += 60 {
			operations := int64(0)
			for minute := hour; minute < hour+60; minute++ {
				operations += m.Table(i, minute).Operations()
			}
			if n := float64(operations); n < table.OperationsLow || n > table.OperationsHigh {
				t.Errorf("%s has %.0f operations in the hour from %s, declared are %.0f to %.0f",
					table.Name, n, hour.Time().Format(time.RFC3339), table.OperationsLow, table.OperationsHigh)
				break
			}
		}
	}
}

func TestTableCountsAreConsistent(t *testing.T) {
	m := newTestModel(t, quietParams(24*time.Hour))
	for i := range Tables {
		for minute := m.Origin(); minute < m.Origin()+1440; minute++ {
			c := m.Table(i, minute)
			if c.HotUpdated > c.Updated {
				t.Fatalf("%s: %d HOT updates among %d", Tables[i].Name, c.HotUpdated, c.Updated)
			}
			if c.IndexScans < c.Updated+c.Deleted {
				t.Fatalf("%s: %d index scans for %d keyed writes", Tables[i].Name, c.IndexScans, c.Updated+c.Deleted)
			}
		}
	}
}

func TestHistogramBucketsAreCumulative(t *testing.T) {
	m := newTestModel(t, DefaultParams(testAnchor))
	for set := range m.HTTPSets() {
		for minute := m.Origin(); minute < MinuteOf(testAnchor); minute += 7 {
			c := m.HTTP(set, minute)
			for b := 1; b < NumBuckets; b++ {
				if c.Buckets[b] < c.Buckets[b-1] {
					t.Fatalf("set %v at %s: bucket %d has %d requests, the one below %d",
						m.HTTPSets()[set], minute.Time(), b, c.Buckets[b], c.Buckets[b-1])
				}
			}
			if (c.SumSeconds > 0) != (c.Requests() > 0) {
				t.Fatalf("set %v at %s: %d requests took %g s", m.HTTPSets()[set], minute.Time(), c.Requests(), c.SumSeconds)
			}
		}
	}
}

func TestProcessorModesFillTheMinute(t *testing.T) {
	m := newTestModel(t, quietParams(24*time.Hour))
	for node := range m.Nodes() {
		for cpu := range CPUsPerNode {
			for minute := m.Origin(); minute < m.Origin()+1440; minute++ {
				c := m.CPU(node, cpu, minute)
				if sum := c.Idle + c.IOWait + c.System + c.User; sum != centisecondsPerMinute || min(c.Idle, c.IOWait, c.System, c.User) < 0 {
					t.Fatalf("node %d, processor %d spent %+v of %d centiseconds", node, cpu, c, centisecondsPerMinute)
				}
			}
		}
	}
}
