import { sceneGraph, type VizPanel } from '@grafana/scenes';

import type { ChoiceView } from '../../views/VariableView';

/** Whether the heatmap is colored by the position against the expected range, or by the value alone. */
export const COLOR: ChoiceView = {
  name: 'color',
  label: 'Color by',
  choices: { auto: 'Position', absolute: 'Value' },
};

/** Keeps the heatmap's coloring as the variable says. */
export function coloredAsChosen(heatmap: VizPanel) {
  const color = () =>
    heatmap.setState({
      options: { ...heatmap.state.options, colorMode: sceneGraph.interpolate(heatmap, `\${${COLOR.name}}`) },
    });
  color();
  const change = sceneGraph.lookupVariable(COLOR.name, heatmap)?.subscribeToState(color);
  return () => change?.unsubscribe();
}
