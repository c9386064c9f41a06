import { PanelPlugin } from '@grafana/data';

import { TRAFFIC_HEATMAP_ID } from '../../plugin/ids';
import type { HeatmapFieldConfig, HeatmapOptions } from './options';
import { addPanelOptions, FIELD_CONFIG } from './optionEditors';
import { suggestionsSupplier } from './suggestions';
import { TrafficHeatmapPanel } from './TrafficHeatmapPanel';

export const plugin = new PanelPlugin<HeatmapOptions, HeatmapFieldConfig>(TrafficHeatmapPanel)
  .useFieldConfig(FIELD_CONFIG)
  .setPanelOptions(addPanelOptions)
  // Grafana 12.3 has only the form that later ones deprecate.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  .setSuggestionsSupplier(suggestionsSupplier(TRAFFIC_HEATMAP_ID));
