package health

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/headroom/headroom/pkg/verdict"
)

func TestUtilization(t *testing.T) {
	tests := []struct {
		name        string
		instances   []Instance
		observation verdict.Observation
		target      verdict.Target
		want        verdict.Status
		value       *float64
		instance    string
		reason      string
	}{
		{
			"the mean of 40 % hides the hot one",
			[]Instance{{"web-1", 0.15, 720, 0}, {"web-2", 0.15, 720, 0}, {"web-3", 0.90, 720, 0}}, seen(1), utilizationTarget,
			verdict.Missed, ptr(0.9), "web-3", "the hottest instance, web-3, used 90 % or more",
		},
		{
			"all cool", []Instance{{"web-1", 0.5, 720, 0}, {"web-2", 0.79, 720, 0}}, seen(1), utilizationTarget,
			verdict.Met, ptr(0.79), "web-2", "used at most 79 % for 95 % of the time",
		},
		{"exactly the target is not below it", []Instance{{"a", 0.8, 720, 0}}, seen(1), utilizationTarget, verdict.Missed, ptr(0.8), "a", ""},
		{"equals are named by name", []Instance{{"b", 0.5, 720, 0}, {"a", 0.5, 720, 0}, {"c", 0.5, 720, 0}}, seen(1), utilizationTarget, verdict.Met, ptr(0.5), "a", ""},
		{"idle is a value", []Instance{{"a", 0, 720, 0}}, seen(1), utilizationTarget, verdict.Met, ptr(0), "a", ""},
		{"an unknown instance is left out", []Instance{{"a", math.NaN(), 720, 0}, {"b", 0.3, 720, 0}}, seen(1), utilizationTarget, verdict.Met, ptr(0.3), "b", ""},
		{"an instance seen too shortly is left out", []Instance{{"old", 0.3, 720, 0}, {"new", 0.99, 5, 0}}, seen(1), utilizationTarget, verdict.Met, ptr(0.3), "old", ""},
		{"only such instances", []Instance{{"new", 0.99, 5, 0}, {"newer", 0.5, 3, 0}}, seen(1), utilizationTarget, verdict.InsufficientData, nil, "", "5 more would do"},
		{"no instance", nil, seen(1), utilizationTarget, verdict.InsufficientData, nil, "", "no samples"},
		{"gaps", []Instance{{"a", 0.3, 720, 0}}, seen(0.2), utilizationTarget, verdict.InsufficientData, nil, "a", "20 % of the window"},
		{"no target", []Instance{{"a", 0.3, 720, 0}}, seen(1), verdict.Target{}, verdict.NoTarget, ptr(0.3), "a", ""},
	}
	policy := plainPolicy
	policy.MinSamples = 10
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Utilization(tt.instances, ptr(0.4), tt.observation, tt.target, policy)
			checkSound(t, r)
			wantStatus(t, r, tt.want)
			if (r.Value == nil) != (tt.value == nil) || tt.value != nil && *r.Value != *tt.value {
				t.Errorf("value = %v, want %v", text(r.Value), text(tt.value))
			}
			if r.Instance != tt.instance || !strings.Contains(r.Reason, tt.reason) {
				t.Errorf("instance %q, reason %q, want %q, %q", r.Instance, r.Reason, tt.instance, tt.reason)
			}
			if *r.Fleet != 0.4 {
				t.Errorf("fleet = %v", *r.Fleet)
			}
		})
	}
}

func TestUtilizationCountsInstances(t *testing.T) {
	policy := plainPolicy
	policy.MinSamples = 10
	r := Utilization([]Instance{{"old", 0.3, 720, 0}, {"new", 0.99, 5, 0}}, nil, seen(1), utilizationTarget, policy)
	if r.Facts["instances"] != 1 || r.Facts["instances_left_out"] != 1 || *r.Samples != 720 || r.Fleet != nil {
		t.Errorf("facts %v, samples %v, fleet %v", r.Facts, text(r.Samples), text(r.Fleet))
	}
	none := Utilization([]Instance{{"new", 0.99, 5, 0}}, nil, seen(1), utilizationTarget, policy)
	if none.Facts["instances"] != 0 || none.Facts["instances_left_out"] != 1 || *none.Samples != 5 {
		t.Errorf("facts %v, samples %v", none.Facts, text(none.Samples))
	}
}

// The value is the highest of the instances' values, whatever their order, and another instance never lowers it.
func TestUtilizationIsTheHottest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		instances := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Instance {
			return Instance{rapid.StringN(1, 3, -1).Draw(t, "name"), rapid.Float64Range(0, 1).Draw(t, "p95"), 720, 0}
		}), 1, 20).Draw(t, "instances")
		r := Utilization(instances, nil, seen(1), utilizationTarget, plainPolicy)
		checkSound(t, r)
		for _, instance := range instances {
			if instance.P95 > *r.Value {
				t.Fatalf("%v is hotter than %v", instance, *r.Value)
			}
		}
		fewer := Utilization(instances[1:], nil, seen(1), utilizationTarget, plainPolicy)
		if fewer.Value != nil && *fewer.Value > *r.Value {
			t.Fatalf("an instance more lowered %v to %v", *fewer.Value, *r.Value)
		}
	})
}

func TestUtilizationTakesAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		instances := rapid.SliceOf(rapid.Custom(func(t *rapid.T) Instance {
			return Instance{"i", anything.Draw(t, "p95"), anything.Draw(t, "points"), 0}
		})).Draw(t, "instances")
		fleet := anything.Draw(t, "fleet")
		checkSound(t, Utilization(instances, &fleet, anyObservation(t), anyTarget(t), plainPolicy))
	})
}
