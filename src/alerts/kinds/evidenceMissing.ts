import { healthKpiQueries } from './healthKpi';
import type { RuleKind } from './RuleKind';

/** A rule that fires, once for each of them, for health KPIs that have no value. */
export const EVIDENCE_MISSING: RuleKind = {
  ...healthKpiQueries(),
  id: 'evidence-missing',
  title: 'Evidence missing',
  measure: 'Health KPIs',
  severity: 'ticket',
  for: '30m',
  noDataState: 'Alerting',
  condition: (_, window) => `a health KPI has no value over ${window}, for want of samples, coverage or a source`,
  summary: () => '{{ $labels.kpi }} has no verdict',
  description:
    'A KPI has too few samples, too little coverage or no source. Open the Overview for the reason and what would change it.',
};
