package prometheus

import (
	"math"
	"strconv"
	"time"

	jsoniter "github.com/json-iterator/go"

	"github.com/headroom/headroom/pkg/source"
)

// result reads a vector or matrix (an array of objects) or a scalar or string (a pair).
func (d *decoder) result() {
	if d.iter.ReadNil() {
		return
	}
	for first := true; d.iter.ReadArray(); first = false {
		if d.failed() {
			return
		}
		if d.iter.WhatIsNext() == jsoniter.ObjectValue {
			d.element()
			continue
		}
		if !first {
			d.fail("a series is not an object")
			return
		}
		d.scalar()
		return
	}
}

// scalar reads the rest of [timestamp, "value"], whose array is already open.
func (d *decoder) scalar() {
	millis := d.millis()
	if !d.iter.ReadArray() {
		d.fail("a scalar has no value")
		return
	}
	text := d.iter.ReadString()
	if d.iter.ReadArray() {
		d.fail("a scalar has more than a time and a value")
		return
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		// A string result; what it says is of no use to anyone here.
		d.answer.text = true
		return
	}
	if !math.IsNaN(value) {
		d.answer.vector = append(d.answer.vector, source.Sample{Labels: source.Labels{}, Time: time.UnixMilli(millis).UTC(), Value: value})
	}
}

// element reads one series: an instant one has a value or histogram, a range one values or histograms.
func (d *decoder) element() {
	d.series++
	d.check(d.series <= maxSeries)
	labels := source.Labels{}
	var sample source.Sample
	var points []source.Point
	isSample, isSeries := false, false
	for field := d.iter.ReadObject(); field != "" && !d.failed(); field = d.iter.ReadObject() {
		switch field {
		case "metric":
			labels = d.labels()
		case "value":
			point := d.point()
			sample.Time, sample.Value = time.UnixMilli(point.Millis).UTC(), point.Value
			isSample = !math.IsNaN(point.Value)
		case "histogram":
			sample = d.histogramSample()
			isSample = true
		case "values":
			points = d.values()
			isSeries = true
		case "histograms":
			for d.iter.ReadArray() {
				d.iter.Skip()
				d.check(true)
				d.answer.skippedHistograms++
			}
		default:
			d.iter.Skip()
		}
	}
	if isSample {
		sample.Labels = labels
		d.answer.vector = append(d.answer.vector, sample)
	}
	if isSeries {
		d.answer.matrix = append(d.answer.matrix, source.Series{Labels: labels, Points: points})
	}
}

func (d *decoder) labels() source.Labels {
	labels := source.Labels{}
	for name := d.iter.ReadObject(); name != "" && !d.failed(); name = d.iter.ReadObject() {
		labels[d.intern(name)] = d.intern(d.iter.ReadString())
	}
	return labels
}

// intern keeps one copy of each label name and value, which repeat in every series.
func (d *decoder) intern(text string) string {
	if kept, ok := d.strings[text]; ok {
		return kept
	}
	d.labelBytes += len(text)
	d.check(d.labelBytes <= maxLabelBytes)
	d.strings[text] = text
	return text
}

// values reads a series' points into one reused buffer and keeps a copy of the exact size: growing a slice for
// every series would take twice the memory of the answer.
func (d *decoder) values() []source.Point {
	d.points = d.points[:0]
	for d.iter.ReadArray() {
		point := d.point()
		d.check(len(d.points) < maxSteps)
		if d.failed() {
			return nil
		}
		if !math.IsNaN(point.Value) {
			d.points = append(d.points, point)
		}
	}
	return append(make([]source.Point, 0, len(d.points)), d.points...)
}

// point reads [timestamp, "value"].
func (d *decoder) point() source.Point {
	if !d.iter.ReadArray() {
		d.fail("a sample has no time")
		return source.Point{}
	}
	point := source.Point{Millis: d.millis()}
	if !d.iter.ReadArray() {
		d.fail("a sample has no value")
		return source.Point{}
	}
	point.Value = d.number()
	if d.iter.ReadArray() {
		d.fail("a sample has more than a time and a value")
	}
	return point
}

// millis reads a timestamp in seconds.
func (d *decoder) millis() int64 {
	const furthest = 1e14 // seconds; the year 3 million
	seconds := d.iter.ReadFloat64()
	if math.Abs(seconds) > furthest {
		d.fail("a timestamp is out of range")
		return 0
	}
	return int64(math.Round(seconds * 1000))
}

// number reads a sample value, a number in quotes.
func (d *decoder) number() float64 {
	text := d.iter.ReadStringAsSlice()
	if d.failed() {
		return math.NaN()
	}
	// ParseFloat keeps nothing of its argument, so the conversion does not allocate.
	value, err := strconv.ParseFloat(string(text), 64)
	if err != nil && !math.IsInf(value, 0) {
		d.fail("a sample value is not a number")
	}
	return value
}

// histogramSample reads [timestamp, {count, sum, buckets}].
func (d *decoder) histogramSample() source.Sample {
	if !d.iter.ReadArray() {
		d.fail("a histogram has no time")
		return source.Sample{}
	}
	sample := source.Sample{Time: time.UnixMilli(d.millis()).UTC(), Value: math.NaN(), Histogram: &source.Histogram{}}
	if !d.iter.ReadArray() {
		d.fail("a histogram is missing")
		return source.Sample{}
	}
	for field := d.iter.ReadObject(); field != "" && !d.failed(); field = d.iter.ReadObject() {
		switch field {
		case "count":
			sample.Histogram.Count = d.number()
		case "sum":
			sample.Histogram.Sum = d.number()
		case "buckets":
			for d.iter.ReadArray() && !d.failed() {
				sample.Histogram.Buckets = append(sample.Histogram.Buckets, d.bucket())
				d.check(len(sample.Histogram.Buckets) <= maxSteps)
			}
		default:
			d.iter.Skip()
		}
	}
	if d.iter.ReadArray() {
		d.fail("a histogram sample has more than a time and a histogram")
	}
	return sample
}

// bucket reads [boundary rule, "lower", "upper", "count"]. The rule only says which bounds belong to the bucket.
func (d *decoder) bucket() source.Bucket {
	if !d.iter.ReadArray() {
		d.fail("a bucket is empty")
		return source.Bucket{}
	}
	d.iter.ReadInt()
	var numbers [3]float64
	for i := range numbers {
		if !d.iter.ReadArray() {
			d.fail("a bucket lacks a bound or its count")
			return source.Bucket{}
		}
		numbers[i] = d.number()
	}
	if d.iter.ReadArray() {
		d.fail("a bucket has more than bounds and a count")
	}
	return source.Bucket{Lower: numbers[0], Upper: numbers[1], Count: numbers[2]}
}
