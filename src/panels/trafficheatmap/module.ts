import { PanelPlugin } from '@grafana/data';

import { TrafficHeatmapPanel } from './TrafficHeatmapPanel';

export const plugin = new PanelPlugin(TrafficHeatmapPanel);
