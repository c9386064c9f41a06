package prometheus

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source"
)

const (
	// maxSteps is the longest grid that Prometheus evaluates in one query.
	maxSteps = 11000
	// maxChunks bounds how many queries one grid may become; 64 are 704,000 steps, a year at 45 s.
	maxChunks = 64
	// concurrentChunks bounds how many of them run at once: one viewer must not take all of the upstream's
	// query slots.
	concurrentChunks = 4
)

// Range evaluates expr over a grid. Grids beyond what Prometheus evaluates at once are split and joined. NaN is
// unknown, so its points are left out, as are native histogram samples, with a warning.
func (c *Client) Range(ctx context.Context, expr string, r source.Range) (source.Matrix, error) {
	chunks, err := split(r)
	if err != nil {
		return source.Matrix{}, err
	}
	ctx = c.withBudget(ctx)
	if len(chunks) == 1 {
		return c.chunk(ctx, expr, chunks[0])
	}
	answers := make([]source.Matrix, len(chunks))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(concurrentChunks)
	for i, chunk := range chunks {
		group.Go(func() error {
			answer, err := c.chunk(ctx, expr, chunk)
			answers[i] = answer
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return source.Matrix{}, err
	}
	return join(answers), nil
}

func (c *Client) chunk(ctx context.Context, expr string, r source.Range) (source.Matrix, error) {
	decoded, err := c.query(ctx, "/api/v1/query_range", expr, url.Values{
		"query": {expr},
		"start": {formatTime(r.Start)},
		"end":   {formatTime(r.End)},
		"step":  {strconv.FormatFloat(r.Step.Seconds(), 'f', -1, 64)},
	})
	if err != nil {
		return source.Matrix{}, err
	}
	return source.Matrix{Series: decoded.matrix, Warnings: decoded.warnings, Infos: decoded.infos}, nil
}

// split cuts a grid into grids of at most maxSteps that together have the same steps.
func split(r source.Range) ([]source.Range, error) {
	switch {
	case r.Step < time.Millisecond:
		return nil, fault.Userf("the step of %s is too small", r.Step).WithCure("Use a step of at least 1 ms")
	case r.End.Before(r.Start):
		return nil, fault.Userf("the range ends (%s) before it starts (%s)", r.End.UTC().Format(time.RFC3339), r.Start.UTC().Format(time.RFC3339)).
			WithCure("Swap the two")
	}
	length := r.End.Sub(r.Start)
	steps := int64(length/r.Step) + 1
	if steps > maxSteps*maxChunks {
		return nil, fault.Userf("the range of %s has %d steps of %s; at most %d are possible", length, steps, r.Step, maxSteps*maxChunks).
			WithCure("Use a step of at least %s or a shorter range", (length/(maxSteps*maxChunks) + time.Second).Truncate(time.Second))
	}
	var chunks []source.Range
	for from := int64(0); from < steps; from += maxSteps {
		chunk := r
		chunk.Start = r.Start.Add(time.Duration(from) * r.Step)
		if last := from + maxSteps - 1; last < steps-1 {
			chunk.End = r.Start.Add(time.Duration(last) * r.Step)
		}
		chunks = append(chunks, chunk)
	}
	return chunks, nil
}

// join puts the series of consecutive grids one behind the other, in the order in which they first appear.
func join(answers []source.Matrix) source.Matrix {
	var joined source.Matrix
	positions := map[string]int{}
	for _, answer := range answers {
		for _, series := range answer.Series {
			key := series.Labels.Key()
			position, known := positions[key]
			if !known {
				positions[key] = len(joined.Series)
				joined.Series = append(joined.Series, series)
				continue
			}
			joined.Series[position].Points = append(joined.Series[position].Points, series.Points...)
		}
		joined.Warnings = appendNew(joined.Warnings, answer.Warnings)
		joined.Infos = appendNew(joined.Infos, answer.Infos)
	}
	return joined
}

func appendNew(texts, more []string) []string {
	for _, text := range more {
		if !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return texts
}
