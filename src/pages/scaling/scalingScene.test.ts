import { sceneGraph, type SceneObject, SceneQueryRunner, VizPanel } from '@grafana/scenes';

import { DATASOURCE_ID } from '../../plugin/ids';
import { IN_WHOLE_PIECES } from '../../views/currentRequirement';
import { withDataSources } from '../testing/dataSources';
import { shownPanels } from '../testing/shownPanels';
import { scalingScene } from './scalingScene';
import { WhatIf } from './WhatIf';

beforeEach(() => withDataSources({ headroom: DATASOURCE_ID }));

const whatIfOf = (scene: SceneObject) => sceneGraph.findObject(scene, (object) => object instanceof WhatIf) as WhatIf;

const panelOf = (scene: SceneObject, key: string) => sceneGraph.findByKeyAndType(scene, key, VizPanel);

const tenantsAsked = (scene: SceneObject, key: string) => {
  const runner = sceneGraph.findDescendents(panelOf(scene, key), SceneQueryRunner)[0];
  return runner?.state.queries.map((query) => query.tenants);
};

test('shows what is needed now above the table', () => {
  expect(shownPanels(scalingScene())).toEqual([
    ['stat', 144],
    ['headroom-scalingtable-panel', 448],
  ]);
});

test('leaves the present number to the data source until somebody gives one', () => {
  const scene = scalingScene();

  expect(tenantsAsked(scene, 'scaling')).toEqual([undefined, undefined]);
  expect(panelOf(scene, 'scaling').state.options).toMatchObject({ currentTenants: '' });
  expect(sceneGraph.getData(panelOf(scene, 'current-requirement')).state).toMatchObject({
    transformations: [{ id: 'filterByValue' }, ...IN_WHOLE_PIECES],
  });
});

test('marks a given number in the table, and shows what it needs', () => {
  const scene = scalingScene();
  whatIfOf(scene).setState({ tenants: '100', current: '1800' });

  expect(tenantsAsked(scene, 'scaling')).toEqual([[100], [100], [1800], [1800]]);
  expect(panelOf(scene, 'scaling').state.options).toMatchObject({ currentTenants: '1800' });
  expect(tenantsAsked(scene, 'current-requirement')).toEqual([[1800]]);
  expect(sceneGraph.getData(panelOf(scene, 'current-requirement')).state).toMatchObject({
    transformations: IN_WHOLE_PIECES,
  });
});

test('keeps what was answered last while the question cannot be asked', () => {
  const scene = scalingScene();
  whatIfOf(scene).setState({ tenants: '100' });
  whatIfOf(scene).setState({ tenants: 'many' });

  expect(tenantsAsked(scene, 'scaling')).toEqual([[100], [100]]);
});
