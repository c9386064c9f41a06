package evaluate

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/headroom/headroom/pkg/fault"
)

// taskGroup runs tasks concurrently; the first error ends the context of the others.
type taskGroup struct{ group *errgroup.Group }

// parallel returns tasks and the context that they share.
func parallel(ctx context.Context) (taskGroup, context.Context) {
	group, ctx := errgroup.WithContext(ctx)
	return taskGroup{group}, ctx
}

// Go starts a task.
func (t taskGroup) Go(task func() error) { t.group.Go(func() error { return protected(task) }) }

// Wait returns the first error once every task has ended.
func (t taskGroup) Wait() error { return t.group.Wait() }

// all runs n tasks concurrently, whatever becomes of the others, and returns the error of each.
func all(n int, task func(i int) error) []error {
	errs := make([]error, n)
	var running sync.WaitGroup
	for i := range n {
		running.Go(func() { errs[i] = protected(func() error { return task(i) }) })
	}
	running.Wait()
	return errs
}

// protected turns a panic into an error: nobody's recover sees another goroutine, and the process would end.
func protected(task func() error) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fault.Internalf("Headroom", "an evaluation panicked; the plugin's log has the details").
				Wrapping(fmt.Errorf("panic: %v\n%s", cause, debug.Stack()))
		}
	}()
	return task()
}
