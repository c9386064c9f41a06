package promql

import (
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/promql"
	"github.com/headroom/headroom/pkg/signal"
	"github.com/headroom/headroom/pkg/verdict"
)

// Two machines: one with two processors of which 90 % are used, one with six of which 20 % are.
const machines = `load 1m
  node_cpu_seconds_total{instance="hot",cpu="0",mode="idle"} 0+6x720
  node_cpu_seconds_total{instance="hot",cpu="1",mode="idle"} 0+6x720
  node_cpu_seconds_total{instance="cool",cpu="0",mode="idle"} 0+48x720
  node_cpu_seconds_total{instance="cool",cpu="1",mode="idle"} 0+48x720
  node_cpu_seconds_total{instance="cool",cpu="2",mode="idle"} 0+48x720
  node_cpu_seconds_total{instance="cool",cpu="3",mode="idle"} 0+48x720
  node_cpu_seconds_total{instance="cool",cpu="4",mode="idle"} 0+48x720
  node_cpu_seconds_total{instance="cool",cpu="5",mode="idle"} 0+48x720
  node_cpu_seconds_total{instance="cool",cpu="0",mode="user"} 0+12x720
  node_memory_MemTotal_bytes{instance="hot"} 1000x720
  node_memory_MemAvailable_bytes{instance="hot"} 100x720
  node_memory_MemTotal_bytes{instance="cool"} 9000x720
  node_memory_MemAvailable_bytes{instance="cool"} 8000x720
`

func TestTheHottestInstanceDecides(t *testing.T) {
	s := at(t, 12*time.Hour, machines)
	for kpi, fleet := range map[string]float64{
		"cpu_utilization":    1 - (2*0.1+6*0.8)/8, // by processors, not the mean of two machines
		"memory_utilization": 1 - 8100.0/10000,
	} {
		r := s.kpi(kpi, object{"window": "6h"})
		s.is(r, verdict.Missed, 0.9, 1e-9, "hot")
		s.near("the fleet", r.Fleet, fleet, 1e-9)
		if r.Instance != "hot" {
			t.Errorf("the hottest is %q", r.Instance)
		}
		times, values := s.trend(kpi, object{"window": "1h"})
		s.near("the trend's end", values[len(times)-1], 0.9, 1e-9)
	}
}

func TestMachinesHaveNoService(t *testing.T) {
	s := at(t, 12*time.Hour, machines)
	for _, query := range []object{{"service": "api"}, {"groupBy": []string{"service"}}, {"groupBy": []string{"service"}, "service": "api"}} {
		query["window"] = "6h"
		s.is(s.kpi("cpu_utilization", query), verdict.NoSource, none, 0, "service", "signals.cpu_utilization.labels.service")
	}
}

// A group that fell silent five days ago keeps its row; one that nobody has ever seen has one when it is asked for.
func TestSilentInstancesKeepTheirRow(t *testing.T) {
	s := at(t, 6*24*time.Hour, `load 1m
  node_cpu_seconds_total{instance="gone",cpu="0",mode="idle"} 0+6x1440
  node_cpu_seconds_total{instance="here",cpu="0",mode="idle"} 0+30x8640`)
	rows := s.kpis(object{"kpis": []string{"cpu_utilization"}, "window": "6h", "groupBy": []string{"instance"}})
	if len(rows) != 2 || rows[0].Labels["instance"] != "gone" || rows[1].Labels["instance"] != "here" {
		t.Fatalf("rows: %+v", rows)
	}
	s.is(rows[0].Result, verdict.InsufficientData, none, 0)
	s.is(rows[1].Result, verdict.Met, 0.5, 1e-9)
}

// 90 % for two hours of a declared load test, 20 % else: the test is left out, and is no gap either.
func TestMaintenanceIsLeftOut(t *testing.T) {
	const series = `load 1m
  node_cpu_seconds_total{instance="a",cpu="0",mode="idle"} 0+48x480 23046+6x119 23808+48x119
  maintenance_active 0x480 1x125 0x114
`
	s := at(t, 12*time.Hour, series)
	s.is(s.kpi("cpu_utilization", object{"window": "6h"}), verdict.Missed, 0.9, 0.01)
	for _, o := range []signal.Override{{Metric: "maintenance_active"}, {Expr: "maintenance_active # declared"}} {
		s.overrides[signal.Maintenance] = o
		s.is(s.kpi("cpu_utilization", object{"window": "6h"}), verdict.Met, 0.2, 1e-6)
	}
}

// Three containers of one pod: at 80 % of two processors, at 10 % of half a one, and one without a limit, whose load
// says nothing. The pod's own row and the machine's row sum them up and must not count again.
const containers = `load 1m
  container_cpu_usage_seconds_total{pod="p",container="app",cpu="total",id="/p/app"} 0+96x720
  container_cpu_usage_seconds_total{pod="p",container="sidecar",cpu="total",id="/p/sidecar"} 0+3x720
  container_cpu_usage_seconds_total{pod="p",container="free",cpu="total",id="/p/free"} 0+600x720
  container_cpu_usage_seconds_total{pod="p",container="",cpu="total",id="/p"} 0+699x720
  container_spec_cpu_quota{pod="p",container="app",id="/p/app"} 200000x720
  container_spec_cpu_quota{pod="p",container="sidecar",id="/p/sidecar"} 50000x720
  container_spec_cpu_quota{pod="p",container="",id="/p"} 250000x720
  container_spec_cpu_period{pod="p",container="app",id="/p/app"} 100000x720
  container_spec_cpu_period{pod="p",container="sidecar",id="/p/sidecar"} 100000x720
  container_spec_cpu_period{pod="p",container="free",id="/p/free"} 100000x720
  container_spec_cpu_period{pod="p",container="",id="/p"} 100000x720
  container_memory_working_set_bytes{pod="p",container="app",id="/p/app"} 600x720
  container_memory_working_set_bytes{pod="p",container="free",id="/p/free"} 9000x720
  container_memory_working_set_bytes{pod="p",container="",id="/p"} 9600x720
  container_spec_memory_limit_bytes{pod="p",container="app",id="/p/app"} 1000x720
  container_spec_memory_limit_bytes{pod="p",container="free",id="/p/free"} 0x720
  container_spec_memory_limit_bytes{pod="p",container="",id="/p"} 1000x720
`

func TestContainersAreHeldAgainstTheirLimits(t *testing.T) {
	s := at(t, 12*time.Hour, containers)
	s.is(s.kpi("cpu_utilization", object{"window": "6h"}), verdict.Met, (1.6+0.05)/2.5, 1e-9)
	s.is(s.kpi("memory_utilization", object{"window": "6h"}), verdict.Met, 0.6, 1e-9)
	rows := s.kpis(object{"kpis": []string{"cpu_utilization"}, "window": "6h", "groupBy": []string{"container"}})
	for _, row := range rows {
		want, status := map[string]float64{"app": 0.8, "sidecar": 0.1, "free": none}[row.Labels["container"]], row.Result.Status
		s.is(row.Result, status, want, 1e-9)
	}
	if len(rows) != 3 {
		t.Errorf("%d rows: %+v", len(rows), rows)
	}
}

// On Docker alone there is no label container, and the name tells containers from the machine.
func TestContainersOfDocker(t *testing.T) {
	s := at(t, 12*time.Hour, `load 1m
  container_memory_working_set_bytes{name="app",id="/docker/1"} 600x720
  container_memory_working_set_bytes{id="/"} 9600x720
  container_spec_memory_limit_bytes{name="app",id="/docker/1"} 1000x720
  container_spec_memory_limit_bytes{id="/"} 10000x720`)
	r := s.kpi("memory_utilization", object{"window": "6h"})
	s.is(r, verdict.Met, 0.6, 1e-9)
	if r.Instance != "app" {
		t.Errorf("the hottest is %q", r.Instance)
	}
}

func TestUtilizationByOverride(t *testing.T) {
	s := at(t, 12*time.Hour, `load 1m
  instance:load:ratio{instance="a",env="prod"} 0.5x720
  instance:load:ratio{instance="b",env="test"} 0.9x720`)
	s.overrides[signal.CPUUtilization] = signal.Override{Metric: "instance:load:ratio", Matchers: []promql.Matcher{{Label: "env", Op: "=", Value: "prod"}}}
	s.is(s.kpi("cpu_utilization", object{"window": "6h"}), verdict.Met, 0.5, 1e-9)
	s.overrides[signal.CPUUtilization] = signal.Override{Expr: "instance:load:ratio"}
	s.is(s.kpi("cpu_utilization", object{"window": "6h"}), verdict.Missed, 0.9, 1e-9)
}
