import { DELIVERY_BY_SERVICE } from '../views/deliveryByService';
import { DELIVERY_KPIS } from '../views/deliveryKpis';
import { ERROR_RATIO_TREND } from '../views/errorRatioTrend';
import { ENVIRONMENT, SERVICE } from '../views/scope';
import { WEEKLY_DEPLOYMENTS, WEEKLY_FAILURES, WEEKLY_RECOVERY } from '../views/weeklyTrends';
import type { DashboardView } from './DashboardView';

/** How changes reach production, what they break, and how soon it is mended. */
export const OPERATIONS: DashboardView = {
  uid: 'headroom-operations',
  title: 'Headroom operations',
  description: 'How often changes reach production, how many of them fail, and how soon incidents are resolved.',
  page: 'operations',
  time: { from: 'now-90d', to: 'now' },
  refresh: '',
  variables: [SERVICE, ENVIRONMENT],
  panels: [
    { id: 1, view: DELIVERY_KPIS },
    { id: 2, view: WEEKLY_DEPLOYMENTS },
    { id: 3, view: WEEKLY_FAILURES },
    { id: 4, view: WEEKLY_RECOVERY },
    { id: 5, view: ERROR_RATIO_TREND },
    { id: 6, view: DELIVERY_BY_SERVICE },
  ],
};
