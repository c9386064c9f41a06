package catalog

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"

	"go.yaml.in/yaml/v3"

	"github.com/headroom/headroom/pkg/strictjson"
)

//go:embed default.yaml
var defaultYAML []byte

// shipped decodes default.yaml once. It is compiled in, and a test holds it valid, so a problem is a defect.
var shipped = sync.OnceValue(func() *Profile {
	problems := &strictjson.Problems{}
	data, err := yamlToJSON(defaultYAML)
	if err != nil {
		panic("catalog: default.yaml: " + err.Error())
	}
	profile := &Profile{}
	profile.merge(strictjson.Parse(data, "", problems), problems)
	if !problems.Empty() {
		panic("catalog: default.yaml: " + problems.Error())
	}
	return profile
})

// Default returns the shipped profile, a fresh copy each time.
func Default() *Profile { return shipped().clone() }

// yamlToJSON rewrites a YAML document as JSON, keeping the order of keys, which YAML's own decoding into maps
// loses and which here is the order of the card.
func yamlToJSON(data []byte) (json.RawMessage, error) {
	var document yaml.Node
	if err := yaml.Unmarshal(data, &document); err != nil {
		return nil, err
	}
	if len(document.Content) != 1 {
		return nil, fmt.Errorf("want one YAML document")
	}
	return appendJSON(nil, document.Content[0])
}

func appendJSON(out []byte, n *yaml.Node) ([]byte, error) {
	switch n.Kind {
	case yaml.MappingNode:
		return appendMapping(out, n.Content)
	case yaml.SequenceNode:
		return appendSequence(out, n.Content)
	case yaml.ScalarNode:
		var value any
		if err := n.Decode(&value); err != nil {
			return nil, err
		}
		return appendScalar(out, value)
	default:
		return nil, fmt.Errorf("line %d: aliases are not used here", n.Line)
	}
}

// appendMapping writes keys and values, which alternate.
func appendMapping(out []byte, content []*yaml.Node) ([]byte, error) {
	var err error
	out = append(out, '{')
	for i := 0; i+1 < len(content); i += 2 {
		if i > 0 {
			out = append(out, ',')
		}
		if out, err = appendScalar(out, content[i].Value); err != nil {
			return nil, err
		}
		if out, err = appendJSON(append(out, ':'), content[i+1]); err != nil {
			return nil, err
		}
	}
	return append(out, '}'), nil
}

func appendSequence(out []byte, items []*yaml.Node) ([]byte, error) {
	var err error
	out = append(out, '[')
	for i, item := range items {
		if i > 0 {
			out = append(out, ',')
		}
		if out, err = appendJSON(out, item); err != nil {
			return nil, err
		}
	}
	return append(out, ']'), nil
}

func appendScalar(out []byte, value any) ([]byte, error) {
	text, err := json.Marshal(value)
	return append(out, text...), err
}
