package delivery

import (
	"math"
	"slices"
	"time"

	"github.com/headroom/headroom/demo/internal/chance"
)

// metricsDays is how many days before the anchor's day there are metrics.
const metricsDays = 35

// service is how often a workload is released and what troubles it.
type service struct {
	name string
	days []time.Weekday
	// share is how many of these days bring a release.
	share  float64
	titles []string
}

var services = []service{
	{"api", []time.Weekday{time.Tuesday, time.Thursday}, 0.9, []string{"Timeouts at the mail store", "Slow search", "Webhooks are late"}},
	{"web", []time.Weekday{time.Monday, time.Wednesday}, 0.85, []string{"Sign-in fails for some", "Images do not load", "Editor loses drafts"}},
	{"mailer", []time.Weekday{time.Tuesday}, 0.5, []string{"Provider throttles", "Bounces are not read", "Sending queue grows"}},
}

// failedInStaging is the share of releases that staging stops.
const failedInStaging = 0.12

// release adds the regular releases of a day. Each is tried in staging the day
// before; one that failed there goes no further. There is none at the end of a
// quarter's last month, when changes are frozen.
func (h *History) release(date time.Time) {
	if frozen := date.Month()%3 == 0 && date.Day() > 20; frozen {
		return
	}
	for _, s := range services {
		if !slices.Contains(s.days, date.Weekday()) || chance.OfDay("release "+s.name, date) >= s.share {
			continue
		}
		at := date.Add(9*time.Hour + 30*time.Minute + time.Duration(80*chance.OfDay("minute "+s.name, date))*time.Minute)
		if chance.OfDay("staging "+s.name, date) < failedInStaging {
			h.deploy(at.Add(-20*time.Hour), s.name, Staging, Failed)
			continue
		}
		h.deploy(at.Add(-20*time.Hour), s.name, Staging, Success)
		h.deploy(at, s.name, Production, Success)
	}
}

// Trouble comes on every fourth day and takes 35 minutes in the median, with a
// heavy tail: one in ten takes more than two hours.
const (
	troubleShare  = 0.25
	medianMinutes = 35
	sigma         = 1.0
)

// trouble adds a day's incident, if there is one. Where metrics would have to
// show a severe one, it is of little weight.
func (h *History) trouble(date time.Time, measured bool) {
	if chance.OfDay("incident", date) >= troubleShare {
		return
	}
	s := services[int(chance.OfDay("service", date)*float64(len(services)))]
	severities := []string{Critical, High, High, Medium, Medium, Low}
	if measured {
		severities = []string{Medium, Low}
	}
	started := date.Add(time.Duration(chance.OfDay("start", date)*24*60) * time.Minute)
	minutes := medianMinutes * math.Exp(sigma*math.Sqrt2*math.Erfinv(2*chance.OfDay("length", date)-1))
	h.Incidents = append(h.Incidents, Incident{
		Started: started, Resolved: started.Add(time.Duration(max(2, minutes)) * time.Minute),
		Severity: severities[int(chance.OfDay("severity", date)*float64(len(severities)))],
		Service:  s.name, Title: s.titles[int(chance.OfDay("title", date)*float64(len(s.titles)))],
	})
}

// plant adds what a demonstration needs, so many days before the anchor's day:
// deployments that fail, are rolled back or cause incidents, those incidents,
// the incidents of the outage that series.DefaultEvents plants, which overlap,
// and one that is open.
func (h *History) plant(day time.Time) {
	at := func(daysAgo, hour, minute int) time.Time {
		return day.AddDate(0, 0, -daysAgo).Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
	}
	incident := func(service, severity, title, causedBy string, started, resolved time.Time) {
		h.Incidents = append(h.Incidents, Incident{
			Started: started, Resolved: resolved, Severity: severity, Service: service, Title: title, CausedBy: causedBy,
		})
	}
	h.deploy(at(150, 14, 20), "api", Production, Failed)
	index := h.deploy(at(118, 14, 5), "api", Production, RolledBack)
	incident("api", Critical, "New index locks the message table", index, at(118, 14, 9), at(118, 15, 2))
	h.deploy(at(67, 13, 40), "web", Production, Failed)
	// Put down to the deployment by service and time alone.
	h.deploy(at(41, 14, 10), "mailer", Production, Success)
	incident("mailer", Critical, "Messages are sent twice", "", at(41, 15, 25), at(41, 16, 40))
	h.deploy(at(23, 13, 40), "api", Production, Failed)

	incident("api", Critical, "Requests fail", "", at(6, 15, 5), at(6, 15, 27))
	incident("web", Critical, "Pages fail", "", at(6, 15, 6), at(6, 15, 26))
	incident("api", High, "Work piles up after the outage", "", at(6, 15, 20), at(6, 15, 58))

	slow := h.deploy(at(4, 9, 56), "web", Production, RolledBack)
	incident("web", High, "Pages are slow since the release", slow, at(4, 10, 8), at(4, 14, 3))
	incident("mailer", Low, "Bounces of one provider are late", "", at(1, 21, 40), time.Time{})
}
