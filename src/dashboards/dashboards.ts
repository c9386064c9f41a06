import type { DashboardView } from './DashboardView';
import { OVERVIEW } from './overview';
import { SCALING_DASHBOARD } from './scaling';
import { TRAFFIC } from './traffic';

/** Every dashboard of the app, by the name of its file. `plugin.json` includes each. */
export const DASHBOARDS: Record<string, DashboardView> = {
  overview: OVERVIEW,
  traffic: TRAFFIC,
  scaling: SCALING_DASHBOARD,
};
