import { type DataSourceInstanceSettings, VariableHide } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import { SceneFlexItem, SceneFlexLayout, sceneGraph, VizPanel } from '@grafana/scenes';
import { render, screen } from '@testing-library/react';

import { OverviewPage } from './OverviewPage';
import { overviewScene } from './overviewScene';

// Grafana puts its own page around the app's at start.
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  PluginPage: ({ children }: { children: React.ReactNode }) => children,
}));

const withDataSources = (...pluginIds: string[]) =>
  setDataSourceSrv({
    getList: ({ pluginId }: { pluginId: string }) =>
      pluginIds.filter((id) => id === pluginId).map((id): Partial<DataSourceInstanceSettings> => ({ type: id })),
  } as unknown as Parameters<typeof setDataSourceSrv>[0]);

test('a Grafana without a Headroom data source leads to adding one', () => {
  withDataSources('prometheus');
  render(<OverviewPage />);

  expect(screen.getByRole('link', { name: 'Add a Headroom data source' })).toHaveAttribute(
    'href',
    '/connections/datasources/new'
  );
});

describe('the scene', () => {
  beforeEach(() => withDataSources('headroom-performance-datasource'));

  test('shows health, then traffic, then scaling, each as high as in a dashboard', () => {
    const { body } = overviewScene().state;
    const items = body instanceof SceneFlexLayout ? body.state.children : [];

    expect(
      items.map((item) => {
        const panel = item instanceof SceneFlexItem ? item.state.body : undefined;
        return [panel instanceof VizPanel && panel.state.pluginId, item.state.height];
      })
    ).toEqual([
      ['headroom-kpiscorecard-panel', 182],
      ['headroom-trafficheatmap-panel', 334],
      ['headroom-scalingtable-panel', 296],
    ]);
  });

  test('has every variable that its queries name', () => {
    const scene = overviewScene();
    const used = JSON.stringify(
      sceneGraph.findAllObjects(scene, (object) => object instanceof VizPanel).map((panel) => panel.state.$data?.state)
    );
    const names = [...used.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);

    expect(new Set(names)).toEqual(new Set(['ds', 'service', 'environment']));
    names.forEach((name) => expect(sceneGraph.lookupVariable(name ?? '', scene)).not.toBeNull());
  });

  test('asks for every service and environment until some are chosen', () => {
    const scene = overviewScene();

    expect(sceneGraph.interpolate(scene, '${service} ${environment}')).toBe('.* .*');
  });

  test.each([
    ['is hidden where there is no choice', 1, VariableHide.hideVariable],
    ['is shown where there is one', 2, VariableHide.dontHide],
  ])('its data source %s', (_, count, hide) => {
    withDataSources(...Array<string>(count).fill('headroom-performance-datasource'));

    expect(sceneGraph.lookupVariable('ds', overviewScene())?.state.hide).toBe(hide);
  });
});
