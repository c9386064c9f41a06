package plugin

import (
	"context"
	"time"

	"github.com/headroom/headroom/pkg/signal"
)

// mappingLife is how long a mapping holds; a new exporter is noticed after it.
const mappingLife = 5 * time.Minute

// mappings keeps the signal mapping of an instance. One caller resolves while the others wait their turn.
type mappings struct {
	resolver signal.Resolver
	// turn holds a token while somebody reads or writes the fields below.
	turn    chan struct{}
	current map[signal.Name]signal.Mapping
	until   time.Time
}

// get returns the mapping, resolved anew when it is old. A user whose own credentials are forwarded may see other
// metrics than the next one: such a mapping is not kept here, but rests on the cache that keeps users apart. With an
// error the mapping holds what does not rest on Prometheus; it is nil when the caller gave up.
func (m *mappings) get(ctx context.Context, now time.Time) (map[signal.Name]signal.Mapping, error) {
	if personal(ctx) {
		return m.resolver.Resolve(ctx, now)
	}
	select {
	case m.turn <- struct{}{}:
		defer func() { <-m.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if m.current != nil && now.Before(m.until) {
		return m.current, nil
	}
	resolved, err := m.resolver.Resolve(ctx, now)
	if err != nil {
		return resolved, err
	}
	m.current, m.until = resolved, now.Add(mappingLife)
	return resolved, nil
}

// forget makes the next caller resolve anew.
func (m *mappings) forget(ctx context.Context) {
	select {
	case m.turn <- struct{}{}:
		m.current = nil
		<-m.turn
	case <-ctx.Done():
	}
}
