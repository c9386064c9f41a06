package history

import (
	"testing"
	"time"
)

// Blocks must follow each other without gap or overlap and end where the TSDB
// would have ended them.
func TestBlocksTileTheHistory(t *testing.T) {
	end := time.Date(2025, 3, 14, 8, 0, 0, 0, time.UTC)
	for _, start := range []time.Time{
		end.Add(-35 * 24 * time.Hour),
		time.Date(2025, 2, 5, 13, 12, 0, 0, time.UTC), // inside a block of every length
		end.Add(-time.Minute),
	} {
		lengths := map[time.Duration]int{}
		for at := start; at.Before(end); {
			length, blockEnd := nextBlock(at, end)
			if !blockEnd.After(at) || blockEnd.After(end) {
				t.Fatalf("the block from %s ends at %s", at, blockEnd)
			}
			if blockEnd.UnixMilli()%length.Milliseconds() != 0 {
				t.Errorf("the block from %s of %s ends at %s, which is no multiple", at, length, blockEnd)
			}
			if at.Before(blockEnd.Add(-length)) {
				t.Errorf("the block from %s to %s is longer than its range of %s", at, blockEnd, length)
			}
			lengths[length]++
			at = blockEnd
		}
		if end.Sub(start) > 30*24*time.Hour && lengths[54*time.Hour] < 12 {
			t.Errorf("35 days from %s are %v blocks: too few long ones", start, lengths)
		}
	}
}

func TestWriteBlocksRefusesAnEndInsideABlock(t *testing.T) {
	if err := WriteBlocks(t.Context(), nil, t.TempDir(), time.Date(2025, 3, 14, 7, 0, 0, 0, time.UTC), nil); err == nil {
		t.Error("an end at an odd hour was accepted")
	}
}
