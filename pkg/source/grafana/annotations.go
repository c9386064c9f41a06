package grafana

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source"
)

const annotationsPath = "/api/annotations"

const (
	// pageSize is how many annotations one request asks for; Grafana's own default is 100.
	pageSize = 2000
	// maxAnnotations bounds what one question reads.
	maxAnnotations = 50_000
	// shortestPage is the shortest time that is still halved.
	shortestPage = time.Second
)

// annotation is one of Grafana's answer. Times are in milliseconds since the epoch; timeEnd is time where it is a point.
type annotation struct {
	ID      int64    `json:"id"`
	Time    int64    `json:"time"`
	TimeEnd int64    `json:"timeEnd"`
	Text    string   `json:"text"`
	Tags    []string `json:"tags"`
}

// Annotations lists the annotations that have all tags and were there at some time from from up to to, by their start.
// Grafana answers with a limited number of them and knows no pages: a time with more is halved until all are there.
func (c *Client) Annotations(ctx context.Context, tags []string, from, to time.Time) ([]source.Annotation, error) {
	found := map[int64]source.Annotation{}
	if err := c.collect(ctx, tags, from, to, found); err != nil {
		return nil, err
	}
	list := make([]source.Annotation, 0, len(found))
	for _, one := range found {
		list = append(list, one)
	}
	slices.SortFunc(list, func(a, b source.Annotation) int {
		return cmp.Or(a.Time.Compare(b.Time), cmp.Compare(a.ID, b.ID))
	})
	return list, nil
}

func (c *Client) collect(ctx context.Context, tags []string, from, to time.Time, found map[int64]source.Annotation) error {
	var page []annotation
	err := c.get(ctx, annotationsPath, url.Values{
		"tags": tags, "from": {milliseconds(from)}, "to": {milliseconds(to)}, "limit": {strconv.Itoa(pageSize)}, "type": {"annotation"},
	}, &page)
	if err != nil {
		return err
	}
	for _, one := range page {
		if one.has(tags) {
			found[one.ID] = one.read()
		}
	}
	switch length := to.Sub(from); {
	case len(page) < pageSize:
		return nil
	case len(found) > maxAnnotations:
		return fault.Configurationf(Name, "more than %d annotations have these tags", maxAnnotations).
			WithCure("Choose tags that fewer annotations have, or a shorter time")
	case length < shortestPage:
		return fault.Configurationf(Name, "more than %d annotations lie at one moment (%s)", pageSize, from.UTC().Format(time.RFC3339)).
			WithCure("Choose tags that fewer annotations have")
	default:
		middle := from.Add(length / 2)
		if err := c.collect(ctx, tags, middle, to, found); err != nil {
			return err
		}
		return c.collect(ctx, tags, from, middle, found)
	}
}

// has says whether the annotation has all tags: Grafana takes "incident:7" for one with the tag "incident", too.
func (a annotation) has(tags []string) bool {
	return !slices.ContainsFunc(tags, func(tag string) bool { return !slices.Contains(a.Tags, tag) })
}

func (a annotation) read() source.Annotation {
	out := source.Annotation{ID: a.ID, Time: time.UnixMilli(a.Time).UTC(), Text: a.Text, Tags: a.Tags}
	if a.TimeEnd > a.Time {
		out.End = time.UnixMilli(a.TimeEnd).UTC()
	}
	return out
}
