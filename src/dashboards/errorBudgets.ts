import { BUDGET_HISTORY, BUDGET_LEFT, BUDGETS_BY_SERVICE, BURN_HISTORY, BURN_RATES } from '../views/errorBudgets';
import { ENVIRONMENT, SERVICE } from '../views/scope';
import type { DashboardView } from './DashboardView';

/** What is left of the error budgets, and how fast they burn. */
export const ERROR_BUDGETS: DashboardView = {
  uid: 'headroom-error-budgets',
  title: 'Headroom error budgets',
  description:
    'What is left of each error budget, how fast it burns against the factors of its alerts, and since when.',
  page: 'operations',
  time: { from: 'now-7d', to: 'now' },
  refresh: '5m',
  variables: [SERVICE, ENVIRONMENT],
  panels: [
    { id: 1, view: BUDGET_LEFT },
    { id: 2, view: BUDGET_HISTORY },
    { id: 3, view: BURN_HISTORY },
    { id: 4, view: BUDGETS_BY_SERVICE },
    { id: 5, view: BURN_RATES },
  ],
};
