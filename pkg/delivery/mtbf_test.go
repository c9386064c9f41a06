package delivery

import (
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/headroom/headroom/pkg/verdict"
)

func TestMergeOutages(t *testing.T) {
	for _, tt := range []struct {
		name      string
		incidents []Incident
		want      Outages
	}{
		{"none", nil, Outages{}},
		{"0-60 and 30-90 are one of 90", []Incident{incident("a", 0, 60), incident("b", 30, 90)}, Outages{1, 2, 90 * 60}},
		{"one inside the other", []Incident{incident("a", 0, 90), incident("b", 30, 60)}, Outages{1, 2, 90 * 60}},
		{"touching", []Incident{incident("a", 0, 60), incident("b", 60, 90)}, Outages{1, 2, 90 * 60}},
		{"apart", []Incident{incident("b", 61, 90), incident("a", 0, 60)}, Outages{2, 2, 89 * 60}},
		{"without length", []Incident{incident("a", 10, 10), incident("b", 10, 10)}, Outages{1, 2, 0}},
		{"across the start", []Incident{incident("a", -60, 30)}, Outages{1, 1, 30 * 60}},
		{"over at the start", []Incident{incident("a", -60, 0)}, Outages{}},
		{"across the end", []Incident{incident("a", 990, 1500)}, Outages{1, 1, 10 * 60}},
		{"open", []Incident{incident("a", 900, never)}, Outages{1, 1, 100 * 60}},
		{"after the end", []Incident{incident("a", 1000, never)}, Outages{}},
		{"all the time", []Incident{incident("a", -5, never), incident("b", 5, 10)}, Outages{1, 2, 1000 * 60}},
	} {
		if got := MergeOutages(tt.incidents, start, at(1000)); got != tt.want {
			t.Errorf("%s: got %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

func TestMTBF(t *testing.T) {
	longer := verdict.Target{Comparison: verdict.AtLeast}
	days := func(n float64) verdict.Target { return target(n*86400, verdict.AtLeast) }
	for _, tt := range []struct {
		name         string
		outages      Outages
		observation  verdict.Observation
		target       verdict.Target
		want         verdict.Status
		value, lower float64
		reason       string
	}{
		{"no failure is no mean, but a bound", Outages{}, over(90 * day), longer, verdict.InsufficientData, 0, 90 * 86400 / -math.Log(0.05), "no failure in 90d, so no mean: at least 30d1h"},
		{"no failure and a target", Outages{}, over(90 * day), days(1), verdict.InsufficientData, 0, 90 * 86400 / -math.Log(0.05), "no failure"},
		// χ²₀.₉₅(4) = 9.487729, χ²₀.₉₅(8) = 15.507313
		{"one", Outages{1, 1, 86400}, over(90 * day), longer, verdict.NoTarget, 89 * 86400, 2 * 89 * 86400 / 9.487729036781154, "no target"},
		{"three", Outages{3, 5, 0}, over(90 * day), longer, verdict.NoTarget, 30 * 86400, 2 * 90 * 86400 / 15.50731305586545, "no target"},
		{"met", Outages{3, 3, 0}, over(90 * day), days(11), verdict.Met, 30 * 86400, 2 * 90 * 86400 / 15.50731305586545, "the target is 11d"},
		{"near", Outages{3, 3, 0}, over(90 * day), days(25), verdict.AtRisk, 30 * 86400, 2 * 90 * 86400 / 15.50731305586545, "30d on average"},
		{"open", Outages{3, 3, 0}, over(90 * day), days(20), verdict.InsufficientData, 0, 2 * 90 * 86400 / 15.50731305586545, "a longer window would decide"},
		{"missed", Outages{30, 30, 0}, over(90 * day), days(10), verdict.Missed, 3 * 86400, 0, "at most 4d"},
		{"down all the time", Outages{1, 1, 90 * 86400}, over(90 * day), longer, verdict.NoTarget, 0, 0, ""},
		{"too short a history", Outages{1, 1, 60}, since(30 * time.Minute), longer, verdict.InsufficientData, 0, 0, "30m of history"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := MTBF(tt.outages, tt.observation, tt.target, policy(0))
			checkSound(t, r)
			if r.Status != tt.want || r.Value != nil && !near(r.Value, tt.value) || !strings.Contains(r.Reason, tt.reason) {
				t.Errorf("%s %v: %s", r.Status, text(r.Value), r.Reason)
			}
			if tt.lower > 0 && (r.Lower == nil || math.Abs(*r.Lower-tt.lower) > 1e-6*tt.lower) {
				t.Errorf("lower %v, want %v", text(r.Lower), tt.lower)
			}
			if r.Upper != nil {
				t.Errorf("the bound is one-sided, upper is %v", *r.Upper)
			}
		})
	}
}

// MTBF ÷ (MTBF + mean outage) is the measured availability, whatever overlaps.
func TestMTBFAgreesWithAvailability(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const minutes = 3000
		down := make([]bool, minutes)
		var incidents []Incident
		for i := range rapid.IntRange(1, 12).Draw(t, "incidents") {
			from := rapid.IntRange(-100, minutes-1).Draw(t, "from")
			to := from + rapid.IntRange(0, 900).Draw(t, "length")
			incidents = append(incidents, incident(string(rune('a'+i)), float64(from), float64(to)))
			for m := max(0, from); m < min(minutes, to); m++ {
				down[m] = true
			}
		}
		outages := MergeOutages(incidents, start, at(minutes))
		up := 0.0
		for _, d := range down {
			if !d {
				up++
			}
		}
		if got := minutes*60 - outages.Seconds; got != up*60 {
			t.Fatalf("operating %v s, want %v", got, up*60)
		}
		if outages.Count == 0 {
			return
		}
		r := MTBF(outages, over(minutes*time.Minute), verdict.Target{}, policy(0))
		checkSound(t, r)
		mean := r.Facts["mean_outage_seconds"]
		if got := *r.Value / (*r.Value + mean); math.Abs(got-up/minutes) > 1e-12 {
			t.Fatalf("availability %v, measured %v", got, up/minutes)
		}
		if outages.Count > outages.Incidents || *r.Lower > *r.Value {
			t.Fatalf("%+v, lower %v, value %v", outages, *r.Lower, *r.Value)
		}
	})
}

// The order of incidents has no part in it, and a further incident never shortens the outage.
func TestMergeOutagesProperties(t *testing.T) {
	draw := func(t *rapid.T, id string) Incident {
		from := rapid.IntRange(-500, 1500).Draw(t, "from")
		i := Incident{ID: id, Started: at(float64(from))}
		if rapid.Bool().Draw(t, "resolved") {
			i.Resolved = i.Started.Add(time.Duration(rapid.IntRange(0, 400).Draw(t, "minutes")) * time.Minute)
		}
		return i
	}
	rapid.Check(t, func(t *rapid.T) {
		var incidents []Incident
		for i := range rapid.IntRange(0, 10).Draw(t, "n") {
			incidents = append(incidents, draw(t, string(rune('a'+i))))
		}
		before := MergeOutages(incidents, start, at(1000))
		if shuffled := rapid.Permutation(incidents).Draw(t, "shuffled"); MergeOutages(shuffled, start, at(1000)) != before {
			t.Fatalf("depends on the order")
		}
		after := MergeOutages(append(incidents, draw(t, "z")), start, at(1000))
		if after.Seconds < before.Seconds || after.Seconds > 1000*60 {
			t.Fatalf("%v s, one incident fewer %v s", after.Seconds, before.Seconds)
		}
	})
}

func TestLowerBoundFallsWithEveryFailure(t *testing.T) {
	last := math.Inf(1)
	for k := range 2000 {
		bound := LowerBound(1000, float64(k), 0.95)
		if bound >= last || bound <= 0 {
			t.Fatalf("%d failures: %v after %v", k, bound, last)
		}
		last = bound
	}
	if third := LowerBound(90, 0, 0.95); math.Abs(third-90/2.995732273553991) > 1e-9 {
		t.Errorf("without failure %v", third)
	}
}
