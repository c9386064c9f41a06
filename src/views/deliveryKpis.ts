import { KPI_SCORECARD_ID } from '../plugin/ids';
import { type PanelView, PLAIN_FIELDS } from './PanelView';
import { CHOSEN_SCOPE } from './scope';

/** The operational KPIs over the profile's window, whatever the page's range, with the interval that each lies in. */
export const DELIVERY_KPIS: PanelView = {
  id: 'delivery-kpis',
  title: 'Delivery and recovery',
  description:
    'Each operational KPI over the profile’s window (90 days, unless set otherwise), with its target and interval.',
  hidesTitle: true,
  queries: [{ refId: 'A', queryType: 'delivery', format: 'table', ...CHOSEN_SCOPE }],
  pluginId: KPI_SCORECARD_ID,
  options: { showVerdict: true, showInterval: true },
  fieldConfig: PLAIN_FIELDS,
  size: { width: 24, height: 5 },
};
