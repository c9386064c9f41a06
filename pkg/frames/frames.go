// Package frames is the only place that builds data frames. Numeric and time-series answers follow Grafana's
// data plane contract (https://grafana.com/developers/dataplane/), so that alert rules evaluate them as they are:
// one row a label set, string columns as labels, one nullable number, null when unknown and never NaN.
package frames

import (
	"math"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// Upstream is one upstream query behind an answer.
type Upstream struct {
	Source string `json:"source"`
	// Query is the PromQL or SQL as sent.
	Query string `json:"query"`
	// At is the evaluation time, or From, To and StepSeconds the grid.
	At          *time.Time `json:"at,omitempty"`
	From        *time.Time `json:"from,omitempty"`
	To          *time.Time `json:"to,omitempty"`
	StepSeconds float64    `json:"stepSeconds,omitempty"`
}

// Evidence is what every frame carries in meta.custom beside its rows.
type Evidence struct {
	// WindowSeconds is the window asked for; EvaluatedAt the end that it was aligned to.
	WindowSeconds float64    `json:"windowSeconds,omitempty"`
	EvaluatedAt   *time.Time `json:"evaluatedAt,omitempty"`
	StepSeconds   float64    `json:"stepSeconds,omitempty"`
	Measure       string     `json:"measure,omitempty"`
	// Total is the number of rows before limit and offset.
	Total    int        `json:"total,omitempty"`
	Upstream []Upstream `json:"upstream,omitempty"`
	// Rows is the evidence of each row, by KPI and labels.
	Rows []RowEvidence `json:"rows,omitempty"`
}

// Decorate puts evidence, executed queries and notices on the first of the frames. An answer without a single row
// becomes one frame without columns: that is "no data" in the contract, which Grafana's panels say in words, where
// columns alone make them draw the head of a table or bare axes.
func Decorate(list data.Frames, evidence Evidence, notices []string) data.Frames {
	if len(list) == 0 {
		return list
	}
	if !slices.ContainsFunc(list, func(f *data.Frame) bool { return f.Rows() > 0 }) {
		list = list[:1]
		list[0].Fields = nil
	}
	queries := make([]string, len(evidence.Upstream))
	for i, u := range evidence.Upstream {
		queries[i] = u.Query
	}
	sort.Strings(queries)
	meta := list[0].Meta
	meta.Custom = evidence
	meta.ExecutedQueryString = strings.Join(queries, "\n")
	for _, f := range list[1:] {
		f.Meta.ExecutedQueryString = meta.ExecutedQueryString
	}
	for _, text := range notices {
		meta.Notices = append(meta.Notices, data.Notice{Severity: data.NoticeSeverityWarning, Text: text})
	}
	return list
}

var version01 = data.FrameTypeVersion{0, 1}

// numericLong starts a frame of labelled numbers.
func numericLong(name string, labels []string, n int) (frame *data.Frame, columns map[string]*data.Field, value *data.Field) {
	frame = data.NewFrame(name)
	frame.Meta = &data.FrameMeta{Type: data.FrameTypeNumericLong, TypeVersion: version01, PreferredVisualization: data.VisTypeTable}
	columns = make(map[string]*data.Field, len(labels))
	for _, label := range labels {
		columns[label] = data.NewField(label, nil, make([]string, n))
		frame.Fields = append(frame.Fields, columns[label])
	}
	value = data.NewField("value", nil, make([]*float64, n))
	frame.Fields = append(frame.Fields, value)
	return frame, columns, value
}

// table starts a display table.
func table(name string) *data.Frame {
	frame := data.NewFrame(name)
	frame.Meta = &data.FrameMeta{Type: data.FrameTypeTable, TypeVersion: version01, PreferredVisualization: data.VisTypeTable}
	return frame
}

// column adds a field with a unit and display name to a display table.
func column(frame *data.Frame, name, displayName, unit string, values any) {
	field := data.NewField(name, nil, values)
	field.Config = &data.FieldConfig{Unit: unit, DisplayName: displayName}
	frame.Fields = append(frame.Fields, field)
}

// Finite is the number, or nil for NaN and infinities, which neither JSON nor alerting can carry.
func Finite(v *float64) *float64 {
	if v == nil || math.IsNaN(*v) || math.IsInf(*v, 0) {
		return nil
	}
	return v
}

func stringsOf[T any](rows []T, get func(T) string) []string {
	values := make([]string, len(rows))
	for i, row := range rows {
		values[i] = get(row)
	}
	return values
}

func numbersOf[T any](rows []T, get func(T) *float64) []*float64 {
	values := make([]*float64, len(rows))
	for i, row := range rows {
		values[i] = Finite(get(row))
	}
	return values
}

func pointer(v float64) *float64 { return &v }
