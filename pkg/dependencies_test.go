package main

import (
	"os/exec"
	"strings"
	"testing"
)

// The shipped binary speaks to Prometheus over HTTP; its database and its engine, which weigh more than everything
// else together, belong to the demo.
func TestTheBinaryStaysLean(t *testing.T) {
	output, err := exec.CommandContext(t.Context(), "go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	dependencies := strings.Fields(string(output))
	if len(dependencies) < 100 {
		t.Fatalf("only %d dependencies are listed", len(dependencies))
	}
	for _, dependency := range dependencies {
		for _, refused := range []string{
			"github.com/prometheus/prometheus/", "github.com/prometheus/alertmanager/", "github.com/grafana/dataplane/",
			"github.com/grafana/grafana/", "github.com/headroom/headroom/demo", "go.uber.org/goleak", "pgregory.net/rapid",
		} {
			if dependency == strings.TrimSuffix(refused, "/") || strings.HasSuffix(refused, "/") && strings.HasPrefix(dependency, refused) {
				t.Errorf("the binary depends on %s", dependency)
			}
		}
	}
}
