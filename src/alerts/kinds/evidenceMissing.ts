import type { CoverageQuery } from '../../query/query.gen';
import { coverageLimit } from './limits';
import type { RuleKind } from './RuleKind';

export type Signal = NonNullable<CoverageQuery['signals']>[number];

/** What the health KPIs and table traffic rest on; nobody needs all the others. */
const SIGNALS: Signal[] = ['requests', 'request_duration', 'cpu_utilization', 'memory_utilization', 'table_activity'];

const LIMIT = coverageLimit();

/** A rule that fires, once for each of them, for signals that stop: the first to notice a lost exporter or scrape. */
export const EVIDENCE_MISSING: RuleKind = {
  id: 'evidence-missing',
  title: 'Evidence missing',
  refId: 'coverage',
  measure: 'Coverage',
  limit: LIMIT,
  scopes: ['signals'],
  usualScope: { signals: SIGNALS },
  profileWindow: 'coverage',
  severity: 'ticket',
  for: '15m',
  intervalSeconds: 60,
  // No value is a source that did not answer, so that nobody could look.
  noDataState: 'Alerting',
  query: ({ window, scope }): CoverageQuery => ({
    queryType: 'coverage',
    ...(scope.signals?.length && { signals: scope.signals }),
    ...(window && { window }),
  }),
  noTrend: 'How much of a signal was seen is known for now alone: Sources shows it.',
  condition: ({ limit = NaN }, window) => `a signal was seen in less than ${LIMIT.text(limit)} of ${window}`,
  summary: () =>
    '{{ with $labels.signal }}{{ . }} is missing, or has gaps{{ else }}No signal can be looked for{{ end }}',
  description:
    "Its coverage of the window is {{ $values.coverage }}; NaN means that nobody could look. KPIs that rest on the signal lose their verdict. Look at what exports and scrapes it, and at the mapping in the data source's settings.",
};
