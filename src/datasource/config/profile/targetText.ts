import type { KPI_NAMES } from '../../query/queryFields';
import type { Target } from '../../../query/settings.gen';

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 4 });
const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

const UNITS: Record<NonNullable<Target['unit']>, (value: number) => string> = {
  ratio: (value) => percent.format(value),
  seconds: (value) => `${plain.format(value)} s`,
  requests_per_minute: (value) => `${plain.format(value)} req/min`,
  deployments_per_week: (value) => `${plain.format(value)} a week`,
};

/** The base unit of each KPI, which is part of its definition. */
export const KPI_UNITS: Record<keyof typeof KPI_NAMES, NonNullable<Target['unit']>> = {
  availability: 'ratio',
  latency_p95: 'seconds',
  error_ratio: 'ratio',
  throughput: 'requests_per_minute',
  cpu_utilization: 'ratio',
  memory_utilization: 'ratio',
  mttr: 'seconds',
  mtbf: 'seconds',
  deployment_frequency: 'deployments_per_week',
  change_failure_ratio: 'ratio',
};

const SIGNS: Record<NonNullable<Target['comparison']>, string> = { '>=': '≥', '<': '<' };

/** A target as people read it: "≥ 99.9%". */
export function formatTarget(target: Target | null | undefined): string {
  if (typeof target?.value !== 'number') {
    return 'No target';
  }
  const format = UNITS[target.unit ?? 'ratio'] ?? String;
  return [target.comparison && (SIGNS[target.comparison] ?? target.comparison), format(target.value)]
    .filter(Boolean)
    .join(' ');
}
