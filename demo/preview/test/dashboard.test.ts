import { config } from '@grafana/runtime';
import {
  type SceneDataLayerSet,
  SceneDataTransformer,
  SceneGridItem,
  SceneGridLayout,
  SceneGridRow,
  SceneQueryRunner,
  VizPanel,
} from '@grafana/scenes';
import { beforeAll, expect, test } from 'vitest';

import { readDashboard } from '../src/dashboards/readDashboard';

type Json = Record<string, unknown>;

const gridPos = { x: 0, y: 1, w: 24, h: 5 };
const target = { refId: 'A', queryType: 'kpi', datasource: { type: 'headroom-performance-datasource', uid: '${ds}' } };
const panel = (overrides: Json = {}): Json => ({
  id: 1,
  type: 'stat',
  title: 'Health',
  gridPos,
  targets: [target],
  ...overrides,
});
const dashboard = (overrides: Json = {}): Json => ({
  uid: 'headroom-overview',
  title: 'Headroom overview',
  schemaVersion: 41,
  time: { from: 'now-7d', to: 'now' },
  templating: { list: [{ type: 'datasource', name: 'ds', query: 'headroom-performance-datasource' }] },
  panels: [panel()],
  ...overrides,
});

beforeAll(() => {
  config.panels = { stat: {}, text: {}, row: {} } as never;
});

function children(json: Json): Array<SceneGridItem | SceneGridRow> {
  return (readDashboard(json).scene.state.body as SceneGridLayout).state.children as never;
}

const bodyOf = (child?: SceneGridItem | SceneGridRow) => (child as SceneGridItem).state.body as VizPanel;

test('a dashboard keeps its title, range, variables, panels and places', () => {
  const { title, scene } = readDashboard(dashboard({ refresh: '30s', timezone: 'utc' }));
  expect(title).toBe('Headroom overview');
  expect(scene.state.$timeRange?.state).toMatchObject({ from: 'now-7d', to: 'now', timeZone: 'utc' });
  expect(scene.state.$variables?.state.variables.map(({ state }) => [state.name, state.type])).toEqual([
    ['ds', 'datasource'],
  ]);
  const [first] = children(dashboard());
  expect(first?.state).toMatchObject({ x: 0, y: 1, width: 24, height: 5 });
  expect(bodyOf(first).state).toMatchObject({ pluginId: 'stat', title: 'Health' });
  expect((bodyOf(first).state.$data as SceneQueryRunner).state.queries).toEqual([target]);
});

test('transformations come between query and panel', () => {
  const transformations = [{ id: 'organize', options: {} }];
  const [first] = children(dashboard({ panels: [panel({ transformations })] }));
  const data = bodyOf(first).state.$data as SceneDataTransformer;
  expect(data.state.transformations).toEqual(transformations);
  expect(data.state.$data).toBeInstanceOf(SceneQueryRunner);
});

test('a panel without a title has a header on hover alone', () => {
  const [named, unnamed] = children(dashboard({ panels: [panel(), panel({ title: '' })] }));
  expect(bodyOf(named).state.hoverHeader).toBe(false);
  expect(bodyOf(unnamed).state).toMatchObject({ hoverHeader: true, hoverHeaderOffset: 0 });
});

test('a text panel asks for no data', () => {
  const [first] = children(dashboard({ panels: [{ type: 'text', gridPos, options: { content: 'Hello' } }] }));
  expect(bodyOf(first).state.$data).toBeUndefined();
});

test('an open row takes the panels after it, a closed one holds its own', () => {
  const row = (overrides: Json): Json => ({ id: 9, type: 'row', title: 'Row', gridPos, panels: [], ...overrides });
  const rows = children(
    dashboard({
      panels: [panel(), row({ collapsed: false }), panel(), panel(), row({ collapsed: true, panels: [panel()] })],
    })
  );
  expect(rows.map((child) => child.constructor)).toEqual([SceneGridItem, SceneGridRow, SceneGridRow]);
  expect(rows.slice(1).map((child) => (child as SceneGridRow).state.children.length)).toEqual([2, 1]);
  expect(rows.slice(1).map((child) => (child as SceneGridRow).state.isCollapsed)).toEqual([false, true]);
});

test.each([
  ['a list', [], 'dashboard: expected an object'],
  ['no title', { panels: [] }, 'dashboard: title is missing'],
  ['an unknown field', dashboard({ snapshot: {} }), 'dashboard: the preview does not know snapshot'],
  ['inputs', dashboard({ __inputs: [] }), 'dashboard: the preview does not know __inputs'],
  ['an unknown panel', dashboard({ panels: [panel({ type: 'geomap' })] }), 'dashboard.panels[0]: panel type geomap'],
  [
    'a repeated panel',
    dashboard({ panels: [panel({ repeat: 'x' })] }),
    'dashboard.panels[0]: the preview does not know repeat',
  ],
  ['a panel without place', dashboard({ panels: [{ type: 'stat' }] }), 'dashboard.panels[0]: gridPos is missing'],
  [
    'a place with more',
    dashboard({ panels: [panel({ gridPos: { ...gridPos, static: true } })] }),
    'gridPos: the preview does not know static',
  ],
  [
    'an unknown variable',
    dashboard({ templating: { list: [{ type: 'adhoc', name: 'x' }] } }),
    'templating.list[0]: the preview does not know the variable type adhoc',
  ],
  [
    'a variable with more',
    dashboard({ templating: { list: [{ type: 'custom', name: 'x', odd: 1 }] } }),
    'templating.list[0]: the preview does not know odd',
  ],
  [
    'an annotation without a query',
    dashboard({ annotations: { list: [{ name: 'Deploys', iconColor: 'red', datasource: {} }] } }),
    'annotations.list[0]: target is missing',
  ],
])('%s is refused with its path', (_, json, message) => {
  expect(() => readDashboard(json)).toThrow(message);
});

test('annotations become layers that the panels get, but for those left out', () => {
  const query = { name: 'Deploys', iconColor: 'blue', datasource: {}, target: {}, enable: true };
  const filter = { exclude: true, ids: [1] };
  const json = dashboard({ annotations: { list: [{ ...query, hide: false, filter }] } });
  const { $data } = readDashboard(json).scene.state;

  expect(($data as SceneDataLayerSet).state.layers.map(({ state }) => state)).toMatchObject([
    { name: 'Deploys', isEnabled: true, query: { ...query, filter } },
  ]);
  const [first] = children(json);
  expect(bodyOf(first).state.$data?.state).toMatchObject({ dataLayerFilter: { panelId: 1 } });
});

test('the annotation entry that every dashboard has is let through', () => {
  const builtIn = { builtIn: 1, name: 'Annotations & Alerts', type: 'dashboard' };
  expect(() => readDashboard(dashboard({ annotations: { list: [builtIn] } }))).not.toThrow();
});
