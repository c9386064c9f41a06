import { KPI_SCORECARD_ID } from '../plugin/ids';
import { type PanelView, PLAIN_FIELDS } from './PanelView';
import { CHOSEN_SCOPE } from './scope';

/** The health KPIs over the profile's window, whatever the page's range, with their course over the page's range. */
export const SYSTEM_HEALTH: PanelView = {
  id: 'system-health',
  title: 'System health',
  description:
    'Each health KPI over its own window, with its target. The lines show the value of that window over the time range.',
  hidesTitle: true,
  queries: [
    { refId: 'A', queryType: 'kpi', format: 'table', ...CHOSEN_SCOPE },
    { refId: 'B', queryType: 'kpi_trend', ...CHOSEN_SCOPE },
  ],
  // A trend is as wide as a tile.
  maxDataPoints: 200,
  pluginId: KPI_SCORECARD_ID,
  options: { showVerdict: true },
  fieldConfig: PLAIN_FIELDS,
  size: { width: 24, height: 5 },
};
