import { TABLE_RATE, TABLE_READS_WRITES } from '../views/pickedTable';
import { ENVIRONMENT } from '../views/scope';
import { CATEGORY, DATABASE, MEASURE, TABLE, TIER } from '../views/tableChoice';
import { TABLE_LIST } from '../views/tableList';
import { CHOSEN_TABLE_TRAFFIC } from '../views/tableTraffic';
import type { DashboardView } from './DashboardView';

/** Which tables are busy and when, and what one of them does. */
export const TRAFFIC: DashboardView = {
  uid: 'headroom-traffic',
  title: 'Headroom traffic',
  description: 'Which tables are busy and when, against what is expected of them, and what one of them does.',
  page: 'traffic',
  time: { from: 'now-7d', to: 'now' },
  refresh: '5m',
  variables: [ENVIRONMENT, DATABASE, TIER, CATEGORY, MEASURE, TABLE],
  panels: [
    { id: 1, view: CHOSEN_TABLE_TRAFFIC },
    { id: 2, view: TABLE_RATE },
    { id: 3, view: TABLE_READS_WRITES },
    { id: 4, view: TABLE_LIST },
  ],
};
