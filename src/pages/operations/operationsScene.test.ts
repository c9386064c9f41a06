import { sceneGraph } from '@grafana/scenes';

import { DATASOURCE_ID } from '../../plugin/ids';
import { withDataSources } from '../testing/dataSources';
import { shownPanels, usedVariables } from '../testing/shownPanels';
import { operationsScene } from './operationsScene';

beforeEach(() => withDataSources({ headroom: DATASOURCE_ID }));

test('shows the KPIs, their weeks, the error ratio beside them, and every service', () => {
  expect(shownPanels(operationsScene())).toEqual([
    ['headroom-kpiscorecard-panel', 182],
    ['timeseries', 258],
    ['timeseries', 258],
    ['timeseries', 258],
    ['timeseries', 258],
    ['headroom-kpiscorecard-panel', 410],
  ]);
});

test('has every variable that its queries name', () => {
  const scene = operationsScene();
  const names = usedVariables(scene);

  expect(names).toEqual(new Set(['ds', 'service', 'environment']));
  names.forEach((name) => expect(sceneGraph.lookupVariable(name, scene)).not.toBeNull());
});
