import { TRAFFIC_HEATMAP_ID } from '../plugin/ids';
import { type PanelView, PLAIN_FIELDS } from './PanelView';

/** Operations per hour of every table over the page's range. */
export const TABLE_TRAFFIC: PanelView = {
  id: 'table-traffic',
  title: 'Table traffic',
  description: 'Operations per hour (writes and scans) of each table, hour by hour, against the range expected of it.',
  queries: [{ refId: 'A', queryType: 'traffic_trend', step: '1h' }],
  pluginId: TRAFFIC_HEATMAP_ID,
  options: {},
  fieldConfig: PLAIN_FIELDS,
  size: { width: 24, height: 9 },
};
