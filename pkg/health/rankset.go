package health

import "math/bits"

const (
	wordBits      = 64
	wordsPerBlock = 16
	blockBits     = wordBits * wordsPerBlock
)

// rankSet is a set of ranks 0 … n − 1 that finds its k-th smallest member: a bit per rank, and a count per block
// of 1,024 bits so that a search skips whole blocks. Members come and go in constant time; a search reads
// n ÷ 1,024 counts and at most 16 words, which for a window of weeks is faster than a balanced tree.
type rankSet struct {
	words  []uint64
	blocks []int32
	size   int
}

func newRankSet(n int) *rankSet {
	return &rankSet{
		words:  make([]uint64, (n+wordBits-1)/wordBits),
		blocks: make([]int32, (n+blockBits-1)/blockBits),
	}
}

// insert adds a rank that is not a member.
func (s *rankSet) insert(rank int) {
	s.words[rank/wordBits] |= 1 << (rank % wordBits)
	s.blocks[rank/blockBits]++
	s.size++
}

// remove takes out a rank that is a member.
func (s *rankSet) remove(rank int) {
	s.words[rank/wordBits] &^= 1 << (rank % wordBits)
	s.blocks[rank/blockBits]--
	s.size--
}

// kth returns the member with k smaller ones, for 0 ≤ k < size.
func (s *rankSet) kth(k int) int {
	block := 0
	for ; k >= int(s.blocks[block]); block++ {
		k -= int(s.blocks[block])
	}
	word := block * wordsPerBlock
	for {
		members := bits.OnesCount64(s.words[word])
		if k < members {
			break
		}
		k -= members
		word++
	}
	rest := s.words[word]
	for ; k > 0; k-- {
		rest &= rest - 1 // clears the lowest member
	}
	return word*wordBits + bits.TrailingZeros64(rest)
}

// next returns the smallest member above rank, which must not be the largest member.
func (s *rankSet) next(rank int) int {
	word := rank / wordBits
	rest := s.words[word] & (^uint64(0) << (rank % wordBits) << 1)
	for rest == 0 {
		word++
		rest = s.words[word]
	}
	return word*wordBits + bits.TrailingZeros64(rest)
}
