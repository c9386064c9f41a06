import type { DataFrame, Field, Labels } from '@grafana/data';

import { finiteNumber } from '../../shared/column';
import { epochs } from './epochs';
import { declaredInterval, numberFields, textFields } from './frameFields';
import type { Series } from './series';
import type { TimeVectors } from './timeVector';

/** Between the values of a key; no label value has it. */
const SEPARATOR = '\u0000';

/**
 * The series of a frame that has them one below the other, as SQL answers do: one for each combination of its text
 * columns, which become labels, and each of its number columns.
 */
export function splitLongFrame(frame: DataFrame, timeField: Field, vectors: TimeVectors): Series[] {
  const keys = textFields(frame);
  const rowsByKey = new Map<string, number[]>();
  for (let row = 0; row < frame.length; row++) {
    const key = keys.map((field) => text(field.values[row])).join(SEPARATOR);
    const rows = rowsByKey.get(key);
    if (rows) {
      rows.push(row);
    } else {
      rowsByKey.set(key, [row]);
    }
  }
  const intervalMs = declaredInterval(timeField);
  const times = epochs(timeField.values);
  return [...rowsByKey.values()].flatMap((rows) => {
    const time = vectors.of(pick(times, rows), intervalMs);
    const shared = labelsAt(keys, rows[0] ?? 0);
    return numberFields(frame).map((field) => ({
      field,
      frame,
      labels: { ...field.labels, ...shared },
      time,
      values: pick(field.values, rows),
      frameRows: rows,
    }));
  });
}

const text = (value: unknown) => (value === null || value === undefined ? '' : String(value));

const labelsAt = (fields: Field[], row: number): Labels =>
  Object.fromEntries(fields.map((field) => [field.name, text(field.values[row])]));

const pick = (values: ArrayLike<unknown>, rows: number[]) =>
  Float64Array.from(rows, (row) => finiteNumber(values[row]) ?? NaN);
