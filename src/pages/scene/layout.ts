import { GRID_CELL_HEIGHT, SceneFlexItem, type SceneObject } from '@grafana/scenes';

import type { PanelView } from '../../views/PanelView';
import { toScene } from '../../views/toScene';

/** Between the cells of a dashboard's grid, in pixels. */
const GRID_GAP = 8;

/** As high as on a dashboard, in pixels. */
export const viewHeight = ({ size }: PanelView) => size.height * (GRID_CELL_HEIGHT + GRID_GAP) - GRID_GAP;

/** A view as high as on a dashboard, so that nothing moves when its data comes. */
export function viewItem(view: PanelView, body: SceneObject = toScene(view)): SceneFlexItem {
  const height = viewHeight(view);
  return new SceneFlexItem({ height, md: { height }, body });
}
