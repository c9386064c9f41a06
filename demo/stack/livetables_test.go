package stack

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/headroom/headroom/demo/pg"
	"github.com/headroom/headroom/demo/series"
)

// scriptedTables returns one reading after the other.
func scriptedTables(readings ...pg.TableStatistics) *liveTables {
	return &liveTables{read: func(context.Context) ([]pg.TableStatistics, error) {
		if len(readings) == 0 {
			return nil, errors.New("connection refused")
		}
		all := make([]pg.TableStatistics, len(series.Tables))
		for i := range all {
			all[i] = readings[0]
		}
		readings = readings[1:]
		return all, nil
	}}
}

func generatorAt(t *testing.T) *series.Generator {
	t.Helper()
	model, err := series.NewModel(series.Params{Anchor: time.Unix(1_741_795_200, 0).UTC(), History: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	return series.NewGenerator(model)
}

func TestLiveTablesContinueHistory(t *testing.T) {
	gen := generatorAt(t)
	l := scriptedTables(
		pg.TableStatistics{1000, 0, 0, 0, 7, 0, 50, 0, 20_000, 400},
		pg.TableStatistics{1030, 9, 8, 5, 7, 0, 90, 0, 20_025, 0},
	)
	next := func() []float64 {
		t.Helper()
		values := make([]float64, len(gen.Series()))
		if _, err := gen.Next(values); err != nil {
			t.Fatal(err)
		}
		l.overlay(t.Context(), gen, values)
		return values
	}
	const table = 3
	value := func(values []float64, column int) float64 { return values[gen.TableSeries(table, column)] }

	reference := generatorAt(t)
	history := make([]float64, len(reference.Series()))
	if _, err := reference.Next(history); err != nil {
		t.Fatal(err)
	}
	first := next()
	for column := range series.TableCounters + 1 {
		if value(first, column) != value(history, column) {
			t.Errorf("%s begins at %g, history ended at %g", series.TableColumns[column], value(first, column), value(history, column))
		}
	}
	second := next()
	for column, gained := range []float64{30, 9, 8, 5, 0, 0, 40, 0, 25} {
		if got := value(second, column) - value(first, column); got != gained {
			t.Errorf("%s gained %g, PostgreSQL counted %g", series.TableColumns[column], got, gained)
		}
	}
	const nDeadTup = series.TableCounters + 1
	if value(first, nDeadTup) != 400 || value(second, nDeadTup) != 0 {
		t.Errorf("dead rows are %g and %g, want the readings themselves", value(first, nDeadTup), value(second, nDeadTup))
	}
	// Everything else is left alone, and a failed reading leaves no sample.
	if up := gen.TableSeries(len(series.Tables), 0); second[up] != 1 {
		t.Errorf("pg_up is %g", second[up])
	}
	third := next()
	for column := range series.TableColumns {
		if !math.IsNaN(value(third, column)) {
			t.Errorf("%s has the value %g without a reading", series.TableColumns[column], value(third, column))
		}
	}
}
