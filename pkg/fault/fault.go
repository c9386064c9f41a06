// Package fault classifies what can go wrong while a query is answered. An error is classified once, where
// its cause is known, and carries the sentence a person needs: what happened and what to do about it.
package fault

import (
	"context"
	"errors"
	"fmt"
)

// Kind says whose turn it is to act on an error.
type Kind string

const (
	// User marks a query that cannot be answered as asked.
	User Kind = "user"
	// Configuration marks settings of the data source or its profile that are missing or wrong.
	Configuration Kind = "configuration"
	// Downstream marks Prometheus or PostgreSQL refusing, failing or not answering.
	Downstream Kind = "downstream"
	// Timeout marks an upstream that did not answer within its limit.
	Timeout Kind = "timeout"
	// Cancelled marks a request that its caller gave up.
	Cancelled Kind = "cancelled"
	// Internal marks a defect in Headroom.
	Internal Kind = "internal"
)

// Error is a classified error. Its message never holds a secret, a DSN or an upstream's credentials.
type Error struct {
	// Kind classifies the error.
	Kind Kind
	// Source names the part at fault: "Prometheus", "PostgreSQL", "profile", "query".
	Source string
	// Cause says what happened.
	Cause string
	// Cure says what to do, as an imperative sentence; may be empty.
	Cure string
	// Err is the wrapped error, for logs and errors.Is; it is not part of the message.
	Err error
}

// Error joins source, cause and cure into one message.
func (e *Error) Error() string {
	message := e.Cause
	if e.Source != "" {
		message = e.Source + ": " + message
	}
	if e.Cure != "" {
		message += ". " + e.Cure
	}
	return message
}

// Unwrap returns the wrapped error.
func (e *Error) Unwrap() error { return e.Err }

// Userf returns a User error about the query.
func Userf(format string, args ...any) *Error {
	return &Error{Kind: User, Source: "query", Cause: fmt.Sprintf(format, args...)}
}

// Configurationf returns a Configuration error about the named part.
func Configurationf(source, format string, args ...any) *Error {
	return &Error{Kind: Configuration, Source: source, Cause: fmt.Sprintf(format, args...)}
}

// Downstreamf returns a Downstream error of the named upstream.
func Downstreamf(source, format string, args ...any) *Error {
	return &Error{Kind: Downstream, Source: source, Cause: fmt.Sprintf(format, args...)}
}

// WithCure returns the error with its cure set.
func (e *Error) WithCure(format string, args ...any) *Error {
	e.Cure = fmt.Sprintf(format, args...)
	return e
}

// Wrapping returns the error with err as its wrapped error.
func (e *Error) Wrapping(err error) *Error {
	e.Err = err
	return e
}

// KindOf returns the kind of the first classified error in err's chain; context errors are Cancelled or
// Timeout and anything else is Internal.
func KindOf(err error) Kind {
	var classified *Error
	switch {
	case errors.As(err, &classified):
		return classified.Kind
	case errors.Is(err, context.Canceled):
		return Cancelled
	case errors.Is(err, context.DeadlineExceeded):
		return Timeout
	default:
		return Internal
	}
}
