package query

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/headroom/headroom/pkg/catalog"
)

func TestParseDelivery(t *testing.T) {
	for model, want := range map[string]Query{
		`{}`: {KPIs: []string{"mttr", "mtbf", "deployment_frequency", "change_failure_ratio"}, Format: FormatNumeric},
		`{"kpis": ["mttr", "mttr"], "window": "90d", "service": "{api,web}", "environment": "staging", "groupBy": ["service", "environment"], "timeZone": "Europe/Berlin", "format": "table"}`: {
			KPIs: []string{"mttr"}, Window: "90d", Services: []string{"api", "web"}, Environments: []string{"staging"},
			GroupBy: []string{"service", "environment"}, TimeZone: "Europe/Berlin", Format: FormatTable,
		},
		`{"step": "1w", "kpis": ["deployment_frequency"], "groupBy": ["service"]}`: {KPIs: []string{"deployment_frequency"}, GroupBy: []string{"service"}, Step: "1w"},
		`{"window": "dashboard"}`: {KPIs: catalog.DeliveryKPIs, Window: WindowDashboard, Format: FormatNumeric},
	} {
		want.RefID, want.QueryType = "A", TypeDelivery
		got, err := Parse(json.RawMessage(model), "A", "delivery")
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n got %+v, %v\nwant %+v", model, got, err, want)
		}
	}
}

func TestParseDeliveryRefuses(t *testing.T) {
	for model, want := range map[string]string{
		`{"kpis": ["availability"]}`:                         `kpis[0]: "availability" is not known; known: mttr, mtbf, deployment_frequency, change_failure_ratio`,
		`{"groupBy": ["team"]}`:                              `groupBy[0]: "team" is not known; known: service, environment`,
		`{"groupBy": ["service", "environment", "service"]}`: `groupBy: 3 entries are more than the 2 allowed`,
		`{"step": "1d"}`:                                     `step: "1d" is not known; did you mean "1w"? Known: 1w`,
		`{"step": "1w", "window": "90d"}`:                    `window: does not go with step: a trend covers the dashboard's range, each week by itself`,
		`{"step": "1w", "format": "numeric"}`:                `format: does not go with step: a trend is a time series`,
		`{"timeZone": "Local"}`:                              `timeZone: "Local" is not an IANA time zone`,
		`{"window": "2y"}`:                                   `window: "2y" is outside [1m, 400d]`,
	} {
		if _, err := Parse(json.RawMessage(model), "A", "delivery"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s:\n got %v\nwant %s", model, err, want)
		}
	}
}
