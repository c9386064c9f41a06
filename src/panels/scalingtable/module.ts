import { PanelPlugin } from '@grafana/data';

import { ScalingTablePanel } from './ScalingTablePanel';

export const plugin = new PanelPlugin(ScalingTablePanel);
