package promql

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/signal"
)

// The number of tenants is the largest that a series says now; what has fallen silent says nothing.
func TestTenantsOfSeries(t *testing.T) {
	const series = `load 1m
  app_tenants{instance="a", env="prod"} 1700+1x60
  app_tenants{instance="b", env="prod"} 1799x60
  app_tenants{instance="a", env="test"} 9999x60
  app_tenants_gone 5x10`
	for name, test := range map[string]struct {
		override signal.Override
		current  float64
		notice   string
	}{
		"a metric of several replicas": {signal.Override{Metric: "app_tenants", Matchers: []promql.Matcher{{Label: "env", Op: "=", Value: "prod"}}}, 1_799, ""},
		"an expression":                {signal.Override{Expr: `sum(app_tenants{env="prod"}) / 2 # a comment`}, 1_780, ""},
		"a silent metric":              {signal.Override{Metric: "app_tenants_gone"}, 0, "no samples now: check that app_tenants_gone is still scraped"},
		"a metric that never was":      {signal.Override{Metric: "app_customers"}, 0, "app_customers"},
		"nothing":                      {signal.Override{}, 0, "map it with signals.tenants.sql, .metric or .expr"},
	} {
		s := at(t, time.Hour, series)
		s.overrides = map[signal.Name]signal.Override{signal.Tenants: test.override}
		answer := s.engine().Projection(context.Background(), s.request(object{"queryType": "projection", "includeCurrent": true}))
		at := slices.Index(answer.Current, true)
		if test.notice != "" {
			if at >= 0 || len(answer.Rows) != 6 || len(answer.Notices) != 1 || !strings.Contains(answer.Notices[0], test.notice) {
				t.Errorf("%s: %+v", name, answer)
			}
			continue
		}
		if at < 0 || answer.Rows[at].Tenants != test.current || len(answer.Rows) != 7 || len(answer.Notices) > 0 {
			t.Errorf("%s: row %d of %+v", name, at, answer)
		}
	}
}
