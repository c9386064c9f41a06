package catalog

import (
	"errors"
	"time"
	_ "time/tzdata" // Grafana's images may lack the zone database, and a name must mean the same on every host.
)

// TimeZone loads an IANA time zone; the empty name is UTC. "Local" is refused, because it means another zone
// on every server. The error does not repeat the name.
func TimeZone(name string) (*time.Location, error) {
	location, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		return nil, errors.New(`is not an IANA time zone such as "Europe/Berlin" or "UTC"`)
	}
	return location, nil
}
