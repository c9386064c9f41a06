package query

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/strictjson"
)

// DefaultTrafficStep is the bucket of a traffic trend that names none.
const DefaultTrafficStep = "1h"

// The shortest and the longest step of a trend.
const (
	minStep = catalog.Duration(10 * time.Second)
	maxStep = catalog.Duration(90 * 24 * time.Hour)
)

// maxSelected bounds the values of one filter.
const maxSelected = 1000

// check reports what the tags of the shapes cannot say.
type check struct{ *strictjson.Problems }

// period passes on an empty text and durations within the bounds of an error budget's period.
func (c check) period(text string) string {
	c.duration("period", text, catalog.MinPeriod, catalog.MaxPeriod)
	return text
}

// window passes on an empty text, "dashboard" and durations within the bounds of a window.
func (c check) window(text string) string {
	if text != WindowDashboard {
		c.duration("window", text, catalog.MinWindow, catalog.MaxWindow)
	}
	return text
}

// step passes on an empty text and durations within the bounds of a step.
func (c check) step(text string) string {
	c.duration("step", text, minStep, maxStep)
	return text
}

func (c check) duration(field, text string, low, high catalog.Duration) {
	if text == "" {
		return
	}
	d, err := catalog.ParseDuration(text)
	switch {
	case err != nil:
		c.Addf(field, "%s %s", strictjson.Quote(text), err)
	case d < low || d > high:
		c.Addf(field, "%s is outside [%s, %s]", strictjson.Quote(text), low, high)
	}
}

func (c check) timeZone(name string) string {
	if _, err := catalog.TimeZone(name); err != nil {
		c.Addf("timeZone", "%s %s", strictjson.Quote(name), err)
	}
	return name
}

// labelName is Prometheus's classic form of a label name, the one that needs no quoting.
var labelName = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_]*$`)

// reservedLabels have a meaning of their own in Prometheus and are no dimension of a KPI.
var reservedLabels = []string{"le", "quantile"}

// labels checks the names to group by.
func (c check) labels(names []string) []string {
	for i, name := range names {
		at := strictjson.Element("groupBy", i)
		switch {
		case !labelName.MatchString(name):
			c.Addf(at, "%s is not a label name: letters, digits and underscores, no digit first", strictjson.Quote(name))
		case strings.HasPrefix(name, "__"), slices.Contains(reservedLabels, name):
			c.Addf(at, "%s is reserved by Prometheus and cannot be grouped by", strictjson.Quote(name))
		}
	}
	return distinct(names)
}

// The columns of an answer that a label of the same name would clash with.
var (
	numericColumns = []string{"kpi", "value"}
	tableColumns   = []string{
		"kpi", "name", "value", "unit", "target", "comparison", "status", "samples", "coverage", "window_seconds",
		"lower", "upper", "budget_remaining", "reason", "fleet", "demand",
	}
)

// columns refuses to group by a label that has the name of one of a KPI answer's columns.
func (c check) columns(names []string, format Format) {
	taken := numericColumns
	if format == FormatTable {
		taken = tableColumns
	}
	c.notTaken(names, taken)
}

// notTaken refuses to group by a label that has the name of a column.
func (c check) notTaken(names, taken []string) {
	for i, name := range names {
		if slices.Contains(taken, name) {
			c.Addf(strictjson.Element("groupBy", i), "%s is a column of the answer and cannot be grouped by", strictjson.Quote(name))
		}
	}
}
