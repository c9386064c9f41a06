import { PanelPlugin } from '@grafana/data';

import { KpiScorecardPanel } from './KpiScorecardPanel';

export const plugin = new PanelPlugin(KpiScorecardPanel);
