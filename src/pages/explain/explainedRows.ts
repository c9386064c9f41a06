import { member, labels as labelsOf, number, records, text } from '../../panels/shared/explanation/json';
import { baseUnit, type Kpi, kpiName } from '../../panels/shared/explanation/kpi';
import { evidenceOfAnswer } from '../../panels/shared/explanation/kpiEvidence';

/** Labels that tell the alerts on an error budget apart. */
const SEVERITY = 'severity';
const LONG = 'long_window';
const SHORT = 'short_window';

/** The rows of the data source's `explain`, as the explanation shows them. */
export function explainedRows(answer: unknown): Kpi[] {
  const evidenceOf = evidenceOfAnswer(answer);

  return records(member(answer, 'rows')).map((row) => {
    const kpi = text(row.kpi) ?? '';
    const labels = labelsOf(row.labels);
    return {
      kpi,
      labels,
      name: kpiName(kpi),
      value: number(row.value),
      unit: baseUnit(kpi),
      target: number(row.target),
      comparison: text(row.comparison) ?? '',
      status: text(row.status) ?? '',
      reason: text(row.reason) ?? '',
      samples: number(row.samples),
      coverage: number(row.coverage),
      windowSeconds: number(row.windowSeconds),
      lower: number(row.lower),
      upper: number(row.upper),
      budgetRemaining: number(row.budgetRemaining),
      fleet: null,
      demand: null,
      benchmark: '',
      evidence: evidenceOf(kpi, labels),
      ...(LONG in labels && alertOf(kpi, labels)),
    };
  });
}

/** What is different where a row is an alert on a budget: its value is a burn rate ÷ the alert's factor. */
function alertOf(
  kpi: string,
  { [SEVERITY]: severity, [LONG]: long, [SHORT]: short, ...labels }: Record<string, string>
) {
  const alert = [severity, `${long} and ${short}`].filter(Boolean).join(', ');
  return { name: `${kpiName(kpi)} budget (${alert})`, labels, unit: '', target: 1, comparison: '<' };
}
