import { kpiQueries } from './kpiQueries';
import type { RuleKind } from './RuleKind';

/**
 * A rule that fires, once for each of them, for health KPIs that have no value: they are neither met nor missed, so
 * that every other rule is silent then.
 */
export const NO_VERDICT: RuleKind = {
  ...kpiQueries(),
  id: 'no-verdict',
  title: 'KPI without a verdict',
  measure: 'Health KPIs',
  severity: 'ticket',
  for: '6h',
  condition: (_, window) => `a health KPI has no value over ${window}, whatever the reason,`,
  summary: () => '{{ with $labels.kpi }}{{ . }} has no verdict{{ else }}No KPI can be computed{{ end }}',
  description: 'A KPI has had no value for hours. Its tile on the Overview says why, and what would change it.',
};
