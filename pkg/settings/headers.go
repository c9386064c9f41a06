package settings

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/headroom/headroom/pkg/strictjson"
)

// Header is one header that goes with every request to Prometheus.
type Header struct {
	Name  string
	Value Secret
	// path is where the name is set.
	path string
}

// numberedHeaders reads Grafana's own form: httpHeaderName1 in jsonData, httpHeaderValue1 in secureJsonData.
func (s *Settings) numberedHeaders(document *strictjson.Document, secure map[string]string, problems *strictjson.Problems) []Header {
	var numbers []int
	for _, key := range document.Keys() {
		if match := headerNameKey.FindStringSubmatch(key); match != nil {
			number, _ := strconv.Atoi(match[1])
			numbers = append(numbers, number)
		}
	}
	slices.Sort(numbers)
	var headers []Header
	for _, number := range numbers {
		key := "httpHeaderName" + strconv.Itoa(number)
		name, isText := document.Text(key)
		if !isText {
			problems.Addf(key, "is not a string")
			continue
		}
		headers = append(headers, headerOf(name, key, "httpHeaderValue"+strconv.Itoa(number), secure, problems))
	}
	return headers
}

// namedHeaders reads prometheus.customHeaders.
func (s *Settings) namedHeaders(secure map[string]string, problems *strictjson.Problems) []Header {
	var headers []Header
	for i, name := range s.Prometheus.CustomHeaders {
		path := strictjson.Element("prometheus.customHeaders", i)
		headers = append(headers, headerOf(name, path, headerPrefix+name, secure, problems))
	}
	return headers
}

var headerToken = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")

// headerOf joins a header's name with its secret value. A name that is none may be a whole header with its
// value, so it is not repeated.
func headerOf(name, path, key string, secure map[string]string, problems *strictjson.Problems) Header {
	value, given := secure[key]
	switch {
	case !headerToken.MatchString(name):
		problems.Addf(path, "is not the name of a header; its value belongs in secureJsonData")
	case !given:
		problems.Addf(path, "has no value: set %s", strictjson.Member(secureRoot, key))
	case strings.ContainsAny(value, "\r\n\x00"):
		problems.Addf(strictjson.Member(secureRoot, key), "holds a line break or NUL, which a header cannot")
	}
	return Header{Name: name, Value: Secret(value), path: path}
}

// framing are the headers that HTTP itself sets.
var framing = []string{"Connection", "Content-Length", "Host", "Transfer-Encoding"}

// checkHeaders refuses headers that would be sent twice or that a connection sets itself.
func checkHeaders(s *Settings, problems *strictjson.Problems) {
	seen := map[string]bool{}
	for _, header := range s.Headers {
		name := http.CanonicalHeaderKey(header.Name)
		switch {
		case slices.Contains(framing, name):
			problems.Addf(header.path, "%s is set by the connection itself", name)
		case seen[name] && headerToken.MatchString(name):
			problems.Addf(header.path, "%s is given twice", strictjson.Quote(name))
		}
		seen[name] = true
	}
}
