package plugin

import (
	"context"
	"net/http"

	"github.com/headroom/headroom/pkg/fault"
)

// rules answers with a rule file for a Prometheus or Mimir ruler: the recordings that make long windows cheap, and
// alerts on the burn rates of error budgets.
func (d *DataSource) rules(ctx context.Context, r *http.Request) (any, error) {
	if d.invalid != nil {
		return nil, d.invalid
	}
	if format := r.URL.Query().Get("format"); format != "" && format != "prometheus" {
		return nil, fault.Userf("rules?format=%q is not known", format).WithCure("Use prometheus, or leave it out")
	}
	engine, _, err := d.engine(ctx, d.now())
	if err != nil {
		return nil, err
	}
	if engine.Unresolved != nil {
		return nil, engine.Unresolved // a file without what could not be looked for would pass for the whole
	}
	file, err := engine.Rules()
	if err != nil {
		return nil, err
	}
	text, err := file.YAML()
	return document{"application/yaml; charset=utf-8", text}, err
}
