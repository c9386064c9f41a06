package server

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/headroom/headroom/demo/internal/preview/process"
)

// statusClientClosedRequest is what Grafana answers when the caller went away.
const statusClientClosedRequest = 499

// apiError is the shape of Grafana's error bodies.
type apiError struct {
	StatusCode int    `json:"statusCode"`
	MessageID  string `json:"messageId"`
	Message    string `json:"message"`
	TraceID    string `json:"traceID"`
}

func writeError(w http.ResponseWriter, statusCode int, messageID, message string) {
	writeJSON(w, statusCode, apiError{StatusCode: statusCode, MessageID: messageID, Message: message})
}

func writeJSON(w http.ResponseWriter, statusCode int, body any) {
	raw, err := json.Marshal(body)
	if err != nil {
		statusCode = http.StatusInternalServerError
		raw, _ = json.Marshal(apiError{StatusCode: statusCode, MessageID: "preview.encoding", Message: err.Error()})
	}
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(statusCode)
	_, _ = w.Write(raw) // the caller may be gone; there is nobody left to tell
}

// pluginError is a failed call to the plugin process in Grafana's terms.
type pluginError struct {
	statusCode int
	messageID  string
	message    string
}

func (e pluginError) Error() string { return e.message }

// classify turns an error of the process or of gRPC into Grafana's answer for
// it. Unlike Grafana it keeps the reason in the message: the reader is a developer.
func classify(ctx context.Context, err error) pluginError {
	code := status.Code(err)
	switch {
	case ctx.Err() != nil || code == codes.Canceled:
		return pluginError{statusClientClosedRequest, "plugin.requestCanceled", "Plugin request canceled"}
	case errors.Is(err, process.ErrUnavailable):
		return pluginError{http.StatusInternalServerError, "plugin.unavailable", "Plugin unavailable: " + err.Error()}
	case code == codes.Unavailable:
		return pluginError{http.StatusInternalServerError, "plugin.connectionUnavailable",
			"Data source became unavailable during request. Please try again. (" + err.Error() + ")"}
	case code == codes.Unimplemented:
		return pluginError{http.StatusNotFound, "plugin.notImplemented", "Method not implemented"}
	case code == codes.ResourceExhausted:
		return pluginError{http.StatusInternalServerError, "plugin.resourceExhausted", "The response is too large: " + err.Error()}
	default:
		return pluginError{http.StatusInternalServerError, "plugin.requestFailureError",
			"An error occurred within the plugin: " + err.Error()}
	}
}

func writePluginError(w http.ResponseWriter, err pluginError) {
	writeError(w, err.statusCode, err.messageID, err.message)
}
