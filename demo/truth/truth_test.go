package truth

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/demo/series"
)

func defaultParams() series.Params {
	return series.DefaultParams(series.AnchorAt(time.Date(2025, 3, 12, 17, 45, 0, 0, time.UTC)))
}

// The demo is meant to look like a product that mostly does well.
func TestDemoFiguresAreBelievable(t *testing.T) {
	expected, err := Compute(t.Context(), defaultParams(), "test")
	if err != nil {
		t.Fatal(err)
	}
	month := expected.Windows["30d"]
	for what, figure := range map[string]struct{ value, low, high float64 }{
		"availability":    {*month.Availability.Ratio, 0.9990, 0.9999},
		"error ratio":     {*month.HTTP.ErrorRatio, 0.002, 0.004},
		"p95 lower bound": {month.HTTP.P95.LowerSeconds, 0.25, 0.25},
		"p95 upper bound": {*month.HTTP.P95.UpperSeconds, 0.5, 0.5},
		"capacity":        {*month.Throughput.CapacityPerMinute, 1500, 3000},
		"hottest CPU":     {month.CPU.Hottest, 0.70, 0.79},
		"fleet CPU":       {month.CPU.Fleet, 0.50, 0.70},
		"hottest memory":  {month.Memory.Hottest, 0.65, 0.75},
	} {
		if figure.value < figure.low || figure.value > figure.high {
			t.Errorf("%s is %g, want %g to %g", what, figure.value, figure.low, figure.high)
		}
	}
	if len(expected.Windows) != 4 {
		t.Errorf("%d windows, want 4", len(expected.Windows))
	}
}

func TestTruthSurvivesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "truth.json")
	p := defaultParams()
	p.History, p.Events = 25*time.Hour, nil
	if err := Ensure(t.Context(), path, p, "history"); err != nil {
		t.Fatal(err)
	}
	loaded, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	computed, err := Compute(t.Context(), p, loaded.Fingerprint)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(loaded, computed) {
		t.Error("what was loaded is not what was computed")
	}
}

func TestEnsureComputesAgainOnlyForAnotherHistory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "truth.json")
	p := defaultParams()
	p.History, p.Events = 2*time.Hour, nil
	ensure := func(fingerprint string) os.FileInfo {
		t.Helper()
		if err := Ensure(t.Context(), path, p, fingerprint); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	first := ensure("one")
	if again := ensure("one"); !os.SameFile(first, again) {
		t.Error("the file was written again for the same history")
	}
	if other := ensure("two"); os.SameFile(first, other) {
		t.Error("the file was kept for another history")
	}
}

func TestLoadRefusesAnotherSchema(t *testing.T) {
	path := filepath.Join(t.TempDir(), "truth.json")
	if err := os.WriteFile(path, []byte(`{"schemaVersion": 99}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(path); err == nil || !strings.Contains(err.Error(), "99") {
		t.Errorf("error %v, want one that names the version", err)
	}
}
