package truth

import (
	"testing"
	"time"

	"github.com/headroom/headroom/demo/delivery"
)

// Four weeks of one service, counted by hand.
func TestDeliveryOfAHandfulOfEvents(t *testing.T) {
	monday := time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)
	at := func(day, hour int) time.Time { return monday.AddDate(0, 0, day).Add(time.Duration(hour) * time.Hour) }
	release := func(id string, day int, outcome string) delivery.Deployment {
		return delivery.Deployment{ID: id, At: at(day, 10), Service: "api", Environment: delivery.Production, Outcome: outcome}
	}
	history := delivery.History{
		Deployments: []delivery.Deployment{
			release("a", 1, delivery.Success), release("b", 8, delivery.Success), release("c", 9, delivery.Success),
			release("d", 15, delivery.Failed), release("e", 16, delivery.Success),
			{ID: "tried", At: at(3, 10), Service: "api", Environment: delivery.Staging, Outcome: delivery.Failed},
		},
		Incidents: []delivery.Incident{
			{Started: at(2, 0), Resolved: at(2, 2), Severity: delivery.Critical, Service: "api"},
			{Started: at(2, 1), Resolved: at(2, 3), Severity: delivery.High, Service: "api"},
			{Started: at(8, 13), Resolved: at(8, 14), Severity: delivery.Critical, Service: "api"},           // put down to b
			{Started: at(20, 0), Resolved: at(20, 5), Severity: delivery.Low, Service: "api", CausedBy: "a"}, // no failure
			{Started: at(27, 22), Severity: delivery.Critical, Service: "api"},                               // open
		},
	}
	got := DeliveryOf(history, monday, at(28, 0), "")
	want := Delivery{
		Resolved: 4, Open: 1, MTTR: 2.5 * 3600,
		Outages: 3, OutageSeconds: 6 * 3600, MTBF: (28*24 - 6) * 3600 / 3.0,
		WholeWeeks: 4, Frequency: 1, Deployments: 5, Failures: 3, FailureRatio: 0.6,
	}
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}
