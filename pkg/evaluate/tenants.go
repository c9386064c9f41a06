package evaluate

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/signal"
)

// mostTenants is the greatest number of tenants that a query may name, and so that a source may measure.
const mostTenants = 1e9

// presentAlignment is what the present is aligned down to, so that panels and refreshes ask the same question.
const presentAlignment = time.Minute

// tenantCounts are the numbers of tenants of an answer.
type tenantCounts struct {
	counts []float64
	// current is the measured number, nil when it was not asked for or is unknown; counts holds it.
	current *float64
	notices []string
	// failures are the errors behind the notices, for the log.
	failures []error
}

// isCurrent says whether a number is the measured one.
func (c tenantCounts) isCurrent(count float64) bool { return c.current != nil && *c.current == count }

// tenantCounts lists the numbers asked for, by default those of the profile's rows, with the measured one in its
// place when it is asked for. An unknown measurement is a notice: the other rows do not depend on it.
func (e *Engine) tenantCounts(ctx context.Context, r Request) tenantCounts {
	c := tenantCounts{counts: slices.Clone(r.Query.Tenants)}
	if len(c.counts) == 0 {
		for _, row := range e.Profile.TenantRows {
			c.counts = append(c.counts, row.Tenants)
		}
	}
	if !r.Query.IncludeCurrent {
		return c
	}
	current, err := e.presentTenants(ctx, r.Now)
	switch {
	case err == nil:
		c.include(current)
	case isMissing(err):
		c.notices = append(c.notices, "the present number of tenants is unknown: "+err.Error())
	default:
		c.notices = append(c.notices, "the present number of tenants is unknown: "+told(err))
		c.failures = append(c.failures, err)
	}
	return c
}

// include adds the measured number before the first greater one.
func (c *tenantCounts) include(current float64) {
	c.current = &current
	if slices.Contains(c.counts, current) {
		return
	}
	at := slices.IndexFunc(c.counts, func(count float64) bool { return count > current })
	if at < 0 {
		at = len(c.counts)
	}
	c.counts = slices.Insert(c.counts, at, current)
}

// presentTenants measures the number of tenants now.
func (e *Engine) presentTenants(ctx context.Context, now time.Time) (float64, error) {
	m, err := e.mapping(signal.Tenants)
	if err != nil {
		return 0, err
	}
	at := alignDown(now, presentAlignment)
	var count float64
	if m.Form == signal.Statement {
		count, err = e.tenantsFromSQL(ctx, m, at)
	} else {
		count, err = e.tenantsFromPrometheus(ctx, m, at)
	}
	switch {
	case err != nil:
		return 0, err
	case !(count >= 0 && count <= mostTenants):
		return 0, fault.Configurationf("signals.tenants", "%g is no number of tenants", count).
			WithCure("Map it to something that counts them, from 0 to %.0f", mostTenants)
	}
	return math.Round(count), nil
}

// tenantsFromSQL reads the one number of the statement's one row.
func (e *Engine) tenantsFromSQL(ctx context.Context, m signal.Mapping, at time.Time) (float64, error) {
	rows, err := e.Postgres.Query(ctx, m.SQL, at.Add(-time.Duration(e.Profile.Windows["coverage"])), at)
	if err != nil {
		return 0, err
	}
	if len(rows.Values) == 1 && len(rows.Columns) == 1 {
		if count, ok := rows.Values[0][0].(float64); ok {
			return count, nil
		}
	}
	return 0, fault.Configurationf("signals.tenants.sql", "the statement gave %d rows of %d columns, or no number", len(rows.Values), len(rows.Columns)).
		WithCure("Return one number, as SELECT count(*) FROM tenants does")
}

// tenantsFromPrometheus reads the largest value of the signal: replicas report the same number.
func (e *Engine) tenantsFromPrometheus(ctx context.Context, m signal.Mapping, at time.Time) (float64, error) {
	expr := m.Expr
	if m.Form != signal.Expression {
		expr = m.Select().String()
	}
	answer, err := e.Prometheus.Instant(ctx, "max("+expr+")", at)
	if err != nil {
		return 0, err
	}
	if len(answer.Samples) == 0 {
		return 0, noSource{fmt.Sprintf("what signals.tenants is mapped to has no samples now: check that %s is still scraped, or map it to something else", expr)}
	}
	return answer.Samples[0].Value, nil
}
