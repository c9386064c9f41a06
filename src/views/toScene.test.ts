import { SceneDataTransformer, SceneQueryRunner } from '@grafana/scenes';

import { SYSTEM_HEALTH } from './systemHealth';
import { TABLE_LIST } from './tableList';
import { TABLE_TRAFFIC } from './tableTraffic';
import { toScene } from './toScene';

test('a view becomes a panel with its own queries to the chosen data source', () => {
  const panel = toScene(SYSTEM_HEALTH);

  expect(panel.state).toMatchObject({
    key: 'system-health',
    pluginId: 'headroom-kpiscorecard-panel',
    title: 'System health',
    hoverHeader: true,
    options: { showVerdict: true },
  });
  expect(panel.state.$data).toBeInstanceOf(SceneQueryRunner);
  expect(panel.state.$data?.state).toMatchObject({
    datasource: { type: 'headroom-performance-datasource', uid: '${ds}' },
    queries: SYSTEM_HEALTH.queries,
    maxDataPoints: 200,
    maxDataPointsFromWidth: false,
  });
});

test('a view without a number of points takes as many as the panel has pixels', () => {
  expect(toScene(TABLE_TRAFFIC).state.$data?.state).toMatchObject({ maxDataPointsFromWidth: true });
});

test('transformations stand between the queries and the panel', () => {
  const { $data } = toScene(TABLE_LIST).state;

  expect($data).toBeInstanceOf(SceneDataTransformer);
  expect($data?.state).toMatchObject({ transformations: TABLE_LIST.transformations });
  expect($data?.state.$data?.state).toMatchObject({ queries: TABLE_LIST.queries });
});
