package adaptertest

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/source/prometheus"
)

func TestAdapterAgainstPrometheus(t *testing.T) {
	url := serve(t)
	client := open(t, prometheus.Config{URL: url})
	t.Run("instant", func(t *testing.T) { testInstant(t, client) })
	t.Run("native histogram", func(t *testing.T) { testNativeHistogram(t, client) })
	t.Run("range", func(t *testing.T) { testRange(t, client) })
	t.Run("long grid", func(t *testing.T) { testLongGrid(t, client, url) })
	t.Run("labels", func(t *testing.T) { testLabels(t, client) })
	t.Run("faults", func(t *testing.T) { testFaults(t, client, url) })
	t.Run("cache", func(t *testing.T) { testCache(t, client, url) })
}

func testInstant(t *testing.T, client *prometheus.Client) {
	for _, test := range []struct {
		expr string
		want []float64
	}{
		{`steady_total`, []float64{samples - 1}},
		{`sum(rate(steady_total[10m]))`, []float64{1.0 / 15}},
		{`requests_total{path="a \"quoted\" \\ back\nline {☃} 😀"}`, []float64{10 * (samples/2 - 1)}},
		{`resets(requests_total[2h])`, []float64{1}},
		{`42`, []float64{42}},
		{`scalar(steady_total) * 2`, []float64{2 * (samples - 1)}},
		{`endless`, []float64{math.Inf(1)}},
		{`-endless`, []float64{math.Inf(-1)}},
		{`unknown`, nil},
		{`steady_total / 0 * 0`, nil},
		{`queue_depth`, nil}, // stale
		{`nothing_of_the_kind`, nil},
		{`histogram_quantile(0.5, sum by (le) (rate(latency_seconds_bucket[10m])))`, []float64{0.55}},
	} {
		got, err := client.Instant(t.Context(), test.expr, end)
		if err != nil {
			t.Errorf("%s: %v", test.expr, err)
			continue
		}
		var values []float64
		for _, sample := range got.Samples {
			values = append(values, sample.Value)
			if !sample.Time.Equal(end) {
				t.Errorf("%s: evaluated at %s, want %s", test.expr, sample.Time, end)
			}
		}
		if !slices.EqualFunc(values, test.want, func(a, b float64) bool { return a == b || math.Abs(a-b) < 1e-9 }) {
			t.Errorf("%s: got %v, want %v", test.expr, values, test.want)
		}
	}
	got, err := client.Instant(t.Context(), "requests_total", end)
	if want := (source.Labels{"__name__": "requests_total", "job": "api", "path": strange}); err != nil || !reflect.DeepEqual(got.Samples[0].Labels, want) {
		t.Errorf("got %v and %v, want the labels %q", got.Samples, err, want)
	}
	got, err = client.Instant(t.Context(), "rate(queue_depth[5m])", start.Add(30*time.Minute))
	if err != nil || len(got.Infos) != 1 || !strings.Contains(got.Infos[0], "might not be a counter") || len(got.Warnings) != 0 {
		t.Errorf("got infos %q, warnings %q and %v, want one info", got.Infos, got.Warnings, err)
	}
	if version, err := client.Version(t.Context()); err != nil || !strings.HasPrefix(version, "Prometheus ") {
		t.Errorf("got version %q and %v", version, err)
	}
}

func testNativeHistogram(t *testing.T, client *prometheus.Client) {
	const n = samples - 1
	got, err := client.Instant(t.Context(), "native_seconds", end)
	if err != nil || len(got.Samples) != 1 || got.Samples[0].Histogram == nil {
		t.Fatalf("got %+v and %v, want one histogram", got, err)
	}
	want := source.Histogram{Count: 4 * n, Sum: 5 * n, Buckets: []source.Bucket{
		{Lower: -0.001, Upper: 0.001, Count: n}, {Lower: 0.5, Upper: 1, Count: n}, {Lower: 1, Upper: 2, Count: n}, {Lower: 2, Upper: 4, Count: n}}}
	if !reflect.DeepEqual(*got.Samples[0].Histogram, want) {
		t.Errorf("got %+v, want %+v", *got.Samples[0].Histogram, want)
	}
	got, err = client.Instant(t.Context(), "histogram_quantile(1, sum(rate(native_seconds[10m])))", end)
	if err != nil || len(got.Samples) != 1 || got.Samples[0].Value != 4 {
		t.Errorf("got %+v and %v, want 4", got.Samples, err)
	}
	matrix, err := client.Range(t.Context(), "native_seconds", source.Range{Start: end.Add(-time.Minute), End: end, Step: interval})
	if err != nil || len(matrix.Series) != 0 || len(matrix.Warnings) != 1 || !strings.Contains(matrix.Warnings[0], "5 native histogram samples") {
		t.Errorf("got %+v and %v, want a warning", matrix, err)
	}
}

func testRange(t *testing.T, client *prometheus.Client) {
	got, err := client.Range(t.Context(), "queue_depth", source.Range{Start: start.Add(-time.Hour), End: end, Step: time.Minute})
	if err != nil || len(got.Series) != 1 {
		t.Fatalf("got %+v and %v, want one series", got, err)
	}
	// Nothing before the first sample, and nothing from the stale marker on.
	points := got.Series[0].Points
	if len(points) != 60 || points[0] != (source.Point{Millis: start.UnixMilli(), Value: 0}) ||
		points[59] != (source.Point{Millis: start.Add(59 * time.Minute).UnixMilli(), Value: 236}) {
		t.Errorf("got %d points from %+v to %+v", len(points), points[0], points[len(points)-1])
	}
	got, err = client.Range(t.Context(), "unknown or endless", source.Range{Start: start, End: end, Step: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	for _, series := range got.Series {
		for _, point := range series.Points {
			if !math.IsInf(point.Value, 1) {
				t.Errorf("%s has the point %+v", series.Labels["__name__"], point)
			}
		}
	}
	got, err = client.Range(t.Context(), "time()", source.Range{Start: start, End: start, Step: time.Minute})
	if err != nil || len(got.Series) != 1 || len(got.Series[0].Points) != 1 {
		t.Errorf("one step: got %+v and %v", got, err)
	}
}

// testLongGrid asks for more steps than Prometheus evaluates at once: time() shows which step each answer is of.
func testLongGrid(t *testing.T, client *prometheus.Client, url string) {
	const steps = 25_003
	before := requests(t, url)
	got, err := client.Range(t.Context(), "time()", source.Range{Start: start, End: start.Add((steps - 1) * time.Second), Step: time.Second})
	if err != nil || len(got.Series) != 1 || len(got.Series[0].Points) != steps {
		t.Fatalf("got %d series and %v, want one of %d points", len(got.Series), err, steps)
	}
	for i, point := range got.Series[0].Points {
		if want := start.Unix() + int64(i); point.Millis != want*1000 || point.Value != float64(want) {
			t.Fatalf("step %d is %+v, want %d", i, point, want)
		}
	}
	if asked := requests(t, url) - before; asked != 3 {
		t.Errorf("%d requests, want 3", asked)
	}
}

func testLabels(t *testing.T, client *prometheus.Client) {
	for _, test := range []struct {
		what string
		ask  func() ([]string, error)
		want []string
	}{
		{"all metrics", func() ([]string, error) { return client.MetricNames(t.Context(), "", start, end) },
			[]string{"endless", "latency_seconds_bucket", "native_seconds", "queue_depth", "requests_total", "steady_total", "unknown"}},
		{"metrics of a selector", func() ([]string, error) { return client.MetricNames(t.Context(), `{__name__=~".*_total"}`, start, end) },
			[]string{"requests_total", "steady_total"}},
		{"metrics of another time", func() ([]string, error) {
			return client.MetricNames(t.Context(), "", start.Add(-48*time.Hour), start.Add(-24*time.Hour))
		}, []string{}},
		{"label names", func() ([]string, error) {
			return client.LabelNames(t.Context(), "latency_seconds_bucket", start, end)
		},
			[]string{"__name__", "job", "le"}},
		{"label values", func() ([]string, error) {
			return client.LabelValues(t.Context(), "le", "latency_seconds_bucket", start, end)
		},
			[]string{"+Inf", "0.1", "1"}},
		{"strange label values", func() ([]string, error) { return client.LabelValues(t.Context(), "path", "", start, end) },
			[]string{strange}},
		{"no such label", func() ([]string, error) { return client.LabelValues(t.Context(), "other.label", "", start, end) },
			[]string{}},
	} {
		if got, err := test.ask(); err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: got %q and %v, want %q", test.what, got, err, test.want)
		}
	}
	_, err := client.LabelNames(t.Context(), `{job=`, start, end)
	expectFault(t, err, fault.Configuration, "parse error")
}

func testFaults(t *testing.T, client *prometheus.Client, url string) {
	for _, test := range []struct {
		expr  string
		kind  fault.Kind
		wants []string
	}{
		{`sum(rate(requests_total[5m])`, fault.Configuration, []string{"parse error", "unclosed left parenthesis", "sum(rate("}},
		{``, fault.Configuration, []string{"parse error"}},
		{`requests_total[5m]`, fault.Configuration, []string{"range vector"}},
		{`"text"`, fault.Configuration, []string{"string"}},
		{`latency_seconds_bucket * on (job) latency_seconds_bucket`, fault.Downstream, []string{"could not be evaluated", "matching"}},
	} {
		_, err := client.Instant(t.Context(), test.expr, end)
		expectFault(t, err, test.kind, test.wants...)
	}
	_, err := client.Range(t.Context(), `requests_total[5m]`, source.Range{Start: start, End: end, Step: time.Minute})
	expectFault(t, err, fault.Configuration, "invalid expression type")

	quick := open(t, prometheus.Config{URL: url, Timeout: 50 * time.Millisecond})
	_, err = quick.Instant(t.Context(), `count_over_time((vector(1) + vector(1))[100d:1s])`, end)
	expectFault(t, err, fault.Timeout)

	_, err = open(t, prometheus.Config{URL: url + "/elsewhere"}).Instant(t.Context(), "up", end)
	expectFault(t, err, fault.Configuration, "no Prometheus API")

	small := open(t, prometheus.Config{URL: url, MaxResponseBytes: 1000})
	_, err = small.Range(t.Context(), "steady_total", source.Range{Start: start, End: end, Step: interval})
	expectFault(t, err, fault.Downstream, "larger than the limit")
}

func testCache(t *testing.T, client *prometheus.Client, url string) {
	cached := source.NewCached(client, source.CachedOptions{Scope: "1/uid/1"})
	before := requests(t, url)
	grid := source.Range{Start: start, End: end, Step: time.Minute}
	var first, second source.Matrix
	for _, answer := range []*source.Matrix{&first, &second} {
		var err error
		if *answer, err = cached.Range(t.Context(), "steady_total", grid); err != nil {
			t.Fatal(err)
		}
		if _, err := cached.Instant(t.Context(), "steady_total", end); err != nil {
			t.Fatal(err)
		}
	}
	if !reflect.DeepEqual(first, second) || len(first.Series) != 1 || len(first.Series[0].Points) != 120 {
		t.Errorf("got %+v, then %+v", first, second)
	}
	if asked := requests(t, url) - before; asked != 2 {
		t.Errorf("two viewers of two queries made %d requests, want 2", asked)
	}
}

func expectFault(t *testing.T, err error, kind fault.Kind, wants ...string) {
	t.Helper()
	if err == nil || fault.KindOf(err) != kind {
		t.Errorf("got %v (%s), want a %s error", err, fault.KindOf(err), kind)
		return
	}
	for _, want := range wants {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("got %q, want %q in it", err, want)
		}
	}
}
