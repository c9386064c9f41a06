import { type DataFrame, FieldType, getFieldDisplayName } from '@grafana/data';

/** One series and the newest value it has; null when it has none. */
export interface LatestRate {
  name: string;
  value: number | null;
}

/** The newest known value of each numeric series, in the order of the frames. */
export function latestRates(frames: DataFrame[]): LatestRate[] {
  return frames.flatMap((frame) =>
    frame.fields
      .filter((field) => field.type === FieldType.number)
      .map((field) => ({
        name: getFieldDisplayName(field, frame, frames),
        value: field.values.findLast(Number.isFinite) ?? null,
      }))
  );
}
