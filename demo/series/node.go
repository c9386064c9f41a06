package series

import (
	"fmt"
	"math"
	"strconv"
)

// CPUsPerNode is the number of processors of each node.
const CPUsPerNode = 4

// centisecondsPerMinute is what all modes of one processor add up to: the
// kernel counts processor time in ticks of 10 ms.
const centisecondsPerMinute = 6000

// Node is a machine with a node_exporter.
type Node struct {
	Name        string // target and instance, "db-1:9100"
	MemoryBytes float64

	idleLoad, loadSlope       float64 // CPU utilization = idleLoad + loadSlope × load
	memoryBase, memorySlope   float64 // memory utilization likewise
	trafficBytes, diskBytes   float64 // per minute at load 1
	dataMount                 string
	dataBytes, dataUsedAtOrig float64
	cpu, memory, io           noise
}

const gib = 1 << 30

var nodes = []Node{
	newNode(Node{
		Name: "app-1:9100", MemoryBytes: 16 * gib, idleLoad: 0.14, loadSlope: 0.26,
		memoryBase: 0.47, memorySlope: 0.06, trafficBytes: 420e6, diskBytes: 12e6,
	}),
	newNode(Node{
		Name: "app-2:9100", MemoryBytes: 16 * gib, idleLoad: 0.13, loadSlope: 0.24,
		memoryBase: 0.46, memorySlope: 0.06, trafficBytes: 400e6, diskBytes: 12e6,
	}),
	newNode(Node{
		Name: "db-1:9100", MemoryBytes: 64 * gib, idleLoad: 0.20, loadSlope: 0.35,
		memoryBase: 0.66, memorySlope: 0.025, trafficBytes: 260e6, diskBytes: 900e6,
		dataMount: "/var/lib/postgresql", dataBytes: 400e9, dataUsedAtOrig: 136.5e9,
	}),
}

func newNode(n Node) Node {
	n.cpu, n.memory, n.io = newNoise(n.Name+"/cpu"), newNoise(n.Name+"/memory"), newNoise(n.Name+"/io")
	return n
}

// Nodes lists the machines; a node's index addresses it in the Model's methods.
func (m *Model) Nodes() []Node { return nodes }

// CPUCentiseconds is the processor time one CPU spent in each mode in the
// minute; the modes add up to the whole minute.
type CPUCentiseconds struct{ Idle, IOWait, System, User int64 }

// CPU returns where one processor of the node spent the minute.
func (m *Model) CPU(node, cpu int, minute Minute) CPUCentiseconds {
	n := &nodes[node]
	utilization := n.idleLoad + n.loadSlope*m.load(minute)
	utilization *= 1 + 0.02*n.cpu.smooth(minute, 45) + 0.02*n.cpu.signed(minute*CPUsPerNode+Minute(cpu))
	utilization = min(max(utilization, 0.01), 0.97)
	busy := int64(math.Round(utilization * centisecondsPerMinute))
	c := CPUCentiseconds{
		Idle:   centisecondsPerMinute - busy,
		IOWait: busy * 5 / 100,
		System: busy * 23 / 100,
	}
	c.User = busy - c.IOWait - c.System
	return c
}

// MemoryAvailable returns the node's available memory in bytes.
func (m *Model) MemoryAvailable(node int, minute Minute) float64 {
	const page = 4096
	n := &nodes[node]
	used := n.memoryBase + n.memorySlope*m.load(minute) + 0.01*n.memory.smooth(minute, 180)
	return math.Round(n.MemoryBytes*(1-used)/page) * page
}

// dataUsed grows by 0.4 per cent a day, compound.
func (n *Node) dataUsed(minutes Minute) float64 {
	return math.Round(n.dataUsedAtOrig * math.Pow(1.004, float64(minutes)/1440))
}

// nodeSource is the node_exporter of every node.
type nodeSource struct {
	model  *Model
	totals []nodeTotals
}

type nodeTotals struct {
	cpu                                  [CPUsPerNode]CPUCentiseconds
	received, transmitted, read, written float64
	ioCentiseconds                       int64
}

func (s *nodeSource) describe(add addSeries) {
	for i := range nodes {
		n := &nodes[i]
		with := func(metric string, extra ...string) {
			add(n.Name, append([]string{"__name__", metric, "job", "node", "instance", n.Name}, extra...)...)
		}
		for cpu := range CPUsPerNode {
			for _, mode := range []string{"idle", "iowait", "system", "user"} {
				with("node_cpu_seconds_total", "cpu", strconv.Itoa(cpu), "mode", mode)
			}
		}
		with("node_memory_MemTotal_bytes")
		with("node_memory_MemAvailable_bytes")
		mounts := []string{"/"}
		if n.dataMount != "" {
			mounts = append(mounts, n.dataMount)
		}
		for d, mount := range mounts {
			device := fmt.Sprintf("/dev/nvme%dn1", d)
			with("node_filesystem_size_bytes", "device", device, "fstype", "ext4", "mountpoint", mount)
			with("node_filesystem_avail_bytes", "device", device, "fstype", "ext4", "mountpoint", mount)
		}
		with("node_network_receive_bytes_total", "device", "eth0")
		with("node_network_transmit_bytes_total", "device", "eth0")
		with("node_disk_read_bytes_total", "device", "nvme0n1")
		with("node_disk_written_bytes_total", "device", "nvme0n1")
		with("node_disk_io_time_seconds_total", "device", "nvme0n1")
	}
	s.totals = make([]nodeTotals, len(nodes))
}

func (s *nodeSource) sample(minute Minute, put putValue) {
	const rootBytes, rootUsedShare = 80e9, 0.41
	for i := range nodes {
		n, total := &nodes[i], &s.totals[i]
		for cpu := range total.cpu {
			gained, sum := s.model.CPU(i, cpu, minute), &total.cpu[cpu]
			sum.Idle += gained.Idle
			sum.IOWait += gained.IOWait
			sum.System += gained.System
			sum.User += gained.User
			for _, centiseconds := range []int64{sum.Idle, sum.IOWait, sum.System, sum.User} {
				put(float64(centiseconds) / 100)
			}
		}
		put(n.MemoryBytes)
		put(s.model.MemoryAvailable(i, minute))
		put(rootBytes)
		put(rootBytes * (1 - rootUsedShare))
		if n.dataMount != "" {
			put(n.dataBytes)
			put(n.dataBytes - n.dataUsed(minute-s.model.origin))
		}
		load := s.model.load(minute) * (1 + 0.1*n.io.signed(minute))
		total.received += math.Round(n.trafficBytes * load)
		total.transmitted += math.Round(1.6 * n.trafficBytes * load)
		total.read += math.Round(0.3 * n.diskBytes * load)
		total.written += math.Round(n.diskBytes * load)
		total.ioCentiseconds += int64(min(n.diskBytes*load/900e6*1500, centisecondsPerMinute))
		put(total.received)
		put(total.transmitted)
		put(total.read)
		put(total.written)
		put(float64(total.ioCentiseconds) / 100)
	}
}
