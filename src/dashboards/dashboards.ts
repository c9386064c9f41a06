import type { DashboardView } from './DashboardView';
import { ERROR_BUDGETS } from './errorBudgets';
import { OPERATIONS } from './operations';
import { OVERVIEW } from './overview';
import { SCALING_DASHBOARD } from './scaling';
import { TRAFFIC } from './traffic';

/** Every dashboard of the app, by the name of its file. `plugin.json` includes each. */
export const DASHBOARDS: Record<string, DashboardView> = {
  overview: OVERVIEW,
  traffic: TRAFFIC,
  scaling: SCALING_DASHBOARD,
  operations: OPERATIONS,
  'error-budgets': ERROR_BUDGETS,
};
