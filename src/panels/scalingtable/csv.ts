import { type ScalingColumn, type ScalingRow } from './scalingModel';

/** RFC 4180 ends every line, the last one too, like this. */
const LINE_END = '\r\n';

/**
 * The rows as CSV by RFC 4180: a header of field names, which carry the units, and exact numbers without separators;
 * unknown ones are empty.
 */
export function scalingCsv(columns: ScalingColumn[], rows: ScalingRow[]): string {
  const header = [...columns.flatMap(({ fieldNames }) => fieldNames), 'extrapolated'];
  const lines = rows.map((row) => [
    ...columns.flatMap((column) => cells(row, column).map((value) => (value === null ? '' : String(value)))),
    String(row.isExtrapolated),
  ]);
  return [header, ...lines].map((line) => line.map(quoted).join(',') + LINE_END).join('');
}

function cells(row: ScalingRow, { id, kind }: ScalingColumn): Array<number | null> {
  if (kind === 'tenants') {
    return [row.tenants];
  }
  const { low = null, high = null } = row.cells.get(id) ?? {};
  return kind === 'range' ? [low, high] : [low];
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
