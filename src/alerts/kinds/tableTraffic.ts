import type { TrafficQuery, TrafficTrendQuery } from '../../query/query.gen';
import type { RuleParameters } from '../parameters';
import { rangeLimit } from './limits';
import type { RuleKind } from './RuleKind';

/** Beyond its range by this factor a table is worth a look; the ranges themselves span a factor of ten. */
const USUAL_FACTOR = 2;

/** Buckets of a trend at most; a longer history gets longer ones. */
const TREND_BUCKETS = 1000;

const DEFAULT_WINDOW = '1h';

const LIMIT = rangeLimit(USUAL_FACTOR);

/** A rule that fires, once for each of them, for tables whose traffic is outside their expected range. */
export const TABLE_TRAFFIC: RuleKind = {
  id: 'table-traffic',
  title: 'Table traffic outside its range',
  refId: 'position',
  measure: 'Position against the expected range',
  limit: LIMIT,
  scopes: ['tables', 'tiers', 'environment'],
  profileWindow: 'traffic',
  severity: 'ticket',
  for: '15m',
  intervalSeconds: 300,
  noDataState: 'OK',
  panel: { dashboardUid: 'headroom-traffic', id: 1 },
  query: ({ window, ...parameters }): TrafficQuery => ({
    queryType: 'traffic',
    measure: 'position',
    ...(window && { window }),
    ...kept(parameters),
  }),
  // A bucket of a trend is a window that ends where the bucket does.
  trend: ({ window, ...parameters }): TrafficTrendQuery => ({
    queryType: 'traffic_trend',
    measure: 'position',
    ...kept(parameters),
    step: window ?? DEFAULT_WINDOW,
    maxPoints: TREND_BUCKETS,
  }),
  condition: ({ limit = USUAL_FACTOR }, window) =>
    `a table's operations over ${window} are more than ${LIMIT.text(limit)} outside its expected range`,
  summary: () =>
    '{{ with $labels.table }}{{ . }} has an unusual load{{ else }}Table traffic cannot be computed{{ end }}',
  description:
    'Its operations are outside the range declared for the table (position {{ $values.position.Value }}; 0 is inside, 1 and -1 are a factor of ten or more beyond).',
};

function kept({ scope: { tables, tiers, environment } }: Pick<RuleParameters, 'scope'>) {
  return {
    ...(tables?.length && { tables }),
    ...(tiers?.length && { tiers }),
    ...(environment && { environment }),
  };
}
