package evaluate

import (
	"context"
	"errors"

	"github.com/headroom/headroom/pkg/health"
	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/verdict"
)

// availability is judged from probes where a probe stands for what is asked, else from requests; each row says
// which. A probe that cannot be filtered or grouped as asked, or that watches none of it, stands for nothing.
func availability(ctx context.Context, e *Engine, q query.Query, w Window) (results, error) {
	var probes, served results
	var probed map[group]bool
	var noProbe, noRequests error
	tasks, shared := parallel(ctx)
	tasks.Go(func() error {
		probes, probed, noProbe = e.availabilityFromProbe(shared, q, w)
		return unlessMissing(noProbe)
	})
	if e.mayNeedRequests(q) {
		tasks.Go(func() error {
			served, noRequests = e.availabilityFromRequests(shared, q, w)
			return unlessMissing(noRequests)
		})
	}
	if err := tasks.Wait(); err != nil {
		return results{}, err
	}
	switch {
	case noProbe != nil && noRequests != nil:
		return results{}, noSource{"no probe: " + noProbe.Error() + "; no requests: " + noRequests.Error()}
	case served.byGroup == nil:
		return probes, nil
	}
	why := "no probe watches it"
	if noProbe != nil {
		why = noProbe.Error()
	}
	for g, r := range served.byGroup {
		r.Reason += "; " + why
		served.byGroup[g] = r
	}
	for g, r := range probes.byGroup {
		if _, known := served.byGroup[g]; probed[g] || !known {
			served.byGroup[g] = r
		}
	}
	return served, nil
}

// unlessMissing keeps what fails from what is not there.
func unlessMissing(err error) error {
	if isMissing(err) {
		return nil
	}
	return err
}

// isMissing says that a signal is not there, or not there for what is asked.
func isMissing(err error) bool {
	var absent noSource
	var cannot unscoped
	return errors.As(err, &absent) || errors.As(err, &cannot)
}

// mayNeedRequests says whether the probes may not stand for everything that is asked.
func (e *Engine) mayNeedRequests(q query.Query) bool {
	_, s, err := e.probeScope(q)
	return err != nil || s.narrow()
}

func (e *Engine) availabilityFromRequests(ctx context.Context, q query.Query, w Window) (results, error) {
	r, err := e.fetchRequests(ctx, q, w)
	if err != nil {
		return results{}, err
	}
	if !r.labelled {
		return results{}, noSource{unlabelled}
	}
	return each(r.scope, r.groups, func(g group) verdict.Result {
		return health.AvailabilityFromRequests(r.totals[g], r.seen(g), e.target("availability"), e.policy("availability"))
	}), nil
}
