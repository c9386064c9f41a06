package recordsql

import (
	"slices"
	"strings"
)

// Deployments counts the deployments of each group and bucket. Columns: g1, …; bucket (0 for rows without a time);
// total, successful, by_outcome (failed or rolled back), caused (successful ones that caused an incident), first_seen,
// unknown and example (rows whose outcome is none of the words, and one such word), incomplete, duplicates. A group and
// bucket can have two rows, whose counts add up. The bounds are needed. Incidents are nil when no deployment is held
// against them.
func Deployments(r Relation, incidents *Relation, s Scope) (Statement, error) {
	relations := []Relation{r}
	if incidents != nil {
		relations = append(relations, *incidents)
	}
	b, err := newBuilder(s, relations...)
	if err != nil {
		return Statement{}, err
	}
	with := []string{b.deploymentCounts(r)}
	sql := "select * from counts"
	if incidents != nil {
		with = append(with, b.incidentsOf(*incidents), b.causes(r, *incidents), b.causedCounts())
		sql += " union all select * from caused_counts"
	}
	return b.statement("with "+strings.Join(with, ",\n"), sql), nil
}

// deploymentRows selects the deployments of the scope with id, at, word, g1, … and incomplete.
func (b *builder) deploymentRows(r Relation, conditions ...string) string {
	id, at := r.text("id"), r.time("deployed_at")
	return "select " + list([]string{
		id + " as id", at + " as at", r.text("outcome") + " as word",
		"(" + id + " is null or " + id + " = '' or " + at + " is null) as incomplete",
	}, b.groupColumns(r)) + " from " + r.from + " as deployments where " + strings.Join(slices.Concat(conditions, b.filters(r)), " and ")
}

// inScope are the conditions on the time of a deployment.
func (b *builder) inScope(r Relation) string {
	return r.compare("deployed_at", ">=", b.start()) + " and " + r.compare("deployed_at", "<", b.to())
}

// known says whether a word stands for an outcome.
func (b *builder) known(word string) string {
	s := b.scope
	return "lower(" + word + ") = any(" + b.words("outcomes", slices.Concat(s.Success, s.Failed, s.RolledBack)) + ")"
}

// isSuccess says whether a word stands for success.
func (b *builder) isSuccess(word string) string {
	return "lower(" + word + ") = any(" + b.words("success", b.scope.Success) + ")"
}

// deploymentCounts counts in two steps: first by the words as they are, of which there are few, so that what they
// stand for is decided once a word and not once a row. Of rows with the same id the earliest counts.
func (b *builder) deploymentCounts(r Relation) string {
	rows := b.deploymentRows(r, "("+b.inScope(r)+" or "+r.columns["deployed_at"].Name+" is null)")
	further := "false"
	if !r.uniqueID {
		rows = "select *, row_number() over (partition by id, incomplete, coalesce(" + b.known("word") + ", false) order by at) > 1 as further from (" + rows + ") as deployed"
		further = "further"
	}
	groups := b.groups()
	words := "words as (\n  select " + list(groups, []string{
		"word", "coalesce(width_bucket(at, " + b.bounds() + "), 0) as bucket", "incomplete", further + " as further", "count(*) as n", "min(at) as first_seen",
	}) + "\n  from (" + rows + ") as deployments" + groupBy(append(groups, "word", "bucket", "incomplete", "further")) + "\n)"
	count := func(condition, name string) string {
		return "coalesce(sum(n) filter (where " + condition + "), 0)::float8 as " + name
	}
	return words + ",\noutcomes as (\n  select *, not incomplete and not further and known as valid from (select *, coalesce(" +
		b.known("word") + ", false) as known, coalesce(" + b.isSuccess("word") + ", false) as success from words) as classified\n),\ncounts as (\n  select " +
		list(groups, []string{
			"bucket", count("valid", "total"), count("valid and success", "successful"), count("valid and not success", "by_outcome"), "0::float8 as caused",
			"min(first_seen) filter (where valid) as first_seen", count("not incomplete and not known", "unknown"),
			"min(word) filter (where not incomplete and not known) as example", count("incomplete", "incomplete"),
			count("not incomplete and known and further", "duplicates"),
		}) + "\n  from outcomes" + groupBy(append(groups, "bucket")) + "\n)"
}

// incidentsOf are the incidents of the window that a deployment may have caused.
func (b *builder) incidentsOf(incidents Relation) string {
	conditions := append([]string{
		incidents.compare("started_at", ">=", b.from()), incidents.compare("started_at", "<", b.to()),
		"not coalesce(" + incidents.time("resolved_at") + " < " + incidents.time("started_at") + ", false)",
	}, b.environment(incidents)...)
	return "incident_rows as (\n  select " + list([]string{
		"nullif(" + incidents.text("caused_by_deployment_id") + ", '') as caused_by", "nullif(" + incidents.text("service") + ", '') as service",
		incidents.time("started_at") + " as started_at", b.isFailure(incidents) + " as failure",
	}) + "\n  from " + incidents.from + " as incidents where " + strings.Join(conditions, " and ") + "\n)"
}

// causes are the deployments to which incidents are put down: the one that an incident names, else the last one of its
// service, if that is near enough.
func (b *builder) causes(r, incidents Relation) string {
	columns := list([]string{"id", "at", "word"}, b.groups())
	named := "select caused_by from incident_rows where caused_by is not null"
	last := ""
	if r.Has("service") && incidents.Has("service") && b.scope.Within > 0 {
		within := "make_interval(secs => " + b.argument("within", "float8", b.scope.Within.Seconds()) + ")"
		// Ordered by the column alone, so that an index on it ends the search at the first row.
		last = "select last.* from incident_rows, lateral (\n    select " + columns + " from (" + b.deploymentRows(r,
			r.text("service")+" = incident_rows.service", r.compare("deployed_at", "<=", "incident_rows.started_at"),
			r.compare("deployed_at", ">", "(incident_rows.started_at - "+within+")"), b.known(r.text("outcome")),
		) + "\n    order by " + r.columns["deployed_at"].Name + " desc limit 1) as deployments\n  ) as last where caused_by is null and failure"
	}
	if r.uniqueID {
		// An id is a row, so the last one is at hand.
		causes := "select " + columns + " from (" + b.deploymentRows(r, b.inScope(r)) + ") as deployments where id in (" + named + ")"
		if last != "" {
			causes += "\n  union\n  " + last
		}
		return "causes as (\n  " + causes + "\n)"
	}
	if last != "" {
		named += " union select id from (" + last + ") as latest"
	}
	return "causes as (\n  select distinct on (id) " + columns + " from (" + b.deploymentRows(r, b.inScope(r)) +
		") as deployments where not incomplete and " + b.known("word") + " and id in (" + named + ")\n  order by id, at\n)"
}

// causedCounts counts the successful ones of the causes.
func (b *builder) causedCounts() string {
	groups := b.groups()
	zeros := []string{"0::float8", "0::float8", "0::float8", "count(*)::float8", "null::timestamptz", "0::float8", "null::text", "0::float8", "0::float8"}
	return "caused_counts as (\n  select " + list(groups, []string{"width_bucket(at, " + b.bounds() + ") as bucket"}, zeros) +
		"\n  from causes where at >= " + b.start() + " and " + b.isSuccess("word") + groupBy(append(groups, "bucket")) + "\n)"
}
