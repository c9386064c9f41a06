package health

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// meanOf and percentileOf are the plain definitions that the incremental ones are tested and measured against.
func meanOf(values []float64) float64 {
	sum, n := 0.0, 0.0
	for _, v := range values {
		if !math.IsNaN(v) {
			sum, n = sum+v, n+1
		}
	}
	return sum / n
}

// percentileOf is Prometheus's quantile over the values that are numbers, 0 when there are none.
func percentileOf(q float64, values []float64) float64 {
	known := slices.DeleteFunc(slices.Clone(values), math.IsNaN)
	if len(known) == 0 {
		return 0
	}
	slices.Sort(known)
	rank := q * float64(len(known)-1)
	below := int(math.Floor(rank))
	above := min(below+1, len(known)-1)
	weight := rank - math.Floor(rank)
	return known[below]*(1-weight) + known[above]*weight
}

// loads are shapes that a utilisation takes; each of them is hard on another way to keep a sliding percentile.
var loads = map[string]func(i int, r *rand.Rand) float64{
	"daily":       func(i int, r *rand.Rand) float64 { return 0.4 + 0.3*math.Sin(float64(i)/200) + 0.05*r.NormFloat64() },
	"alternating": func(i int, r *rand.Rand) float64 { return float64(i%2) + 0.01*r.Float64() },
	"rising":      func(i int, _ *rand.Rand) float64 { return float64(i) },
	"constant":    func(int, *rand.Rand) float64 { return 0.5 },
}

const (
	benchSteps = 9000
	benchWidth = 2000
)

// The whole fleet's trend of a month has to stay below 50 ms: 9,000 points, windows of 2,000, 20 instances.
func BenchmarkTrailingPercentileOfHottest(b *testing.B) {
	for name, load := range loads {
		r := rand.New(rand.NewPCG(1, 2))
		instances := make([][]float64, 20)
		for i := range instances {
			instances[i] = make([]float64, benchSteps)
			for step := range instances[i] {
				instances[i][step] = load(step, r)
			}
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				TrailingPercentileOfHottest(0.95, instances, benchWidth, 0.9)
			}
		})
	}
}

func BenchmarkTrailingQuantile(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	perBound := make([][]float64, len(otelBounds))
	for i := range perBound {
		perBound[i] = make([]float64, benchSteps)
		for step := range perBound[i] {
			perBound[i][step] = 1000 * r.Float64()
		}
	}
	for b.Loop() {
		TrailingQuantile(0.95, otelBounds, perBound, benchWidth, 0.9, 100)
	}
}

func BenchmarkTrailingRatio(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	bad, total := make([]float64, benchSteps), make([]float64, benchSteps)
	for i := range total {
		total[i] = 1000 * r.Float64()
		bad[i] = 0.01 * total[i]
	}
	for b.Loop() {
		TrailingRatio(bad, total, benchWidth, 0.9, 400)
	}
}

func BenchmarkTrailingCapacity(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	ws := make([]Window, benchSteps)
	for i := range ws {
		ws[i] = Window{End: time.Unix(int64(i)*300, 0), PerMinute: 1000 * r.Float64(), P95: 3 * r.Float64()}
	}
	for b.Loop() {
		TrailingCapacity(ws, benchWidth, latencyTarget, errorTarget, 0.9)
	}
}
