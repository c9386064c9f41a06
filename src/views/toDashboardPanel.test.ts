import { SYSTEM_HEALTH } from './systemHealth';
import { TABLE_LIST } from './tableList';
import { TABLE_TRAFFIC } from './tableTraffic';
import { toDashboardPanel } from './toDashboardPanel';

const CHOSEN = { type: 'headroom-performance-datasource', uid: '${ds}' };

test('a view becomes a panel whose every query names the chosen data source', () => {
  expect(toDashboardPanel(SYSTEM_HEALTH, 3, { x: 0, y: 7 })).toEqual({
    id: 3,
    type: 'headroom-kpiscorecard-panel',
    title: '',
    description: SYSTEM_HEALTH.description,
    datasource: CHOSEN,
    targets: [
      {
        refId: 'A',
        queryType: 'kpi',
        format: 'table',
        service: '${service}',
        environment: '${environment}',
        datasource: CHOSEN,
      },
      { refId: 'B', queryType: 'kpi_trend', service: '${service}', environment: '${environment}', datasource: CHOSEN },
    ],
    maxDataPoints: 200,
    options: { showVerdict: true },
    fieldConfig: { defaults: {}, overrides: [] },
    gridPos: { x: 0, y: 7, w: 24, h: 5 },
  });
});

test('a view that shows its title, and takes as many points as it has pixels', () => {
  const panel = toDashboardPanel(TABLE_TRAFFIC, 1, { x: 0, y: 0 });

  expect(panel.title).toBe('Table traffic');
  expect(panel).not.toHaveProperty('maxDataPoints');
  expect(panel).not.toHaveProperty('transformations');
});

test('a view with transformations', () => {
  const { transformations } = toDashboardPanel(TABLE_LIST, 1, { x: 0, y: 0 });

  expect(transformations).toEqual(TABLE_LIST.transformations);
});
