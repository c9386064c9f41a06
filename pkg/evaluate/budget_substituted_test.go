package evaluate

import (
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/health"
)

// A row says how its value came from the burn rates of the alert's two windows.
func TestBudgetRowSubstituted(t *testing.T) {
	rate := func(v float64) *float64 { return &v }
	rule := health.BurnRule{Severity: "page", Long: time.Hour, Short: 5 * time.Minute, Factor: 14.4}
	for name, tt := range map[string]struct {
		burn health.Burn
		want string
	}{
		"both known":     {health.Burn{Long: rate(7.2), Short: rate(20)}, "lower of 7.2 over 1h and 20 over 5m, ÷ 14.4 = 0.5"},
		"short unknown":  {health.Burn{Long: rate(7.2)}, ""},
		"neither known":  {health.Burn{}, ""},
		"nothing burns":  {health.Burn{Long: rate(0), Short: rate(0)}, "lower of 0 over 1h and 0 over 5m, ÷ 14.4 = 0"},
		"a steady month": {health.Burn{Long: rate(1), Short: rate(1)}, "lower of 1 over 1h and 1 over 5m, ÷ 14.4 = 0.0694"},
	} {
		if got := (BudgetRow{Rule: rule, Burn: tt.burn}).Substituted(); got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}
