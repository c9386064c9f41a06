package frames

import (
	"fmt"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/headroom/headroom/pkg/capacity"
	"github.com/headroom/headroom/pkg/catalog"
	"github.com/headroom/headroom/pkg/evaluate"
)

// Projection is the display table of a projection query.
func Projection(answer evaluate.CapacityAnswer[capacity.Projection]) data.Frames {
	rows := answer.Rows
	frame := table("projection")
	number := func(name, display string, get func(capacity.Projection) float64) {
		column(frame, name, display, "short", numbersOf(rows, func(r capacity.Projection) *float64 { return pointer(get(r)) }))
	}
	number("tenants", "Tenants", func(r capacity.Projection) float64 { return r.Tenants })
	number("emails_per_day_low", "Emails/day from", func(r capacity.Projection) float64 { return r.EmailsLow })
	number("emails_per_day_high", "Emails/day to", func(r capacity.Projection) float64 { return r.EmailsHigh })
	number("concurrent_users_low", "Concurrent users from", func(r capacity.Projection) float64 { return r.UsersLow })
	number("concurrent_users_high", "Concurrent users to", func(r capacity.Projection) float64 { return r.UsersHigh })
	extrapolated(frame, rows, func(r capacity.Projection) bool { return r.Extrapolated })
	current(frame, answer.Current)
	return data.Frames{frame}
}

// resourceColumns are the display name and unit of each resource.
var resourceColumns = map[string]struct{ name, unit string }{
	"db_connections":  {"DB connections", "short"},
	"redis_memory_gb": {"Redis memory", "decgbytes"},
	"cpu_cores":       {"CPU cores", "short"},
	"storage_gb":      {"Storage", "decgbytes"},
}

// Requirements is the display table of a requirements query, with a notice for each resource that the model
// does not reach.
func Requirements(answer evaluate.CapacityAnswer[evaluate.RequirementRow]) (data.Frames, []string) {
	rows := answer.Rows
	frame := table("requirements")
	column(frame, "tenants", "Tenants", "short", numbersOf(rows, func(r evaluate.RequirementRow) *float64 { return pointer(r.Tenants) }))
	notices := answer.Notices
	for _, resource := range catalog.Resources {
		about := resourceColumns[resource]
		column(frame, resource, about.name, about.unit, numbersOf(rows, func(r evaluate.RequirementRow) *float64 {
			return r.ByResource[resource].Value
		}))
		for _, r := range rows {
			if need, ok := r.ByResource[resource]; ok && need.Value == nil {
				notices = append(notices, fmt.Sprintf("%s has no projection for %.0f tenants (%s): its compound curve is not "+
					"meant for more than twice the last tenant row", about.name, r.Tenants, need.Reason))
				break
			}
		}
	}
	extrapolated(frame, rows, func(r evaluate.RequirementRow) bool { return r.Extrapolated })
	current(frame, answer.Current)
	return data.Frames{frame}, notices
}

func extrapolated[T any](frame *data.Frame, rows []T, get func(T) bool) {
	values := make([]bool, len(rows))
	for i, row := range rows {
		values[i] = get(row)
	}
	column(frame, "extrapolated", "Extrapolated", "", values)
}

// current marks the row of the measured number of tenants, where the query asks for it.
func current(frame *data.Frame, values []bool) {
	if values != nil {
		column(frame, "current", "Current", "", values)
	}
}
