// Package capacity defines the demo's tenants and daily resource history as
// pure functions of the day, for the capacity tables in PostgreSQL.
//
// Each resource follows the curve family of the scaling model with its own
// measured parameters, so that a fit has something true to find: connections
// linear in tenants, Redis memory logarithmic, processor cores linear in
// traffic, storage compound.
package capacity

import (
	"math"
	"time"

	"github.com/headroom/headroom/demo/internal/chance"
)

// TenantsAtAnchor is how many tenants exist when the anchor's day begins.
const TenantsAtAnchor = 1800

// HistoryDays is how many daily rows there are, the last one for yesterday.
const HistoryDays = 150

// growthPerDay compounds to about two thirds more tenants a year.
const growthPerDay = 0.0014

// Drivers per tenant: on a weekday, before the day's own noise.
const (
	EmailsPerTenant          = 268.0
	ConcurrentUsersPerTenant = 11.4
)

// Day is one row of daily history. Resources are the day's peaks.
type Day struct {
	Date                time.Time
	Tenants             int
	EmailsSent          int64
	PeakConcurrentUsers int64
	DBConnections       int
	RedisMemoryBytes    int64
	CPUCores            float64
	StorageBytes        int64
}

// Tenant is one customer.
type Tenant struct {
	ID        int
	Name      string
	Plan      string
	CreatedAt time.Time
}

// Model yields days and tenants relative to the anchor's day.
type Model struct{ anchorDay time.Time }

// NewModel returns the model for an anchor.
func NewModel(anchor time.Time) Model { return Model{anchorDay: midnight(anchor)} }

func midnight(t time.Time) time.Time {
	y, m, d := t.UTC().Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// Days returns the rows of the HistoryDays days before now's day.
func (m Model) Days(now time.Time) []Day {
	days := make([]Day, 0, HistoryDays)
	for date := midnight(now).AddDate(0, 0, -HistoryDays); len(days) < HistoryDays; date = date.AddDate(0, 0, 1) {
		days = append(days, m.day(date))
	}
	return days
}

func (m Model) day(date time.Time) Day {
	const (
		baseConnections, connectionsPerTenant = 16, 0.05
		redisAt100GiB, redisPerLog            = 2.0, 6.6
		baseCores, coresPerEmail              = 1.2, 14e-6
		storageAt100, storageLogGrowth        = 12e9, 7.41 // ln of the factor from 100 to 5,000 tenants
	)
	tenants := m.tenantsAt(date)
	t := float64(tenants)
	jitter := func(what string, spread float64) float64 { return 1 + spread*(2*chance.OfDay(what, date)-1) }
	emails := EmailsPerTenant * t * weekday(date) * jitter("emails", 0.06)
	return Day{
		Date:                date,
		Tenants:             tenants,
		EmailsSent:          int64(emails),
		PeakConcurrentUsers: int64(ConcurrentUsersPerTenant * t * weekday(date) * jitter("users", 0.05)),
		DBConnections:       int(math.Round((baseConnections + connectionsPerTenant*t) * jitter("connections", 0.03))),
		RedisMemoryBytes:    int64((redisAt100GiB + redisPerLog*math.Log(t/100)) * (1 << 30) * jitter("redis", 0.01)),
		CPUCores:            math.Round((baseCores+coresPerEmail*emails)*jitter("cores", 0.02)*100) / 100,
		StorageBytes:        int64(storageAt100 * math.Exp(storageLogGrowth*(t-100)/4900) * jitter("storage", 0.003)),
	}
}

// tenantsAt is the number of tenants at the end of the day.
func (m Model) tenantsAt(date time.Time) int {
	days := date.AddDate(0, 0, 1).Sub(m.anchorDay).Hours() / 24
	return int(math.Round(TenantsAtAnchor * math.Exp(growthPerDay*days)))
}

// Tenants lists every tenant created before now's day, oldest first. The number
// created by the end of a day equals that day's Tenants.
func (m Model) Tenants(now time.Time) []Tenant {
	plans := []string{"starter", "starter", "growth", "growth", "growth", "scale"}
	var tenants []Tenant
	add := func(created time.Time) {
		id := len(tenants) + 1
		tenants = append(tenants, Tenant{ID: id, Name: tenantName(id), Plan: plans[id%len(plans)], CreatedAt: created})
	}
	first := midnight(now).AddDate(0, 0, -HistoryDays)
	// Those who came before daily history starts: back along the same growth,
	// to the day on which there was one.
	for n, before := 1, m.tenantsAt(first.AddDate(0, 0, -1)); n <= before; n++ {
		daysFromAnchor := math.Log((float64(n)-0.5)/TenantsAtAnchor) / growthPerDay
		created := m.anchorDay.Add(time.Duration(daysFromAnchor * 24 * float64(time.Hour)))
		add(minTime(created, first.Add(-time.Second)).Truncate(time.Second))
	}
	for date := first; date.Before(midnight(now)); date = date.AddDate(0, 0, 1) {
		// Sign-ups come between eight and six.
		joined := m.tenantsAt(date) - len(tenants)
		for i := range joined {
			add(date.Add(8*time.Hour + time.Duration(i+1)*10*time.Hour/time.Duration(joined+1)).Truncate(time.Second))
		}
	}
	return tenants
}

func minTime(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func tenantName(id int) string {
	first := []string{"Amber", "Birch", "Cobalt", "Delta", "Ember", "Fjord", "Garnet", "Harbor", "Indigo", "Juniper"}
	second := []string{"Analytics", "Books", "Cycles", "Design", "Energy", "Foods", "Gardens", "Health", "Journeys"}
	return first[id%len(first)] + " " + second[id/len(first)%len(second)]
}

func weekday(date time.Time) float64 {
	switch date.Weekday() {
	case time.Saturday:
		return 0.74
	case time.Sunday:
		return 0.69
	default:
		return 1
	}
}
