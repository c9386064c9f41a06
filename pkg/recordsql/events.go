package recordsql

import (
	"fmt"
	"strings"
)

// IncidentList lists the incidents that were open at some time in the window, the latest to start first, at most so many.
// Columns: total, incomplete, reversed, duplicates; id, started_at, resolved_at, severity, service, environment, title,
// caused_by. There is a row with null for the id when there is no incident.
func IncidentList(r Relation, s Scope, limit int) (Statement, error) {
	b, err := newBuilder(s, r)
	if err != nil {
		return Statement{}, err
	}
	further := []string{
		r.text("severity") + " as severity", r.text("service") + " as service", r.text("environment") + " as environment",
		r.text("title") + " as title", r.text("caused_by_deployment_id") + " as caused_by",
	}
	return b.statement(
		"with "+b.incidentRows(r, further...)+",", b.incidentDefects(r),
		"select (select count(*) from kept)::float8 as total, defects.incomplete, defects.reversed, defects.duplicates,\n"+
			"  latest.id, started_at, resolved_at, severity, service, environment, title, caused_by",
		fmt.Sprintf("from defects left join (select * from kept order by started_at desc, id limit %d) as latest on true", limit),
		"order by started_at desc, id",
	), nil
}

// DeploymentList lists the deployments of the window, the latest first, at most so many, whatever their outcome. Columns:
// total, id, deployed_at, outcome, service, environment, version. Rows without an id are left out; of rows with the
// same id the earliest counts.
func DeploymentList(r Relation, s Scope, limit int) (Statement, error) {
	b, err := newBuilder(s, r)
	if err != nil {
		return Statement{}, err
	}
	distinct, order := "", ""
	if !r.uniqueID {
		distinct, order = "distinct on (id) ", " order by id, deployed_at"
	}
	conditions := append([]string{b.inScope(r), r.text("id") + " <> ''"}, b.filters(r)...)
	rows := "deployments as (\n  select " + distinct + list([]string{
		r.text("id") + " as id", r.time("deployed_at") + " as deployed_at", r.text("outcome") + " as outcome",
		r.text("service") + " as service", r.text("environment") + " as environment", r.text("version") + " as version",
	}) + "\n  from " + r.from + " as events\n  where " + strings.Join(conditions, " and ") + order + "\n)"
	return b.statement(
		"with "+rows,
		"select (select count(*) from deployments)::float8 as total, *",
		fmt.Sprintf("from deployments order by deployed_at desc, id limit %d", limit),
	), nil
}
