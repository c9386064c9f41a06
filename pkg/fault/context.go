package fault

import (
	"context"
	"errors"
	"fmt"
)

// Timeoutf returns a Timeout error of the named upstream.
func Timeoutf(source, format string, args ...any) *Error {
	return &Error{Kind: Timeout, Source: source, Cause: fmt.Sprintf(format, args...)}
}

// Internalf returns an Internal error of the named part: a defect in Headroom.
func Internalf(source, format string, args ...any) *Error {
	return &Error{Kind: Internal, Source: source, Cause: fmt.Sprintf(format, args...)}
}

// FromContext classifies the end of ctx while the named upstream was being asked: Cancelled when the caller
// gave up, Timeout when the caller's own deadline passed, nil while ctx is alive.
func FromContext(ctx context.Context, source string) *Error {
	switch err := ctx.Err(); {
	case err == nil:
		return nil
	case errors.Is(err, context.DeadlineExceeded):
		return Timeoutf(source, "there was no answer before the request's deadline").
			WithCure("Ask for a shorter range or a coarser step, or raise the request timeout").Wrapping(err)
	default:
		return (&Error{Kind: Cancelled, Source: source, Cause: "the request was cancelled"}).Wrapping(err)
	}
}
