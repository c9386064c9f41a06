// Package strictjson decodes JSON that people write (settings, overrides, queries) into Go structs and says
// everything that is wrong with it: unknown and repeated keys, wrong types, values outside the ranges that
// the fields' jsonschema tags state. Objects merge into what the target already holds, so that the same code
// reads a document and lays overrides over defaults.
//
// encoding/json is not enough: it stops at the first wrong type, drops unknown and repeated keys, matches
// keys in any case and reads null as "leave it".
package strictjson

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"unicode/utf8"
)

const (
	// MaxBytes is the largest document that is read.
	MaxBytes = 1 << 20
	// MaxDepth is the deepest nesting that is read.
	MaxDepth = 32
)

// kind is the JSON type of a node.
type kind int

const (
	kindNull kind = iota
	kindBool
	kindNumber
	kindString
	kindArray
	kindObject
)

// node is one value of a parsed document; members keep the order of the text.
type node struct {
	kind    kind
	boolean bool
	// text is the string, or the number as written.
	text    string
	items   []*node
	members []member
}

type member struct {
	key   string
	value *node
}

func (n *node) get(key string) *node {
	for _, m := range n.members {
		if m.key == key {
			return m.value
		}
	}
	return nil
}

// Document is a parsed JSON object.
type Document struct {
	root *node
	path string
}

// Parse reads one JSON object; path is the prefix of every path in problems ("profile", or empty). Empty
// input and null are an empty object. It returns nil after a problem that leaves nothing to decode.
func Parse(data []byte, path string, problems *Problems) *Document {
	if len(data) > MaxBytes {
		problems.Addf(path, "%d bytes are more than the %d allowed", len(data), MaxBytes)
		return nil
	}
	if !utf8.Valid(data) {
		problems.Addf(path, "is not valid UTF-8")
		return nil
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return &Document{root: &node{kind: kindObject}, path: path}
	}
	var whole json.RawMessage
	if err := json.Unmarshal(data, &whole); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			problems.Addf(path, "is not valid JSON at byte %d", syntax.Offset)
		} else {
			problems.Addf(path, "is not valid JSON")
		}
		return nil
	}
	tokens := json.NewDecoder(bytes.NewReader(data))
	tokens.UseNumber()
	p := parser{tokens: tokens, problems: problems}
	root := p.value(path, 0)
	switch {
	case root == nil:
		return nil
	case root.kind == kindNull:
		return &Document{root: &node{kind: kindObject}, path: path}
	case root.kind != kindObject:
		problems.Addf(path, "%s is not an object", root.describe(false))
		return nil
	default:
		return &Document{root: root, path: path}
	}
}

// Path returns the prefix of the document's paths.
func (d *Document) Path() string { return d.path }

// Keys lists the keys of the object found by following the given keys from the root, in the order of the
// text; none when it is not there or not an object.
func (d *Document) Keys(under ...string) []string {
	at := d.root
	for _, key := range under {
		if at = at.get(key); at == nil {
			return nil
		}
	}
	keys := make([]string, 0, len(at.members))
	for _, m := range at.members {
		keys = append(keys, m.key)
	}
	return keys
}

// Text returns the string at a key of the root.
func (d *Document) Text(key string) (string, bool) {
	if n := d.root.get(key); n != nil && n.kind == kindString {
		return n.text, true
	}
	return "", false
}

// Sub takes the object at a key of the root out of the document: an empty one when it is not there or null,
// nil after a problem when it is anything else.
func (d *Document) Sub(key string, problems *Problems) *Document {
	path, n := Member(d.path, key), d.root.get(key)
	d.Drop(func(k string) bool { return k == key })
	switch {
	case n == nil || n.kind == kindNull:
		return &Document{root: &node{kind: kindObject}, path: path}
	case n.kind != kindObject:
		problems.Addf(path, "%s is not an object", n.describe(true))
		return nil
	default:
		return &Document{root: n, path: path}
	}
}

// SetText puts a string at a key of the root, over what is there.
func (d *Document) SetText(key, text string) {
	d.Drop(func(k string) bool { return k == key })
	d.root.members = append(d.root.members, member{key: key, value: &node{kind: kindString, text: text}})
}

// Drop removes the members of the root whose key matches.
func (d *Document) Drop(match func(key string) bool) {
	kept := make([]member, 0, len(d.root.members))
	for _, m := range d.root.members {
		if !match(m.key) {
			kept = append(kept, m)
		}
	}
	d.root.members = kept
}

// Decode lays the document over what target (a pointer to a struct) holds; see Decoder for the rules.
func (d *Document) Decode(target any, decoder Decoder, problems *Problems) {
	decoder.problems = problems
	decoder.value(d.root, reflect.ValueOf(target).Elem(), d.path, constraints{})
}

// parser builds nodes from tokens that are known to be valid JSON.
type parser struct {
	tokens   *json.Decoder
	problems *Problems
}

// value reads one value; it returns nil after a problem that ends the parse.
func (p *parser) value(path string, depth int) *node {
	if depth > MaxDepth {
		p.problems.Addf(path, "is nested deeper than the %d levels allowed", MaxDepth)
		return nil
	}
	token, err := p.tokens.Token()
	if err != nil {
		p.problems.Addf(path, "is not valid JSON")
		return nil
	}
	switch t := token.(type) {
	case json.Delim:
		if t == '{' {
			return p.object(path, depth)
		}
		return p.array(path, depth)
	case string:
		return &node{kind: kindString, text: t}
	case json.Number:
		return &node{kind: kindNumber, text: t.String()}
	case bool:
		return &node{kind: kindBool, boolean: t}
	default:
		return &node{kind: kindNull}
	}
}

func (p *parser) object(path string, depth int) *node {
	object := &node{kind: kindObject}
	seen := map[string]bool{}
	for p.tokens.More() {
		token, err := p.tokens.Token()
		key, isString := token.(string)
		if err != nil || !isString {
			p.problems.Addf(path, "is not valid JSON")
			return nil
		}
		at := Member(path, key)
		value := p.value(at, depth+1)
		if value == nil {
			return nil
		}
		if seen[key] {
			p.problems.Addf(at, "is given twice")
			continue
		}
		seen[key] = true
		object.members = append(object.members, member{key: key, value: value})
	}
	return p.closed(object, path)
}

func (p *parser) array(path string, depth int) *node {
	array := &node{kind: kindArray}
	for p.tokens.More() {
		item := p.value(Element(path, len(array.items)), depth+1)
		if item == nil {
			return nil
		}
		array.items = append(array.items, item)
	}
	return p.closed(array, path)
}

// closed consumes the closing delimiter.
func (p *parser) closed(n *node, path string) *node {
	if _, err := p.tokens.Token(); err != nil {
		p.problems.Addf(path, "is not valid JSON")
		return nil
	}
	return n
}

// describe names the value in a message; hide withholds the text of strings.
func (n *node) describe(hide bool) string {
	switch n.kind {
	case kindNull:
		return "null"
	case kindBool:
		if n.boolean {
			return "true"
		}
		return "false"
	case kindNumber:
		return shorten(n.text)
	case kindString:
		if hide {
			return "a string"
		}
		return Quote(n.text)
	case kindArray:
		return "a list"
	default:
		return "an object"
	}
}
