package bench

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// report prints tables whose rows appear as they are measured.
type report struct {
	out     io.Writer
	title   string
	rows    [][]string
	missed  int
	failure error
}

// section prints the table so far and starts another.
func (r *report) section(title string, columns ...string) {
	r.flush()
	r.title, r.rows = title, [][]string{columns}
}

func (r *report) row(cells ...string) {
	if cells[len(cells)-1] == misses {
		r.missed++
	}
	r.rows = append(r.rows, cells)
}

// flush prints the table with aligned columns.
func (r *report) flush() {
	if r.title == "" {
		return
	}
	var widths []int
	for _, cells := range r.rows {
		for i, cell := range cells {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	r.printf("\n%s\n", r.title)
	for _, cells := range r.rows {
		line := ""
		for i, cell := range cells {
			line += cell + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2)
		}
		r.printf("  %s\n", strings.TrimRight(line, " "))
	}
	r.title, r.rows = "", nil
}

func (r *report) printf(format string, args ...any) {
	if _, err := fmt.Fprintf(r.out, format, args...); err != nil && r.failure == nil {
		r.failure = err
	}
}

const (
	holds  = "ok"
	misses = "MISSED"
)

func verdict(ok bool) string {
	if ok {
		return holds
	}
	return misses
}
