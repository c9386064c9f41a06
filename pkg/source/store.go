package source

import (
	"container/list"
	"sync"
	"time"
)

// DefaultCacheBytes bounds a Store that is given no size.
const DefaultCacheBytes = 32 << 20

// Store holds cached answers, bounded by their approximate size; the least recently used ones go first. One
// Store may serve many Cached, which their scopes keep apart. It runs nothing in the background: what has
// expired goes when it is met or displaced.
type Store struct {
	mu       sync.Mutex
	maxBytes int64
	bytes    int64
	entries  map[requestKey]*list.Element
	recency  *list.List // of *entry, the most recently used first
}

type entry struct {
	key     requestKey
	value   any
	err     error
	bytes   int64
	expires time.Time
}

// NewStore returns a store of at most maxBytes; 0 means DefaultCacheBytes.
func NewStore(maxBytes int64) *Store {
	if maxBytes <= 0 {
		maxBytes = DefaultCacheBytes
	}
	return &Store{maxBytes: maxBytes, entries: map[requestKey]*list.Element{}, recency: list.New()}
}

// Usage returns the number of entries and their approximate size in bytes.
func (s *Store) Usage() (entries int, bytes int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.entries), s.bytes
}

// get returns a live entry and marks it as used.
func (s *Store) get(key requestKey, now time.Time) (*entry, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	element, ok := s.entries[key]
	if !ok {
		return nil, false
	}
	e := element.Value.(*entry)
	if !now.Before(e.expires) {
		s.remove(element)
		return nil, false
	}
	s.recency.MoveToFront(element)
	return e, true
}

// put adds an entry and makes room for it. One that is larger than the whole store is not kept.
func (s *Store) put(e *entry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if previous, ok := s.entries[e.key]; ok {
		s.remove(previous)
	}
	if e.bytes > s.maxBytes {
		return
	}
	for s.bytes+e.bytes > s.maxBytes {
		s.remove(s.recency.Back())
	}
	s.entries[e.key] = s.recency.PushFront(e)
	s.bytes += e.bytes
}

func (s *Store) remove(element *list.Element) {
	e := s.recency.Remove(element).(*entry)
	delete(s.entries, e.key)
	s.bytes -= e.bytes
}
