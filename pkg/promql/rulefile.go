package promql

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v3"
)

// RuleFile is a file of rules for a Prometheus or Mimir ruler.
type RuleFile struct {
	// Notes stand above the groups as comments.
	Notes  []string
	Groups []RuleGroup
}

// RuleGroup is evaluated in order, at one interval.
type RuleGroup struct {
	Name     string `yaml:"name"`
	Interval string `yaml:"interval,omitempty"`
	Rules    []Rule `yaml:"rules"`
}

// Rule records a series or alerts; one of Record and Alert is set.
type Rule struct {
	Record      string            `yaml:"record,omitempty"`
	Alert       string            `yaml:"alert,omitempty"`
	Expr        string            `yaml:"expr"`
	For         string            `yaml:"for,omitempty"`
	Labels      map[string]string `yaml:"labels,omitempty"`
	Annotations map[string]string `yaml:"annotations,omitempty"`
}

// YAML writes the file. A note that holds a line break stays a comment.
func (f RuleFile) YAML() ([]byte, error) {
	var out bytes.Buffer
	for _, note := range f.Notes {
		for line := range strings.Lines(note) {
			out.WriteString("# " + strings.TrimRight(line, "\r\n") + "\n")
		}
	}
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(struct {
		Groups []RuleGroup `yaml:"groups"`
	}{f.Groups}); err != nil {
		return nil, err
	}
	return out.Bytes(), encoder.Close()
}
