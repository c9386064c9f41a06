import { TRAFFIC_HEATMAP_ID } from '../plugin/ids';
import { type PanelView, PLAIN_FIELDS } from './PanelView';
import { CHOSEN_ENVIRONMENT } from './scope';
import { CHOSEN_MEASURE, CHOSEN_TABLES } from './tableChoice';
import { pickTable } from './tableLinks';

/** Operations per hour of every table over the page's range. */
export const TABLE_TRAFFIC: PanelView = {
  id: 'table-traffic',
  title: 'Table traffic',
  description: 'Operations per hour (writes and scans) of each table, hour by hour, against the range expected of it.',
  queries: [{ refId: 'A', queryType: 'traffic_trend', step: '1h', ...CHOSEN_ENVIRONMENT }],
  pluginId: TRAFFIC_HEATMAP_ID,
  options: {},
  fieldConfig: PLAIN_FIELDS,
  size: { width: 24, height: 9 },
};

/** The chosen measure of the chosen tables over the page's range. */
export const CHOSEN_TABLE_TRAFFIC: PanelView = {
  ...TABLE_TRAFFIC,
  description: 'The chosen measure of each table, hour by hour. Pick a cell to see its table below.',
  queries: [{ refId: 'A', queryType: 'traffic_trend', step: '1h', measure: CHOSEN_MEASURE, ...CHOSEN_TABLES }],
  fieldConfig: { defaults: { links: [pickTable()] }, overrides: [] },
};
