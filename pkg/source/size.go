package source

// Approximate sizes in memory, in bytes, for the bound of the cache: the headers of slices, strings and maps,
// and what they hold.
const (
	entryBytes  = 256
	stringBytes = 16
	labelsBytes = 64
	pairBytes   = 2*stringBytes + 8
	sampleBytes = 72
	seriesBytes = 48
	pointBytes  = 16
	bucketBytes = 24
	valueBytes  = 32

	annotationBytes = 120
)

func sizeOfVector(v Vector) int64 {
	size := sizeOfStrings(v.Warnings) + sizeOfStrings(v.Infos)
	for _, sample := range v.Samples {
		size += sampleBytes + sizeOfLabels(sample.Labels)
		if sample.Histogram != nil {
			size += bucketBytes * int64(2+len(sample.Histogram.Buckets))
		}
	}
	return size
}

func sizeOfMatrix(m Matrix) int64 {
	size := sizeOfStrings(m.Warnings) + sizeOfStrings(m.Infos)
	for _, series := range m.Series {
		size += seriesBytes + sizeOfLabels(series.Labels) + pointBytes*int64(cap(series.Points))
	}
	return size
}

func sizeOfLabels(labels Labels) int64 {
	size := int64(labelsBytes)
	for name, value := range labels {
		size += pairBytes + int64(len(name)+len(value))
	}
	return size
}

func sizeOfStrings(texts []string) int64 {
	var size int64
	for _, text := range texts {
		size += stringBytes + int64(len(text))
	}
	return size
}

func sizeOfAnnotations(list []Annotation) int64 {
	var size int64
	for _, a := range list {
		size += annotationBytes + int64(len(a.Text)) + sizeOfStrings(a.Tags)
	}
	return size
}

func sizeOfRows(r Rows) int64 {
	size := sizeOfStrings(r.Columns)
	for _, row := range r.Values {
		size += seriesBytes + valueBytes*int64(len(row))
		for _, value := range row {
			if text, ok := value.(string); ok {
				size += int64(len(text))
			}
		}
	}
	return size
}
