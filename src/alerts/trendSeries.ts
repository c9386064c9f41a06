import { type DataFrame, FieldType, getFieldDisplayName } from '@grafana/data';

import type { Series } from './history';

/** The series of a trend's answer, one for each alert instance, whether in frames of their own or in a wide one. */
export function trendSeries(frames: DataFrame[]): Series[] {
  return frames.flatMap((frame) => {
    const { fields } = frame;
    const time = fields.find(({ type }) => type === FieldType.time);
    const times: number[] = time?.values ?? [];
    const stepMs = time?.config.interval ?? (times[1] ?? 0) - (times[0] ?? 0);
    return fields
      .filter(({ type }) => type === FieldType.number)
      .map((field) => ({
        name: getFieldDisplayName(field, frame, frames),
        labels: field.labels ?? {},
        unit: field.config.unit,
        times,
        values: field.values as Array<number | null>,
        stepMs,
      }));
  });
}
