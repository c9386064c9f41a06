import { color } from './fieldOverrides';
import type { PanelView } from './PanelView';
import { CHOSEN_SCOPE } from './scope';
import { LINES, TIME_SERIES_OPTIONS } from './timeSeriesLook';

/** The error ratio over the page's range, in windows short enough to show what an incident did to it. */
export const ERROR_RATIO_TREND: PanelView = {
  id: 'error-ratio-trend',
  title: 'Error ratio',
  description: 'Failed requests ÷ all requests, each point over the six hours that end there.',
  queries: [{ refId: 'A', queryType: 'kpi_trend', kpis: ['error_ratio'], window: '6h', ...CHOSEN_SCOPE }],
  marksEvents: true,
  pluginId: 'timeseries',
  options: TIME_SERIES_OPTIONS,
  fieldConfig: {
    defaults: { min: 0, custom: LINES },
    overrides: [{ matcher: { id: 'byFrameRefID', options: 'A' }, properties: [color('orange')] }],
  },
  size: { width: 24, height: 7 },
};
