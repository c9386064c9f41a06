// Package truth states what the demo's history is known to contain. Every
// number is summed from the generator's own increments, never read back through
// PromQL, so that a computed KPI can be compared with it.
package truth

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/headroom/headroom/demo/series"
)

// SchemaVersion counts incompatible changes of the file.
const SchemaVersion = 1

// Truth is the content of truth.json.
type Truth struct {
	SchemaVersion int `json:"schemaVersion"`
	// Fingerprint identifies history and code; another one means other numbers.
	Fingerprint    string    `json:"fingerprint"`
	Anchor         time.Time `json:"anchor"`
	HistoryStart   time.Time `json:"historyStart"`
	CadenceSeconds int       `json:"cadenceSeconds"`
	// Windows end at the anchor; the keys are "1h", "24h", "7d" and "30d".
	Windows map[string]Window `json:"windows"`
	Events  []Event           `json:"events"`
}

// Window holds the expected values for (Start, End]: samples stamped after
// Start up to and including End.
type Window struct {
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
	// HTTP covers every service together, Services each of them.
	HTTP         HTTP             `json:"http"`
	Services     map[string]HTTP  `json:"services"`
	Throughput   Throughput       `json:"throughput"`
	Availability Availability     `json:"availability"`
	CPU          Utilization      `json:"cpu"`
	Memory       Utilization      `json:"memory"`
	Tables       map[string]Table `json:"tables"`
}

// HTTP sums valid requests; health checks are none.
type HTTP struct {
	Requests int64 `json:"requests"`
	// Failed counts responses with status 5xx.
	Failed int64 `json:"failed"`
	// ErrorRatio is null without requests. Request-based availability is one
	// minus it.
	ErrorRatio *float64 `json:"errorRatio"`
	// P95 is null without requests.
	P95 *Quantile `json:"p95"`
	// MeanSeconds is null without requests.
	MeanSeconds *float64 `json:"meanSeconds"`
	// HealthChecks counts requests that a query must leave out.
	HealthChecks int64 `json:"healthChecks"`
}

// Quantile is a quantile of a histogram: the bucket that encloses it, and the
// linear interpolation inside that bucket which PromQL reports.
type Quantile struct {
	LowerSeconds float64 `json:"lowerSeconds"`
	// UpperSeconds is null for the +Inf bucket.
	UpperSeconds *float64 `json:"upperSeconds"`
	// InterpolatedSeconds is the last finite bound for the +Inf bucket.
	InterpolatedSeconds float64 `json:"interpolatedSeconds"`
}

// Throughput is about all valid requests together, on aligned five-minute
// windows. A window is healthy when fewer than one per cent of its requests
// failed and its 95th percentile's bucket ends at two seconds or below.
type Throughput struct {
	// CapacityPerMinute is the highest rate that three consecutive healthy
	// windows all reached; null if there were none.
	CapacityPerMinute *float64 `json:"capacityPerMinute"`
	// CapacityFrom is the start of those three windows.
	CapacityFrom *time.Time `json:"capacityFrom"`
	// DemandPerMinute is the mean rate over the window.
	DemandPerMinute  float64 `json:"demandPerMinute"`
	HealthyWindows   int     `json:"healthyWindows"`
	UnhealthyWindows int     `json:"unhealthyWindows"`
}

// Availability counts probe points on the one-minute grid. A target is up when
// any location sees it up, and observed when any location was scraped.
type Availability struct {
	Targets  map[string]ProbeTarget `json:"targets"`
	Expected int64                  `json:"expected"`
	Observed int64                  `json:"observed"`
	Up       int64                  `json:"up"`
	// Ratio is up ÷ observed over all targets; null if nothing was observed.
	Ratio *float64 `json:"ratio"`
	// Coverage is observed ÷ expected.
	Coverage float64 `json:"coverage"`
}

// ProbeTarget is the availability of one probed address.
type ProbeTarget struct {
	Observed int64    `json:"observed"`
	Up       int64    `json:"up"`
	Ratio    *float64 `json:"ratio"`
}

// Utilization is the 95th percentile over time of the busy share: for CPU of
// aligned five-minute means, for memory of the minutes' samples.
type Utilization struct {
	Instances       map[string]float64 `json:"instances"`
	HottestInstance string             `json:"hottestInstance"`
	// Hottest is the largest of Instances.
	Hottest float64 `json:"hottest"`
	// Fleet is the percentile of all instances taken together, by capacity.
	Fleet float64 `json:"fleet"`
}

// Table is the mean traffic of one table per hour. Operations are writes plus
// scans.
type Table struct {
	WritesPerHour     float64 `json:"writesPerHour"`
	ScansPerHour      float64 `json:"scansPerHour"`
	OperationsPerHour float64 `json:"operationsPerHour"`
	RowsReadPerHour   float64 `json:"rowsReadPerHour"`
}

// Event is a planted event and what holds for the minutes of (Start, End].
type Event struct {
	Kind     series.Kind `json:"kind"`
	Start    time.Time   `json:"start"`
	End      time.Time   `json:"end"`
	Service  string      `json:"service,omitempty"`
	Targets  []string    `json:"targets,omitempty"`
	Location string      `json:"location,omitempty"`
	Table    string      `json:"table,omitempty"`
	Factor   float64     `json:"factor,omitempty"`
	// HTTP is what the service had meanwhile, all services without one: given
	// for outages, latency regressions and quiet nights.
	HTTP *HTTP `json:"http,omitempty"`
	// Availability is given for outages and location flaps.
	Availability *Availability `json:"availability,omitempty"`
	// Traffic of Table is given for surges and silences.
	Traffic *Table `json:"traffic,omitempty"`
	// MissingSamples per series of Targets is given for scrape gaps.
	MissingSamples int64 `json:"missingSamples,omitempty"`
	// Reset is given for counter and statistics resets.
	Reset *Reset `json:"reset,omitempty"`
}

// Reset is one counter's fall: its samples one minute before and at Start.
type Reset struct {
	Series string  `json:"series"`
	Before float64 `json:"before"`
	After  float64 `json:"after"`
}

// Load reads a truth file and refuses one of another schema.
func Load(path string) (*Truth, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the truth file: %w", err)
	}
	var t Truth
	if err := json.Unmarshal(text, &t); err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	if t.SchemaVersion != SchemaVersion {
		return nil, fmt.Errorf("%s has schema version %d, this program reads %d", path, t.SchemaVersion, SchemaVersion)
	}
	return &t, nil
}

// Save writes the file; readers see the old content or the new.
func (t *Truth) Save(path string) error {
	text, err := json.MarshalIndent(t, "", "  ")
	if err != nil {
		return fmt.Errorf("encoding the truth: %w", err)
	}
	temporary := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".tmp")
	if err := os.WriteFile(temporary, append(text, '\n'), 0o644); err != nil {
		return fmt.Errorf("writing the truth file: %w", err)
	}
	return os.Rename(temporary, path)
}
