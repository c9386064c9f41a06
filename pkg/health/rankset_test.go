package health

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A rankSet finds what a sorted slice holds, across words and blocks.
func TestRankSet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5000).Draw(t, "n")
		set := newRankSet(n)
		var members []int
		for _, rank := range rapid.SliceOfN(rapid.IntRange(0, n-1), 1, 300).Draw(t, "ranks") {
			at, present := slices.BinarySearch(members, rank)
			if present {
				set.remove(rank)
				members = slices.Delete(members, at, at+1)
			} else {
				set.insert(rank)
				members = slices.Insert(members, at, rank)
			}
			if set.size != len(members) {
				t.Fatalf("size %d, want %d", set.size, len(members))
			}
		}
		for k, member := range members {
			if got := set.kth(k); got != member {
				t.Fatalf("member %d is %d, want %d", k, got, member)
			}
			if k+1 < len(members) {
				if got := set.next(member); got != members[k+1] {
					t.Fatalf("after %d comes %d, want %d", member, got, members[k+1])
				}
			}
		}
	})
}
