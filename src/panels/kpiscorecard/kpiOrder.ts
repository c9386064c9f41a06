import type { Kpi } from '../shared/explanation/kpi';
import { statusRank } from '../shared/explanation/status';
import type { ScorecardOptions } from './options';

/** The KPIs in the order to show them in; those of one status stay as queried. */
export function inOrder(kpis: Kpi[], order: ScorecardOptions['order']): Kpi[] {
  return order === 'worst' ? [...kpis].sort((a, b) => statusRank(a.status) - statusRank(b.status)) : kpis;
}
