import type { Kpi } from '../shared/explanation/kpi';
import type { CsvCell } from '../shared/export/csv';

/** Columns by the names that the data source gives them, so that an export and an answer read alike. */
const COLUMNS: Array<[name: string, cell: (kpi: Kpi) => CsvCell]> = [
  ['kpi', ({ kpi }) => kpi],
  ['name', ({ name }) => name],
  ['value', ({ value }) => value],
  ['unit', ({ unit }) => unit],
  ['target', ({ target }) => target],
  ['comparison', ({ comparison }) => comparison],
  ['status', ({ status }) => status],
  ['reason', ({ reason }) => reason],
  ['samples', ({ samples }) => samples],
  ['coverage', ({ coverage }) => coverage],
  ['window_seconds', ({ windowSeconds }) => windowSeconds],
  ['lower', ({ lower }) => lower],
  ['upper', ({ upper }) => upper],
  ['budget_remaining', ({ budgetRemaining }) => budgetRemaining],
  ['fleet', ({ fleet }) => fleet],
  ['demand', ({ demand }) => demand],
  ['benchmark', ({ benchmark }) => benchmark],
  ['end_of_window', ({ evidence }) => evidence.evaluatedAt ?? ''],
];

/** The lines of the scorecard as exported: a KPI a line in base units, its labels in columns of their own. */
export function csvLines(kpis: Kpi[]): CsvCell[][] {
  const labels = [...new Set(kpis.flatMap((kpi) => Object.keys(kpi.labels)))];
  const header = [...COLUMNS.map(([name]) => name), ...labels];
  const lines = kpis.map((kpi) => [
    ...COLUMNS.map(([, cell]) => cell(kpi)),
    ...labels.map((label) => kpi.labels[label] ?? ''),
  ]);
  return [header, ...lines];
}
