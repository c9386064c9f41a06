package endtoend

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/headroom/headroom/demo/delivery"
	"github.com/headroom/headroom/demo/truth"
)

// delivering is a data source over the demo's tables of incidents and deployments.
func delivering(t *testing.T) dataSource {
	return connected().with(t.Name(), "signals", object{"incidents": object{"table": "incidents"}, "deployments": object{"table": "deployments"}})
}

// Nothing is sampled or extrapolated, so only the last digit of a sum may differ.
func TestDeliveryAgreesWithTheTruth(t *testing.T) {
	d := delivering(t)
	// Later events are there, too, and must not count.
	history := delivery.NewHistory(world.truth.Anchor, time.Now())
	for _, window := range []string{"30d", "90d", "170d"} {
		for _, service := range []string{"", "api", "web", "mailer"} {
			t.Run(window+" "+service, func(t *testing.T) {
				answer := d.frames(t, before(world.truth.Anchor, time.Hour),
					object{"queryType": "delivery", "format": "table", "window": window, "service": service, "timeZone": "UTC"})
				to := evaluatedAt(t, answer[0])
				if late := world.truth.Anchor.Sub(to); late < 0 || late > 3*time.Hour {
					t.Fatalf("the window ends at %s, %s before what was asked", to, late)
				}
				list := rows(answer[0])
				length := time.Duration(by(t, list, "kpi", "mttr").number(t, "window_seconds")) * time.Second
				agree(t, list, truth.DeliveryOf(history, to.Add(-length), to, service))
			})
		}
	}
}

// evaluatedAt is the end of the window, which is the range's aligned to a grid of the window's.
func evaluatedAt(t *testing.T, frame *data.Frame) time.Time {
	t.Helper()
	var evidence struct{ EvaluatedAt time.Time }
	text, err := json.Marshal(frame.Meta.Custom)
	if err == nil {
		err = json.Unmarshal(text, &evidence)
	}
	if err != nil {
		t.Fatal(err)
	}
	return evidence.EvaluatedAt.UTC()
}

func agree(t *testing.T, list []row, want truth.Delivery) {
	t.Helper()
	for _, kpi := range []struct {
		id             string
		value, samples float64
	}{
		{"mttr", want.MTTR, float64(want.Resolved)},
		{"mtbf", want.MTBF, float64(want.Outages)},
		{"deployment_frequency", want.Frequency, float64(want.WholeWeeks)},
		{"change_failure_ratio", want.FailureRatio, float64(want.Deployments)},
	} {
		r := by(t, list, "kpi", kpi.id)
		near(t, kpi.id+"'s samples", r.number(t, "samples"), kpi.samples, exact)
		if r["status"] == "insufficient_data" && r["value"] == nil {
			t.Logf("%-20s %v", kpi.id, r["reason"])
			continue
		}
		near(t, kpi.id, r.number(t, "value"), kpi.value, exact)
		t.Logf("%-20s %-10v value %v", kpi.id, r["status"], r["value"])
	}
}

// The history must let every KPI be judged over the profile's window.
func TestDeliveryOfTheDemoIsKnown(t *testing.T) {
	list := rows(delivering(t).frames(t, before(world.truth.Anchor, time.Hour), object{"queryType": "delivery", "format": "table"})[0])
	for _, kpi := range []string{"mttr", "mtbf", "deployment_frequency", "change_failure_ratio"} {
		by(t, list, "kpi", kpi).number(t, "value")
	}
}
