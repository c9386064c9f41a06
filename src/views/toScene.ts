import { type SceneDataProvider, SceneDataTransformer, SceneQueryRunner, VizPanel } from '@grafana/scenes';

import { CHOSEN_DATASOURCE } from './dataSource';
import type { PanelView } from './PanelView';

/** In place of the numbers that panels of dashboards have: that of every panel of a page that marks no events. */
export const UNMARKED = 1;

/** The view as a panel of a page, with its own data. */
export function toScene(view: PanelView): VizPanel {
  const { id, title, description, hidesTitle, pluginId, options, fieldConfig } = view;
  return new VizPanel({
    key: id,
    title,
    description,
    hoverHeader: hidesTitle,
    // On hover over the panel's own first line, rather than over what stands above the panel.
    hoverHeaderOffset: hidesTitle ? 0 : undefined,
    pluginId,
    options,
    fieldConfig,
    $data: dataOf(view),
  });
}

function dataOf({ queries, maxDataPoints, transformations, marksEvents }: PanelView): SceneDataProvider {
  const runner = new SceneQueryRunner({
    datasource: CHOSEN_DATASOURCE,
    queries,
    maxDataPoints,
    maxDataPointsFromWidth: maxDataPoints === undefined,
    dataLayerFilter: marksEvents ? undefined : { panelId: UNMARKED },
  });
  return transformations ? new SceneDataTransformer({ $data: runner, transformations }) : runner;
}
