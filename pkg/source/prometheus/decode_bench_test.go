package prometheus

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"runtime/metrics"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/source"
)

// matrixReader writes a matrix of any size without holding it.
type matrixReader struct {
	series, points int
	at, point      int
	rest           []byte
	ended          bool
}

func (m *matrixReader) Read(p []byte) (int, error) {
	for len(m.rest) < len(p) && !m.ended {
		m.rest = m.next(m.rest)
	}
	if len(m.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(p, m.rest)
	m.rest = append(m.rest[:0], m.rest[n:]...)
	return n, nil
}

func (m *matrixReader) next(text []byte) []byte {
	switch {
	case m.at == 0 && m.point == 0:
		text = append(text, `{"status":"success","data":{"resultType":"matrix","result":[`...)
	case m.at == m.series:
		m.ended = true
		return append(text, `]}}`...)
	}
	if m.point == 0 {
		if m.at > 0 {
			text = append(text, ',')
		}
		text = fmt.Appendf(text, `{"metric":{"__name__":"up","instance":"host-%d:9100","job":"node"},"values":[`, m.at)
	} else {
		text = append(text, ',')
	}
	text = strconv.AppendInt(append(text, '['), int64(1_795_000_000+m.point*60), 10)
	text = strconv.AppendInt(append(text, `.25,"`...), int64(m.point), 10)
	text = append(text, `.123456"]`...)
	if m.point++; m.point == m.points {
		m.point = 0
		m.at++
		text = append(text, `]}`...)
	}
	return text
}

// TestMemoryOfALargeAnswer: an answer takes its points and little more, however large it is.
func TestMemoryOfALargeAnswer(t *testing.T) {
	const series, points = 1000, 1200
	peak := peakOfDecoding(t, series, points)
	if limit := uint64(series * points * 16 * 2); peak > limit {
		t.Errorf("the heap grew by %d bytes for %d bytes of points, beyond %d", peak, series*points*16, limit)
	}
}

// BenchmarkDecodeLarge decodes 3.6 million points, for which the official client takes 460 MB.
func BenchmarkDecodeLarge(b *testing.B) {
	var peak uint64
	for b.Loop() {
		peak = max(peak, peakOfDecoding(b, 1000, 3600))
	}
	b.ReportMetric(float64(peak)/(1<<20), "peak-MB")
}

// peakOfDecoding decodes an answer and returns the most that the heap grew meanwhile, in bytes.
func peakOfDecoding(tb testing.TB, series, points int) uint64 {
	tb.Helper()
	runtime.GC()
	before := heapBytes()
	done, peak := make(chan struct{}), make(chan uint64)
	go func() {
		most := before
		for {
			most = max(most, heapBytes())
			select {
			case <-done:
				peak <- most
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	decoded, err := decodeAnswer(&matrixReader{series: series, points: points})
	close(done)
	most := <-peak - before
	if err != nil {
		tb.Fatal(err)
	}
	if len(decoded.matrix) != series || len(decoded.matrix[series-1].Points) != points {
		tb.Fatalf("got %d series", len(decoded.matrix))
	}
	return most
}

// heapBytes is what live and not yet collected objects take.
func heapBytes() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

func BenchmarkDecodeMatrix(b *testing.B) {
	body, err := io.ReadAll(&matrixReader{series: 100, points: 3600})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := decodeAnswer(strings.NewReader(string(body))); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*360000/b.Elapsed().Seconds(), "points/s")
}

const oneSample = `{"status":"success","data":{"resultType":"vector","result":[{"metric":{"job":"api"},"value":[1795000000,"0.123"]}]}}`

// BenchmarkInstant is the adapter's whole cost of an instant query, to be compared with BenchmarkPlainHTTP.
func BenchmarkInstant(b *testing.B) {
	server := benchmarkUpstream(b)
	client, err := New(Config{URL: server})
	if err != nil {
		b.Fatal(err)
	}
	defer client.Close()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := client.Instant(context.Background(), "up", at); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCachedInstant is what the second viewer costs.
func BenchmarkCachedInstant(b *testing.B) {
	server := benchmarkUpstream(b)
	client, err := New(Config{URL: server})
	if err != nil {
		b.Fatal(err)
	}
	defer client.Close()
	cached := source.NewCached(client, source.CachedOptions{Scope: "1/uid/1"})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := cached.Instant(context.Background(), "up", at); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPlainHTTP posts the same form by net/http alone and throws the answer away.
func BenchmarkPlainHTTP(b *testing.B) {
	server := benchmarkUpstream(b)
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	b.ReportAllocs()
	for b.Loop() {
		response, err := client.PostForm(server+"/api/v1/query", url.Values{"query": {"up"}, "time": {"1795000000"}})
		if err != nil {
			b.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, response.Body)
		_ = response.Body.Close()
	}
}

func benchmarkUpstream(b *testing.B) string {
	b.Helper()
	return upstream(b, func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		_, _ = io.WriteString(w, oneSample)
	}).URL
}
