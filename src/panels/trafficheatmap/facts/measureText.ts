/** What Headroom's measures are called, always with their unit; other sources say nothing, and their values are values. */
const NAMES: Record<string, string> = {
  operations: 'Operations/h (writes + scans)',
  writes: 'Writes/h',
  scans: 'Scans/h',
  rows_read: 'Rows read/h',
  position: 'Position',
};

export const measureText = (measure: string) => NAMES[measure] ?? 'Value';
