package prometheus

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

const maxRedirects = 3

var errTooManyRedirects = errors.New("too many redirects")

// redirectRefusedError is a redirect that would carry the credentials to another host.
type redirectRefusedError struct{ host string }

func (e *redirectRefusedError) Error() string {
	return fmt.Sprintf("redirect to another host %q refused", e.host)
}

// checkRedirect follows a redirect only on the host that the settings name: the SDK's middlewares add the
// credentials to every request, wherever it goes.
func checkRedirect(request *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return errTooManyRedirects
	}
	if !sameHost(via[0].URL, request.URL) {
		return &redirectRefusedError{host: request.URL.Host}
	}
	return keepForm(request, via[len(via)-1])
}

// sameHost allows the upgrade from http to https on their usual ports, which proxies often redirect to.
func sameHost(from, to *url.URL) bool {
	if !strings.EqualFold(from.Hostname(), to.Hostname()) {
		return false
	}
	if from.Scheme == to.Scheme {
		return port(from) == port(to)
	}
	return from.Scheme == "http" && to.Scheme == "https" && port(from) == "80" && port(to) == "443"
}

func port(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case u.Scheme == "https":
		return "443"
	default:
		return "80"
	}
}

// keepForm repeats a POST as a POST: net/http turns it into a GET without its form on 301 and 302, and the query
// would be lost.
func keepForm(request, previous *http.Request) error {
	if previous.Method != http.MethodPost || request.Method == http.MethodPost || previous.GetBody == nil {
		return nil
	}
	body, err := previous.GetBody()
	if err != nil {
		return err
	}
	request.Method = http.MethodPost
	request.Body = body
	request.GetBody = previous.GetBody
	request.ContentLength = previous.ContentLength
	request.Header.Set("Content-Type", previous.Header.Get("Content-Type"))
	return nil
}
