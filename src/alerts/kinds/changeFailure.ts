import type { DeliveryQuery } from '../../query/query.gen';
import { kept } from './kpiQueries';
import { kpiLimit } from './limits';
import type { RuleKind } from './RuleKind';

const LIMIT = kpiLimit('change_failure_ratio', 'ratio', 'gt');

/**
 * A rule that fires when too many deployments fail. Between the interval's bounds the ratio has no value unless it is
 * at risk, so that a first failure among a few deployments is no alert.
 */
export const CHANGE_FAILURE: RuleKind = {
  id: 'change-failure',
  title: 'Change failure ratio above target',
  refId: 'delivery',
  measure: 'Change failure ratio',
  limit: LIMIT,
  scopes: ['service', 'environment'],
  profileWindow: 'delivery',
  needsMapping: true,
  severity: 'ticket',
  // Long enough for the outcome of a deployment to be put right.
  for: '1h',
  // Only a deployment or an incident changes the value.
  intervalSeconds: 300,
  // Few deployments are no breach, and "Evidence missing" can watch for the signal deployments.
  noDataState: 'OK',
  panel: { dashboardUid: 'headroom-operations', id: 1 },
  query: (parameters): DeliveryQuery => ({
    queryType: 'delivery',
    kpis: ['change_failure_ratio'],
    ...kept(parameters),
  }),
  noTrend:
    'The weeks of the past are each counted by themselves, and this rule counts a whole quarter at once: Operations shows the weeks.',
  condition: ({ limit }, window) =>
    `the share of deployments that failed or caused an incident over ${window} is above ${limit === undefined ? '' : LIMIT.text(limit)}`,
  summary: ({ limit }) =>
    `{{ if $values.delivery }}{{ humanizePercentage $values.delivery.Value }} of deployments fail, the target is ${limit === undefined ? '' : LIMIT.text(limit)}{{ else }}The change failure ratio cannot be computed{{ end }}`,
  description: 'Open Operations to see the weeks and the services, and how many deployments the ratio rests on.',
};
