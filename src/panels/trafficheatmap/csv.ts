import { finiteNumber } from '../shared/column';
import type { CsvCell } from '../shared/export/csv';
import type { HeatmapGrid } from './model/grid';
import { positionOf } from './model/position';
import { readRow } from './model/readRow';
import type { HeatmapRow } from './model/rows';

const HEADER = ['from', 'to', 'name', 'group', 'tier', 'measure', 'value', 'expected_low', 'expected_high', 'position'];

/**
 * The lines of the heatmap as exported, one at a time, for there can be millions: a bucket of a row each, row by row in
 * the order given; times in ISO 8601, an unknown value null.
 */
export function* csvLines({ rows, columns }: HeatmapGrid, order: Iterable<number>): Generator<CsvCell[]> {
  yield HEADER;
  const values = new Float64Array(columns.count);
  const starts = Array.from(columns.starts, isoTime);
  const ends = Array.from(columns.ends, isoTime);
  for (const index of order) {
    const row = rows[index];
    if (row) {
      const { name, group, tier, measure, expected } = row;
      const low = finiteNumber(expected?.low);
      const high = finiteNumber(expected?.high);
      readRow(row, columns, values);
      for (let column = 0; column < columns.count; column++) {
        const value = finiteNumber(values[column]);
        const time = [starts[column] ?? '', ends[column] ?? ''];
        yield [...time, name, group, tier, measure, value, low, high, value === null ? null : position(value, row)];
      }
    }
  }
}

/** Without the milliseconds where there are none; empty beyond the years that dates can have. */
function isoTime(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.valueOf()) ? '' : date.toISOString().replace('.000Z', 'Z');
}

function position(value: number, { holdsPositions, expected }: HeatmapRow): number | null {
  if (holdsPositions) {
    return value;
  }
  return expected ? positionOf(value, expected) : null;
}
