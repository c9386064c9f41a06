import type { KPIQuery, KPITrendQuery } from '../../query/query.gen';
import type { RuleParameters, Severity } from '../parameters';
import { kpiLimit } from './limits';
import type { RuleKind } from './RuleKind';

/** Points that a trend of KPIs should have at most; more are no clearer and no more exact. */
const TREND_POINTS = 720;
const MINUTE_SECONDS = 60;

type HealthKpi = NonNullable<KPIQuery['kpis']>[number];

interface HealthKpiRule {
  kpi: HealthKpi;
  title: string;
  unit: 'ratio' | 'seconds' | 'requests_per_minute';
  /** On which side of the target the KPI misses it. */
  misses: 'above' | 'below';
  severity: Severity;
  for: string;
  /** What the KPI is, as the subject of a sentence. */
  subject: string;
  summary: (target: string) => string;
  description: string;
}

/** What the rules of all health KPIs share. */
export const healthKpiQueries = (kpis?: HealthKpi[]) => {
  const asked = kpis && { kpis };
  return {
    refId: 'kpi',
    scopes: ['service', 'environment'],
    profileWindow: 'health',
    intervalSeconds: MINUTE_SECONDS,
    query: (parameters: RuleParameters): KPIQuery => ({ queryType: 'kpi', ...asked, ...kept(parameters) }),
    trend: (parameters: RuleParameters, rangeSeconds: number): KPITrendQuery => {
      const minutes = Math.max(1, Math.ceil(rangeSeconds / TREND_POINTS / MINUTE_SECONDS));
      return { queryType: 'kpi_trend', ...asked, ...kept(parameters), step: `${minutes}m` };
    },
  } as const;
};

function kept({ window, scope: { service, environment } }: RuleParameters) {
  return { ...(window && { window }), ...(service && { service }), ...(environment && { environment }) };
}

/** A rule that holds one health KPI against its target. */
function healthKpi(rule: HealthKpiRule): RuleKind {
  const { kpi, title, unit, misses, subject, severity, summary, description } = rule;
  const limit = kpiLimit(kpi, unit, misses === 'below' ? 'lt' : 'gt');
  const bound = ({ limit: value }: RuleParameters) => (value === undefined ? '' : limit.text(value));
  return {
    ...healthKpiQueries([kpi]),
    id: kpi.replaceAll('_', '-'),
    title,
    measure: title.replace(/ (above|below) target$/, ''),
    limit,
    severity,
    for: rule.for,
    // The rule "Evidence missing" alone watches for values that are not there.
    noDataState: 'OK',
    condition: (parameters, window) => `${subject} over ${window} is ${misses} ${bound(parameters)}`,
    summary: (parameters) => summary(bound(parameters)),
    description,
  };
}

export const HEALTH_KPI_RULES: RuleKind[] = [
  healthKpi({
    kpi: 'availability',
    title: 'Availability below target',
    unit: 'ratio',
    misses: 'below',
    severity: 'page',
    for: '5m',
    subject: 'availability',
    summary: (target) => `Availability is {{ humanizePercentage $values.kpi.Value }}, the target is ${target}`,
    description: 'The error budget of the window is spent. Open the Overview for the evidence behind the number.',
  }),
  healthKpi({
    kpi: 'latency_p95',
    title: 'Response time above target',
    unit: 'seconds',
    misses: 'above',
    severity: 'page',
    for: '5m',
    subject: 'the 95th percentile of response times',
    summary: (target) =>
      `95 % of responses take up to {{ humanizeDuration $values.kpi.Value }}, the target is ${target}`,
    description: 'Open the Overview and group by service to see which one is slow.',
  }),
  healthKpi({
    kpi: 'error_ratio',
    title: 'Error ratio above target',
    unit: 'ratio',
    misses: 'above',
    severity: 'page',
    for: '5m',
    subject: 'the share of failed requests',
    summary: (target) => `{{ humanizePercentage $values.kpi.Value }} of requests fail, the target is ${target}`,
    description: 'Open the Overview and group by service to see which one fails.',
  }),
  healthKpi({
    kpi: 'throughput',
    title: 'Demonstrated capacity below target',
    unit: 'requests_per_minute',
    misses: 'below',
    severity: 'ticket',
    for: '30m',
    subject: 'the highest request rate that was sustained in good health',
    summary: (target) =>
      `{{ $values.kpi.Value }} requests a minute were sustained in good health, the target is ${target}`,
    description:
      'Either the system was unhealthy under less load than the target, or there never was as much load: the Overview says which.',
  }),
  healthKpi({
    kpi: 'cpu_utilization',
    title: 'CPU utilization above target',
    unit: 'ratio',
    misses: 'above',
    severity: 'ticket',
    for: '15m',
    subject: "the hottest instance's CPU utilization (its 95th percentile)",
    summary: (target) =>
      `The hottest instance uses {{ humanizePercentage $values.kpi.Value }} of its CPU, the target is ${target}`,
    description: 'The 95th percentile over the window, outside declared maintenance.',
  }),
  healthKpi({
    kpi: 'memory_utilization',
    title: 'Memory utilization above target',
    unit: 'ratio',
    misses: 'above',
    severity: 'ticket',
    for: '15m',
    subject: "the hottest instance's memory utilization (its 95th percentile)",
    summary: (target) =>
      `The hottest instance uses {{ humanizePercentage $values.kpi.Value }} of its memory, the target is ${target}`,
    description: 'The 95th percentile over the window, outside declared maintenance.',
  }),
];
