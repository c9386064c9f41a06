import type { DataFrame } from '@grafana/data';

import type { HeatmapOptions } from '../options';
import { type HeatmapRow, heatmapRows } from './rows';
import { type RowStats, rowStats } from './rowStats';
import { readSeries } from './series';
import { type TimeColumns, timeColumns, type TimeSpan } from './timeColumns';
import type { TimeVector } from './timeVector';

/** What a heatmap shows, apart from where and how. */
export interface HeatmapGrid {
  rows: HeatmapRow[];
  columns: TimeColumns;
  stats: RowStats;
}

export type GridAnswer =
  | { kind: 'grid'; grid: HeatmapGrid }
  /** Frames lack what a heatmap needs. */
  | { kind: 'missing'; part: 'data' | 'time' | 'number' }
  /** There are points, all of them before or after the range. */
  | { kind: 'outside'; points: TimeSpan };

export function heatmapGrid(
  frames: DataFrame[],
  range: TimeSpan,
  { groupBy, tierLabel, stamp }: Pick<HeatmapOptions, 'groupBy' | 'tierLabel' | 'stamp'>
): GridAnswer {
  const { series, missing } = readSeries(frames);
  if (missing) {
    return { kind: 'missing', part: missing };
  }
  const vectors = [...new Set(series.map(({ time }) => time))];
  const columns = timeColumns(vectors, range, stamp);
  if (!columns.stamped.includes(1)) {
    const points = extent(vectors);
    return points ? { kind: 'outside', points } : { kind: 'missing', part: 'time' };
  }
  const rows = heatmapRows(series, groupBy, tierLabel);
  return { kind: 'grid', grid: { rows, columns, stats: rowStats(rows, columns) } };
}

function extent(vectors: TimeVector[]): TimeSpan | undefined {
  let from = Infinity;
  let to = -Infinity;
  for (const { stamps } of vectors) {
    for (let i = 0; i < stamps.length; i++) {
      const time = stamps[i] ?? NaN;
      from = time < from ? time : from;
      to = time > to ? time : to;
    }
  }
  return from <= to ? { from, to } : undefined;
}
