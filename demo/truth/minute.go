package truth

import "github.com/headroom/headroom/demo/series"

// facts are what happened in one minute, asked from the model once for all
// spans that contain it.
type facts struct {
	minute series.Minute
	http   []series.HTTPCounts
	tables []series.TableCounts
	probes []probePoint // by series.ProbeURLs
	nodes  []nodePoint
}

// probePoint is one grid point of one address over all locations.
type probePoint struct{ observed, up bool }

// nodePoint is one machine's minute.
type nodePoint struct {
	observed                     bool
	busyCentiseconds             int64
	memoryUsed, memoryTotalBytes float64
}

func observe(m *series.Model, minute series.Minute) facts {
	f := facts{
		minute: minute,
		http:   make([]series.HTTPCounts, len(m.HTTPSets())),
		tables: make([]series.TableCounts, len(series.Tables)),
		probes: make([]probePoint, len(series.ProbeURLs)),
		nodes:  make([]nodePoint, len(m.Nodes())),
	}
	for i := range f.http {
		f.http[i] = m.HTTP(i, minute)
	}
	for i := range f.tables {
		f.tables[i] = m.Table(i, minute)
	}
	for i, url := range series.ProbeURLs {
		for _, location := range series.ProbeLocations {
			if m.Missing(series.ProbeTarget(url, location), minute) {
				continue
			}
			f.probes[i].observed = true
			f.probes[i].up = f.probes[i].up || m.ProbeUp(url, location, minute)
		}
	}
	for i, node := range m.Nodes() {
		p := nodePoint{observed: !m.Missing(node.Name, minute), memoryTotalBytes: node.MemoryBytes}
		for cpu := range series.CPUsPerNode {
			used := m.CPU(i, cpu, minute)
			p.busyCentiseconds += used.IOWait + used.System + used.User
		}
		p.memoryUsed = node.MemoryBytes - m.MemoryAvailable(i, minute)
		f.nodes[i] = p
	}
	return f
}
