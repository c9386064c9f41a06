import app from '../plugin.json';
import { KPI_SCORECARD_ID, SCALING_TABLE_ID, TRAFFIC_HEATMAP_ID } from '../plugin/ids';
import { DASHBOARDS } from './dashboards';
import { toDashboard } from './toDashboard';

const dashboards = Object.entries(DASHBOARDS).map(([file, view]) => ({ file, view, json: toDashboard(view) }));

// Both are frozen. Grafana finds an imported dashboard again by its title: under another one, the next version of the
// app updates the dashboard and then deletes it. The uid is in people's bookmarks and in the annotations of alerts.
test('uids and titles stay as they are', () => {
  expect(Object.fromEntries(dashboards.map(({ json: { uid, title } }) => [uid, title]))).toEqual({
    'headroom-overview': 'Headroom overview',
    'headroom-traffic': 'Headroom traffic',
    'headroom-scaling': 'Headroom scaling',
    'headroom-operations': 'Headroom operations',
    'headroom-error-budgets': 'Headroom error budgets',
  });
});

// Frozen as well: links to a panel hold its number.
test('panels keep their numbers', () => {
  expect(
    Object.fromEntries(
      dashboards.map(({ file, view }) => [file, Object.fromEntries(view.panels.map(({ id, view }) => [id, view.id]))])
    )
  ).toEqual({
    overview: { 1: 'system-health', 2: 'table-traffic', 3: 'scaling' },
    traffic: { 1: 'table-traffic', 2: 'table-rate', 3: 'table-reads-writes', 4: 'table-list' },
    scaling: { 1: 'scaling', 2: 'current-requirement' },
    operations: {
      1: 'delivery-kpis',
      2: 'weekly-deployments',
      3: 'weekly-failures',
      4: 'weekly-recovery',
      5: 'error-ratio-trend',
      6: 'delivery-by-service',
    },
    'error-budgets': {
      1: 'budget-left',
      2: 'budget-history',
      3: 'burn-history',
      4: 'budgets-by-service',
      5: 'burn-rates',
    },
  });
});

test('the app includes each, and none takes a place in the navigation beside the page that shows the same', () => {
  const included = app.includes.filter(({ type }) => type === 'dashboard');

  expect(included).toEqual(
    dashboards.map(({ file, json: { uid, title } }) => ({
      type: 'dashboard',
      name: title,
      path: `dashboards/${file}.json`,
      uid,
      role: 'Viewer',
      addToNav: false,
    }))
  );
});

describe.each(dashboards)('$file', ({ view, json }) => {
  // What every Grafana has, and the preview can draw.
  const known = [
    ...['timeseries', 'stat', 'table', 'text', 'row'],
    ...[KPI_SCORECARD_ID, SCALING_TABLE_ID, TRAFFIC_HEATMAP_ID],
  ];

  test('has panels of known types alone', () => {
    expect(known).toEqual(expect.arrayContaining(json.panels.map(({ type }) => type)));
  });

  test('numbers each panel once', () => {
    const numbers = json.panels.map(({ id }) => id);

    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('defines the variables that it uses, and no other ones', () => {
    const used = [
      ...JSON.stringify([json.panels, json.templating, json.annotations]).matchAll(/\$\{(\w+)[^}]*\}/g),
    ].map(([, name]) => name);
    // Grafana's own begin with two underscores.
    const own = used.filter((name) => !name?.startsWith('__'));

    expect(new Set(own)).toEqual(new Set(json.templating?.list?.map(({ name }) => name)));
  });

  test('asks the chosen data source alone', () => {
    const asked = json.panels.flatMap(({ datasource, targets }) => [datasource, ...targets.map((t) => t.datasource)]);

    expect(asked.length).toBeGreaterThan(0);
    asked.forEach((datasource) =>
      expect(datasource).toEqual({ type: 'headroom-performance-datasource', uid: '${ds}' })
    );
  });

  test('draws incidents and deployments of what is chosen', () => {
    const has = (name: string) => json.templating?.list?.some((variable) => variable.name === name);
    const scope = {
      ...(has('service') && { service: '${service}' }),
      ...(has('environment') && { environment: '${environment}' }),
    };

    expect(json.annotations?.list).toEqual(
      ['incidents', 'deployments'].map((queryType) =>
        expect.objectContaining({
          enable: true,
          datasource: { type: 'headroom-performance-datasource', uid: '${ds}' },
          target: { refId: expect.any(String) as string, queryType, ...scope },
        })
      )
    );
  });

  // Marks in the other ones would be asked for and not drawn, or hide bars.
  test('draws them over lines alone', () => {
    const left = json.annotations?.list?.map(({ filter }) => filter);
    expect(left).toEqual(left?.map(() => ({ exclude: true, ids: expect.any(Array) as number[] })));

    const over = json.panels.filter(({ id }) => !left?.some((filter) => filter?.ids.includes(id)));
    const styles = over.map(({ fieldConfig }) => (fieldConfig.defaults.custom as { drawStyle?: string })?.drawStyle);
    expect(styles).toEqual(over.map(() => 'line'));
  });

  test('leads to a page that the app has', () => {
    const pages = app.includes.filter(({ type }) => type === 'page').map(({ path }) => path);

    expect(pages).toContain(`/a/%PLUGIN_ID%/${view.page}`);
  });
});
