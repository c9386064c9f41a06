import { type CustomVariable, sceneGraph, VizPanel } from '@grafana/scenes';

import { DATASOURCE_ID } from '../../plugin/ids';
import { withDataSources } from '../testing/dataSources';
import { shownPanels, usedVariables } from '../testing/shownPanels';
import { coloredAsChosen } from './coloring';
import { trafficScene } from './trafficScene';

beforeEach(() => withDataSources({ headroom: DATASOURCE_ID }));

test('shows the heatmap, the picked table, and the list of tables', () => {
  expect(shownPanels(trafficScene())).toEqual([
    ['headroom-trafficheatmap-panel', 334],
    ['timeseries', 296],
    ['timeseries', 296],
    ['table', 486],
  ]);
});

test('has every variable that its queries name', () => {
  const scene = trafficScene();
  const names = usedVariables(scene);

  expect(names).toEqual(new Set(['ds', 'environment', 'database', 'tier', 'category', 'measure', 'table']));
  names.forEach((name) => expect(sceneGraph.lookupVariable(name, scene)).not.toBeNull());
});

test('asks for the operations of every table until something else is chosen', () => {
  expect(sceneGraph.interpolate(trafficScene(), '${measure} ${environment} ${database} ${tier} ${category}')).toBe(
    'operations .* .* .* .*'
  );
});

test('the heatmap is colored as chosen', () => {
  const scene = trafficScene();
  const heatmap = sceneGraph.findByKeyAndType(scene, 'table-traffic', VizPanel);
  coloredAsChosen(heatmap);
  expect(heatmap.state.options).toMatchObject({ colorMode: 'auto' });

  const color = sceneGraph.lookupVariable('color', scene);
  (color as CustomVariable).changeValueTo('absolute');
  expect(heatmap.state.options).toMatchObject({ colorMode: 'absolute' });
});
