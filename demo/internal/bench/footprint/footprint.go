// Package footprint reads what a plugin process holds: its memory, its
// goroutines, its descriptors and its connections. It reads Linux's /proc.
package footprint

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"github.com/headroom/headroom/demo/internal/preview/process"
)

// Footprint is what a process holds at one moment.
type Footprint struct {
	// Resident is the resident set, Peak its highest value since ResetPeak, in bytes.
	Resident, Peak int64
	// Goroutines is what the process itself reports.
	Goroutines int
	// Descriptors are the open files of every kind, Connections the established TCP connections among them.
	Descriptors, Connections int
}

// Of reads the footprint of a running plugin.
func Of(ctx context.Context, plugin *process.Client) (f Footprint, err error) {
	if f.Resident, err = statusBytes(plugin.PID, "VmRSS"); err != nil {
		return f, err
	}
	if f.Peak, err = statusBytes(plugin.PID, "VmHWM"); err != nil {
		return f, err
	}
	if f.Goroutines, err = goroutines(ctx, plugin); err != nil {
		return f, err
	}
	sockets, descriptors, err := openSockets(plugin.PID)
	if err != nil {
		return f, err
	}
	f.Descriptors = descriptors
	f.Connections, err = established(plugin.PID, sockets)
	return f, err
}

// ResetPeak starts the measuring of Peak anew.
func ResetPeak(plugin *process.Client) error {
	// 5 resets the "high water mark": proc_pid_clear_refs(5).
	return os.WriteFile(procFile(plugin.PID, "clear_refs"), []byte("5"), 0)
}

func procFile(pid int, name string) string {
	return filepath.Join("/proc", strconv.Itoa(pid), name)
}

// statusBytes reads one of the sizes of /proc/<pid>/status, which are in KiB.
func statusBytes(pid int, name string) (int64, error) {
	text, err := os.ReadFile(procFile(pid, "status"))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		rest, found := strings.CutPrefix(line, name+":")
		if !found {
			continue
		}
		kib, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 64)
		return kib << 10, err
	}
	return 0, fmt.Errorf("process %d has no %s", pid, name)
}

// goroutines reads the plugin's own metrics.
func goroutines(ctx context.Context, plugin *process.Client) (int, error) {
	answer, err := plugin.Diagnostics.CollectMetrics(ctx, &pluginv2.CollectMetricsRequest{})
	if err != nil {
		return 0, fmt.Errorf("collecting the plugin's metrics: %w", err)
	}
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(string(answer.GetMetrics().GetPrometheus())))
	if err != nil {
		return 0, fmt.Errorf("reading the plugin's metrics: %w", err)
	}
	family, ok := families["go_goroutines"]
	if !ok || len(family.GetMetric()) != 1 {
		return 0, errors.New("the plugin reports no go_goroutines")
	}
	return int(family.GetMetric()[0].GetGauge().GetValue()), nil
}

// openSockets lists the inodes of a process's sockets, and counts all of its descriptors.
func openSockets(pid int) (inodes map[string]bool, descriptors int, err error) {
	directory := procFile(pid, "fd")
	entries, err := os.ReadDir(directory)
	if err != nil {
		return nil, 0, err
	}
	inodes = map[string]bool{}
	for _, entry := range entries {
		target, err := os.Readlink(filepath.Join(directory, entry.Name()))
		if err != nil {
			continue // closed since the listing
		}
		if inode, found := strings.CutPrefix(target, "socket:["); found {
			inodes[strings.TrimSuffix(inode, "]")] = true
		}
	}
	return inodes, len(entries), nil
}

// established counts the established TCP connections among the sockets.
func established(pid int, sockets map[string]bool) (int, error) {
	const (
		stateField, inodeField = 3, 9
		stateEstablished       = "01"
	)
	count := 0
	for _, table := range []string{"net/tcp", "net/tcp6"} {
		text, err := os.ReadFile(procFile(pid, table))
		if err != nil {
			return 0, err
		}
		for line := range strings.Lines(string(text)) {
			fields := strings.Fields(line)
			if len(fields) > inodeField && fields[stateField] == stateEstablished && sockets[fields[inodeField]] {
				count++
			}
		}
	}
	return count, nil
}
