import { type DataFrame, type FieldConfig, FieldType, type Labels, toDataFrame } from '@grafana/data';

import { heatmapGrid, type HeatmapGrid } from '../model/grid';

export const HOUR = 3_600_000;
export const FROM = Date.UTC(2026, 10, 16);
export const TO = Date.UTC(2026, 10, 23);

/** The end of the hour that many hours after the range starts. */
export const hour = (count: number) => FROM + count * HOUR;

interface TestSeries {
  values: Array<number | null>;
  labels?: Labels;
  config?: FieldConfig;
}

/** A wide frame of hourly points, the first at the end of the range's first hour. */
export function wideFrame(series: TestSeries[], interval: number | undefined = HOUR): DataFrame {
  const length = series[0]?.values.length ?? 0;
  return toDataFrame({
    fields: [
      {
        name: 'time',
        type: FieldType.time,
        values: Array.from({ length }, (_, i) => hour(i + 1)),
        config: { interval },
      },
      ...series.map(({ values, labels, config }) => ({
        name: 'value',
        type: FieldType.number,
        values,
        labels,
        config: config ?? {},
      })),
    ],
  });
}

/** A table as a Headroom traffic trend gives it. */
export const tableSeries = (
  table: string,
  values: Array<number | null>,
  expected?: { low: number; high: number },
  labels: Labels = {}
): TestSeries => ({
  values,
  labels: { table, category: 'Content DB', tier: 'CRITICAL', ...labels },
  config: { displayNameFromDS: table, unit: 'short', custom: expected && { expected } },
});

/** The grid of frames over the first hours of the range. */
export function gridOf(frames: DataFrame[], hours: number, options = {}): HeatmapGrid {
  const range = { from: FROM, to: hour(hours) };
  const answer = heatmapGrid(frames, range, { groupBy: 'category', tierLabel: 'tier', stamp: 'end', ...options });
  if (answer.kind !== 'grid') {
    throw new Error(`no grid: ${answer.kind}`);
  }
  return answer.grid;
}
