import { type DataFrame, FieldType } from '@grafana/data';

import { numberColumn, textColumn } from '../shared/column';
import { baseUnit, type Kpi, kpiName } from '../shared/explanation/kpi';
import { evidenceOfFrame } from '../shared/explanation/kpiEvidence';

/** String columns of the table format that are not labels. */
const NOT_LABELS = new Set(['kpi', 'name', 'unit', 'comparison', 'status', 'reason', 'benchmark']);

/**
 * The KPIs of a frame in table or numeric-long format; undefined when it is neither. The numeric format has the value
 * alone, so that its KPIs have no verdict.
 */
export function kpiRows(frame: DataFrame): Kpi[] | undefined {
  const ids = textColumn(frame, 'kpi');
  const values = numberColumn(frame, 'value');
  if (!ids || !values) {
    return undefined;
  }
  const labelsOf = labelReader(frame);
  const evidenceOf = evidenceOfFrame(frame);
  const text = cellReader(frame, textColumn, '');
  const number = cellReader(frame, numberColumn, null);

  return ids.map((kpi, row) => {
    const labels = labelsOf(row);
    return {
      kpi,
      name: text('name', row) || kpiName(kpi),
      labels,
      refId: frame.refId,
      value: number('value', row),
      unit: text('unit', row) || baseUnit(kpi),
      target: number('target', row),
      comparison: text('comparison', row),
      status: text('status', row),
      reason: text('reason', row),
      samples: number('samples', row),
      coverage: number('coverage', row),
      windowSeconds: number('window_seconds', row),
      lower: number('lower', row),
      upper: number('upper', row),
      budgetRemaining: number('budget_remaining', row),
      fleet: number('fleet', row),
      demand: number('demand', row),
      benchmark: text('benchmark', row),
      evidence: evidenceOf(kpi, labels),
    };
  });
}

type Column<T> = (frame: DataFrame, name: string) => T[] | undefined;

/** Reads cells by column and row, each column once, for frames of any length. */
function cellReader<T>(frame: DataFrame, column: Column<T>, missing: T) {
  const read = new Map<string, T[]>();
  return (name: string, row: number): T => {
    const cells = read.get(name) ?? column(frame, name) ?? [];
    read.set(name, cells);
    return cells[row] ?? missing;
  };
}

function labelReader(frame: DataFrame) {
  const names = frame.fields
    .filter(({ name, type }) => type === FieldType.string && !NOT_LABELS.has(name))
    .map(({ name }) => name);
  const text = cellReader(frame, textColumn, '');
  return (row: number) => Object.fromEntries(names.map((name) => [name, text(name, row)]));
}
