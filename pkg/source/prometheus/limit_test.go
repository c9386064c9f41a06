package prometheus

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source"
)

// endless writes series until the reader gives up or 256 MB are out, and returns how much it wrote.
func endless(w io.Writer) int {
	written, _ := io.WriteString(w, `{"status":"success","data":{"resultType":"matrix","result":[`)
	points := `{"metric":{"a":"b"},"values":[` + strings.Repeat(`[1795000000,"1"],`, 1000) + `[1795000001,"1"]]},`
	for written < 256<<20 {
		n, err := io.WriteString(w, points)
		if written += n; err != nil {
			break
		}
	}
	return written
}

func TestAnswerLargerThanTheLimit(t *testing.T) {
	written := make(chan int, 10)
	server := upstream(t, func(w http.ResponseWriter, _ *http.Request) { written <- endless(w) })
	client := open(t, server.URL, func(c *Config) { c.MaxResponseBytes = 1 << 20 })
	_, err := client.Range(context.Background(), "up", hour())
	expectFault(t, err, fault.Downstream, "larger than the limit of 1 MB", "raise the response limit")
	_, err = client.MetricNames(context.Background(), "", time.Time{}, time.Time{})
	expectFault(t, err, fault.Downstream, "larger than the limit of 1 MB")
	// The rest is not read: what the sockets hold is all that was sent.
	for range 2 {
		if n := <-written; n > 64<<20 {
			t.Errorf("the upstream sent %d bytes", n)
		}
	}
}

// TestCompressedAnswerIsLimitedInFull: repetition is small on the wire.
func TestCompressedAnswerIsLimitedInFull(t *testing.T) {
	server := upstream(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept-Encoding") != "gzip" {
			t.Errorf("accepts %q, want gzip", r.Header.Get("Accept-Encoding"))
		}
		w.Header().Set("Content-Encoding", "gzip")
		compressed := gzip.NewWriter(w)
		endless(compressed)
	})
	client := open(t, server.URL, func(c *Config) { c.MaxResponseBytes = 1 << 20 })
	_, err := client.Range(context.Background(), "up", hour())
	expectFault(t, err, fault.Downstream, "larger than the limit of 1 MB")
}

// TestChunksShareTheLimit: a long grid is one answer, however many requests it takes.
func TestChunksShareTheLimit(t *testing.T) {
	series := fmt.Sprintf(`{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"pad":%q},"values":[]}]}}`, strings.Repeat("x", 300<<10))
	client := open(t, answering(t, series).URL, func(c *Config) { c.MaxResponseBytes = 1 << 20 })
	grid := func(steps int) source.Range {
		return source.Range{Start: at.Add(-time.Duration(steps-1) * time.Second), End: at, Step: time.Second}
	}
	if _, err := client.Range(context.Background(), "up", grid(3*maxSteps)); err != nil {
		t.Errorf("three chunks of 300 kB: %v", err)
	}
	_, err := client.Range(context.Background(), "up", grid(4*maxSteps))
	expectFault(t, err, fault.Downstream, "larger than the limit")
}

func TestGrafanasOwnLimit(t *testing.T) {
	t.Setenv("GF_DATAPROXY_RESPONSE_LIMIT", "1000")
	server := upstream(t, func(w http.ResponseWriter, _ *http.Request) { endless(w) })
	_, err := open(t, server.URL).Range(context.Background(), "up", hour())
	expectFault(t, err, fault.Downstream, "Grafana's response limit", "response_limit")
}

// TestWhatIsKeptIsBounded sends answers that are short enough to be read but would take many times their length.
func TestWhatIsKeptIsBounded(t *testing.T) {
	piece := func(label string) string { return `{"metric":{"a":"` + label + `"},"value":[1,"1"]}` }
	vector := func(pieces string) string {
		return `{"status":"success","data":{"resultType":"vector","result":[` + pieces + `]}}`
	}
	series := func(n int) string {
		return vector(strings.TrimSuffix(strings.Repeat(piece("b")+",", n), ","))
	}
	var labels []string
	for i := range maxLabelBytes>>20 + 1 {
		labels = append(labels, piece(strings.Repeat(string(rune('a'+i)), 1<<20)))
	}
	for what, test := range map[string]struct {
		body string
		want string
	}{
		"as many series as are kept": {series(maxSeries), ""},
		"one more":                   {series(maxSeries + 1), "more than 50000 series"},
		"long labels":                {vector(strings.Join(labels, ",")), "8 MB of labels"},
		"one long label":             {vector(piece(strings.Repeat("x", 9<<20))), "8 MB of labels"},
		"one long series":            {vector(`{"metric":{},"values":[` + strings.Repeat(`[1,"1"],`, maxSteps) + `[1,"1"]]}`), "11000 points"},
		"the same label again":       {vector(strings.Join(slices.Repeat(labels[:1], 12), ",")), ""},
	} {
		t.Run(what, func(t *testing.T) {
			err := ask(context.Background(), open(t, answering(t, test.body).URL))
			if test.want != "" {
				expectFault(t, err, fault.Downstream, test.want, "Group by fewer labels")
			} else if err != nil {
				t.Error(err)
			}
		})
	}
}

func TestListsAreBounded(t *testing.T) {
	names := `{"status":"success","data":["` + strings.Repeat("x", maxListBytes) + `"]}`
	_, err := open(t, answering(t, names).URL).MetricNames(context.Background(), "", time.Time{}, time.Time{})
	expectFault(t, err, fault.Downstream, "larger than the limit of 8 MB", "Narrow the matchers")
}
