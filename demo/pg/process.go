//go:build unix

package pg

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// process is the running postmaster.
type process struct {
	cmd    *exec.Cmd
	exited chan struct{} // closed after the process ended
	err    error         // how it ended; read after exited is closed
}

// startProcess starts the command. Its thread stays locked until the process
// ends: the kernel takes the end of that thread, not of the program, as the
// parent's death.
func startProcess(cmd *exec.Cmd) (*process, error) {
	p := &process{cmd: cmd, exited: make(chan struct{})}
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		started <- err
		if err != nil {
			return
		}
		p.err = cmd.Wait()
		close(p.exited)
	}()
	return p, <-started
}

// stop asks for a fast shutdown: open transactions are rolled back and clients
// disconnected. A server that does not comply is killed.
func (p *process) stop() error {
	const patience = 20 * time.Second
	if err := p.cmd.Process.Signal(syscall.SIGINT); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("stopping PostgreSQL: %w", err)
	}
	select {
	case <-p.exited:
		return nil
	case <-time.After(patience):
		err := p.cmd.Process.Kill()
		<-p.exited
		return errors.Join(fmt.Errorf("PostgreSQL did not stop within %s and was killed", patience), err)
	}
}

// lastLines returns the end of a log file for an error message.
func lastLines(path string) string {
	const limit = 2000
	text, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	if len(text) > limit {
		text = text[len(text)-limit:]
		if end := bytes.IndexByte(text, '\n'); end >= 0 {
			text = text[end+1:]
		}
	}
	return string(bytes.TrimSpace(text))
}
