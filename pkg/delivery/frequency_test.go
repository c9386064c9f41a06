package delivery

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/headroom/headroom/pkg/verdict"
)

func TestDeploymentFrequency(t *testing.T) {
	// counts makes whole weeks; a negative count is a partial week.
	counts := func(list ...float64) []WeekCount {
		var weeks []WeekCount
		for _, n := range list {
			weeks = append(weeks, WeekCount{Week: Week{Whole: n >= 0}, Successful: max(n, -n)})
		}
		return weeks
	}
	weekly := target(1, verdict.AtLeast)
	for _, tt := range []struct {
		name   string
		weeks  []WeekCount
		target verdict.Target
		want   verdict.Status
		value  float64
		reason string
	}{
		{"weekly", counts(1, 1, 1, 1), weekly, verdict.Met, 1, "4 of 4 whole weeks"},
		{"median of an even number", counts(0, 1, 2, 5), weekly, verdict.Met, 1.5, "3 of 4 whole weeks"},
		{"every other week", counts(2, 0, 2, 0, 0), weekly, verdict.Missed, 0, "0 a week, the target is 1; 2 of 5"},
		{"zero deployments", counts(0, 0, 0, 0), weekly, verdict.Missed, 0, "0 of 4"},
		{"partial weeks are not weeks", counts(-9, 1, 1, 1, 1, -9), weekly, verdict.Met, 1, "4 of 4"},
		{"too few whole weeks", counts(-9, 1, 1, 1, -9), weekly, verdict.InsufficientData, 0, "3 whole weeks in the window, fewer than the 4"},
		{"no whole week", counts(-9), weekly, verdict.InsufficientData, 0, "choose a longer window"},
		{"no target", counts(1, 1, 1, 1), verdict.Target{}, verdict.NoTarget, 1, "no target"},
	} {
		r := DeploymentFrequency(tt.weeks, over(90*day), tt.target, policy(4))
		checkSound(t, r)
		if r.Status != tt.want || r.Value != nil && !near(r.Value, tt.value) || !strings.Contains(r.Reason, tt.reason) {
			t.Errorf("%s: %s %v: %s", tt.name, r.Status, text(r.Value), r.Reason)
		}
	}
	r := DeploymentFrequency(counts(-1, 1, 0, 0, 3), over(90*day), weekly, policy(4))
	if r.Facts["weeks_with_deployment_ratio"] != 0.5 || r.Facts["partial_weeks"] != 1 || r.Facts["successful_deployments"] != 5 {
		t.Errorf("%v", r.Facts)
	}
	if r := DeploymentFrequency(counts(1, 1, 1, 1), since(30*time.Minute), weekly, policy(4)); r.Status != verdict.InsufficientData {
		t.Errorf("half an hour of history: %s", r.Status)
	}
}

func zone(t interface{ Fatal(...any) }, name string) *time.Location {
	location, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return location
}

func TestWeeks(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	for _, tt := range []struct {
		name     string
		from, to time.Time
		zone     *time.Location
		// want is each week's length in hours, negative when partial.
		want []float64
	}{
		{"one", start, start.Add(7 * day), time.UTC, []float64{168}},
		{"partial ends", start.Add(day), start.Add(15 * day), time.UTC, []float64{-144, 168, -24}},
		{"inside one", start.Add(day), start.Add(2 * day), time.UTC, []float64{-24}},
		{"empty", start, start, time.UTC, nil},
		{"the zone decides when a week starts", start, start.Add(7 * day), berlin, []float64{-166, -2}},
		{"clocks go forward on 29 March 2026", time.Date(2026, 3, 23, 0, 0, 0, 0, berlin), time.Date(2026, 4, 6, 0, 0, 0, 0, berlin), berlin, []float64{167, 168}},
		{"clocks go back on 25 October 2026", time.Date(2026, 10, 19, 0, 0, 0, 0, berlin), time.Date(2026, 11, 2, 0, 0, 0, 0, berlin), berlin, []float64{169, 168}},
	} {
		var got []float64
		for _, week := range Weeks(tt.from, tt.to, tt.zone) {
			hours := week.End.Sub(week.Start).Hours()
			if !week.Whole {
				hours = -hours
			}
			got = append(got, hours)
		}
		if len(got) != len(tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
			}
		}
	}
}

// A deployment on the Sunday on which clocks go back belongs to the week that ends there, in the zone that is asked.
func TestCountWeeksByZone(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	sunday := time.Date(2026, 10, 25, 23, 30, 0, 0, berlin) // 22:30 UTC, still Sunday there
	monday := time.Date(2026, 10, 26, 0, 30, 0, 0, berlin)  // 23:30 UTC on Sunday
	deployments := []Deployment{{ID: "1", At: sunday, Outcome: Success}, {ID: "2", At: monday, Outcome: Success}, {ID: "3", At: monday, Outcome: Failed}}
	from, to := time.Date(2026, 10, 19, 0, 0, 0, 0, berlin), time.Date(2026, 11, 2, 0, 0, 0, 0, berlin)
	if got := CountWeeks(deployments, Weeks(from, to, berlin)); got[0].Successful != 1 || got[1].Successful != 1 {
		t.Errorf("in Berlin: %+v", got)
	}
	if got := CountWeeks(deployments, Weeks(from, to, time.UTC)); got[1].Successful != 2 {
		t.Errorf("in UTC: %+v", got)
	}
}

// Weeks cover the span without gap, and every whole one starts at Monday's midnight, in any zone and across any change
// of clocks.
func TestWeeksProperties(t *testing.T) {
	zones := []*time.Location{
		time.UTC, zone(t, "Europe/Berlin"), zone(t, "America/New_York"), zone(t, "Asia/Kathmandu"), zone(t, "Australia/Lord_Howe"),
		zone(t, "Pacific/Apia"), zone(t, "America/Sao_Paulo"),
	}
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.SampledFrom(zones).Draw(t, "zone")
		from := time.Unix(rapid.Int64Range(1e9, 2e9).Draw(t, "from"), 0)
		to := from.Add(time.Duration(rapid.Int64Range(1, 40_000_000).Draw(t, "seconds")) * time.Second)
		weeks := Weeks(from, to, in)
		at := from
		for i, week := range weeks {
			if !week.Start.Equal(at) || !week.End.After(week.Start) {
				t.Fatalf("week %d is %v to %v, want from %v", i, week.Start, week.End, at)
			}
			at = week.End
			if local := week.Start.In(in); week.Whole && (local.Weekday() != time.Monday || local.Hour() != 0 || local.Minute() != 0) {
				t.Fatalf("week %d starts at %v", i, local)
			}
			if hours := week.End.Sub(week.Start).Hours(); week.Whole && (hours < 143 || hours > 170) {
				t.Fatalf("week %d has %v h", i, hours)
			}
			if !week.Whole && i > 0 && i < len(weeks)-1 {
				t.Fatalf("week %d of %d is partial", i, len(weeks))
			}
		}
		if !at.Equal(to) {
			t.Fatalf("weeks end at %v, want %v", at, to)
		}
	})
}
