import {
  behaviors,
  EmbeddedScene,
  GRID_CELL_HEIGHT,
  SceneControlsSpacer,
  SceneFlexItem,
  SceneFlexLayout,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
} from '@grafana/scenes';

import type { PanelView } from '../../views/PanelView';
import { SCALING } from '../../views/scaling';
import { ENVIRONMENT, SERVICE } from '../../views/scope';
import { SYSTEM_HEALTH } from '../../views/systemHealth';
import { TABLE_TRAFFIC } from '../../views/tableTraffic';
import { toScene } from '../../views/toScene';
import { dataSourceVariable, queryVariable } from '../variables';

/** Between the cells of a dashboard's grid, in pixels. */
const GRID_GAP = 8;

/** The Overview: how well the system does, how busy its tables are, and what more tenants would take. */
export function overviewScene(): EmbeddedScene {
  return new EmbeddedScene({
    // Lets the refresh button show that queries run, and cancel them.
    $behaviors: [new behaviors.SceneQueryController()],
    $timeRange: new SceneTimeRange({ from: 'now-7d', to: 'now' }),
    $variables: new SceneVariableSet({
      variables: [dataSourceVariable(), queryVariable(SERVICE), queryVariable(ENVIRONMENT)],
    }),
    controls: [
      new VariableValueSelectors({}),
      new SceneControlsSpacer(),
      new SceneTimePicker({ isOnCanvas: true }),
      // Its icon alone has no name for screen readers.
      new SceneRefreshPicker({ isOnCanvas: true, withText: true }),
    ],
    body: new SceneFlexLayout({
      direction: 'column',
      children: [SYSTEM_HEALTH, TABLE_TRAFFIC, SCALING].map(fullWidth),
    }),
  });
}

/** A view as high as on a dashboard, so that nothing moves when its data comes. */
function fullWidth(view: PanelView): SceneFlexItem {
  const height = view.size.height * (GRID_CELL_HEIGHT + GRID_GAP) - GRID_GAP;
  return new SceneFlexItem({ height, md: { height }, body: toScene(view) });
}
