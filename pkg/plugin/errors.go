package plugin

import (
	"context"
	"errors"
	"net/http"
	"runtime/debug"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/log"

	"github.com/headroom/headroom/pkg/fault"
)

// statusClientClosed is the status of a request that its caller gave up.
const statusClientClosed = backend.Status(499)

// statusOf maps a classified error to the status of its answer.
func statusOf(err error) backend.Status {
	switch fault.KindOf(err) {
	case fault.User, fault.Configuration:
		return backend.StatusBadRequest
	case fault.Downstream:
		return backend.StatusBadGateway
	case fault.Timeout:
		return backend.StatusTimeout
	case fault.Cancelled:
		return statusClientClosed
	default:
		return backend.StatusInternal
	}
}

// failure turns an error into a query's answer. Only a defect of Headroom counts as the plugin's own error, and
// only its detail is kept from the caller.
func failure(logger log.Logger, err error) backend.DataResponse {
	response := backend.ErrDataResponseWithSource(statusOf(err), backend.ErrorSourceDownstream, message(logger, err))
	if fault.KindOf(err) == fault.Internal {
		response.ErrorSource = backend.ErrorSourcePlugin
	}
	return response
}

// message is what the caller is told.
func message(logger log.Logger, err error) string {
	var classified *fault.Error
	switch {
	case errors.As(err, &classified):
		if classified.Kind == fault.Internal {
			logger.Error("internal error", "error", err, "cause", errors.Unwrap(classified))
		}
		return classified.Error()
	case fault.KindOf(err) == fault.Cancelled:
		return "the request was cancelled"
	case fault.KindOf(err) == fault.Timeout:
		return "the request ran out of time. Ask for a shorter range, or raise the timeout of the data source"
	default:
		logger.Error("internal error", "error", err)
		return "an internal error occurred; the plugin's log has the details"
	}
}

// httpStatus is the status of a resource's answer.
func httpStatus(err error) int {
	if s := int(statusOf(err)); s >= http.StatusBadRequest {
		return s
	}
	return http.StatusInternalServerError
}

// panicked logs a panic and is the error that stands for it.
func (d *DataSource) panicked(ctx context.Context, cause any) error {
	d.logger.FromContext(ctx).Error("panic", "cause", cause, "stack", string(debug.Stack()))
	return &fault.Error{Kind: fault.Internal, Cause: "an internal error occurred; the plugin's log has the details"}
}

// logInternal logs the defects among errors that became part of an answer.
func (d *DataSource) logInternal(ctx context.Context, failures []error) {
	for _, err := range failures {
		if fault.KindOf(err) == fault.Internal {
			_ = message(d.logger.FromContext(ctx), err)
		}
	}
}
