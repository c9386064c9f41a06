// Package process runs a Grafana backend plugin binary as Grafana does: over
// hashicorp/go-plugin and the plugin SDK's gRPC services, and starts it again
// when it ends.
package process

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/grpcplugin"
	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"
)

// ErrUnavailable is wrapped by every error that means "no plugin process right now".
var ErrUnavailable = errors.New("plugin unavailable")

const (
	firstBackoff = 500 * time.Millisecond
	maxBackoff   = 15 * time.Second
	// A process that lived this long was healthy: the next failure starts with the first back-off again.
	healthyAfter = 30 * time.Second
	pollInterval = 100 * time.Millisecond
)

// forwardedEnv is what a Grafana that skips host variables still hands to a
// plugin. Nothing else is passed, so that configuration can only come through
// the data source's settings.
var forwardedEnv = []string{"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"}

// Supervisor keeps one plugin binary running. Create it with New, run it with Run.
type Supervisor struct {
	binary func() (string, error)
	logger hclog.Logger

	mu      sync.Mutex
	current *Client
	reason  error         // why current is nil
	changed chan struct{} // closed and replaced whenever current or reason changes
}

// New prepares a supervisor. binary is asked before each start, so a binary that
// is built or moved later is found.
func New(binary func() (string, error), logger hclog.Logger) *Supervisor {
	return &Supervisor{
		binary:  binary,
		logger:  logger,
		reason:  errors.New("not started yet"),
		changed: make(chan struct{}),
	}
}

// Run starts the binary, restarts it with a growing pause whenever it ends, and
// kills it when ctx is done.
func (s *Supervisor) Run(ctx context.Context) {
	backoff := firstBackoff
	for ctx.Err() == nil {
		started := time.Now()
		err := s.runOnce(ctx)
		if ctx.Err() != nil {
			break
		}
		if time.Since(started) > healthyAfter {
			backoff = firstBackoff
		}
		s.set(nil, fmt.Errorf("%w; next start in %s", err, backoff))
		s.logger.Error("plugin process is not running", "error", err, "restart_in", backoff.String())
		select {
		case <-ctx.Done():
		case <-time.After(backoff):
		}
		backoff = min(backoff*2, maxBackoff)
	}
	s.set(nil, errors.New("preview is shutting down"))
}

// runOnce returns when the process could not start, has ended, or ctx is done.
func (s *Supervisor) runOnce(ctx context.Context) error {
	path, err := s.binary()
	if err != nil {
		return err
	}
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("no plugin binary (%w): build the backend first (make build)", err)
	}
	client := goplugin.NewClient(s.clientConfig(path))
	defer client.Kill()

	connected, err := connect(client)
	if err != nil {
		return fmt.Errorf("starting %s: %w", path, err)
	}
	s.logger.Info("plugin process started", "path", path, "pid", connected.PID)
	s.set(connected, nil)

	ticker := time.NewTicker(pollInterval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
			if client.Exited() {
				return errors.New("plugin process ended unexpectedly, its last messages are in this log")
			}
		}
	}
}

func (s *Supervisor) clientConfig(path string) *goplugin.ClientConfig {
	cmd := exec.Command(path) //nolint:noctx // the client that gets it ends it
	for _, name := range forwardedEnv {
		if value, ok := os.LookupEnv(name); ok {
			cmd.Env = append(cmd.Env, name+"="+value)
		}
	}
	return &goplugin.ClientConfig{
		Cmd:              cmd,
		SkipHostEnv:      true,
		AllowedProtocols: []goplugin.Protocol{goplugin.ProtocolGRPC},
		HandshakeConfig: goplugin.HandshakeConfig{
			ProtocolVersion:  grpcplugin.ProtocolVersion,
			MagicCookieKey:   grpcplugin.MagicCookieKey,
			MagicCookieValue: grpcplugin.MagicCookieValue,
		},
		VersionedPlugins: map[int]goplugin.PluginSet{grpcplugin.ProtocolVersion: pluginSet()},
		Logger:           s.logger.Named("plugin"),
	}
}

func (s *Supervisor) set(client *Client, reason error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current, s.reason = client, reason
	close(s.changed)
	s.changed = make(chan struct{})
}

// Client is the running process's client, or an error that wraps ErrUnavailable
// and says why there is none.
func (s *Supervisor) Client() (*Client, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current == nil {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, s.reason)
	}
	return s.current, nil
}

// Wait blocks until a process runs or ctx is done, and then answers as Client does.
func (s *Supervisor) Wait(ctx context.Context) (*Client, error) {
	for {
		s.mu.Lock()
		current, changed := s.current, s.changed
		s.mu.Unlock()
		if current != nil {
			return current, nil
		}
		select {
		case <-ctx.Done():
			return s.Client()
		case <-changed:
		}
	}
}
