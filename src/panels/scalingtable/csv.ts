import type { CsvCell } from '../shared/export/csv';
import type { ScalingColumn, ScalingRow } from './scalingModel';

/** The lines of the table as exported: field names, which carry the units, then the numbers as they came. */
export function csvLines(columns: ScalingColumn[], rows: ScalingRow[]): CsvCell[][] {
  const header = [...columns.flatMap(({ fieldNames }) => fieldNames), 'extrapolated'];
  const lines = rows.map((row) => [...columns.flatMap((column) => cells(row, column)), row.isExtrapolated]);
  return [header, ...lines];
}

function cells(row: ScalingRow, { id, kind }: ScalingColumn): Array<number | null> {
  if (kind === 'tenants') {
    return [row.tenants];
  }
  const { low = null, high = null } = row.cells.get(id) ?? {};
  return kind === 'range' ? [low, high] : [low];
}
