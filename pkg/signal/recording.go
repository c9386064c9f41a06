package signal

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/headroom/headroom/pkg/promql"
)

// The series that recording rules keep, named level:metric:operation. Each sample sums up the hour before it.
const (
	RecordedRequests         = "headroom:requests:increase1h"
	RecordedRequestsObserved = "headroom:requests:observed1h"
	RecordedBuckets          = "headroom:request_duration_bucket:increase1h"
	RecordedBucketsObserved  = "headroom:request_duration:observed1h"
	RecordedUp               = "headroom:probe:up1h"
	RecordedPoints           = "headroom:probe:points1h"
)

const (
	// RecordingStep is what one recorded sample sums up.
	RecordingStep = time.Hour
	// RecordingGrid is the grid on which a recorded hour counts where a signal was observed.
	RecordingGrid = rateWindow
	// DefinitionLabel tells recordings of different definitions of a signal apart.
	DefinitionLabel = "definition"
)

// Recording is one series that a rule keeps of a signal.
type Recording struct {
	// Metric is the name that it is recorded under, Expr what is recorded.
	Metric, Expr string
}

// Recorded says whether a signal is recorded as it is mapped now.
type Recorded struct {
	// Definition identifies what is recorded; it changes with the mapping and with what the profile says of it.
	Definition string `json:"definition"`
	Found      bool   `json:"found"`
	// Why says what was found, or what to do.
	Why string `json:"why"`
}

// Kept are the labels that recordings keep: those by which KPIs are filtered and grouped, and what tells failures,
// buckets and targets apart.
func (m Mapping) Kept() []string {
	roles := []Role{RoleService, RoleEnvironment}
	switch m.Signal {
	case Requests:
		roles = append(roles, RoleStatus)
	case ProbeSuccess:
		roles = append(roles, RoleInstance)
	}
	var kept []string
	for _, role := range roles {
		if label, ok := m.Labels[role]; ok {
			kept = promql.And(kept, label)
		}
	}
	return kept
}

// Recordings are the series that make long windows of a signal cheap, the one that says where it was observed last. A
// signal that is mapped to an expression or SQL has none, since its labels are not known, and neither has a native
// histogram, which is one series as it is.
func (m Mapping) Recordings(p Probing) []Recording {
	if m.Metric == "" {
		return nil
	}
	part := Part{By: m.Kept()}
	observed := promql.CountObserved(m.Observed(part, RecordingGrid), RecordingStep, RecordingGrid)
	switch {
	case m.Signal == Requests:
		return []Recording{{RecordedRequests, m.Requests(part, RecordingStep)}, {RecordedRequestsObserved, observed}}
	case m.Signal == RequestDuration && m.Form == Classic:
		return []Recording{{RecordedBuckets, m.Buckets(part, RecordingStep)}, {RecordedBucketsObserved, observed}}
	case m.Signal == ProbeSuccess:
		up := m.Up(part, p)
		return []Recording{
			{RecordedUp, promql.OverTime("sum", up, RecordingStep, p.Interval)},
			{RecordedPoints, promql.CountObserved(up, RecordingStep, p.Interval)},
		}
	}
	return nil
}

// Definition identifies the recordings of the signal as it is mapped and probed now.
func (m Mapping) Definition(p Probing) string { return definition(m.Recordings(p)...) }

// Definition identifies the recording by what is recorded.
func (r Recording) Definition() string { return definition(r) }

func definition(recordings ...Recording) string {
	hash := sha256.New()
	for _, r := range recordings {
		hash.Write([]byte(r.Metric + "=" + r.Expr + "\n"))
	}
	return hex.EncodeToString(hash.Sum(nil))[:8]
}

// Recording selects a recorded series of the signal's definition.
func (r Recorded) Recording(metric string, matchers ...promql.Matcher) promql.Selector {
	return promql.Selector{Metric: metric}.With(promql.Matcher{Label: DefinitionLabel, Op: "=", Value: r.Definition}).With(matchers...)
}
