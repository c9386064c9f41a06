package source

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// marks is a Grafana that says what it was asked.
type marks struct{ counting }

func (m *marks) Annotations(ctx context.Context, tags []string, from, to time.Time) ([]Annotation, error) {
	return []Annotation{{ID: 1, Time: from, End: to, Tags: tags}}, m.ask(ctx, fmt.Sprint(tags, from.UnixMilli(), to.UnixMilli()))
}

// Panels that ask in the same minute share an answer that holds what each asked for; other tags are another question.
func TestAnnotationsAreShared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		inner := &marks{counting{takes: time.Second}}
		cached := NewCachedAnnotations(inner, CachedOptions{})
		end := time.Now().Truncate(time.Minute).Add(10 * time.Second)
		ask := func(end time.Time, tags ...string) {
			from := end.Add(-time.Hour)
			list, err := cached.Annotations(context.Background(), tags, from, end)
			if err != nil || len(list) != 1 || list[0].Time.After(from) || list[0].End.Before(end) || !slices.Equal(list[0].Tags, tags) {
				t.Errorf("%v, %v", list, err)
			}
		}
		var viewers sync.WaitGroup
		for i := range 10 {
			viewers.Go(func() { ask(end.Add(time.Duration(i)*time.Second), "incident") })
		}
		viewers.Wait()
		if inner.requests() != 1 {
			t.Errorf("%d requests, want 1", inner.requests())
		}
		ask(end, "incident", "service:api")
		ask(end.Add(time.Minute), "incident")
		time.Sleep(DefaultFreshTTL + time.Second)
		ask(end, "incident")
		if inner.requests() != 4 {
			t.Errorf("%d requests of four questions", inner.requests())
		}
	})
}
