// Package series defines every value of the demo's history as a pure function
// of time: which series exist, and what each reads at a given minute.
//
// The world is a small multi-tenant mailing product: three HTTP services, two
// probed addresses, three nodes, one PostgreSQL server with fourteen busy
// tables, one Redis. Load follows the hour of the day and the day of the week;
// noise is a hash of (process, minute), so that two runs with the same Params
// produce the same samples bit for bit, whatever minute they start walking at.
//
// A [Model] answers "what happened in this minute" (increments, gauges) without
// state. A [Generator] walks the minutes in order and adds increments up to
// counters, as an exporter would expose them. Ground truth is summed from the
// Model directly, so it shares nothing with the way the samples are queried.
package series
