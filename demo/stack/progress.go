package stack

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// Log writes progress lines with the time since the start. It is safe for
// concurrent use.
type Log struct {
	mu      sync.Mutex
	out     io.Writer
	started time.Time
}

// NewLog returns a log that counts from now.
func NewLog(out io.Writer) *Log { return &Log{out: out, started: time.Now()} }

// Printf writes one line.
func (l *Log) Printf(format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	// A log that cannot be written has nowhere to complain to.
	_, _ = fmt.Fprintf(l.out, "%6.1fs  %s\n", time.Since(l.started).Seconds(), fmt.Sprintf(format, args...))
}

// percent returns a progress function that logs every full ten per cent.
func (l *Log) percent(what string) func(done float64) {
	last := -1
	return func(done float64) {
		if tenth := int(done * 10); tenth > last {
			last = tenth
			l.Printf("%s: %d %%", what, tenth*10)
		}
	}
}
