package postgres

import (
	"cmp"
	"slices"
	"time"

	"github.com/headroom/headroom/pkg/source"
)

const (
	// historyBytes bounds the counters that a history keeps: 69 frames of 10,000 tables.
	historyBytes = 16 << 20
	// maxFrames is enough for any window: frames thin out with age.
	maxFrames = 120
	minFrames = 8
	// relationBytes is what one relation takes in a frame.
	relationBytes = 24
)

// activity is what a relation did since its counters began.
type activity struct{ writes, scans, rowsRead float64 }

func activityOf(t source.TableCounters) activity {
	return activity{
		writes:   t.Inserted + t.Updated + t.Deleted,
		scans:    t.SequentialScans + t.IndexScans,
		rowsRead: t.SequentialRead + t.IndexRead,
	}
}

// below says that a counter went back, which counters only do when they are reset.
func (a activity) below(b activity) bool {
	return a.writes < b.writes || a.scans < b.scans || a.rowsRead < b.rowsRead
}

// frame is the activity of every relation at one moment of the server's clock.
type frame struct {
	at time.Time
	// ids are in ascending order; frames of the same relations share them.
	ids      []int64
	activity []activity
}

// of returns a relation's activity in the frame. The position is where it most likely is: where it is in the
// newest frame.
func (f *frame) of(id int64, position int) (activity, bool) {
	if position < len(f.ids) && f.ids[position] == id {
		return f.activity[position], true
	}
	position, found := slices.BinarySearch(f.ids, id)
	if !found {
		return activity{}, false
	}
	return f.activity[position], true
}

// history keeps comparable frames, oldest first, in bounded memory. Its zero value is empty.
type history struct {
	latest statistics
	frames []frame
	// gap says why there is nothing before the first frame; empty when nothing was asked for earlier.
	gap string
}

// add appends a snapshot, forgetting what it cannot be compared with and what is older than keep.
func (h *history) add(s statistics, keep time.Duration) {
	slices.SortFunc(s.relations, func(a, b relation) int { return cmp.Compare(a.id, b.id) })
	next := frame{at: s.at, ids: make([]int64, len(s.relations)), activity: make([]activity, len(s.relations))}
	for i, r := range s.relations {
		next.ids[i], next.activity[i] = r.id, activityOf(r.counters)
	}
	if last := len(h.frames) - 1; last >= 0 {
		switch {
		case s.epoch != h.latest.epoch:
			h.restart("the statistics were reset, or the server restarted or failed over", s.at)
		case !s.at.After(h.frames[last].at):
			h.restart("the server's clock went back", s.at)
		case slices.Equal(h.frames[last].ids, next.ids):
			next.ids = h.frames[last].ids
		}
	}
	h.latest = s
	h.frames = append(h.frames, next)
	h.expire(s.at.Add(-keep))
	h.thin(frameLimit(len(s.relations)))
}

// restart forgets every frame: what was seen at the given time is a new beginning.
func (h *history) restart(reason string, at time.Time) {
	h.frames = nil
	h.gap = reason + ", shortly before " + at.UTC().Format(time.RFC3339)
}

// expire forgets frames from before the given time, but for the newest of them, which the window may start near.
func (h *history) expire(before time.Time) {
	expired := 0
	for expired+1 < len(h.frames) && h.frames[expired+1].at.Before(before) {
		expired++
	}
	if expired > 0 {
		h.frames = slices.Delete(h.frames, 0, expired)
		h.gap = ""
	}
}

func frameLimit(relations int) int {
	return min(maxFrames, max(minFrames, historyBytes/(relationBytes*max(relations, 1))))
}

// thin takes out the frames that are missed least, so that a window of any length finds a frame near its start:
// the gap that a removal leaves counts in proportion to its age.
func (h *history) thin(limit int) {
	for len(h.frames) > limit {
		newest := h.frames[len(h.frames)-1].at
		least, position := 0.0, 0
		for i := 1; i < len(h.frames)-1; i++ {
			gap := h.frames[i+1].at.Sub(h.frames[i-1].at).Seconds() / newest.Sub(h.frames[i].at).Seconds()
			if position == 0 || gap < least {
				least, position = gap, i
			}
		}
		h.frames = slices.Delete(h.frames, position, position+1)
	}
}

// rates compares the newest frame with the oldest one within window of it; slack lets a frame a little before
// the window's start count as its start. When sampling had stopped for want of interest, the frame before that
// will do, up to two windows back: the span is in the answer.
func (h *history) rates(window, slack time.Duration) source.TableRates {
	newest := h.frames[len(h.frames)-1]
	start := newest.at.Add(-window - slack)
	from := slices.IndexFunc(h.frames, func(f frame) bool { return !f.at.Before(start) })
	if from == len(h.frames)-1 && from > 0 && newest.at.Sub(h.frames[from-1].at) <= 2*window {
		from--
	}
	frames := h.frames[from:]
	rates := source.TableRates{Server: h.latest.server, Database: h.latest.database, From: frames[0].at, To: newest.at}
	if from == 0 && newest.at.Sub(frames[0].at) < window-slack {
		rates.Gap = h.gap
		if rates.Gap == "" {
			rates.Gap = "samples reach back to " + frames[0].at.UTC().Format(time.RFC3339) + " only"
		}
	}
	if len(frames) > 1 {
		rates.Tables = tableRates(frames, h.latest.relations)
	}
	return rates
}

// tableRates adds up the rates of the relations of each table. A table of which one relation's rate is unknown
// is left out: a sum without it would be too low.
func tableRates(frames []frame, relations []relation) []source.TableRate {
	var tables []source.TableRate
	positions := map[[2]string]int{}
	unknown := map[int]bool{}
	for i, r := range relations {
		name := [2]string{r.counters.Schema, r.counters.Table}
		position, known := positions[name]
		if !known {
			position = len(tables)
			positions[name] = position
			tables = append(tables, source.TableRate{Schema: name[0], Table: name[1], From: frames[0].at})
		}
		since, change := changeOf(frames, r.id, i)
		hours := frames[len(frames)-1].at.Sub(since).Hours()
		if hours == 0 {
			unknown[position] = true
			continue
		}
		table := &tables[position]
		if since.After(table.From) {
			table.From = since
		}
		table.Writes += change.writes / hours
		table.Scans += change.scans / hours
		table.RowsRead += change.rowsRead / hours
	}
	kept := tables[:0]
	for i, table := range tables {
		if !unknown[i] {
			kept = append(kept, table)
		}
	}
	return kept
}

// changeOf returns what a relation did, and since when that is known: since the first frame, or since its
// counters last went back. A relation that appeared in between had done nothing before.
func changeOf(frames []frame, id int64, index int) (since time.Time, change activity) {
	last := len(frames) - 1
	end, _ := frames[last].of(id, index)
	base, later := last, end
	for i := last - 1; i >= 0; i-- {
		earlier, existed := frames[i].of(id, index)
		if !existed {
			return frames[0].at, end
		}
		if later.below(earlier) {
			break
		}
		base, later = i, earlier
	}
	return frames[base].at, activity{
		writes:   end.writes - later.writes,
		scans:    end.scans - later.scans,
		rowsRead: end.rowsRead - later.rowsRead,
	}
}
