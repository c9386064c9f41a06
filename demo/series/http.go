package series

import (
	"math"
	"strconv"
)

// DurationBounds are the upper bounds in seconds of OpenTelemetry's default
// HTTP server duration histogram, without +Inf.
var DurationBounds = [...]float64{.005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10}

// NumBuckets counts the buckets including +Inf.
const NumBuckets = len(DurationBounds) + 1

// Routes of the services. Health checks are load-balancer traffic: never valid
// requests.
const (
	RouteAPI    = "/v1"
	RouteHealth = "/healthz"
)

// HTTPSet is one label set of the request histogram.
type HTTPSet struct {
	Service  string
	Instance string
	Route    string
	Status   string
}

// Valid reports whether the set's requests count for service levels.
func (s HTTPSet) Valid() bool { return s.Route != RouteHealth }

// Failed reports whether the set's requests are server errors.
func (s HTTPSet) Failed() bool { return s.Status == "500" }

// HTTPCounts is what one set's histogram gained in one minute.
type HTTPCounts struct {
	// Buckets holds the cumulative bucket increments in the order of
	// DurationBounds, +Inf last: Buckets[NumBuckets-1] is the request count.
	Buckets [NumBuckets]int64
	// SumSeconds is the increment of the duration sum.
	SumSeconds float64
}

// Requests is the number of requests of the minute.
func (c HTTPCounts) Requests() int64 { return c.Buckets[NumBuckets-1] }

// service is a workload: requests per minute at load 1 and the log-normal
// response times of its successful requests.
type service struct {
	name          string
	instances     []string
	requests      float64
	medianSeconds float64
	sigma         float64
	failedShare   float64
}

var services = []service{
	{"api", []string{"api-1:9464", "api-2:9464"}, 800, 0.085, 0.80, 0.0024},
	{"web", []string{"web-1:9464"}, 380, 0.120, 0.72, 0.0020},
	{"mailer", []string{"mailer-1:9464"}, 90, 0.150, 0.60, 0.0035},
}

const (
	notFoundShare         = 0.012
	healthChecksPerMinute = 6
	outageMedianSeconds   = 3
	outageSigma           = 0.35
)

// httpSet is an HTTPSet with what its counts are drawn from.
type httpSet struct {
	HTTPSet
	service                 *service
	requests, split, shared noise
}

func httpSets() []httpSet {
	var sets []httpSet
	for i := range services {
		s := &services[i]
		for _, instance := range s.instances {
			add := func(route, status string) {
				set := HTTPSet{Service: s.name, Instance: instance, Route: route, Status: status}
				name := instance + route + status
				sets = append(sets, httpSet{
					HTTPSet: set, service: s,
					requests: newNoise(name + "/requests"), split: newNoise(name + "/split"), shared: newNoise(s.name),
				})
			}
			add(RouteAPI, "200")
			add(RouteAPI, "404")
			add(RouteAPI, "500")
			add(RouteHealth, "200")
		}
	}
	return sets
}

// HTTPSets lists the label sets; a set's index addresses it in [Model.HTTP].
func (m *Model) HTTPSets() []HTTPSet {
	sets := make([]HTTPSet, len(m.http))
	for i := range m.http {
		sets[i] = m.http[i].HTTPSet
	}
	return sets
}

// HTTP returns what the set gained in the minute.
func (m *Model) HTTP(set int, minute Minute) HTTPCounts {
	s := &m.http[set]
	if s.Route == RouteHealth {
		return s.counts(healthChecksPerMinute, 0.002, 0.3, minute)
	}
	load := m.load(minute)
	arriving := s.service.requests * load / float64(len(s.service.instances))
	arriving *= 1 + 0.03*s.shared.signed(minute)

	failing := s.service.failedShare * (1 + 0.3*s.shared.smooth(minute, 240))
	failedMedian, failedSigma := 2*s.service.medianSeconds, s.service.sigma
	if share, down := m.outageShare(s.Service, minute); down {
		failing, failedMedian, failedSigma = share, outageMedianSeconds, outageSigma
	}
	// Busy hours answer a little slower.
	slowdown := (1 + 0.15*(load-1)) * m.latencyFactor(s.Service, minute)

	served, median, sigma := arriving*(1-failing), s.service.medianSeconds*slowdown, s.service.sigma
	switch s.Status {
	case "500":
		return s.counts(arriving*failing, failedMedian*slowdown, failedSigma, minute)
	case "404":
		return s.counts(served*notFoundShare, 0.3*median, sigma, minute)
	default:
		return s.counts(served*(1-notFoundShare), median, sigma, minute)
	}
}

// counts spreads the expected number of requests over the buckets of a
// log-normal distribution. One uniform draw rounds every cumulative bucket, so
// they stay monotone and the last equals the request count.
func (s *httpSet) counts(expected, median, sigma float64, minute Minute) HTTPCounts {
	var c HTTPCounts
	total := s.requests.whole(expected, minute)
	if total == 0 {
		return c
	}
	draw := s.split.unit(int64(minute))
	mu := math.Log(median)
	for i, bound := range logBounds {
		share := 0.5 * math.Erfc((mu-bound)/(sigma*math.Sqrt2))
		c.Buckets[i] = min(total, int64(math.Floor(float64(total)*share+draw)))
	}
	c.Buckets[NumBuckets-1] = total
	// The mean of a log-normal, kept to microseconds as a clock would.
	mean := median * math.Exp(sigma*sigma/2)
	c.SumSeconds = math.Round(float64(total)*mean*1e6) / 1e6
	return c
}

var logBounds = func() (logs [len(DurationBounds)]float64) {
	for i, b := range DurationBounds {
		logs[i] = math.Log(b)
	}
	return logs
}()

func (m *Model) outageShare(service string, minute Minute) (float64, bool) {
	for i := range m.byKind[Outage] {
		e := &m.byKind[Outage][i]
		if e.covers(minute) && (e.Service == "" || e.Service == service) {
			return e.Factor, true
		}
	}
	return 0, false
}

func (m *Model) latencyFactor(service string, minute Minute) float64 {
	factor := 1.0
	for i := range m.byKind[LatencyRegression] {
		if e := &m.byKind[LatencyRegression][i]; e.covers(minute) && e.Service == service {
			factor *= e.Factor
		}
	}
	return factor
}

// httpSource exposes the request histogram of every set.
type httpSource struct {
	model  *Model
	totals []httpTotals
}

type httpTotals struct {
	buckets [NumBuckets]int64
	sum     float64
}

func (s *httpSource) describe(add addSeries) {
	const name = "http_server_request_duration_seconds"
	for _, set := range s.model.http {
		with := func(metric string, extra ...string) {
			add(set.Instance, append([]string{
				"__name__", metric, "job", set.Service, "instance", set.Instance,
				"service_name", set.Service, "deployment_environment_name", "production",
				"http_route", set.Route, "http_response_status_code", set.Status,
			}, extra...)...)
		}
		for i := range NumBuckets {
			with(name+"_bucket", "le", bucketLabel(i))
		}
		with(name + "_count")
		with(name + "_sum")
	}
	s.totals = make([]httpTotals, len(s.model.http))
}

func (s *httpSource) sample(minute Minute, put putValue) {
	for i := range s.totals {
		total, set := &s.totals[i], &s.model.http[i]
		if s.model.Restarts(set.Instance, minute) {
			*total = httpTotals{}
		}
		gained := s.model.HTTP(i, minute)
		for b := range gained.Buckets {
			total.buckets[b] += gained.Buckets[b]
			put(float64(total.buckets[b]))
		}
		total.sum += gained.SumSeconds
		put(float64(total.buckets[NumBuckets-1]))
		put(total.sum)
	}
}

func bucketLabel(i int) string {
	if i == len(DurationBounds) {
		return "+Inf"
	}
	s := strconv.FormatFloat(DurationBounds[i], 'f', -1, 64)
	if DurationBounds[i] == math.Trunc(DurationBounds[i]) {
		s += ".0" // as client libraries and Prometheus 3 write whole bounds
	}
	return s
}
