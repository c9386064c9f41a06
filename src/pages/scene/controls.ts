import { SceneRefreshPicker, SceneTimePicker, VariableValueSelectors } from '@grafana/scenes';

/** The variables, the time range and the refresh of a page, as everywhere in Grafana. */
export function pageControls() {
  return [
    new VariableValueSelectors({}),
    new SceneTimePicker({ isOnCanvas: true }),
    // Its icon alone has no name for screen readers.
    new SceneRefreshPicker({ isOnCanvas: true, withText: true }),
  ];
}
