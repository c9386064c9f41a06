import type { KPIQuery, KPITrendQuery } from '../../query/query.gen';
import type { RuleParameters } from '../parameters';
import { trendStep } from './trendStep';

export type HealthKpi = NonNullable<KPIQuery['kpis']>[number];

/** What the rules over health KPIs share; all of those KPIs when none is named. */
export function kpiQueries(kpis?: HealthKpi[]) {
  const asked = (parameters: RuleParameters) => ({ ...(kpis && { kpis }), ...kept(parameters) });
  return {
    refId: 'kpi',
    scopes: ['service', 'environment'],
    profileWindow: 'health',
    intervalSeconds: 60,
    // The rules "KPI without a verdict" and "Evidence missing" alone watch for values that are not there.
    noDataState: 'OK',
    panel: { dashboardUid: 'headroom-overview', id: 1 },
    query: (parameters: RuleParameters): KPIQuery => ({ queryType: 'kpi', ...asked(parameters) }),
    trend: (parameters: RuleParameters, rangeSeconds: number): KPITrendQuery => ({
      queryType: 'kpi_trend',
      ...asked(parameters),
      step: trendStep(rangeSeconds),
    }),
  } as const;
}

/** What the parameters keep a query of KPIs to. */
export function kept({ window, scope: { service, environment } }: RuleParameters) {
  return { ...(window && { window }), ...(service && { service }), ...(environment && { environment }) };
}
