import { type Field, formattedValueToString } from '@grafana/data';

/** A cell as its field is configured to show it, with its unit; an unknown value says so. */
export function cellText(field: Field, row: number): string {
  const value: unknown = field.values[row];
  if (value === null || value === undefined || Number.isNaN(value)) {
    return 'unknown';
  }
  return field.display ? formattedValueToString(field.display(value)) : String(value);
}
