package capacity

import (
	"testing"
	"time"
)

var anchor = time.Date(2025, 3, 12, 16, 48, 0, 0, time.UTC)

func TestDaysEndYesterdayAndFollowEachOther(t *testing.T) {
	now := anchor.Add(50 * time.Hour)
	days := NewModel(anchor).Days(now)
	if len(days) != HistoryDays {
		t.Fatalf("%d days, want %d", len(days), HistoryDays)
	}
	if want := time.Date(2025, 3, 13, 0, 0, 0, 0, time.UTC); !days[len(days)-1].Date.Equal(want) {
		t.Errorf("last day is %s, want %s", days[len(days)-1].Date, want)
	}
	for i := 1; i < len(days); i++ {
		if days[i].Date.Sub(days[i-1].Date) != 24*time.Hour {
			t.Errorf("%s follows %s", days[i].Date, days[i-1].Date)
		}
		if days[i].Tenants < days[i-1].Tenants {
			t.Errorf("tenants fall from %d to %d on %s", days[i-1].Tenants, days[i].Tenants, days[i].Date)
		}
	}
}

func TestTenantsMatchDailyCounts(t *testing.T) {
	m := NewModel(anchor)
	tenants, days := m.Tenants(anchor), m.Days(anchor)
	if len(tenants) != TenantsAtAnchor {
		t.Fatalf("%d tenants when the anchor's day begins, want %d", len(tenants), TenantsAtAnchor)
	}
	for _, day := range days {
		created := 0
		for _, tenant := range tenants {
			if tenant.CreatedAt.Before(day.Date.AddDate(0, 0, 1)) {
				created++
			}
		}
		if created != day.Tenants {
			t.Errorf("%d tenants created by the end of %s, daily history says %d", created, day.Date.Format(time.DateOnly), day.Tenants)
		}
	}
	for i := 1; i < len(tenants); i++ {
		if tenants[i].CreatedAt.Before(tenants[i-1].CreatedAt) {
			t.Fatalf("tenant %d was created before tenant %d", tenants[i].ID, tenants[i-1].ID)
		}
	}
}

// The card gives 100–500 emails a day and 5–25 concurrent users per tenant.
func TestDriversStayInsideTheCard(t *testing.T) {
	for _, day := range NewModel(anchor).Days(anchor) {
		emails := float64(day.EmailsSent) / float64(day.Tenants)
		users := float64(day.PeakConcurrentUsers) / float64(day.Tenants)
		if emails < 100 || emails > 500 || users < 5 || users > 25 {
			t.Errorf("%s: %.0f emails and %.1f users per tenant", day.Date.Format(time.DateOnly), emails, users)
		}
	}
}
