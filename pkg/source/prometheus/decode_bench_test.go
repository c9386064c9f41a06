package prometheus

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime"
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
	for len(m.rest) == 0 {
		if m.ended {
			return 0, io.EOF
		}
		m.rest = m.next(m.rest[:0])
	}
	n := copy(p, m.rest)
	m.rest = m.rest[n:]
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
	text = fmt.Appendf(text, `[%d.25,"%d.123456"]`, 1_795_000_000+m.point*60, m.point)
	if m.point++; m.point == m.points {
		m.point = 0
		m.at++
		text = append(text, `]}`...)
	}
	return text
}

// TestMemoryOfALargeAnswer decodes 3.6 million points, for which the official client takes 460 MB, and looks at
// the heap all along.
func TestMemoryOfALargeAnswer(t *testing.T) {
	const series, points = 1000, 3600
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	done, peak := make(chan struct{}), make(chan uint64)
	go func() {
		var most uint64
		for {
			var now runtime.MemStats
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapAlloc)
			select {
			case <-done:
				peak <- most
				return
			case <-time.After(time.Millisecond):
			}
		}
	}()
	decoded, err := decodeAnswer(&matrixReader{series: series, points: points})
	close(done)
	most := (<-peak - before.HeapAlloc) >> 20
	if err != nil {
		t.Fatal(err)
	}
	if len(decoded.matrix) != series || len(decoded.matrix[series-1].Points) != points {
		t.Fatalf("got %d series", len(decoded.matrix))
	}
	t.Logf("peak of the heap: %d MB for %d MB of points", most, series*points*16>>20)
	if most > 150 {
		t.Errorf("the heap grew by %d MB", most)
	}
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
