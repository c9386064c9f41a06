package signal

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/promql"
)

var probing = Probing{Interval: time.Minute, Aggregate: "max"}

// recordedBefore has a metric and its recordings of some definitions.
type recordedBefore struct {
	catalogue
	definitions []string
}

func (r recordedBefore) LabelValues(_ context.Context, label, _ string, _, _ time.Time) ([]string, error) {
	if label == DefinitionLabel {
		return r.definitions, nil
	}
	return nil, nil
}

func TestRecordingsAreFound(t *testing.T) {
	counter := series{"http_requests_total": {"service", "env", "code", "handler"}}
	kept := series{"http_requests_total": {"service", "env", "code", "handler"}, RecordedRequests: nil}
	resolve := func(has series, definitions ...string) *Recorded {
		t.Helper()
		r := Resolver{Prometheus: recordedBefore{catalogue{series: has}, definitions}, HealthCheckRoutes: "/up", Probing: probing}
		found, err := r.Resolve(context.Background(), time.Now())
		if err != nil {
			t.Fatal(err)
		}
		return found[Requests].Recorded
	}
	fresh := resolve(counter)
	if fresh == nil || fresh.Found || !strings.Contains(fresh.Why, "does not exist") || len(fresh.Definition) != 8 {
		t.Errorf("%+v", fresh)
	}
	if got := resolve(kept, "00000000", fresh.Definition); !got.Found {
		t.Errorf("%+v", got)
	}
	if got := resolve(kept, "00000000"); got.Found || !strings.Contains(got.Why, "another definition (00000000)") {
		t.Errorf("%+v", got)
	}
}

func TestRecordings(t *testing.T) {
	roles := map[Role]string{RoleService: "svc", RoleEnvironment: "env", RoleStatus: "code", RoleInstance: "instance"}
	for name, test := range map[string]struct {
		mapping Mapping
		want    []Recording
	}{
		"requests": {
			Mapping{Signal: Requests, Form: Classic, Metric: "h", Labels: roles, Matchers: []promql.Matcher{{Label: "route", Op: "!=", Value: "/up"}}},
			[]Recording{
				{RecordedRequests, `sum by (svc, env, code) (increase(h_count{route!="/up"}[1h]))`},
				{RecordedRequestsObserved, `count_over_time((group by (svc, env, code) (last_over_time(h_count{route!="/up"}[5m])))[1h:5m])`},
			},
		},
		"durations": {
			Mapping{Signal: RequestDuration, Form: Classic, Metric: "h", Labels: roles},
			[]Recording{
				{RecordedBuckets, `sum by (svc, env, le) (increase(h_bucket[1h]))`},
				{RecordedBucketsObserved, `count_over_time((group by (svc, env) (last_over_time(h_count[5m])))[1h:5m])`},
			},
		},
		"probe": {
			Mapping{Signal: ProbeSuccess, Form: Gauge, Metric: "p", Labels: roles},
			[]Recording{
				{RecordedUp, `sum_over_time((max by (svc, env, instance) (last_over_time(p[1m])))[1h:1m])`},
				{RecordedPoints, `count_over_time((max by (svc, env, instance) (last_over_time(p[1m])))[1h:1m])`},
			},
		},
		"a native histogram":             {Mapping{Signal: RequestDuration, Form: Native, Metric: "h"}, nil},
		"an expression":                  {Mapping{Signal: Requests, Form: Expression, Expr: "x"}, nil},
		"SQL":                            {Mapping{Signal: Requests, Form: Statement, SQL: "SELECT"}, nil},
		"nothing":                        {Mapping{Signal: ProbeSuccess}, nil},
		"a signal that is not recorded":  {Mapping{Signal: MemoryUtilization, Form: Gauge, Metric: "m"}, nil},
		"table counters, which are rows": {Mapping{Signal: TableActivity, Form: Counters, Metric: "t"}, nil},
	} {
		got := test.mapping.Recordings(probing)
		if len(got) != len(test.want) {
			t.Errorf("%s: %+v", name, got)
			continue
		}
		for i := range got {
			if got[i] != test.want[i] {
				t.Errorf("%s: %+v, want %+v", name, got[i], test.want[i])
			}
		}
	}
}

// A definition changes with whatever changes what is recorded, and with nothing else.
func TestDefinition(t *testing.T) {
	m := Mapping{Signal: ProbeSuccess, Form: Gauge, Metric: "p", Labels: map[Role]string{RoleInstance: "instance"}}
	same := m
	same.Why, same.LabelNames = "another reason", []string{"instance", "job"}
	if m.Definition(probing) != same.Definition(probing) {
		t.Error("what is recorded is the same")
	}
	other := m
	other.Matchers = []promql.Matcher{{Label: "job", Op: "=", Value: "blackbox"}}
	all := probing
	all.Aggregate = "min"
	for what, definition := range map[string]string{"matchers": other.Definition(probing), "how probes are read": m.Definition(all)} {
		if definition == m.Definition(probing) {
			t.Errorf("%s make no difference", what)
		}
	}
}
