// Package prom serves a Prometheus of the real parts: its database, its query
// engine and its HTTP API, without scraping and alerting.
package prom

import (
	"fmt"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/prometheus/tsdb"
)

// Retention keeps the whole history and a few weeks of running on. (The
// library's own default would drop everything older than 15 days.)
const Retention = 60 * 24 * time.Hour

// Storage is an open database and the registry its statistics are counted in.
type Storage struct {
	*tsdb.DB
	registry *prometheus.Registry
}

// OpenStorage opens the database directory, creating it if need be.
func OpenStorage(dir string, logger *slog.Logger) (*Storage, error) {
	registry := prometheus.NewRegistry()
	options := tsdb.DefaultOptions()
	options.RetentionDuration = Retention.Milliseconds()
	db, err := tsdb.Open(dir, logger, registry, options, nil)
	if err != nil {
		return nil, fmt.Errorf("opening the time series database in %s: %w", dir, err)
	}
	return &Storage{DB: db, registry: registry}, nil
}

// adminStats gives the API what it reports about the database.
type adminStats struct{ *Storage }

func (a adminStats) Stats(statsByLabelName string, limit int) (*tsdb.Stats, error) {
	return a.Head().Stats(statsByLabelName, limit), nil
}

// WALReplayStatus is empty: the log is replayed before the API is served.
func (a adminStats) WALReplayStatus() (tsdb.WALReplayStatus, error) {
	return tsdb.WALReplayStatus{}, nil
}

func (a adminStats) BlockMetas() ([]tsdb.BlockMeta, error) { return a.DB.BlockMetas(), nil }
