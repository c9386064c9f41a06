import type { RuleParameters } from '../parameters';
import { type HealthKpi, kpiQueries } from './kpiQueries';
import { kpiLimit } from './limits';
import type { RuleKind } from './RuleKind';

interface HealthKpiRule {
  kpi: HealthKpi;
  /** The KPI's name at the start of a title. */
  name: string;
  unit: 'ratio' | 'seconds' | 'requests_per_minute';
  /** On which side of the target the KPI misses it. */
  misses: 'above' | 'below';
  severity: string;
  for: string;
  /** What the KPI is, as the subject of a sentence. */
  subject: string;
  /** What is wrong, as a template; the target follows. */
  finding: string;
  /** What to say where the data source fails, as an error has no values to speak of. */
  failure: string;
  description: string;
}

/** A rule that holds one health KPI against its target. */
function healthKpi({ kpi, name, unit, misses, subject, finding, failure, ...rule }: HealthKpiRule): RuleKind {
  const limit = kpiLimit(kpi, unit, misses === 'below' ? 'lt' : 'gt');
  const bound = ({ limit: value }: RuleParameters) => (value === undefined ? '' : limit.text(value));
  return {
    ...kpiQueries([kpi]),
    ...rule,
    id: kpi.replaceAll('_', '-'),
    title: `${name} ${misses} target`,
    measure: name,
    limit,
    condition: (parameters, window) => `${subject} over ${window} is ${misses} ${bound(parameters)}`,
    summary: (parameters) =>
      `{{ if $values.kpi }}${finding}, the target is ${bound(parameters)}{{ else }}${failure}{{ end }}`,
  };
}

export const HEALTH_KPI_RULES: RuleKind[] = [
  healthKpi({
    kpi: 'availability',
    name: 'Availability',
    unit: 'ratio',
    misses: 'below',
    severity: 'page',
    for: '5m',
    subject: 'availability',
    finding: 'Availability is {{ humanizePercentage $values.kpi.Value }}',
    failure: 'Availability cannot be computed',
    description: 'The error budget of the window is spent. Open the Overview for the evidence behind the number.',
  }),
  healthKpi({
    kpi: 'latency_p95',
    name: 'Response time',
    unit: 'seconds',
    misses: 'above',
    severity: 'page',
    for: '5m',
    subject: 'the 95th percentile of response times',
    finding: '95 % of responses take up to {{ humanizeDuration $values.kpi.Value }}',
    failure: 'Response time cannot be computed',
    description: 'Open the Overview and group by service to see which one is slow.',
  }),
  healthKpi({
    kpi: 'error_ratio',
    name: 'Error ratio',
    unit: 'ratio',
    misses: 'above',
    severity: 'page',
    for: '5m',
    subject: 'the share of failed requests',
    finding: '{{ humanizePercentage $values.kpi.Value }} of requests fail',
    failure: 'The error ratio cannot be computed',
    description: 'Open the Overview and group by service to see which one fails.',
  }),
  healthKpi({
    kpi: 'throughput',
    name: 'Demonstrated capacity',
    unit: 'requests_per_minute',
    misses: 'below',
    severity: 'ticket',
    for: '30m',
    subject: 'the highest request rate that was sustained in good health',
    finding: '{{ $values.kpi }} requests a minute were sustained in good health',
    failure: 'Capacity cannot be computed',
    description:
      'Either the system was unhealthy under less load than the target, or there never was as much load: the Overview says which.',
  }),
  healthKpi({
    kpi: 'cpu_utilization',
    name: 'CPU utilization',
    unit: 'ratio',
    misses: 'above',
    severity: 'ticket',
    for: '15m',
    subject: "the hottest instance's CPU utilization (its 95th percentile)",
    finding: 'The hottest instance uses {{ humanizePercentage $values.kpi.Value }} of its CPU',
    failure: 'CPU utilization cannot be computed',
    description: 'The 95th percentile over the window, outside declared maintenance.',
  }),
  healthKpi({
    kpi: 'memory_utilization',
    name: 'Memory utilization',
    unit: 'ratio',
    misses: 'above',
    severity: 'ticket',
    for: '15m',
    subject: "the hottest instance's memory utilization (its 95th percentile)",
    finding: 'The hottest instance uses {{ humanizePercentage $values.kpi.Value }} of its memory',
    failure: 'Memory utilization cannot be computed',
    description: 'The 95th percentile over the window, outside declared maintenance.',
  }),
];
