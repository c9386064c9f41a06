package prometheus

import (
	"errors"
	"fmt"
	"io"
	"sync"

	jsoniter "github.com/json-iterator/go"

	"github.com/headroom/headroom/pkg/source"
)

// answer is the envelope of the API with its decoded result. A result is told by its shape, so the order of the
// envelope's fields does not matter.
type answer struct {
	status, errorType, message string
	warnings, infos            []string
	vector                     []source.Sample
	matrix                     []source.Series
	// text marks a string result, which carries no number.
	text bool
	// hasData tells an empty result from a missing one.
	hasData bool
	// skippedHistograms counts native histogram samples of a range answer, which no caller reads.
	skippedHistograms int
}

var (
	errNotJSON   = errors.New("not the JSON of the Prometheus API")
	errTruncated = errors.New("the answer ends in the middle")
)

// What is kept of an answer is bounded beside its length: a series takes several times the memory of its text, and
// Headroom asks for aggregates, which have a series a group. A series has at most the points of its grid (maxSteps).
const (
	maxSeries     = 50_000
	maxLabelBytes = 8 << 20
)

// errTooMuch says that an answer has more series, more points in one or more text than is kept.
var errTooMuch = errors.New("the answer has more than is kept")

// bufferBytes is the window that an answer passes through.
const bufferBytes = 32 << 10

var iterators = sync.Pool{New: func() any {
	return jsoniter.Parse(jsoniter.ConfigDefault, nil, bufferBytes)
}}

// decodeAnswer reads one answer as a stream. Its errors are errTruncated, errNotJSON,
// errTooMuch or the reader's own.
func decodeAnswer(reader io.Reader) (*answer, error) {
	body := &rememberingReader{Reader: reader}
	iter := iterators.Get().(*jsoniter.Iterator).Reset(body)
	iter.Error = nil
	defer func() {
		iter.Reset(nil)
		iterators.Put(iter)
	}()

	decoder := decoder{iter: iter, body: body, strings: map[string]string{}}
	decoder.envelope()
	if decoder.failed() {
		return nil, decodeError(iter.Error, body)
	}
	if iter.WhatIsNext() != jsoniter.InvalidValue || !body.ended {
		return nil, errorOr(body.err, fmt.Errorf("%w: text follows the answer", errNotJSON))
	}
	result := &decoder.answer
	if result.status == "" || result.status == "success" && !result.hasData {
		return nil, fmt.Errorf("%w: it has no status or no data", errNotJSON)
	}
	if result.skippedHistograms > 0 {
		result.warnings = append(result.warnings,
			fmt.Sprintf("%d native histogram samples of a range answer were left out: use histogram_quantile() or another function that yields numbers", result.skippedHistograms))
	}
	return result, nil
}

func decodeError(err error, body *rememberingReader) error {
	switch {
	case body.err != nil:
		return body.err
	case body.ended:
		return errTruncated
	default:
		return fmt.Errorf("%w: %w", errNotJSON, err)
	}
}

func errorOr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// rememberingReader keeps how reading ended, which the JSON iterator mixes with its own errors.
type rememberingReader struct {
	io.Reader
	// unbroken counts the bytes since the decoder last met the end of a token: the iterator keeps a text whole, and
	// copies it as it grows.
	unbroken int
	// ended says that more was asked for than there was.
	ended bool
	err   error
}

func (r *rememberingReader) Read(p []byte) (int, error) {
	if r.unbroken > maxLabelBytes {
		r.err = errTooMuch
	}
	if r.err != nil {
		return 0, r.err
	}
	n, err := r.Reader.Read(p)
	r.unbroken += n
	switch {
	case err == nil:
	case !errors.Is(err, io.EOF):
		r.err = err
	case n == 0:
		r.ended = true
	}
	return n, err
}

// decoder fills an answer from an iterator. Every method returns at the first error, which stays in iter.Error.
type decoder struct {
	iter    *jsoniter.Iterator
	body    *rememberingReader
	answer  answer
	strings map[string]string
	points  []source.Point
	// series and labelBytes count what is kept.
	series, labelBytes int
}

// failed tells a real error from the EOF that a look past the last byte leaves behind.
func (d *decoder) failed() bool { return d.iter.Error != nil }

func (d *decoder) fail(message string) { d.iter.ReportError("decode", message) }

// check ends the decoding when what is kept has become too much. It is called between tokens.
func (d *decoder) check(ok bool) {
	d.body.unbroken = 0
	if !ok {
		d.body.err = errTooMuch
		d.fail(errTooMuch.Error())
	}
}

func (d *decoder) envelope() {
	if d.iter.WhatIsNext() != jsoniter.ObjectValue {
		d.fail("the answer is not an object")
		return
	}
	for field := d.iter.ReadObject(); field != "" && !d.failed(); field = d.iter.ReadObject() {
		switch field {
		case "status":
			d.answer.status = d.text()
		case "errorType":
			d.answer.errorType = d.text()
		case "error":
			d.answer.message = d.text()
		case "warnings":
			d.answer.warnings = d.texts()
		case "infos":
			d.answer.infos = d.texts()
		case "data":
			d.data()
		default:
			d.iter.Skip()
		}
	}
}

// text reads a string, or null as the empty one.
func (d *decoder) text() string {
	if d.iter.ReadNil() {
		return ""
	}
	return d.iter.ReadString()
}

func (d *decoder) texts() []string {
	if d.iter.ReadNil() {
		return nil
	}
	var texts []string
	for d.iter.ReadArray() {
		texts = append(texts, d.iter.ReadString())
	}
	return texts
}

func (d *decoder) data() {
	if d.iter.WhatIsNext() != jsoniter.ObjectValue {
		d.iter.Skip()
		return
	}
	for field := d.iter.ReadObject(); field != "" && !d.failed(); field = d.iter.ReadObject() {
		switch field {
		case "resultType":
			d.answer.text = d.iter.ReadString() == "string"
		case "result":
			d.answer.hasData = true
			d.result()
		default:
			d.iter.Skip()
		}
	}
}
