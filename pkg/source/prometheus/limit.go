package prometheus

import (
	"context"
	"errors"
	"io"
	"sync/atomic"
)

// errTooLarge says that an answer is longer than its budget.
var errTooLarge = errors.New("the answer is larger than its limit")

// maxListBytes bounds a list of names or label values, which is read whole; it holds some 200,000 of them.
const maxListBytes = 8 << 20

type budgetKey struct{}

// listLimit is the allowance of a list.
func (c *Client) listLimit() int64 { return min(maxListBytes, c.config.MaxResponseBytes) }

// withBudget gives every request made with the context one common allowance of response bytes, so that a grid
// in chunks is bounded like a grid in one piece.
func (c *Client) withBudget(ctx context.Context) context.Context {
	budget := new(atomic.Int64)
	budget.Store(c.config.MaxResponseBytes)
	return context.WithValue(ctx, budgetKey{}, budget)
}

// limitBody bounds what is read from body by the context's budget, else by limit.
func limitBody(ctx context.Context, body io.ReadCloser, limit int64) io.ReadCloser {
	budget, ok := ctx.Value(budgetKey{}).(*atomic.Int64)
	if !ok {
		budget = new(atomic.Int64)
		budget.Store(limit)
	}
	return &limitedBody{ReadCloser: body, budget: budget}
}

type limitedBody struct {
	io.ReadCloser
	budget *atomic.Int64
}

// Read counts bytes after decompression: what is bounded is the work, not the wire.
func (b *limitedBody) Read(p []byte) (int, error) {
	if b.budget.Load() < 0 {
		return 0, errTooLarge
	}
	n, err := b.ReadCloser.Read(p)
	if b.budget.Add(-int64(n)) < 0 {
		return 0, errTooLarge
	}
	return n, err
}
