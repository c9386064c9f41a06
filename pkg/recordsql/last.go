package recordsql

import "github.com/headroom/headroom/pkg/signal"

// Last finds when the last event before the window's end was, as last_seen; null when there is none.
func Last(r Relation, s Scope) (Statement, error) {
	b, err := newBuilder(s, r)
	if err != nil {
		return Statement{}, err
	}
	at := "started_at"
	if r.name == signal.Deployments {
		at = "deployed_at"
	}
	c := r.columns[at]
	return b.statement("select " + zoned("max("+c.Name+")", c.Type) + " as last_seen from " + r.from + " as events where " + r.compare(at, "<", b.to())), nil
}
