package kpi_test

import (
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// none is how the pages write a figure that there is not.
const none = "—"

// row is one line of a worked example, by column.
type row struct {
	t     *testing.T
	cells map[string]string
	used  map[string]bool
}

// worked returns the rows of the table under a heading of a page.
func worked(t *testing.T, page, heading string) []map[string]string {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var header []string
	var rows []map[string]string
	inside := false
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "## ") {
			inside = line == "## "+heading
		}
		if !inside || !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "|---") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.Trim(strings.TrimSpace(cells[i]), "`")
		}
		if header == nil {
			header = cells
			continue
		}
		if len(cells) != len(header) {
			t.Fatalf("%s, %s: a row of %d cells under %d headings: %s", page, heading, len(cells), len(header), line)
		}
		named := map[string]string{}
		for i, name := range header {
			named[name] = cells[i]
		}
		rows = append(rows, named)
	}
	if len(rows) == 0 {
		t.Fatalf("%s has no table under %q", page, heading)
	}
	return rows
}

// text returns a cell, which counts as used.
func (r row) text(column string) string {
	r.t.Helper()
	cell, ok := r.cells[column]
	if !ok {
		r.t.Fatalf("no column %q", column)
	}
	r.used[column] = true
	return cell
}

// number returns a cell's figure in base units, nil when there is none.
func (r row) number(column string) *float64 {
	r.t.Helper()
	cell := r.text(column)
	if cell == none {
		return nil
	}
	value, _, err := parse(cell)
	if err != nil {
		r.t.Fatalf("column %q: %v", column, err)
	}
	return &value
}

// given returns a cell's figure that has to be there.
func (r row) given(column string) float64 {
	r.t.Helper()
	value := r.number(column)
	if value == nil {
		r.t.Fatalf("column %q is empty", column)
	}
	return *value
}

// want compares a figure with a cell, to the digits that the cell shows.
func (r row) want(column string, got *float64) {
	r.t.Helper()
	cell := r.text(column)
	if cell == none || got == nil {
		if cell != none || got != nil {
			r.t.Errorf("%s = %v, the page says %s", column, text(got), cell)
		}
		return
	}
	value, digit, err := parse(cell)
	if err != nil {
		r.t.Fatalf("column %q: %v", column, err)
	}
	if math.Abs(*got-value) > digit/2*(1+1e-9) {
		r.t.Errorf("%s = %v, the page says %s", column, *got, cell)
	}
}

// wantFact compares a figure that may be missing from facts.
func (r row) wantFact(column string, facts map[string]float64, name string) {
	r.t.Helper()
	if value, ok := facts[name]; ok {
		r.want(column, &value)
		return
	}
	r.want(column, nil)
}

// wantText compares a word with a cell.
func (r row) wantText(column, got string) {
	r.t.Helper()
	if got == "" {
		got = none
	}
	if cell := r.text(column); cell != got {
		r.t.Errorf("%s = %s, the page says %s", column, got, cell)
	}
}

// parse reads "1,234.5" or "8.45 %", and the value of its last digit.
func parse(cell string) (value, digit float64, err error) {
	plain := strings.NewReplacer(",", "", "−", "-").Replace(cell)
	plain, percent := strings.CutSuffix(plain, " %")
	value, err = strconv.ParseFloat(plain, 64)
	if err != nil {
		return 0, 0, fmt.Errorf("%q is no number", cell)
	}
	_, decimals, _ := strings.Cut(plain, ".")
	digit = math.Pow10(-len(decimals))
	if percent {
		value, digit = value/100, digit/100
	}
	return value, digit, nil
}

func text(x *float64) string {
	if x == nil {
		return none
	}
	return strconv.FormatFloat(*x, 'g', -1, 64)
}
