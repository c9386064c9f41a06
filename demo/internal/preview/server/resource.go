package server

import (
	"errors"
	"io"
	"net/http"
	"net/url"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
)

// withheldHeaders never reach a plugin: credentials for the preview itself and
// headers that belong to one hop.
var withheldHeaders = []string{
	"Authorization", "Cookie", RoleHeader,
	"Origin", "Referer", // as Grafana does, so that no upstream takes them for a request across origins
	"Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Te", "Trailer", "Transfer-Encoding", "Upgrade",
}

// resource passes a call through to the plugin and streams its answer.
func (s *server) resource(w http.ResponseWriter, r *http.Request) {
	d, ok := s.DataSources.ByUID(r.PathValue("uid"))
	if !ok {
		writeError(w, http.StatusNotFound, "", "Data source not found")
		return
	}
	pluginContext, err := s.pluginContext(r, d, s.pluginVersion(d.Type))
	if err != nil {
		writeError(w, http.StatusBadRequest, "", err.Error())
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		writeError(w, http.StatusBadRequest, "", "reading the request body: "+err.Error())
		return
	}
	headers := r.Header.Clone()
	for _, name := range withheldHeaders {
		headers.Del(name)
	}
	path := r.PathValue("path")
	request := &backend.CallResourceRequest{
		PluginContext: pluginContext,
		Method:        r.Method,
		Path:          path,
		URL:           (&url.URL{Path: path, RawQuery: r.URL.RawQuery}).String(),
		Headers:       headers,
		Body:          body,
	}
	client, err := s.Backend.Client()
	if err != nil {
		writePluginError(w, classify(r.Context(), err))
		return
	}
	stream, err := client.Resource.CallResource(r.Context(), backend.ToProto().CallResourceRequest(request))
	if err != nil {
		writePluginError(w, classify(r.Context(), err))
		return
	}
	s.copyStream(w, r, stream)
}

// copyStream writes chunk after chunk. Status and headers come with the first;
// a failure after it can only cut the connection.
func (s *server) copyStream(w http.ResponseWriter, r *http.Request, stream pluginv2.Resource_CallResourceClient) {
	flusher := http.NewResponseController(w)
	for first := true; ; first = false {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			if first {
				writeError(w, http.StatusInternalServerError, "plugin.emptyResponse", "the plugin answered nothing")
			}
			return
		}
		if err != nil {
			if first {
				writePluginError(w, classify(r.Context(), err))
				return
			}
			panic(http.ErrAbortHandler)
		}
		response := backend.FromProto().CallResourceResponse(chunk)
		if first {
			for name, values := range response.Headers {
				w.Header()[http.CanonicalHeaderKey(name)] = values
			}
			w.WriteHeader(response.Status)
		}
		if _, err := w.Write(response.Body); err != nil {
			return
		}
		_ = flusher.Flush() // a writer that cannot flush still delivers at the end
	}
}
