import { SCALING } from '../views/scaling';
import { ENVIRONMENT, SERVICE } from '../views/scope';
import { SYSTEM_HEALTH } from '../views/systemHealth';
import { linkedToTables } from '../views/tableLinks';
import { TABLE_TRAFFIC } from '../views/tableTraffic';
import type { DashboardView } from './DashboardView';
import { TRAFFIC } from './traffic';

/** How well the system does, how busy its tables are, and what more tenants would take. */
export const OVERVIEW: DashboardView = {
  uid: 'headroom-overview',
  title: 'Headroom overview',
  description: 'How well the system does, how busy its tables are, and what more tenants would take.',
  page: 'overview',
  time: { from: 'now-7d', to: 'now' },
  refresh: '5m',
  variables: [SERVICE, ENVIRONMENT],
  panels: [
    { id: 1, view: SYSTEM_HEALTH },
    { id: 2, view: linkedToTables(TABLE_TRAFFIC, `/d/${TRAFFIC.uid}`) },
    { id: 3, view: SCALING },
  ],
};
