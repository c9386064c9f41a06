package provisioning

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/headroom/headroom/pkg/query"
	"github.com/headroom/headroom/pkg/schema"
)

// checkQuery reads a saved query as the backend will, and holds it against the published schema, whose users
// would find a shipped query refused. Grafana's own fields are not part of either.
func checkQuery(t *testing.T, model map[string]any, refID string) (query.Query, bool) {
	t.Helper()
	text, err := json.Marshal(model)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := query.Parse(text, refID, "")
	if err != nil {
		t.Errorf("%s: %v", refID, err)
		return query.Query{}, false
	}
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	own, ok := instance.(map[string]any)
	if !ok {
		t.Fatalf("%s is %T", refID, instance)
	}
	delete(own, "refId")
	delete(own, "datasource")
	if err := queriesSchema(t).Validate(own); err != nil {
		t.Errorf("%s: %v", refID, err)
	}
	return parsed, true
}

func queriesSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.Queries))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("queries.json", document); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("queries.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}
