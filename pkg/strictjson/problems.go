package strictjson

import (
	"fmt"
	"strings"
)

// maxProblems bounds what one document can report, so that a hostile one cannot fill logs and browsers.
const maxProblems = 50

// Problem is one thing that is wrong at one place.
type Problem struct {
	// Path is where it is, as one would write it in JavaScript: profile.tables["public.jobs"].low.
	Path string
	// Message says what is wrong and, where there is one, the allowed range.
	Message string
}

// String is "path: message", or the message alone at the root.
func (p Problem) String() string {
	if p.Path == "" {
		return p.Message
	}
	return p.Path + ": " + p.Message
}

// Problems collects everything that is wrong with a document, in the order in which it was found. The zero
// value is ready to use. As an error it lists all problems; the first fifty are kept and the rest counted.
type Problems struct {
	list []Problem
	seen map[string]bool
	more int
}

// Addf records a problem at path. Only the first one at a path is kept, since later ones follow from it: a
// number of the wrong type is not also missing.
func (p *Problems) Addf(path, format string, args ...any) {
	if p.seen[path] {
		return
	}
	if p.seen == nil {
		p.seen = map[string]bool{}
	}
	p.seen[path] = true
	if len(p.list) == maxProblems {
		p.more++
		return
	}
	p.list = append(p.list, Problem{Path: path, Message: fmt.Sprintf(format, args...)})
}

// List returns the problems kept.
func (p *Problems) List() []Problem { return p.list }

// Empty says whether nothing is wrong.
func (p *Problems) Empty() bool { return len(p.list) == 0 }

// Error joins the problems with semicolons.
func (p *Problems) Error() string {
	parts := make([]string, 0, len(p.list)+1)
	for _, problem := range p.list {
		parts = append(parts, problem.String())
	}
	if p.more > 0 {
		parts = append(parts, fmt.Sprintf("and %d more", p.more))
	}
	return strings.Join(parts, "; ")
}
