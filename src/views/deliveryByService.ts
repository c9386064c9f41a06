import { KPI_SCORECARD_ID } from '../plugin/ids';
import { type PanelView, PLAIN_FIELDS } from './PanelView';
import { CHOSEN_SCOPE } from './scope';

/** Every service's operational KPIs, as tiles: their units differ, which the column of a table cannot show. */
export const DELIVERY_BY_SERVICE: PanelView = {
  id: 'delivery-by-service',
  title: 'By service',
  description: 'Each operational KPI on each service over the profile’s window, with its target and interval.',
  queries: [{ refId: 'A', queryType: 'delivery', format: 'table', groupBy: ['service'], ...CHOSEN_SCOPE }],
  pluginId: KPI_SCORECARD_ID,
  options: { showInterval: true },
  fieldConfig: PLAIN_FIELDS,
  size: { width: 24, height: 11 },
};
