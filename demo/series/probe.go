package series

// The probed addresses and the locations that probe them.
const (
	AppURL = "https://app.example.com"
	APIURL = "https://api.example.com"
)

// ProbeURLs and ProbeLocations span the blackbox targets.
var (
	ProbeURLs      = []string{AppURL, APIURL}
	ProbeLocations = []string{"fra", "iad"}
)

// ProbeTarget names the scrape target of one address from one location, as
// used in [Event.Targets] of a scrape gap.
func ProbeTarget(url, location string) string { return url + "|" + location }

// ProbeUp reports whether the probe of the minute succeeded. It is meaningful
// only where [Model.Missing] is false for the probe's target.
func (m *Model) ProbeUp(url, location string, minute Minute) bool {
	for i := range m.byKind[Outage] {
		if e := &m.byKind[Outage][i]; e.covers(minute) && e.hasTarget(url) {
			return false
		}
	}
	for i := range m.byKind[LocationFlap] {
		if e := &m.byKind[LocationFlap][i]; e.covers(minute) && e.hasTarget(url) && e.Location == location {
			return false
		}
	}
	return true
}

// probeSource is the blackbox_exporter.
type probeSource struct{ model *Model }

func (s *probeSource) describe(add addSeries) {
	for _, url := range ProbeURLs {
		for _, location := range ProbeLocations {
			for _, metric := range []string{"probe_success", "probe_duration_seconds"} {
				add(ProbeTarget(url, location), "__name__", metric,
					"job", "blackbox", "instance", url, "probe_location", location)
			}
		}
	}
}

func (s *probeSource) sample(minute Minute, put putValue) {
	for u, url := range ProbeURLs {
		for l, location := range ProbeLocations {
			roundTrip := 0.06 + 0.09*float64((u+l)%2) // the far location adds a crossing
			jitter := s.model.noises.probe.unit(int64(minute)*8 + int64(u*2+l))
			if s.model.ProbeUp(url, location, minute) {
				put(1)
				put(roundTrip * (1 + 0.4*jitter))
			} else {
				put(0)
				put(5) // the prober's timeout
			}
		}
	}
}
