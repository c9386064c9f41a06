import { setDataSourceSrv } from '@grafana/runtime';
import { dataLayers, sceneGraph, SceneQueryRunner, VizPanel } from '@grafana/scenes';

import { overviewScene } from '../pages/overview/overviewScene';
import { operationsScene } from '../pages/operations/operationsScene';
import { scalingScene } from '../pages/scaling/scalingScene';
import { COLOR } from '../pages/traffic/coloring';
import { trafficScene } from '../pages/traffic/trafficScene';
import { OPERATIONS } from './operations';
import { OVERVIEW } from './overview';
import { SCALING_DASHBOARD } from './scaling';
import { toDashboard } from './toDashboard';
import { TRAFFIC } from './traffic';

beforeAll(() => setDataSourceSrv({ getList: () => [] } as unknown as Parameters<typeof setDataSourceSrv>[0]));

const same = [
  { page: 'overview', scene: overviewScene, dashboard: OVERVIEW, alone: [] },
  // An option of the panel, which its editor sets in a dashboard.
  { page: 'traffic', scene: trafficScene, dashboard: TRAFFIC, alone: [COLOR.name] },
  { page: 'operations', scene: operationsScene, dashboard: OPERATIONS, alone: [] },
  { page: 'scaling', scene: scalingScene, dashboard: SCALING_DASHBOARD, alone: [] },
];

test.each(same)(
  '$page: the dashboard has the views, variables and range of the page',
  ({ page, scene, dashboard, alone }) => {
    const shown = scene();
    const views = sceneGraph
      .findAllObjects(shown, (object) => object instanceof VizPanel)
      .map(({ state }) => state.key);
    const variables = shown.state.$variables?.state.variables.map(({ state }) => state.name);

    expect(dashboard.page).toBe(page);
    expect(dashboard.panels.map(({ view }) => view.id)).toEqual(views);
    expect(['ds', ...dashboard.variables.map(({ name }) => name)]).toEqual(
      variables?.filter((name) => !alone.includes(name))
    );
    expect(shown.state.$timeRange?.state).toMatchObject(dashboard.time);
  }
);

const withEvents = same.filter(({ page }) => ['traffic', 'operations'].includes(page));

test.each(withEvents)('$page: incidents and deployments are marked as on the dashboard', ({ scene, dashboard }) => {
  const shown = scene();
  const layers = sceneGraph.findAllObjects(shown, (object) => object instanceof dataLayers.AnnotationsDataLayer);
  const onPage = layers.map((layer) => (layer as dataLayers.AnnotationsDataLayer).state.query);
  const marked = sceneGraph
    .findAllObjects(
      shown,
      (object) => object instanceof SceneQueryRunner && sceneGraph.getDataLayers(object).length > 0
    )
    .filter((runner) => !(runner as SceneQueryRunner).state.dataLayerFilter)
    .map((runner) => sceneGraph.getAncestor(runner, VizPanel).state.key);

  const onDashboard = toDashboard(dashboard).annotations?.list ?? [];
  const sameApartFromPanels = { filter: expect.anything() as unknown };
  expect(onPage).toEqual(onDashboard.map((query) => ({ ...query, ...sameApartFromPanels })));
  expect(marked).toEqual(dashboard.panels.filter(({ view }) => view.marksEvents).map(({ view }) => view.id));
  expect(marked.length).toBeGreaterThan(0);
});
