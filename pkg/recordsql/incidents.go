package recordsql

import "strings"

// incidentRows are the incidents that touch the window, as the common table expressions candidates, with everything
// that is of interest, and kept, without the rows that cannot be right. Of rows with the same id the one that started
// first counts, of equals the one that was resolved first. Further columns come with them.
func (b *builder) incidentRows(r Relation, further ...string) string {
	conditions := append([]string{
		"(" + r.compare("started_at", "<", b.to()) + " or " + r.columns["started_at"].Name + " is null)",
		"(" + r.compare("resolved_at", ">=", b.from()) + " or " + r.columns["resolved_at"].Name + " is null)",
	}, b.filters(r)...)
	id, started, resolved := r.text("id"), r.time("started_at"), r.time("resolved_at")
	candidates := "candidates as (\n  select " + list([]string{
		id + " as id", started + " as started_at", "case when isfinite(" + resolved + ") then " + resolved + " end as resolved_at",
		b.isFailure(r) + " as failure",
		"(" + id + " is null or " + id + " = '' or " + started + " is null or not isfinite(" + started + ")) as incomplete",
	}, b.groupColumns(r), further) + "\n  from " + r.from + " as incidents\n  where " + strings.Join(conditions, " and ") + "\n)"
	valid := "select * from candidates where not incomplete and not coalesce(resolved_at < started_at, false)"
	if !r.uniqueID {
		valid = "select distinct on (id) * from candidates where not incomplete and not coalesce(resolved_at < started_at, false)" +
			" order by id, started_at, resolved_at nulls last"
	}
	return candidates + ",\nkept as (\n  " + valid + "\n)"
}

// incidentDefects counts what is left out, and finds the first incident there is where the relation knows it.
func (b *builder) incidentDefects(r Relation) string {
	first := "null::timestamptz"
	if r.KnowsStart() {
		started := r.columns["started_at"]
		first = "(select " + zoned("min("+started.Name+")", started.Type) + " from " + r.from + " as incidents)"
	}
	return "defects as (\n  select " + first + ` as first_seen, count(*) filter (where incomplete) as incomplete,
    count(*) filter (where not incomplete and resolved_at < started_at) as reversed,
    count(*) filter (where not incomplete and not coalesce(resolved_at < started_at, false)) - (select count(*) from kept) as duplicates
  from candidates
)`
}

// Resolutions sums up how long incidents took that were resolved in the window, by group, or by group and bucket where
// the scope has bounds. Columns: first_seen, incomplete, reversed, duplicates; g1, …; bucket (1 without bounds);
// resolved, mean, median, p90 (seconds), open. There is a row with null for the groups when there is no incident.
func Resolutions(r Relation, s Scope) (Statement, error) {
	b, err := newBuilder(s, r)
	if err != nil {
		return Statement{}, err
	}
	bucket := "1"
	if len(s.Bounds) > 0 {
		bucket = "width_bucket(coalesce(resolved_at, " + b.from() + "), " + b.bounds() + ")"
	}
	within := "resolved_at < " + b.to()
	seconds := "extract(epoch from resolved_at - started_at)::float8"
	percentile := func(share, name string) string {
		return "percentile_cont(" + share + ") within group (order by " + seconds + ") filter (where " + within + ") as " + name
	}
	resolutions := "resolutions as (\n  select " + list(b.groups(), []string{
		bucket + " as bucket", "count(*) filter (where " + within + ") as resolved",
		"avg(" + seconds + ") filter (where " + within + ") as mean", percentile("0.5", "median"), percentile("0.9", "p90"),
		"count(*) filter (where coalesce(resolved_at >= " + b.to() + ", true)) as open",
	}) + "\n  from kept" + groupBy(append(b.groups(), bucketOf(bucket)...)) + "\n)"
	return b.statement(
		"with "+b.incidentRows(r)+",", b.incidentDefects(r)+",", resolutions,
		"select defects.*, resolutions.* from defects left join resolutions on true",
	), nil
}

// bucketOf is what to group by for a bucket: nothing when there is one only.
func bucketOf(bucket string) []string {
	if bucket == "1" {
		return nil
	}
	return []string{"bucket"}
}

// Outages merges the failures of each group that overlap or touch, cuts them to the window and sums them up, by group,
// or by group and bucket where the scope has bounds. Columns: first_seen, incomplete, reversed, duplicates; g1, …;
// bucket (1 without bounds); outages, incidents, seconds. An outage counts in every bucket that it reaches into. There
// is a row with null for the groups when there is none.
func Outages(r Relation, s Scope) (Statement, error) {
	b, err := newBuilder(s, r)
	if err != nil {
		return Statement{}, err
	}
	groups := b.groups()
	spans := "spans as (\n  select " + list(groups, []string{
		"greatest(started_at, " + b.from() + ") as s", "least(coalesce(resolved_at, " + b.to() + "), " + b.to() + ") as e",
	}) + "\n  from kept\n  where failure and not (started_at < " + b.from() + " and resolved_at is not null and resolved_at <= " + b.from() + ")\n)"
	starts := "starts as (\n  select *, case when s <= max(e) over (" + partition(groups) +
		"order by s, e rows between unbounded preceding and 1 preceding) then 0 else 1 end as is_start\n  from spans\n)"
	numbered := "numbered as (\n  select *, sum(is_start) over (" + partition(groups) + "order by s, e rows unbounded preceding) as outage\n  from starts\n)"
	outages := "outages as (\n  select " + list(groups, []string{"min(s) as s", "max(e) as e", "count(*) as incidents"}) +
		"\n  from numbered" + groupBy(append(groups, "outage")) + "\n)"
	summed := "summed as (\n  select " + list(groups, []string{
		"1 as bucket", "count(*) as outages", "sum(incidents)::float8 as incidents", "sum(extract(epoch from e - s))::float8 as seconds",
	}) + "\n  from outages" + groupBy(groups) + "\n)"
	if len(s.Bounds) > 0 {
		bounds := "(" + b.bounds() + ")"
		summed = "summed as (\n  select " + list(groups, []string{
			"bucket", "count(*) as outages", "sum(incidents)::float8 as incidents",
			"sum(extract(epoch from least(e, " + bounds + "[bucket + 1]) - greatest(s, " + bounds + "[bucket])))::float8 as seconds",
		}) + "\n  from outages, generate_series(width_bucket(s, " + b.bounds() + "), least(width_bucket(e, " + b.bounds() + "), cardinality(" + bounds + ") - 1)) as bucket" +
			"\n  where bucket = width_bucket(s, " + b.bounds() + ") or e > " + bounds + "[bucket]" + groupBy(append(groups, "bucket")) + "\n)"
	}
	return b.statement(
		"with "+b.incidentRows(r)+",", b.incidentDefects(r)+",", spans+",", starts+",", numbered+",", outages+",", summed,
		"select defects.*, summed.* from defects left join summed on true",
	), nil
}
