package series

// PostgresTarget is the postgres_exporter's instance.
const PostgresTarget = "db-1:9187"

// Limits that the product runs into one day.
const (
	MaxConnections       = 200
	RedisMaxMemoryBytes  = 32 * gib
	redisTarget          = "cache-1:9121"
	databaseBytesAtStart = 118e9
)

// TableColumns are the columns of pg_stat_user_tables that are exported, in
// the order of [Generator.TableSeries]. The first eight are counters.
var TableColumns = [...]string{
	"n_tup_ins", "n_tup_upd", "n_tup_hot_upd", "n_tup_del",
	"seq_scan", "seq_tup_read", "idx_scan", "idx_tup_fetch",
	"n_live_tup", "n_dead_tup",
}

// TableCounters is the number of leading TableColumns that are counters.
const TableCounters = 8

var tableConnectionStates = []struct {
	state string
	share float64
}{{"active", 0.22}, {"idle", 0.70}, {"idle in transaction", 0.08}}

// postgresSource is the postgres_exporter of the one server.
type postgresSource struct {
	model  *Model
	totals []tableTotals
	noise  noise
}

type tableTotals struct {
	counters   [TableCounters]int64
	live, dead int64
}

func (s *postgresSource) describe(add addSeries) {
	with := func(metric string, extra ...string) {
		add(PostgresTarget, append([]string{
			"__name__", metric, "job", "postgres", "instance", PostgresTarget, "server", "db-1:5432",
		}, extra...)...)
	}
	for i := range Tables {
		for _, column := range TableColumns {
			with("pg_stat_user_tables_"+column, "datname", "app", "schemaname", "public", "relname", Tables[i].Name)
		}
	}
	with("pg_up")
	with("pg_settings_max_connections")
	for _, c := range tableConnectionStates {
		with("pg_stat_activity_count", "datname", "app", "state", c.state)
	}
	with("pg_database_size_bytes", "datname", "app")

	s.noise = newNoise(PostgresTarget)
	s.totals = make([]tableTotals, len(Tables))
	for i := range s.totals {
		s.totals[i].live = Tables[i].Rows
		s.totals[i].dead = Tables[i].Rows / 50
	}
}

func (s *postgresSource) sample(minute Minute, put putValue) {
	for i := range s.totals {
		total := &s.totals[i]
		total.advance(s.model.Table(i, minute), s.model.StatsReset(i, minute))
		for _, v := range total.counters {
			put(float64(v))
		}
		put(float64(total.live))
		put(float64(total.dead))
	}
	put(1)
	put(MaxConnections)
	connections := 62 + 30*s.model.load(minute) + 4*s.noise.smooth(minute, 30)
	for _, c := range tableConnectionStates {
		put(float64(int64(connections * c.share)))
	}
	put(float64(int64(databaseBytesAtStart + 0.9*(nodes[2].dataUsed(minute-s.model.origin)-nodes[2].dataUsedAtOrig))))
}

// advance adds one minute. Statistics reset before the minute's own activity.
// Autovacuum runs when a fifth of the table is dead, PostgreSQL's default.
func (t *tableTotals) advance(c TableCounts, reset bool) {
	if reset {
		t.counters = [TableCounters]int64{}
	}
	gained := [TableCounters]int64{
		c.Inserted, c.Updated, c.HotUpdated, c.Deleted, c.SeqScans, c.SeqRows, c.IndexScans, c.IndexRows,
	}
	for i, v := range gained {
		t.counters[i] += v
	}
	t.live += c.Inserted - c.Deleted
	t.dead += c.Updated + c.Deleted
	if t.dead > t.live/5 {
		t.dead = 0
	}
}

// redisSource is the redis_exporter of the one cache.
type redisSource struct {
	model *Model
	noise noise
}

func (s *redisSource) describe(add addSeries) {
	for _, metric := range []string{"redis_up", "redis_memory_used_bytes", "redis_memory_max_bytes", "redis_connected_clients"} {
		add(redisTarget, "__name__", metric, "job", "redis", "instance", redisTarget)
	}
	s.noise = newNoise(redisTarget)
}

func (s *redisSource) sample(minute Minute, put putValue) {
	load := s.model.load(minute)
	put(1)
	put(float64(int64((17.5 + 2.2*load + 0.3*s.noise.smooth(minute, 60)) * gib)))
	put(RedisMaxMemoryBytes)
	put(float64(int64(24 + 18*load)))
}
