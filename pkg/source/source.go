// Package source holds the interfaces to what Headroom reads and the small values that cross them. One
// adapter lives in each package below it; Cached decorates any Prometheus with a cache and single flight.
package source

import (
	"context"
	"time"
)

// Labels identify a series.
type Labels map[string]string

// Bucket is one bucket of a histogram: Count observations in (Lower, Upper], in the histogram's unit.
type Bucket struct {
	Lower, Upper, Count float64
}

// Histogram is a native histogram with its own (not cumulative) bucket counts.
type Histogram struct {
	Count, Sum float64
	Buckets    []Bucket
}

// Sample is one row of an instant answer: a number, or a native histogram when Histogram is not nil (Value is
// then NaN).
type Sample struct {
	Labels    Labels
	Time      time.Time
	Value     float64
	Histogram *Histogram
}

// Vector is the answer to an instant query.
type Vector struct {
	Samples []Sample
	// Warnings are the upstream's own, for example of a partial answer.
	Warnings []string
	// Infos are the upstream's own hints about the expression; they do not put the answer in doubt.
	Infos []string
}

// Point is one number of a range answer, at milliseconds since the epoch.
type Point struct {
	Millis int64
	Value  float64
}

// Series is one row of a range answer, its points in time order.
type Series struct {
	Labels Labels
	Points []Point
}

// Matrix is the answer to a range query.
type Matrix struct {
	Series   []Series
	Warnings []string
	Infos    []string
}

// Range is the grid of a range query: Start, Start+Step, … up to and including End.
type Range struct {
	Start, End time.Time
	Step       time.Duration
	// Exact keeps Cached from aligning Start and End: for grids whose phase has a meaning, such as local
	// midnights.
	Exact bool
}

// Prometheus is anything that speaks the Prometheus HTTP API. Errors are *fault.Error.
type Prometheus interface {
	// Instant evaluates expr at one time.
	Instant(ctx context.Context, expr string, at time.Time) (Vector, error)
	// Range evaluates expr over a grid; an adapter splits grids that are longer than the upstream allows.
	Range(ctx context.Context, expr string, r Range) (Matrix, error)
	// MetricNames lists the metric names between from and to that match the selector.
	MetricNames(ctx context.Context, selector string, from, to time.Time) ([]string, error)
	// LabelNames lists the label names of the series between from and to that match the selector.
	LabelNames(ctx context.Context, selector string, from, to time.Time) ([]string, error)
	// LabelValues lists one label's values between from and to over the series that match the selector.
	LabelValues(ctx context.Context, label, selector string, from, to time.Time) ([]string, error)
	// Version returns the name and version that the upstream gives of itself, for the health check.
	Version(ctx context.Context) (string, error)
}

// TableCounters are the cumulative statistics of one table (partitions rolled up to their parent), in rows or
// scans since the statistics were last reset.
type TableCounters struct {
	Schema, Table             string
	Inserted, Updated         float64
	Deleted                   float64
	SequentialScans           float64
	IndexScans                float64
	SequentialRead, IndexRead float64
}

// TableSnapshot is the state of every user table's counters at one moment.
type TableSnapshot struct {
	// At is the server's clock.
	At time.Time
	// Server and Database identify where the counters live ("host:port" and database name).
	Server, Database string
	// Epoch changes whenever the counters are not comparable any more: another server identity, another
	// postmaster start, another statistics reset.
	Epoch  string
	Tables []TableCounters
}

// Rows is the answer to a mapped SQL query: column names and rows of nil, float64, string, bool or time.Time.
type Rows struct {
	Columns []string
	Values  [][]any
}

// Column is a column of a statement's answer.
type Column struct {
	Name string
	// Type is its name in pg_type ("timestamptz", "text", "int8", …), empty for one that PostgreSQL does not ship.
	Type string
}

// Description says what a statement returns, and the types of its parameters.
type Description struct {
	Columns    []Column
	Parameters []string
}

// Postgres reads a PostgreSQL database in read-only transactions. Errors are *fault.Error.
type Postgres interface {
	// TableSnapshot reads pg_stat_user_tables once.
	TableSnapshot(ctx context.Context) (TableSnapshot, error)
	// Query runs a mapped query with from and to as $1 and $2.
	Query(ctx context.Context, sql string, from, to time.Time) (Rows, error)
	// Select runs a statement with arguments as $1, $2, …, each a time.Time, string, float64 or a slice of these.
	Select(ctx context.Context, sql string, arguments ...any) (Rows, error)
	// Describe reports the columns and parameters of a statement without running it.
	Describe(ctx context.Context, sql string) (Description, error)
	// Check reports the version and what this user lacks (a notice for each), for the health check.
	Check(ctx context.Context) (version string, notices []string, err error)
	// Close ends every connection.
	Close()
}

// TableRate is one table's activity between two snapshots, in rows or scans per hour.
type TableRate struct {
	Schema, Table           string
	Writes, Scans, RowsRead float64
	// From is where the rate of this table starts: later than TableRates.From when its own counters were reset.
	From time.Time
}

// TableRates are the rates between the two snapshots that lie closest to the window asked for. A table whose
// rate is unknown is not in it.
type TableRates struct {
	Server, Database string
	// From and To are the times of the two snapshots; equal when there is only one yet.
	From, To time.Time
	Tables   []TableRate
	// Gap says why the span is shorter than asked ("statistics were reset at …"), or is empty.
	Gap string
}

// Annotation is an event that people or tools have marked in Grafana.
type Annotation struct {
	ID   int64
	Time time.Time
	// End is zero where the annotation is a point.
	End  time.Time
	Text string
	Tags []string
}

// Annotations reads the annotations of a Grafana. Errors are *fault.Error.
type Annotations interface {
	// Annotations lists those that have all tags and were there at some time from from up to to, by their start.
	Annotations(ctx context.Context, tags []string, from, to time.Time) ([]Annotation, error)
}
