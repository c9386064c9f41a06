package plugin

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/headroom/headroom/pkg/signal"
)

// part is the health of one part of the data source.
type part struct {
	Name string `json:"name"`
	// Status is "ok", "warning", "error" or "absent".
	Status  string   `json:"status"`
	Message string   `json:"message"`
	Notices []string `json:"notices,omitempty"`
}

const (
	partOK      = "ok"
	partWarning = "warning"
	partError   = "error"
	partAbsent  = "absent"
)

// CheckHealth tests each part on its own: the settings, Prometheus, PostgreSQL, Grafana and the signals, and says what is
// missing. It is ok when at least one source is connected and none that is configured fails.
func (d *DataSource) CheckHealth(ctx context.Context, request *backend.CheckHealthRequest) (*backend.CheckHealthResult, error) {
	ctx = d.scoped(ctx, request)
	if d.invalid != nil {
		return healthOf([]part{{Name: "Settings", Status: partError, Message: message(d.logger.FromContext(ctx), d.invalid)}}), nil //nolint:nilerr // it is the check's result
	}
	parts := []part{{Name: "Profile", Status: partOK, Message: fmt.Sprintf("%d targets, %d tables, %d tenant rows",
		len(d.profile.Targets), len(d.profile.Tables), len(d.profile.TenantRows))}, {}, {}, {}}
	var running sync.WaitGroup
	running.Go(func() { parts[1] = d.protected(ctx, "Prometheus", d.checkPrometheus) })
	running.Go(func() { parts[2] = d.protected(ctx, "PostgreSQL", d.checkPostgres) })
	running.Go(func() { parts[3] = d.protected(ctx, "Grafana", d.checkGrafana) })
	running.Wait()
	if parts[1].Status == partAbsent && parts[2].Status == partAbsent && parts[3].Status == partAbsent {
		parts[1].Status, parts[1].Message = partError, "neither Prometheus nor PostgreSQL is configured: set prometheus.url or postgres.host"
		return healthOf(parts), nil
	}
	if parts[1].Status != partError {
		parts = append(parts, d.protected(ctx, "Signals", d.checkSignals))
	}
	return healthOf(parts), nil
}

// protected turns a panic into a failed part.
func (d *DataSource) protected(ctx context.Context, name string, check func(context.Context) part) (p part) {
	defer func() {
		if cause := recover(); cause != nil {
			p = part{Name: name, Status: partError, Message: d.panicked(ctx, cause).Error()}
		}
	}()
	return check(ctx)
}

func (d *DataSource) checkPrometheus(ctx context.Context) part {
	p := part{Name: "Prometheus", Status: partAbsent, Message: "not configured"}
	if d.prom == nil {
		return p
	}
	version, err := d.prom.Version(ctx)
	if err == nil {
		_, err = d.prom.Instant(ctx, "vector(1)", d.now())
	}
	if err != nil {
		p.Status, p.Message = partError, message(d.logger.FromContext(ctx), err)
		return p
	}
	p.Status, p.Message = partOK, version
	return p
}

func (d *DataSource) checkPostgres(ctx context.Context) part {
	p := part{Name: "PostgreSQL", Status: partAbsent, Message: "not configured"}
	if d.postgres == nil {
		return p
	}
	version, notices, err := d.postgres.Check(ctx)
	if err != nil {
		p.Status, p.Message = partError, message(d.logger.FromContext(ctx), err)
		return p
	}
	p.Status, p.Message, p.Notices = partOK, version, notices
	if len(notices) > 0 {
		p.Status = partWarning
	}
	return p
}

// checkGrafana says whether annotations can be read, where there is a token for it.
func (d *DataSource) checkGrafana(ctx context.Context) part {
	p := part{Name: "Grafana", Status: partAbsent, Message: "not configured"}
	if d.grafana == nil {
		return p
	}
	version, err := d.grafana.Check(ctx)
	if err != nil {
		p.Status, p.Message = partError, message(d.logger.FromContext(ctx), err)
		return p
	}
	p.Status, p.Message = partOK, version+", annotations can be read"
	return p
}

// checkSignals looks anew and names the signals that nothing stands for.
func (d *DataSource) checkSignals(ctx context.Context) part {
	d.mapping.forget(ctx)
	found, err := d.mapping.get(ctx, d.now())
	if err != nil {
		return part{Name: "Signals", Status: partError, Message: message(d.logger.FromContext(ctx), err)}
	}
	p := part{Name: "Signals", Status: partOK}
	mapped := 0
	for _, name := range signal.Names {
		switch m := found[name]; {
		case m.Mapped():
			mapped++
		case !signal.Optional(name):
			p.Status = partWarning
			p.Notices = append(p.Notices, fmt.Sprintf("%s: %s", name, m.Why))
		}
	}
	p.Message = fmt.Sprintf("%d of %d signals mapped", mapped, len(signal.Names))
	return p
}

// healthOf joins the parts into one result; the details carry them for the editor.
func healthOf(parts []part) *backend.CheckHealthResult {
	result := &backend.CheckHealthResult{Status: backend.HealthStatusOk}
	lines := make([]string, 0, len(parts))
	for _, p := range parts {
		if p.Status == partError {
			result.Status = backend.HealthStatusError
		}
		if p.Status == partAbsent {
			continue
		}
		line := p.Name + ": " + p.Message
		if len(p.Notices) > 0 {
			line += " (" + strings.Join(p.Notices, "; ") + ")"
		}
		lines = append(lines, line)
	}
	result.Message = strings.Join(lines, ". ")
	details, err := json.Marshal(map[string]any{"parts": parts})
	if err == nil {
		result.JSONDetails = details
	}
	return result
}
