import { ENVIRONMENT } from '../views/scope';
import { TABLE_TRAFFIC } from '../views/tableTraffic';
import type { DashboardView } from './DashboardView';

/** How busy each table is, against the range expected of it. */
export const TRAFFIC: DashboardView = {
  uid: 'headroom-traffic',
  title: 'Headroom traffic',
  description: 'How busy each table of the database is, against the range that is expected of it.',
  page: 'overview',
  time: { from: 'now-7d', to: 'now' },
  refresh: '5m',
  variables: [ENVIRONMENT],
  panels: [{ id: 1, view: TABLE_TRAFFIC }],
};
