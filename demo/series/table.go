package series

import "math"

// Table is one of the fourteen high-traffic tables and the shape of its load.
type Table struct {
	Name string
	// OperationsLow and OperationsHigh are the card's expected range in
	// operations per hour. Undisturbed load stays inside it at all hours.
	OperationsLow, OperationsHigh float64
	// Inserts, Updates and Deletes are shares of operations. A keyed update or
	// delete is two operations, one write and the index scan that finds it;
	// what remains are index scans of reads.
	Inserts, Updates, Deletes float64
	// SeqScans is the share of operations that read the whole table: small
	// tables only.
	SeqScans float64
	// Rows is the live row count at the start of history.
	Rows int64

	rate, ins, upd, del, seq, read noise
}

// Tables lists the card's tables; an index addresses one in the Model's methods.
var Tables = newTables([]Table{
	{
		Name: "email_messages", OperationsLow: 100e3, OperationsHigh: 1e6,
		Inserts: .08, Updates: .10, Deletes: .07, Rows: 14_200_000,
	},
	{
		Name: "content_inbox_message_refs", OperationsLow: 100e3, OperationsHigh: 1e6,
		Inserts: .10, Updates: .08, Deletes: .09, Rows: 11_800_000,
	},
	{
		Name: "inbox_message_refs", OperationsLow: 100e3, OperationsHigh: 1e6,
		Inserts: .09, Updates: .12, Deletes: .08, Rows: 12_900_000,
	},
	{
		Name: "content_objects", OperationsLow: 200e3, OperationsHigh: 2e6,
		Inserts: .05, Updates: .02, Deletes: .04, Rows: 18_600_000,
	},
	{
		Name: "email_opens", OperationsLow: 200e3, OperationsHigh: 2e6,
		Inserts: .22, Updates: .01, Deletes: .20, Rows: 38_400_000,
	},
	{
		Name: "email_clicks", OperationsLow: 50e3, OperationsHigh: 500e3,
		Inserts: .20, Updates: .01, Deletes: .18, Rows: 9_300_000,
	},
	{
		Name: "campaign_sequence_steps", OperationsLow: 50e3, OperationsHigh: 500e3,
		Inserts: .02, Updates: .22, Deletes: .015, Rows: 640_000,
	},
	{
		Name: "campaigns", OperationsLow: 5e3, OperationsHigh: 50e3,
		Inserts: .01, Updates: .15, Deletes: .008, SeqScans: .004, Rows: 46_000,
	},
	{
		Name: "attachments", OperationsLow: 100e3, OperationsHigh: 500e3,
		Inserts: .06, Updates: .01, Deletes: .05, Rows: 5_100_000,
	},
	{
		Name: "jobs", OperationsLow: 10e3, OperationsHigh: 100e3,
		Inserts: .15, Updates: .20, Deletes: .15, SeqScans: .001, Rows: 21_000,
	},
	{
		Name: "job_logs", OperationsLow: 5e3, OperationsHigh: 50e3,
		Inserts: .45, Updates: 0, Deletes: .20, Rows: 870_000,
	},
	{
		Name: "daily_analytics", OperationsLow: 1e3, OperationsHigh: 10e3,
		Inserts: .05, Updates: .20, Deletes: .03, SeqScans: .01, Rows: 270_000,
	},
	{
		Name: "campaign_analytics", OperationsLow: 500, OperationsHigh: 5e3,
		Inserts: .05, Updates: .22, Deletes: .03, SeqScans: .01, Rows: 120_000,
	},
	{
		Name: "billing_analytics", OperationsLow: 100, OperationsHigh: 1e3,
		Inserts: .08, Updates: .10, Deletes: .05, SeqScans: .02, Rows: 54_000,
	},
})

func newTables(tables []Table) []Table {
	for i := range tables {
		t := &tables[i]
		t.rate, t.ins, t.upd = newNoise(t.Name+"/rate"), newNoise(t.Name+"/ins"), newNoise(t.Name+"/upd")
		t.del, t.seq, t.read = newNoise(t.Name+"/del"), newNoise(t.Name+"/seq"), newNoise(t.Name+"/read")
	}
	return tables
}

// TableCounts is what one table's statistics gained in one minute.
type TableCounts struct {
	Inserted, Updated, HotUpdated, Deleted   int64
	SeqScans, SeqRows, IndexScans, IndexRows int64
}

// Writes is rows inserted, updated and deleted.
func (c TableCounts) Writes() int64 { return c.Inserted + c.Updated + c.Deleted }

// Scans is sequential and index scans.
func (c TableCounts) Scans() int64 { return c.SeqScans + c.IndexScans }

// Operations is writes and scans, Headroom's default traffic measure.
func (c TableCounts) Operations() int64 { return c.Writes() + c.Scans() }

// RowsRead is the rows that scans returned.
func (c TableCounts) RowsRead() int64 { return c.SeqRows + c.IndexRows }

// TableOperations is the expected rate in operations per hour at the minute.
// Undisturbed it follows the seasons around the geometric middle of the
// declared range.
func (m *Model) TableOperations(table int, minute Minute) float64 {
	t := &Tables[table]
	middle := math.Sqrt(t.OperationsLow * t.OperationsHigh)
	// season reaches from about 0.3 (Sunday night) to 1.55 (weekday afternoon).
	// The exponent scales that swing with the range's logarithmic width, so
	// that narrow and wide ranges alike leave a margin on both sides.
	const swing = 0.5
	halfWidth := math.Log(t.OperationsHigh / middle)
	rate := middle * math.Exp(halfWidth*swing*math.Log(season(minute)))
	rate *= 1 + 0.05*t.rate.smooth(minute, 120) + 0.03*t.rate.signed(minute)
	for i := range m.byKind[TableSurge] {
		if e := &m.byKind[TableSurge][i]; e.covers(minute) && e.Table == t.Name {
			rate *= e.Factor
		}
	}
	for i := range m.byKind[TableSilence] {
		if e := &m.byKind[TableSilence][i]; e.covers(minute) && e.Table == t.Name {
			return 0
		}
	}
	return rate
}

// Table returns what the table's statistics gained in the minute.
func (m *Model) Table(table int, minute Minute) TableCounts {
	const rowsPerRead, seqScanRows, hotShare = 3, 40_000, 0.6
	t := &Tables[table]
	operations := m.TableOperations(table, minute) / 60
	c := TableCounts{
		Inserted: t.ins.whole(operations*t.Inserts, minute),
		Updated:  t.upd.whole(operations*t.Updates, minute),
		Deleted:  t.del.whole(operations*t.Deletes, minute),
		SeqScans: t.seq.whole(operations*t.SeqScans, minute),
	}
	reads := t.read.whole(operations*(1-t.Inserts-2*t.Updates-2*t.Deletes-t.SeqScans), minute)
	c.HotUpdated = int64(math.Floor(hotShare * float64(c.Updated)))
	c.SeqRows = c.SeqScans * seqScanRows
	c.IndexScans = c.Updated + c.Deleted + reads
	c.IndexRows = c.Updated + c.Deleted + rowsPerRead*reads
	return c
}

// StatsReset reports whether the table's counters are zeroed at the minute.
func (m *Model) StatsReset(table int, minute Minute) bool {
	for i := range m.byKind[StatsReset] {
		if e := &m.byKind[StatsReset][i]; MinuteOf(e.Start) == minute && e.Table == Tables[table].Name {
			return true
		}
	}
	return false
}
