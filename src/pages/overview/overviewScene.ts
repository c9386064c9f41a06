import {
  DataSourceVariable,
  EmbeddedScene,
  SceneControlsSpacer,
  SceneFlexItem,
  SceneFlexLayout,
  SceneQueryRunner,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
  VizPanel,
} from '@grafana/scenes';

import { DATASOURCE_ID, KPI_SCORECARD_ID } from '../../plugin/ids';
import type { HeadroomQuery } from '../../query/HeadroomQuery';

/** The Overview: every health KPI of the chosen data source over its own window. */
export function overviewScene(): EmbeddedScene {
  const healthKpis: HeadroomQuery = { refId: 'A', queryType: 'kpi', format: 'table' };

  return new EmbeddedScene({
    $timeRange: new SceneTimeRange({ from: 'now-24h', to: 'now' }),
    $variables: new SceneVariableSet({
      variables: [new DataSourceVariable({ name: 'ds', label: 'Data source', pluginId: DATASOURCE_ID })],
    }),
    $data: new SceneQueryRunner({
      datasource: { uid: '${ds}', type: DATASOURCE_ID },
      queries: [healthKpis],
    }),
    controls: [
      new VariableValueSelectors({}),
      new SceneControlsSpacer(),
      new SceneTimePicker({}),
      new SceneRefreshPicker({}),
    ],
    body: new SceneFlexLayout({
      children: [
        new SceneFlexItem({ body: new VizPanel({ pluginId: KPI_SCORECARD_ID, title: 'Health', options: {} }) }),
      ],
    }),
  });
}
