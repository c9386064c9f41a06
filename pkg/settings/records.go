package settings

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/strictjson"
)

// checkRecords checks what only incidents and deployments can be mapped to.
func (s Signal) checkRecords(name signal.Name, path string, problems *strictjson.Problems) {
	if !signal.IsRecords(name) {
		for _, key := range []struct {
			name  string
			given bool
		}{{"table", s.Table != ""}, {"columns", len(s.Columns) > 0}, {"since", s.Since != ""}} {
			if key.given {
				problems.Addf(strictjson.Member(path, key.name), "is possible for %s and %s only", signal.Incidents, signal.Deployments)
			}
		}
		return
	}
	for _, key := range []struct {
		name  string
		given bool
	}{{"metric", s.Metric != ""}, {"expr", s.Expr != ""}, {"matchers", len(s.Matchers) > 0}, {"labels", s.Labels != SignalLabels{}}} {
		if key.given {
			problems.Addf(strictjson.Member(path, key.name), "is not possible for %s, which are rows of a table: use table or sql", name)
		}
	}
	known := []string{}
	for _, column := range signal.RecordColumns(name) {
		known = append(known, column.Name)
	}
	for _, key := range slices.Sorted(maps.Keys(s.Columns)) {
		at := strictjson.Member(strictjson.Member(path, "columns"), key)
		switch {
		case !slices.Contains(known, key):
			problems.Addf(at, "is not a column of %s; %s", name, strictjson.Alternatives(key, known))
		case strings.TrimSpace(s.Columns[key]) == "":
			problems.Addf(at, "is empty: name the column, or leave it out")
		}
	}
	if len(s.Columns) > 0 && s.Table == "" && s.SQL == "" {
		problems.Addf(strictjson.Member(path, "columns"), "name columns of nothing: set table or sql")
	}
}

// sinceLayouts are the ways in which since can be written.
var sinceLayouts = []string{time.DateOnly, time.RFC3339}

// since reads the setting; nil when it is left out or cannot be read.
func (s Signal) since(path string, problems *strictjson.Problems) *time.Time {
	if s.Since == "" {
		return nil
	}
	for _, layout := range sinceLayouts {
		if at, err := time.Parse(layout, s.Since); err == nil {
			at = at.UTC()
			return &at
		}
	}
	problems.Addf(strictjson.Member(path, "since"), `is not a day such as "2026-01-01" or a time such as "2026-01-01T08:00:00Z"`)
	return nil
}
