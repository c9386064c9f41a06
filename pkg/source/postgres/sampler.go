package postgres

import (
	"context"
	"sync"
	"time"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source"
	"github.com/headroom/headroom/pkg/source/internal/flight"
)

// Defaults of SamplerOptions.
const (
	DefaultSampleInterval  = time.Minute
	DefaultSampleFreshness = 15 * time.Second
	DefaultMaxWindow       = 24 * time.Hour
)

// SamplerOptions configure a Sampler; every field has a default.
type SamplerOptions struct {
	// Interval is the time between samples while somebody is interested.
	Interval time.Duration
	// Freshness is the most that the newest sample may be old when rates are asked for.
	Freshness time.Duration
	// MaxWindow is the longest window that is remembered; a longer one is answered for this long.
	MaxWindow time.Duration
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

// Sampler turns the cumulative counters of a database into rates. It keeps sampling for two windows after it was
// last asked, and nothing runs after that or after Close. It is safe for concurrent use.
type Sampler struct {
	read    func(context.Context) (statistics, error)
	options SamplerOptions
	flights flight.Group[struct{}, struct{}]
	// closed ends sampling under way at Close.
	closed context.Context
	close  context.CancelFunc

	mu       sync.Mutex
	history  history
	sampled  time.Time
	window   time.Duration // the longest that somebody is interested in
	until    time.Time     // when that interest ends
	timer    *time.Timer   // the next sample; nil while nobody is interested
	sampling sync.WaitGroup
}

// NewSampler returns a sampler of the client's database. It samples nothing before the first Rates.
func NewSampler(client *Client, options SamplerOptions) *Sampler {
	return newSampler(client.statistics, options)
}

func newSampler(read func(context.Context) (statistics, error), options SamplerOptions) *Sampler {
	setDefault(&options.Interval, DefaultSampleInterval)
	setDefault(&options.Freshness, DefaultSampleFreshness)
	setDefault(&options.MaxWindow, DefaultMaxWindow)
	if options.Now == nil {
		options.Now = time.Now
	}
	s := &Sampler{read: read, options: options}
	s.closed, s.close = context.WithCancel(context.Background())
	return s
}

// Rates returns the activity of every table over the window that ends now, or over as much of it as has been
// observed (From, To and Gap say). The first call has only one sample, so From equals To and no table has a
// rate. A table whose counters were reset since the last sample has no rate either. The window must be positive.
func (s *Sampler) Rates(ctx context.Context, window time.Duration) (source.TableRates, error) {
	if window <= 0 {
		return source.TableRates{}, fault.Userf("the window of %s is not positive", window).WithCure("Use a window such as 1h")
	}
	kept := min(window, s.options.MaxWindow)
	s.noteInterest(kept)
	if err := s.refresh(ctx); err != nil {
		return source.TableRates{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	rates := s.history.rates(kept, s.options.Freshness)
	if rates.Gap == "" && kept < window {
		rates.Gap = "samples are kept for " + kept.String() + " only"
	}
	return rates, nil
}

// Close ends sampling and waits for it.
func (s *Sampler) Close() {
	s.mu.Lock()
	s.close()
	if s.timer != nil {
		s.timer.Stop()
		s.timer = nil
	}
	s.mu.Unlock()
	s.sampling.Wait()
}

// refresh takes a sample unless there is a fresh one, together with whoever else wants one.
func (s *Sampler) refresh(ctx context.Context) error {
	_, _, err := s.flights.Do(ctx, struct{}{}, func(ctx context.Context) (struct{}, error) {
		if s.fresh() {
			return struct{}{}, nil
		}
		return struct{}{}, s.sample(ctx)
	})
	if ended := fault.FromContext(ctx, Name); err != nil && ended != nil {
		return ended
	}
	return err
}

func (s *Sampler) fresh() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.history.frames) > 0 && s.options.Now().Sub(s.sampled) < s.options.Freshness
}

func (s *Sampler) sample(ctx context.Context) error {
	sampled := s.options.Now()
	statistics, err := s.read(ctx)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.history.add(statistics, s.window+s.options.Freshness)
	s.sampled = sampled
	return nil
}

// noteInterest keeps sampling for two more windows. Once interest has lapsed, an earlier, longer window no
// longer counts.
func (s *Sampler) noteInterest(window time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.options.Now()
	if now.After(s.until) {
		s.window = 0
	}
	s.window = max(s.window, window)
	if until := now.Add(2 * window); until.After(s.until) {
		s.until = until
	}
	if s.timer == nil && s.closed.Err() == nil {
		s.timer = time.AfterFunc(s.options.Interval, s.tick)
	}
}

// tick samples in the background and comes again while somebody is interested. An error is left for the next
// caller of Rates to meet.
func (s *Sampler) tick() {
	s.mu.Lock()
	if s.closed.Err() != nil {
		s.mu.Unlock()
		return
	}
	s.sampling.Add(1)
	s.mu.Unlock()
	defer s.sampling.Done()

	_ = s.refresh(s.closed)

	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed.Err() != nil || s.options.Now().After(s.until) {
		s.timer = nil
		return
	}
	s.timer.Reset(s.options.Interval)
}
