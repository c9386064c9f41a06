import { VariableHide } from '@grafana/data';
import { sceneGraph } from '@grafana/scenes';

import { DATASOURCE_ID } from '../../plugin/ids';
import { withDataSources } from '../testing/dataSources';
import { shownPanels, usedVariables } from '../testing/shownPanels';
import { overviewScene } from './overviewScene';

beforeEach(() => withDataSources({ headroom: DATASOURCE_ID }));

test('shows health, then traffic, then scaling, each as high as in a dashboard', () => {
  expect(shownPanels(overviewScene())).toEqual([
    ['headroom-kpiscorecard-panel', 182],
    ['headroom-trafficheatmap-panel', 334],
    ['headroom-scalingtable-panel', 296],
  ]);
});

test('has every variable that its queries name', () => {
  const scene = overviewScene();
  const names = usedVariables(scene);

  expect(names).toEqual(new Set(['ds', 'service', 'environment']));
  names.forEach((name) => expect(sceneGraph.lookupVariable(name, scene)).not.toBeNull());
});

test('asks for every service and environment until some are chosen', () => {
  expect(sceneGraph.interpolate(overviewScene(), '${service} ${environment}')).toBe('.* .*');
});

test.each([
  ['is hidden where there is no choice', ['one'], VariableHide.hideVariable],
  ['is shown where there is one', ['one', 'another'], VariableHide.dontHide],
])('its data source %s', (_, uids, hide) => {
  withDataSources(Object.fromEntries(uids.map((uid) => [uid, DATASOURCE_ID])));

  expect(sceneGraph.lookupVariable('ds', overviewScene())?.state.hide).toBe(hide);
});
