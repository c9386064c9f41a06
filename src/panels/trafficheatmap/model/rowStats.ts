import { readRow } from './readRow';
import type { HeatmapRow } from './rows';
import type { TimeColumns } from './timeColumns';

/** What is known of each row over the range, one array entry a row; NaN where nothing is known. */
export interface RowStats {
  lowest: Float64Array;
  /** Of the values above zero, which a log scale can show. */
  lowestPositive: Float64Array;
  highest: Float64Array;
  mean: Float64Array;
  latest: Float64Array;
  /** The known share of the time that has buckets, 0 to 1. */
  coverage: Float64Array;
  /** How many known buckets are zero, and below and above the expected range. */
  zeros: Uint32Array;
  below: Uint32Array;
  above: Uint32Array;
  known: Uint32Array;
}

export function rowStats(rows: HeatmapRow[], columns: TimeColumns): RowStats {
  const stats = emptyStats(rows.length);
  const values = new Float64Array(columns.count);
  const lengths = observableLengths(columns);
  const totalLength = lengths.reduce((sum, length) => sum + length, 0);
  rows.forEach((row, index) => {
    readRow(row, columns, values);
    summarise(stats, index, values, lengths, totalLength);
    examineSigns(stats, index, values);
    countOutside(stats, index, values, row);
  });
  return stats;
}

function emptyStats(count: number): RowStats {
  const unknown = () => new Float64Array(count).fill(NaN);
  return {
    lowest: unknown(),
    lowestPositive: unknown(),
    highest: unknown(),
    mean: unknown(),
    latest: unknown(),
    coverage: new Float64Array(count),
    zeros: new Uint32Array(count),
    below: new Uint32Array(count),
    above: new Uint32Array(count),
    known: new Uint32Array(count),
  };
}

/**
 * How much of each column coverage counts, in milliseconds: what lies in the range, and nothing of a rest at either
 * end that is too short for a bucket, such as the bucket that is still filling.
 */
function observableLengths({ starts, ends, stamped, count, range }: TimeColumns): Float64Array {
  const lengths = new Float64Array(count);
  let bucket = Infinity;
  for (let column = 0; column < count; column++) {
    const start = starts[column] ?? 0;
    const end = ends[column] ?? 0;
    lengths[column] = Math.min(end, range.to) - Math.max(start, range.from);
    if (stamped[column]) {
      bucket = Math.min(bucket, end - start);
    }
  }
  for (const edge of [0, count - 1]) {
    if (!stamped[edge] && (lengths[edge] ?? 0) < bucket) {
      lengths[edge] = 0;
    }
  }
  return lengths;
}

// Plain loops from here on: they run once for every point there is.

function summarise(stats: RowStats, row: number, values: Float64Array, lengths: Float64Array, totalLength: number) {
  let lowest = Infinity;
  let highest = -Infinity;
  let latest = NaN;
  let sum = 0;
  let known = 0;
  let knownLength = 0;
  for (let column = 0; column < values.length; column++) {
    const value = values[column] ?? NaN;
    // NaN, which stands for unknown, is the only value that does not equal itself.
    if (value === value) {
      known++;
      sum += value;
      knownLength += lengths[column] ?? 0;
      latest = value;
      lowest = value < lowest ? value : lowest;
      highest = value > highest ? value : highest;
    }
  }
  stats.known[row] = known;
  stats.latest[row] = latest;
  stats.coverage[row] = totalLength > 0 ? knownLength / totalLength : 0;
  if (known > 0) {
    stats.lowest[row] = lowest;
    stats.highest[row] = highest;
    stats.mean[row] = sum / known;
  }
}
/** What a log scale has to know: the values that have no place on it, and the least one that has. */
function examineSigns(stats: RowStats, row: number, values: Float64Array): void {
  let zeros = 0;
  let lowestPositive = Infinity;
  for (let column = 0; column < values.length; column++) {
    const value = values[column] ?? NaN;
    zeros += value === 0 ? 1 : 0;
    lowestPositive = value > 0 && value < lowestPositive ? value : lowestPositive;
  }
  stats.zeros[row] = zeros;
  stats.lowestPositive[row] = lowestPositive === Infinity ? NaN : lowestPositive;
}

function countOutside(stats: RowStats, row: number, values: Float64Array, { expected, holdsPositions }: HeatmapRow) {
  const range = holdsPositions ? { low: 0, high: 0 } : expected;
  if (!range) {
    return;
  }
  const { low, high } = range;
  let below = 0;
  let above = 0;
  for (let column = 0; column < values.length; column++) {
    const value = values[column] ?? NaN;
    below += value < low ? 1 : 0;
    above += value > high ? 1 : 0;
  }
  stats.below[row] = below;
  stats.above[row] = above;
}
