package endtoend

import (
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/demo/delivery"
)

// everything is the whole history of the demo.
func everything() span { return before(world.truth.Anchor, (delivery.HistoryDays+2)*24*time.Hour) }

func TestAnnotationsAreTheHistory(t *testing.T) {
	d, anchor := delivering(t), world.truth.Anchor
	history := delivery.NewHistory(anchor, time.Now())

	want := map[string]delivery.Incident{}
	for _, i := range history.Incidents {
		if i.Started.Before(anchor) && i.Service != "mailer" {
			want["incident:"+i.ID] = i
		}
	}
	list := rows(d.frames(t, everything(), object{"queryType": "incidents", "service": "{api,web}"})[0])
	if len(list) != len(want) || len(want) == 0 {
		t.Errorf("%d incidents, want %d", len(list), len(want))
	}
	for _, r := range list {
		i := want[r["id"].(string)]
		end := i.Resolved
		if end.IsZero() {
			end = anchor // the range's
		}
		if !r["time"].(time.Time).Equal(i.Started) || !r["timeEnd"].(time.Time).Equal(end) ||
			r["title"] != i.Title || r["tags"] != strings.Join([]string{"incident", i.Severity, i.Service, "production"}, ",") {
			t.Errorf("%v is not %+v", r, i)
		}
	}

	count := 0
	for _, one := range history.Deployments {
		if one.Environment == delivery.Staging && one.At.Before(anchor) {
			count++
		}
	}
	list = rows(d.frames(t, everything(), object{"queryType": "deployments", "environment": "staging"})[0])
	if len(list) != count || count == 0 {
		t.Errorf("%d deployments to staging, want %d", len(list), count)
	}
	frames := d.frames(t, everything(), object{"queryType": "deployments", "limit": 5})
	if frames[0].Rows() != 5 {
		t.Errorf("%d deployments, want 5", frames[0].Rows())
	}
	says(t, noticesOf(frames), "deployments: the latest 5 of ")
}

// A dashboard asks whatever data source is chosen.
func TestAnnotationsWithoutAMapping(t *testing.T) {
	for _, queryType := range []string{"incidents", "deployments"} {
		frames := connected().frames(t, everything(), object{"queryType": queryType})
		if len(frames) != 1 || frames[0].Rows() != 0 {
			t.Errorf("%s of nothing: %d frames", queryType, len(frames))
		}
		says(t, noticesOf(frames), "map signals."+queryType)
	}
}
