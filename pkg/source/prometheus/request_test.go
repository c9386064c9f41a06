package prometheus

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source"
)

func TestRequestOnTheWire(t *testing.T) {
	const expr = `sum(rate(x{path=~"/a+b&c=\"d\"",lang="☃"}[5m])) # ?`
	server := upstream(t, func(w http.ResponseWriter, r *http.Request) {
		user, pass, _ := r.BasicAuth()
		if user != "reader" || pass != password || r.Header.Get("X-Token") != "Bearer "+token {
			t.Errorf("credentials: got %s, %s and %s", user, pass, r.Header.Get("X-Token"))
		}
		if r.Method != http.MethodPost || r.URL.Path != "/prometheus/api/v1/query" || r.URL.RawQuery != "tenant=a%2Fb" {
			t.Errorf("got %s %s", r.Method, r.URL)
		}
		if r.PostFormValue("query") != expr || r.PostFormValue("time") != "1795000000.25" {
			t.Errorf("got query %q at %s", r.PostFormValue("query"), r.PostFormValue("time"))
		}
		if timeout, err := strconv.ParseFloat(r.PostFormValue("timeout"), 64); err != nil || timeout > 5 || timeout < 4 {
			t.Errorf("got timeout %q, want 5 seconds or a little less", r.PostFormValue("timeout"))
		}
		_, _ = w.Write([]byte(empty))
	})
	if _, err := open(t, server.URL+"/prometheus/?tenant=a%2Fb").Instant(context.Background(), expr, at); err != nil {
		t.Error(err)
	}
}

func TestCallersDeadlineBoundsTheEvaluation(t *testing.T) {
	server := upstream(t, func(w http.ResponseWriter, r *http.Request) {
		if timeout, err := strconv.ParseFloat(r.PostFormValue("timeout"), 64); err != nil || timeout > 2 || timeout < 1 {
			t.Errorf("got timeout %q, want 2 seconds or a little less", r.PostFormValue("timeout"))
		}
		_, _ = w.Write([]byte(empty))
	})
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if err := ask(ctx, open(t, server.URL)); err != nil {
		t.Error(err)
	}
}

func TestFallsBackToGETAndRemembers(t *testing.T) {
	for _, status := range []int{http.StatusForbidden, http.StatusMethodNotAllowed, http.StatusNotImplemented} {
		var posts atomic.Int64
		server := upstream(t, func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost {
				posts.Add(1)
				w.WriteHeader(status)
				return
			}
			if r.URL.Query().Get("query") != "up" || r.URL.Query().Get("tenant") != "a" {
				t.Errorf("got %s", r.URL)
			}
			_, _ = w.Write([]byte(empty))
		})
		client := open(t, server.URL+"?tenant=a")
		for range 2 {
			if err := ask(context.Background(), client); err != nil {
				t.Errorf("%d: %v", status, err)
			}
		}
		if posts.Load() != 1 {
			t.Errorf("%d: posted %d times, want once", status, posts.Load())
		}
	}
}

// TestLongGrids: every step of the grid is asked for once, whatever its length, and the answers are joined in
// order.
func TestLongGrids(t *testing.T) {
	var mu sync.Mutex
	var running, most int
	server := upstream(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		running++
		most = max(most, running)
		mu.Unlock()
		defer func() { mu.Lock(); running--; mu.Unlock() }()
		time.Sleep(10 * time.Millisecond)
		var start, end, step int
		for name, number := range map[string]*int{"start": &start, "end": &end, "step": &step} {
			var err error
			if *number, err = strconv.Atoi(r.PostFormValue(name)); err != nil {
				t.Error(err)
			}
		}
		if steps := (end-start)/step + 1; steps > maxSteps {
			t.Errorf("a chunk has %d steps", steps)
		}
		// One series is there throughout, one only at the start of each chunk; every chunk repeats a warning.
		_, _ = fmt.Fprintf(w, `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"1"},"values":[`)
		for at := start; at <= end; at += step {
			if at > start {
				_, _ = w.Write([]byte(","))
			}
			_, _ = fmt.Fprintf(w, `[%d,"%d"]`, at, at)
		}
		_, _ = fmt.Fprintf(w, `]},{"metric":{"a":"2"},"values":[[%d,"0"]]}]},"warnings":["partial"]}`, start)
	})
	client := open(t, server.URL)
	for _, steps := range []int{1, 2, maxSteps, maxSteps + 1, 3*maxSteps - 1, 6 * maxSteps} {
		begin := time.Unix(1_795_000_000, 0)
		r := source.Range{Start: begin, End: begin.Add(time.Duration(steps-1)*30*time.Second + 29*time.Second), Step: 30 * time.Second}
		got, err := client.Range(context.Background(), "up", r)
		if err != nil {
			t.Fatal(err)
		}
		chunks := (steps + maxSteps - 1) / maxSteps
		if len(got.Series) != 2 || len(got.Series[0].Points) != steps || len(got.Series[1].Points) != chunks || !reflect.DeepEqual(got.Warnings, []string{"partial"}) {
			t.Fatalf("%d steps: got %d series, warnings %q", steps, len(got.Series), got.Warnings)
		}
		for i, point := range got.Series[0].Points {
			if want := begin.UnixMilli() + int64(i)*30_000; point.Millis != want || point.Value != float64(want/1000) {
				t.Fatalf("%d steps: point %d is %+v, want %d", steps, i, point, want)
			}
		}
	}
	if most > concurrentChunks || most < 2 {
		t.Errorf("%d chunks ran at once, want 2 to %d", most, concurrentChunks)
	}
}

func TestChunksOfAnImpossibleGrid(t *testing.T) {
	client := open(t, "http://prometheus.invalid")
	year := 365 * 24 * time.Hour
	for want, r := range map[string]source.Range{
		"before it starts":      {Start: at, End: at.Add(-year), Step: time.Minute},
		"step of 0s is too sma": {Start: at.Add(-year), End: at},
		"step of at least 7m":   {Start: at.Add(-10 * year), End: at, Step: time.Minute},
	} {
		_, err := client.Range(context.Background(), "up", r)
		expectFault(t, err, fault.User, want)
	}
}

func TestFailureOfOneChunkEndsTheOthers(t *testing.T) {
	var asked atomic.Int64
	server := upstream(t, func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) == 2 {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		_ = r.ParseForm()
		<-r.Context().Done()
	})
	began := time.Now()
	_, err := open(t, server.URL).Range(context.Background(), "up", source.Range{Start: at.Add(-100 * 24 * time.Hour), End: at, Step: time.Minute})
	expectFault(t, err, fault.Downstream, "503")
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("failed only after %s", took)
	}
}

func TestLabelEndpoints(t *testing.T) {
	server := upstream(t, func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		_, _ = fmt.Fprintf(w, `{"status":"success","data":[%q,%q,%q]}`, r.URL.Path, r.Form.Get("match[]"), r.Form.Get("start")+"-"+r.Form.Get("end"))
	})
	client := open(t, server.URL+"/base")
	from, to := time.Unix(100, 0), time.Unix(200, 0)
	for _, test := range []struct {
		ask  func() ([]string, error)
		want []string
	}{
		{func() ([]string, error) { return client.MetricNames(context.Background(), `{job="a"}`, from, to) },
			[]string{"/base/api/v1/label/__name__/values", `{job="a"}`, "100-200"}},
		{func() ([]string, error) { return client.LabelNames(context.Background(), "up", from, to) },
			[]string{"/base/api/v1/labels", "up", "100-200"}},
		{func() ([]string, error) {
			return client.LabelValues(context.Background(), "job", "", time.Time{}, time.Time{})
		},
			[]string{"/base/api/v1/label/job/values", "", "-"}},
		{func() ([]string, error) { return client.LabelValues(context.Background(), "a/../b", "", from, to) },
			[]string{"/base/api/v1/label/U__a_2f__2e__2e__2f_b/values", "", "100-200"}},
	} {
		if got, err := test.ask(); err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("got %q and %v, want %q", got, err, test.want)
		}
	}
	_, err := client.LabelValues(context.Background(), "", "", from, to)
	expectFault(t, err, fault.User, "no label")
}

func TestVersion(t *testing.T) {
	for _, test := range []struct {
		status     int
		body, want string
	}{
		{200, `{"status":"success","data":{"version":"3.8.0","revision":"abc"}}`, "Prometheus 3.8.0"},
		{200, `{"status":"success","data":{"application":"Grafana Mimir","version":"3.0.1"}}`, "Grafana Mimir 3.0.1"},
		{200, `{"status":"success","data":{}}`, "Prometheus version unknown"},
		{404, "404 page not found", "Prometheus API, version unknown"},
		{404, `{"status":"error","errorType":"not_found","error":"no such endpoint"}`, "Prometheus API, version unknown"},
	} {
		server := upstream(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/api/v1/status/buildinfo" {
				_, _ = w.Write([]byte(empty))
				return
			}
			w.WriteHeader(test.status)
			_, _ = w.Write([]byte(test.body))
		})
		if got, err := open(t, server.URL).Version(context.Background()); err != nil || got != test.want {
			t.Errorf("%s: got %q and %v, want %q", test.body, got, err, test.want)
		}
	}
	nothing := upstream(t, func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) })
	_, err := open(t, nothing.URL).Version(context.Background())
	expectFault(t, err, fault.Configuration, "no Prometheus API")
}

// TestConnectionsAreReusedAndClosed: as many connections as requests at a time, none left after Close.
func TestConnectionsAreReusedAndClosed(t *testing.T) {
	var mu sync.Mutex
	states := map[http.ConnState]int{}
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(empty)) }))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) { mu.Lock(); states[state]++; mu.Unlock() }
	server.Start()
	defer server.Close()
	client := open(t, server.URL)
	for range 50 {
		if err := ask(context.Background(), client); err != nil {
			t.Fatal(err)
		}
	}
	client.Close()
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(time.Millisecond) {
		mu.Lock()
		opened, closed := states[http.StateNew], states[http.StateClosed]
		mu.Unlock()
		if opened == 1 && closed == 1 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d connections opened and %d closed, want 1 and 1", opened, closed)
		}
	}
}
