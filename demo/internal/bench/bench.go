// Package bench measures what Headroom adds to what it reads: time, upstream
// requests, memory. It compares within one run, side by side, as milliseconds
// of different machines, or of different hours, say little.
package bench

import (
	"context"
	"errors"
	"io"
	"runtime"
)

// Options say what is measured and where it is written.
type Options struct {
	// Plugin is the plugin's binary, Dist the built distribution that the preview serves.
	Plugin, Dist string
	// DataDir holds the stack's databases and cached history.
	DataDir string
	// Out receives the tables, Log the progress.
	Out, Log io.Writer
}

// Run measures everything and prints it beside its limits. A missed limit is printed, not an error: what a
// loaded machine measures must not fail a build.
func Run(ctx context.Context, o Options) (err error) {
	w, err := open(ctx, o)
	if err != nil {
		return err
	}
	defer w.close()
	r := &report{out: o.Out}
	r.printf("Headroom's backend, %s, %d CPUs shared with the demo's Prometheus and PostgreSQL\n", o.Plugin, runtime.NumCPU())
	for _, measure := range []func(context.Context, *report) error{w.fixedCost, w.overhead, w.sharing, w.memory, w.delivery} {
		if err := measure(ctx, r); err != nil {
			r.flush()
			return err
		}
		r.flush()
	}
	if r.missed == 0 {
		r.printf("\nEvery limit holds.\n")
	} else {
		r.printf("\n%d limits are missed.\n", r.missed)
	}
	return errors.Join(err, r.failure)
}
