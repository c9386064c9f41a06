import { lowerBound, medianStep, sortedDistinct } from './ascending';
import type { TimeVector } from './timeVector';

/** Which end of its bucket the time of a point is. */
export type Stamp = 'end' | 'start';

export interface TimeSpan {
  from: number;
  to: number;
}

/** The buckets of a heatmap, without holes or overlaps: a stretch of time without any point is a column too. */
export interface TimeColumns {
  /** Milliseconds since 1970, ascending; `ends[i] === starts[i + 1]`. */
  starts: Float64Array;
  ends: Float64Array;
  count: number;
  /** 1 where points stand, 0 where the column fills a gap. */
  stamped: Uint8Array;
  stamp: Stamp;
  range: TimeSpan;
  /** Where the points of a vector stand. */
  placeOf: Map<TimeVector, PointColumns>;
}

/** The first and the last column that each point of a vector covers; -1 for points outside the range. */
interface PointColumns {
  first: Int32Array;
  last: Int32Array;
}

/** A step up to this many usual ones still ends a bucket of its own length: months, and days when clocks change. */
const LONGEST_BUCKET = 1.5;

/** With more distinct times than this for each point of the longest series, series do not share their times. */
const SHARED_TIMES = 2;

/** A lone point without a known interval is drawn this share of the range wide, or nobody would see it. */
const LONE_POINT_SHARE = 1 / 24;

/**
 * Lays the times of all series out as buckets over a range. A point stands for the bucket that its time ends (or
 * starts, by `stamp`); buckets are as long as the step between times, unless that is much longer than usual: then
 * points are missing, and a column in between fills the gap. Series that do not share their times are put on a grid.
 */
export function timeColumns(vectors: TimeVector[], range: TimeSpan, stamp: Stamp): TimeColumns {
  const longest = vectors.reduce((most, { stamps }) => Math.max(most, stamps.length), 0);
  const times = distinctTimes(vectors);
  const interval = shortest(vectors.map(usualStep)) ?? medianStep(times) ?? (range.to - range.from) * LONE_POINT_SHARE;
  const isShared = times.length <= SHARED_TIMES * longest;
  const bucketTime = isShared ? (time: number) => time : snapTo(interval, stamp);
  const stamps = isShared ? times : sortedDistinct(times.map(bucketTime));

  const { columnOfStamp, ...columns } = tile(stamps, interval, range, stamp);
  const columnOfPoint = (time: number, hint: number) => {
    const at = stamps[hint] === time ? hint : lowerBound(stamps, time);
    return stamps[at] === time ? at : -1;
  };
  const placeOf = new Map<TimeVector, PointColumns>();
  for (const vector of vectors) {
    const last = new Int32Array(vector.stamps.length);
    let at = -1;
    for (let i = 0; i < last.length; i++) {
      at = columnOfPoint(bucketTime(vector.stamps[i] ?? NaN), at + 1);
      last[i] = columnOfStamp[at] ?? -1;
    }
    placeOf.set(vector, spread(last, columns, vector.intervalMs ?? interval, interval, stamp));
  }
  return { ...columns, stamp, range, placeOf };
}

/** The column of a time, -1 outside. A time between two columns belongs to the one whose points would carry it. */
export function columnAt({ starts, ends, count, stamp }: TimeColumns, time: number): number {
  if (count === 0 || time < (starts[0] ?? 0) || time > (ends[count - 1] ?? 0)) {
    return -1;
  }
  if (stamp === 'end') {
    return lowerBound(ends, time);
  }
  const at = lowerBound(starts, time);
  return starts[at] === time ? at : at - 1;
}

function distinctTimes(vectors: TimeVector[]): Float64Array {
  const [only] = vectors;
  if (only && vectors.length === 1) {
    return sortedDistinct(only.stamps);
  }
  const all = new Float64Array(vectors.reduce((sum, { stamps }) => sum + stamps.length, 0));
  let at = 0;
  for (const { stamps } of vectors) {
    for (let i = 0; i < stamps.length; i++) {
      all[at++] = stamps[i] ?? NaN;
    }
  }
  return sortedDistinct(all);
}

const usualStep = ({ intervalMs, stamps }: TimeVector) => intervalMs ?? medianStep(sortedDistinct(stamps));

function shortest(steps: Array<number | undefined>): number | undefined {
  const known = steps.filter((step) => step !== undefined);
  return known.length > 0 ? known.reduce((a, b) => Math.min(a, b)) : undefined;
}

const snapTo = (interval: number, stamp: Stamp) => (time: number) =>
  (stamp === 'end' ? Math.ceil(time / interval) : Math.floor(time / interval)) * interval;

function tile(stamps: Float64Array, interval: number, range: TimeSpan, stamp: Stamp) {
  const starts: number[] = [];
  const ends: number[] = [];
  const stamped: number[] = [];
  const columnOfStamp = new Int32Array(stamps.length).fill(-1);
  let covered = range.from;
  const add = (start: number, end: number, isStamped: boolean) => {
    starts.push(start);
    ends.push(end);
    stamped.push(isStamped ? 1 : 0);
    covered = end;
  };
  stamps.forEach((_, i) => {
    const [start, end] = bucketOf(stamps, i, interval, stamp);
    if (end <= range.from || start >= range.to) {
      return;
    }
    if (start > covered) {
      add(covered, start, false);
    }
    columnOfStamp[i] = starts.length;
    add(start, end, true);
  });
  if (covered < range.to) {
    add(covered, range.to, false);
  }
  return {
    starts: Float64Array.from(starts),
    ends: Float64Array.from(ends),
    stamped: Uint8Array.from(stamped),
    count: starts.length,
    columnOfStamp,
  };
}

function bucketOf(stamps: Float64Array, i: number, interval: number, stamp: Stamp): [start: number, end: number] {
  const time = stamps[i] ?? 0;
  const isUsual = (step: number) => step <= interval * LONGEST_BUCKET;
  // A neighbour's own time, not one computed from a step, which rounding could move off it.
  if (stamp === 'end') {
    const previous = stamps[i - 1] ?? -Infinity;
    return [isUsual(time - previous) ? previous : time - interval, time];
  }
  const next = stamps[i + 1] ?? Infinity;
  return [time, isUsual(next - time) ? next : time + interval];
}

/** A series whose data source declares a longer step than others have covers several columns with each point. */
function spread(
  columnOf: Int32Array,
  { starts, ends, count }: Pick<TimeColumns, 'starts' | 'ends' | 'count'>,
  step: number,
  interval: number,
  stamp: Stamp
): PointColumns {
  if (step <= interval * LONGEST_BUCKET) {
    return { first: columnOf, last: columnOf };
  }
  const isEnd = stamp === 'end';
  const other = columnOf.map((column) => {
    if (column < 0) {
      return -1;
    }
    return isEnd
      ? Math.min(column, lowerBound(starts, (ends[column] ?? 0) - step))
      : Math.max(column, Math.min(count, lowerBound(starts, (starts[column] ?? 0) + step)) - 1);
  });
  return isEnd ? { first: other, last: columnOf } : { first: columnOf, last: other };
}
