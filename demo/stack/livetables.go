package stack

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/headroom/headroom/demo/pg"
	"github.com/headroom/headroom/demo/series"
)

// scrapeTimeout bounds one reading of the statistics.
const scrapeTimeout = 5 * time.Second

// liveTables continues the generated table statistics with those of the running
// server. The first reading fixes the difference between the two, so that the
// counters go on where history left them, without a reset.
type liveTables struct {
	read   func(context.Context) ([]pg.TableStatistics, error)
	offset []pg.TableStatistics
}

// nLiveTup is the one gauge that is continued like the counters: the generated
// tables are far larger than the real ones.
const nLiveTup = series.TableCounters

// overlay replaces the table statistics in values. Without a reading they have
// no sample, as when an exporter cannot be scraped.
func (l *liveTables) overlay(ctx context.Context, gen *series.Generator, values []float64) {
	ctx, cancel := context.WithTimeout(ctx, scrapeTimeout)
	defer cancel()
	statistics, err := l.read(ctx)
	if err != nil {
		for table := range series.Tables {
			for column := range series.TableColumns {
				values[gen.TableSeries(table, column)] = series.Absent
			}
		}
		return
	}
	if l.offset == nil {
		l.offset = make([]pg.TableStatistics, len(statistics))
		for table := range statistics {
			for column := range series.TableColumns {
				l.offset[table][column] = int64(values[gen.TableSeries(table, column)]) - statistics[table][column]
			}
		}
	}
	for table := range statistics {
		for column, reading := range statistics[table] {
			if column <= nLiveTup {
				reading += l.offset[table][column]
			}
			values[gen.TableSeries(table, column)] = float64(reading)
		}
	}
}

// exporter reads the statistics over a connection of its own.
type exporter struct {
	dsn  string
	conn *pgx.Conn
}

// read reconnects after an error.
func (e *exporter) read(ctx context.Context) ([]pg.TableStatistics, error) {
	if e.conn == nil || e.conn.IsClosed() {
		conn, err := pgx.Connect(ctx, e.dsn)
		if err != nil {
			return nil, err
		}
		e.conn = conn
	}
	return pg.ReadStatistics(ctx, e.conn)
}

func (e *exporter) close() {
	if e.conn != nil {
		_ = e.conn.Close(context.Background()) // gone either way
	}
}
