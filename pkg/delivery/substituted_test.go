package delivery

import (
	"testing"

	"github.com/headroom/headroom/pkg/verdict"
)

// The middle of the weeks is shown with the weeks, unless they are too many to read.
func TestWeeksText(t *testing.T) {
	many := make([]float64, 20)
	many[19] = 7
	for want, weeks := range map[string][]float64{
		"the middle of 1, 3, 5 is 3":              {1, 3, 5},
		"the middle of 20 weeks from 0 to 7 is 3": many,
	} {
		if got := weeksText(weeks, 3); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestSubstituted(t *testing.T) {
	observation := verdict.Observation{Asked: 90 * day, Window: 90 * day, Coverage: 1}
	for name, tt := range map[string]struct{ got, want string }{
		"mttr":            {MTTR(Resolutions{Count: 4, Mean: 1800}, observation, verdict.Target{}, verdict.Policy{}).Substituted, "2h ÷ 4 = 30m"},
		"mtbf":            {MTBF(Outages{Count: 3, Seconds: 0}, observation, verdict.Target{}, verdict.Policy{Confidence: 0.95}).Substituted, "90d ÷ 3 = 30d"},
		"change failures": {ChangeFailureRatio(Changes{Total: 40, Failed: 3}, observation, verdict.Target{}, verdict.Policy{Confidence: 0.95}).Substituted, "3 ÷ 40 = 7.5 %"},
		"no deployment":   {ChangeFailureRatio(Changes{}, observation, verdict.Target{}, verdict.Policy{Confidence: 0.95}).Substituted, ""},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %q, want %q", name, tt.got, tt.want)
		}
	}
}
