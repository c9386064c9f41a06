package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/headroom/headroom/demo/internal/preview/previewtest"
)

func TestRefusesToListenBeyondLoopback(t *testing.T) {
	for _, listen := range []string{"0.0.0.0:0", ":0", "192.0.2.1:0"} {
		err := run(context.Background(), options{listen: listen, provisioning: "../../preview/provisioning/datasources/headroom.yaml"})
		if err == nil || !strings.Contains(err.Error(), "loopback only") {
			t.Errorf("listening on %s: error = %v, want a refusal", listen, err)
		}
	}
}

func TestTheBackendIsThePluginWithAnExecutable(t *testing.T) {
	dist := previewtest.Dist(t)
	binary, err := backendBinary(dist)
	if err != nil || !strings.HasPrefix(filepath.Base(binary), "gpx_test_") {
		t.Errorf("binary = %q, %v", binary, err)
	}
	if err := os.RemoveAll(filepath.Join(dist, "datasource")); err != nil {
		t.Fatal(err)
	}
	if _, err := backendBinary(dist); err == nil || !strings.Contains(err.Error(), "names an executable") {
		t.Errorf("error without a backend = %v", err)
	}
}
