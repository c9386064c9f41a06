package truth

import (
	"math"
	"slices"

	"github.com/headroom/headroom/demo/series"
)

// utilization accumulates the busy share of every node over time.
type utilization struct {
	nodes   []series.Node
	byNode  [][]float64
	fleet   []float64
	pending []nodeSum // CPU: the five-minute window under way
}

// nodeSum is the part of an aligned window seen so far.
type nodeSum struct {
	minutes int
	busy    int64
}

func newUtilization(nodes []series.Node) *utilization {
	return &utilization{nodes: nodes, byNode: make([][]float64, len(nodes)), pending: make([]nodeSum, len(nodes))}
}

// addMemory takes one sample of every node that was scraped.
func (u *utilization) addMemory(points []nodePoint) {
	used, total := 0.0, 0.0
	for i, p := range points {
		if !p.observed {
			continue
		}
		u.byNode[i] = append(u.byNode[i], p.memoryUsed/p.memoryTotalBytes)
		used, total = used+p.memoryUsed, total+p.memoryTotalBytes
	}
	if total > 0 {
		u.fleet = append(u.fleet, used/total)
	}
}

// addCPU sums minutes to aligned windows; one with a minute missing is left out.
func (u *utilization) addCPU(minute series.Minute, points []nodePoint) {
	for i, p := range points {
		if p.observed {
			u.pending[i].minutes++
			u.pending[i].busy += p.busyCentiseconds
		}
	}
	if minute%windowMinutes != 0 {
		return
	}
	const capacity = windowMinutes * 6000 * series.CPUsPerNode // centiseconds
	busy, nodes := int64(0), int64(0)
	for i := range u.pending {
		if u.pending[i].minutes == windowMinutes {
			u.byNode[i] = append(u.byNode[i], float64(u.pending[i].busy)/capacity)
			busy += u.pending[i].busy
			nodes++
		}
		u.pending[i] = nodeSum{}
	}
	if nodes > 0 {
		u.fleet = append(u.fleet, float64(busy)/float64(nodes*capacity))
	}
}

func (u *utilization) result() Utilization {
	r := Utilization{Instances: map[string]float64{}, Fleet: percentile95(u.fleet)}
	for i, node := range u.nodes {
		p := percentile95(u.byNode[i])
		r.Instances[node.Name] = p
		if p > r.Hottest {
			r.Hottest, r.HottestInstance = p, node.Name
		}
	}
	return r
}

// percentile95 interpolates linearly between the closest ranks, as PromQL's
// quantile_over_time does. Without values it is zero.
func percentile95(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	rank := 0.95 * float64(len(sorted)-1)
	below := int(math.Floor(rank))
	above := min(below+1, len(sorted)-1)
	return sorted[below] + (rank-float64(below))*(sorted[above]-sorted[below])
}
