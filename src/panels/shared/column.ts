import type { DataFrame } from '@grafana/data';

/** The named column's numbers, null where it holds anything but a finite one; undefined without such a column. */
export function numberColumn(frame: DataFrame, name: string): Array<number | null> | undefined {
  return cells(frame, name)?.map(finiteNumber);
}

/** The named column as text, empty where it is null; undefined without such a column. */
export function textColumn(frame: DataFrame, name: string): string[] | undefined {
  return cells(frame, name)?.map((cell) => (cell === null || cell === undefined ? '' : String(cell)));
}

/** The value when it is a finite number, else null: frames carry null, and other sources NaN, for unknown. */
export function finiteNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

// Frames from other sources may have columns shorter than the frame; the length of the frame decides.
function cells(frame: DataFrame, name: string): unknown[] | undefined {
  const field = frame.fields.find((candidate) => candidate.name === name);
  return field && Array.from({ length: frame.length }, (_, row): unknown => field.values[row]);
}
