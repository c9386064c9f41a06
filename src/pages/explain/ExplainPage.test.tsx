import { screen, within } from '@testing-library/react';

import { DATASOURCE_ID } from '../../plugin/ids';
import { withDataSources } from '../testing/dataSources';
import { openPage } from '../testing/openPage';
import ExplainPage from './ExplainPage';

const explained = jest.fn<Promise<unknown>, [path: string, body: unknown]>();

// What Grafana provides at start: its own page around the app's, and data sources that have a backend.
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  PluginPage: ({ children }: { children: React.ReactNode }) => children,
  DataSourceWithBackend: class {
    postResource(path: string, body: unknown) {
      return explained(path, body);
    }
  },
}));

const { DataSourceWithBackend } = jest.requireMock<{ DataSourceWithBackend: new () => object }>('@grafana/runtime');

beforeEach(() => {
  explained.mockReset();
  withDataSources({ headroom: DATASOURCE_ID }, new DataSourceWithBackend());
});

const open = (search: string) => openPage(<ExplainPage />, `/a/headroom-performance-app/explain${search}`);
const ROW = '?queryType=error_budget&kpi=availability&groupBy=service&label-service=api&to=1795867200000';

const answer = (...rows: object[]) => ({
  rows,
  notices: [],
  evidence: {
    evaluatedAt: '2026-11-28T12:00:00Z',
    upstream: [{ source: 'Prometheus', query: 'sum(increase(requests_total[30d]))', at: '2026-11-28T12:00:00Z' }],
  },
});

const ALERT = {
  kpi: 'availability',
  labels: { service: 'api', severity: 'page', long_window: '1h', short_window: '5m' },
  status: 'at_risk',
  reason: 'it burns at 20, the alert is above 14.4',
  formula: 'error_budget.burn_rate',
  substituted: 'lower of 20 over 1 h and 28.8 over 5 min, ÷ 14.4 = 1.389',
  facts: { factor: 14.4, budget_minutes: 43.2 },
  value: 1.388888889,
  target: 0.999,
  comparison: '>=',
  coverage: 0.5,
  windowSeconds: 2_592_000,
};

test('an alert on an error budget: its verdict, the formula with its numbers, and the queries', async () => {
  explained.mockResolvedValue(answer(ALERT));
  open(ROW);

  const row = within(await screen.findByRole('region', { name: 'Availability budget (page, 1h and 5m) · api' }));
  expect(row.getByText('At risk')).toBeVisible();
  expect(row.getByText('it burns at 20, the alert is above 14.4')).toBeVisible();
  expect(row.getByText('1.38888889')).toBeVisible();
  // Of the value, a burn rate ÷ its factor, rather than of the KPI.
  expect(row.getByText('< 1')).toBeVisible();
  expect(row.getByText('lower of 20 over 1 h and 28.8 over 5 min, ÷ 14.4 = 1.389')).toBeVisible();
  expect(row.getByText('43.2 min')).toBeVisible();
  expect(row.getByText('15 d')).toBeVisible();
  expect(screen.getByText('sum(increase(requests_total[30d]))')).toBeVisible();
  expect(explained.mock.calls).toEqual([
    [
      'explain',
      expect.objectContaining({ kpis: ['availability'], labels: { service: 'api' }, to: '2026-11-28T12:00:00.000Z' }),
    ],
  ]);
});

test('a KPI keeps its unit and its target', async () => {
  explained.mockResolvedValue(answer({ ...ALERT, labels: { service: 'api' }, value: 0.9985 }));
  open(ROW.replace('error_budget', 'kpi'));

  const row = within(await screen.findByRole('region', { name: 'Availability · api' }));
  expect(row.getByText('99.85%')).toBeVisible();
  expect(row.getByText('≥ 99.9%')).toBeVisible();
});

test('a row that is not there any more', async () => {
  explained.mockResolvedValue(answer());
  open(ROW);

  expect(await screen.findByText('There is no such row at this time')).toBeVisible();
});

test('an answer of another shape says nothing wrong', async () => {
  explained.mockResolvedValue({ rows: 'none', evidence: [null] });
  open(ROW);

  expect(await screen.findByText('There is no such row at this time')).toBeVisible();
});

test('why the data source did not explain it', async () => {
  explained.mockRejectedValue({ status: 502, data: { error: 'prometheus: connection refused' }, config: {} });
  open(ROW);

  expect(await screen.findByText('prometheus: connection refused')).toBeVisible();
});

test('an address without a number says where to find one', () => {
  open('');

  expect(screen.getByText('This address names no number')).toBeVisible();
  expect(explained).not.toHaveBeenCalled();
});
