package truth

import (
	"github.com/headroom/headroom/demo/series"
)

// span accumulates everything about the minutes of (start, end].
type span struct {
	start, end series.Minute
	sets       []series.HTTPSet
	all        requests
	services   map[string]*requests
	throughput throughput
	probes     []struct{ observed, up int64 } // by series.ProbeURLs
	cpu        *utilization
	memory     *utilization
	tables     []series.TableCounts
}

func newSpan(m *series.Model, start, end series.Minute) *span {
	s := &span{
		start: start, end: end,
		sets:       m.HTTPSets(),
		services:   map[string]*requests{},
		throughput: throughput{start: start, end: end},
		probes:     make([]struct{ observed, up int64 }, len(series.ProbeURLs)),
		cpu:        newUtilization(m.Nodes()),
		memory:     newUtilization(m.Nodes()),
		tables:     make([]series.TableCounts, len(series.Tables)),
	}
	for _, set := range s.sets {
		s.services[set.Service] = &requests{}
	}
	return s
}

// add takes the facts of one minute, in order.
func (s *span) add(f *facts) {
	if f.minute <= s.start || f.minute > s.end {
		return
	}
	var minute requests
	for i, set := range s.sets {
		minute.add(set, f.http[i])
		s.all.add(set, f.http[i])
		s.services[set.Service].add(set, f.http[i])
	}
	s.throughput.add(f.minute, &minute)
	for i, p := range f.probes {
		if p.observed {
			s.probes[i].observed++
		}
		if p.up {
			s.probes[i].up++
		}
	}
	s.cpu.addCPU(f.minute, f.nodes)
	s.memory.addMemory(f.nodes)
	for i, c := range f.tables {
		addTable(&s.tables[i], c)
	}
}

func addTable(sum *series.TableCounts, c series.TableCounts) {
	sum.Inserted += c.Inserted
	sum.Updated += c.Updated
	sum.Deleted += c.Deleted
	sum.SeqScans += c.SeqScans
	sum.SeqRows += c.SeqRows
	sum.IndexScans += c.IndexScans
	sum.IndexRows += c.IndexRows
}

func (s *span) window() Window {
	w := Window{
		Start: s.start.Time(), End: s.end.Time(),
		HTTP:         s.all.result(),
		Services:     map[string]HTTP{},
		Throughput:   s.throughput.finish(),
		Availability: s.availability(),
		CPU:          s.cpu.result(),
		Memory:       s.memory.result(),
		Tables:       map[string]Table{},
	}
	for name, r := range s.services {
		w.Services[name] = r.result()
	}
	for i := range series.Tables {
		w.Tables[series.Tables[i].Name] = s.table(i)
	}
	return w
}

func (s *span) availability() Availability {
	a := Availability{Targets: map[string]ProbeTarget{}}
	for i, url := range series.ProbeURLs {
		p := s.probes[i]
		a.Targets[url] = ProbeTarget{Observed: p.observed, Up: p.up, Ratio: ratio(p.up, p.observed)}
		a.Expected += int64(s.end - s.start)
		a.Observed += p.observed
		a.Up += p.up
	}
	a.Ratio = ratio(a.Up, a.Observed)
	a.Coverage = float64(a.Observed) / float64(a.Expected)
	return a
}

func ratio(part, whole int64) *float64 {
	if whole == 0 {
		return nil
	}
	r := float64(part) / float64(whole)
	return &r
}

func (s *span) table(i int) Table {
	hours := float64(s.end-s.start) / 60
	c := s.tables[i]
	return Table{
		WritesPerHour:     float64(c.Writes()) / hours,
		ScansPerHour:      float64(c.Scans()) / hours,
		OperationsPerHour: float64(c.Operations()) / hours,
		RowsReadPerHour:   float64(c.RowsRead()) / hours,
	}
}
