import type { HeatmapRow } from './rows';
import type { TimeColumns } from './timeColumns';

/**
 * Writes a row's value in each column into `values`, NaN where it is unknown. Of several points in one column the
 * last known one counts. Frames stay the only copy of the measurements: rows are read when they are needed.
 */
export function readRow({ series }: HeatmapRow, columns: TimeColumns, values: Float64Array): void {
  values.fill(NaN);
  const place = columns.placeOf.get(series.time);
  if (!place) {
    return;
  }
  const { first, last } = place;
  for (let i = 0; i < last.length; i++) {
    const value = series.values[i];
    const column = first[i] ?? -1;
    if (column >= 0 && typeof value === 'number' && Number.isFinite(value)) {
      if (last[i] === column) {
        values[column] = value;
      } else {
        values.fill(value, column, (last[i] ?? column) + 1);
      }
    }
  }
}

/** The frame's row of the point that `readRow` takes for a column, for data links; undefined when it is unknown. */
export function frameRowAt({ series }: HeatmapRow, columns: TimeColumns, column: number): number | undefined {
  const place = columns.placeOf.get(series.time);
  for (let i = (place?.last.length ?? 0) - 1; place && i >= 0; i--) {
    const covers = (place.first[i] ?? -1) <= column && column <= (place.last[i] ?? -1) && (place.first[i] ?? -1) >= 0;
    if (covers && Number.isFinite(series.values[i])) {
      return series.frameRows ? series.frameRows[i] : i;
    }
  }
  return undefined;
}
