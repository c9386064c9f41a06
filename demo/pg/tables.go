package pg

import "github.com/headroom/headroom/demo/series"

// workload is how the writer treats one of the high-traffic tables.
type workload struct {
	table string
	// columns and values insert one row; values are expressions over the key k.
	columns, values string
	// touch sets a column that no index covers, so that most updates are HOT.
	touch string
	// rows is the table's size after the first start.
	rows int64
}

// workloads are in the order of series.Tables.
var workloads = alignWorkloads([]workload{
	{
		"email_messages", "tenant_id, campaign_id, recipient, subject",
		"1 + k % 1800, k % 46000, 'r' || k || '@example.net', 'Monthly news ' || k % 97",
		"status = 'sent', sent_at = now()", 20_000,
	},
	{
		"content_inbox_message_refs", "tenant_id, inbox_id, content_id",
		"1 + k % 1800, k % 9000, k",
		"flags = flags # 1", 20_000,
	},
	{
		"inbox_message_refs", "tenant_id, inbox_id, message_id",
		"1 + k % 1800, k % 9000, k",
		"read_at = now()", 20_000,
	},
	{
		"content_objects", "tenant_id, kind, bytes, storage_key",
		"1 + k % 1800, (ARRAY['html','text','image'])[1 + k % 3], 800 + k % 60000, 'objects/' || md5(k::text)",
		"bytes = bytes + 1", 20_000,
	},
	{
		"email_opens", "message_id, tenant_id, user_agent",
		"k % 20000, 1 + k % 1800, 'Mail/' || k % 17",
		"opened_at = now()", 20_000,
	},
	{
		"email_clicks", "message_id, tenant_id, url",
		"k % 20000, 1 + k % 1800, 'https://example.net/offer/' || k % 311",
		"clicked_at = now()", 20_000,
	},
	{
		"campaign_sequence_steps", "campaign_id, position, delay",
		"k / 5, k % 5, make_interval(days => (k % 14)::int)",
		"sent_count = sent_count + 1", 20_000,
	},
	{
		"campaigns", "tenant_id, name, status",
		"1 + k % 1800, 'Campaign ' || k, (ARRAY['draft','active','done'])[1 + k % 3]",
		"sent_count = sent_count + 1", 4_000,
	},
	{
		"attachments", "content_id, filename, content_type, bytes",
		"k, 'file-' || k || '.pdf', 'application/pdf', 20000 + k % 900000",
		"bytes = bytes + 1", 20_000,
	},
	{
		"jobs", "queue, payload",
		"(ARRAY['send','track','report'])[1 + k % 3], '{\"message\":' || k || '}'",
		"state = 'running', attempts = attempts + 1", 4_000,
	},
	{
		"job_logs", "job_id, level, line",
		"k, (ARRAY['info','info','warn'])[1 + k % 3], 'finished step ' || k % 9",
		"level = level", 20_000,
	},
	{
		"daily_analytics", "tenant_id, day, sent, opened, clicked",
		"1 + k % 1800, current_date - (k / 1800 % 90)::int, k % 900, k % 400, k % 60",
		"sent = sent + 1", 4_000,
	},
	{
		"campaign_analytics", "campaign_id, sent, opened, clicked",
		"k, k % 900, k % 400, k % 60",
		"opened = opened + 1", 4_000,
	},
	{
		"billing_analytics", "tenant_id, month, emails_sent, amount_cents",
		"1 + k % 1800, date_trunc('month', current_date)::date, k % 90000, 4900 + k % 40000",
		"emails_sent = emails_sent + 1", 4_000,
	},
})

// alignWorkloads checks the order once, at program start: the writer and the
// statistics address tables by the index they have in series.Tables.
func alignWorkloads(all []workload) []workload {
	if len(all) != len(series.Tables) {
		panic("every table in series.Tables needs a workload")
	}
	for i := range all {
		if all[i].table != series.Tables[i].Name {
			panic("workloads and series.Tables differ in order at " + all[i].table)
		}
	}
	return all
}

// insertSQL inserts the keys from $1 to $2.
func (w workload) insertSQL() string {
	return "INSERT INTO " + w.table + " (id, " + w.columns + ") SELECT k, " + w.values +
		" FROM generate_series($1::bigint, $2::bigint) AS k"
}

// updateSQL updates the rows with the keys in $1, one index scan each.
func (w workload) updateSQL() string {
	return "UPDATE " + w.table + " AS t SET " + w.touch + ", updated_at = now()" +
		" FROM unnest($1::bigint[]) AS k WHERE t.id = k"
}

// deleteSQL deletes the keys from $1 to $2, one index scan each.
func (w workload) deleteSQL() string {
	return "DELETE FROM " + w.table + " AS t USING generate_series($1::bigint, $2::bigint) AS k WHERE t.id = k"
}

// readSQL reads three neighbouring rows from each key in $1, one index scan
// each; updated_at is in no index, so the rows themselves are fetched.
func (w workload) readSQL() string {
	return "SELECT max(t.updated_at) FROM unnest($1::bigint[]) AS k" +
		" JOIN " + w.table + " AS t ON t.id BETWEEN k AND k + 2"
}

// scanSQL reads the whole table.
func (w workload) scanSQL() string { return "SELECT max(updated_at) FROM " + w.table }
